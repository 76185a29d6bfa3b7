"""What a page is: an article, a list of articles, or neither."""

import re
from datetime import UTC
from typing import Literal

from newscrawl import container, dates, ending, foreign, jsonld, landmarks, urls
from newscrawl.body import Body
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.heading import leads_away
from newscrawl.neighbours import Neighbours

Kind = Literal["article", "list", "other"]

# https://developer.wordpress.org/reference/functions/get_body_class/: what WordPress
# itself says of a page, under every theme.
_WORDPRESS = re.compile(r"(?:post|page|category|tag|author|term)-?(?:id)?-\d+$")
_NO_ARTICLE = frozenset(
    {"attachment", "error404", "search-no-results", "single-attachment"}
)
_LIST = frozenset(
    {"archive", "category", "tag", "author", "date", "blog", "home", "search-results"}
)
_MOST_CARD_HEADINGS = 2
_FEWEST_LINKS = 3
# How much is said, in bytes: an ideogram says what three Latin letters do.
_HEADLINE = 24
"""What the headline of a story has at the least,"""
_PARAGRAPH = 60
"""and a paragraph;"""
_EXCERPT = 600
"""what stands in a row between two links of a list at the most;"""
_AT_LENGTH = 500
"""prose that tells, with the address, that a page is a story;"""
_STORY = 1000
"""prose in a row that stands in no list."""

_PASSWORD_FORM = "input[name=post_password]"
_MICRODATA = '[itemtype*="schema.org/"][itemtype$="Article"], [itemtype$="BlogPosting"]'
_PUBLISHED = ("article:published_time", "og:article:published_time", "parsely-pub-date")


def by_address(document: Document) -> Kind | None:
    """Return what *document* is where its address alone proves it."""
    shape = urls.kind(document.url)
    if shape == "never":
        return "other"
    return None if shape == "page" else "list"


def by_declaration(document: Document) -> Kind | None:
    """Return what *document* declares itself to be; None where it does not."""
    words = document.body_words
    if words & _NO_ARTICLE or document.select(_PASSWORD_FORM):
        return "other"
    if "single-post" in words or ("single" in words and _is_wordpress(words)):
        return "article"
    if words & _LIST and "single" not in words:
        return "list"
    if "page" in words and _is_wordpress(words):
        # Some put a section together by hand.
        return "list" if _is_linked(document, None) else "other"
    return _by_vocabulary(document)


def _is_wordpress(words: frozenset[str]) -> bool:
    return any(_WORDPRESS.match(word) for word in words)


def _by_vocabulary(document: Document) -> Kind | None:
    found = frozenset[str]().union(*map(jsonld.types, document.things))
    is_one = len(jsonld.articles(document.things)) == 1
    if is_one and _is_typed(document):  # beside the list that it was taken from
        return "article"
    if found & (jsonld.LIST_TYPES - {"ItemList"}):
        return "list"
    if is_one:
        return "article"
    if any(name in document.meta for name in _PUBLISHED):
        return "article"
    stated = len(document.select(_MICRODATA))
    return "article" if stated == 1 else None


def by_sight(
    document: Document, headline: Block | None, header: Header, neighbours: Neighbours
) -> Kind:
    """Return what a reader takes *document* for."""
    body, links = header.body, _is_linked(document, headline)
    # A story of two sentences links others, too.
    is_listed = links and not urls.tells_story(document.url)
    is_listed = is_listed or _is_list(document, headline, body)
    if is_listed and not _is_told(document, headline):
        return "list"
    has_text = headline is not None and (body.blocks or neighbours != Neighbours())
    if has_text and _has_evidence(document, header, neighbours):
        return "article"
    return "list" if links else "other"


def _is_typed(document: Document) -> bool:
    return "article" in document.meta.get("og:type", ())


def _is_told(document: Document, headline: Block | None) -> bool:
    """Say whether *document* is addressed as a story, and tells one at length."""
    if headline is None or leads_away(headline, document):
        return False
    is_named = urls.tells_story(document.url) or _is_typed(document)
    return is_named and _runs(document, headline)[1] > _STORY


def _is_linked(document: Document, headline: Block | None) -> bool:
    """Say whether the page is headlines that are links, with excerpts at the most."""
    links, longest = _runs(document, headline)
    return links >= _FEWEST_LINKS and longest <= _EXCERPT


def _runs(document: Document, headline: Block | None) -> tuple[int, int]:
    """Return how many stories are linked below *headline*, and how long prose runs.

    That is without one of these links between.
    """
    start = document.blocks.index(headline) + 1 if headline else 0
    links = longest = length = 0
    for block in document.blocks[start:]:
        if foreign.is_foreign(block.box, None):
            continue
        if _is_teaser(block, document):
            links, length = links + 1, 0
        elif _is_prose(block):
            length += _size(block.text)
            longest = max(longest, length)
    return links, longest


def _size(text: str) -> int:
    return len(text.encode())


def _is_prose(block: Block) -> bool:
    return block.linked < 0.3 and _size(block.text) >= _PARAGRAPH


def _is_teaser(block: Block, document: Document) -> bool:
    """Say whether *block* is the headline of a story elsewhere, and little more."""
    if block.linked < 0.5 and not block.is_heading:
        return False
    return any(
        _size(anchor.text) >= _HEADLINE
        and (url := document.absolute(anchor.href))
        and urls.kind(url) == "page"
        and urls.tells_story(url)
        and not document.is_own(url)
        for anchor in block.anchors
    )


def _is_list(document: Document, headline: Block | None, body: Body) -> bool:
    if container.count(document) > 1 and _headings_away(document, 0) > 1:
        return True
    start = document.blocks.index(headline) + 1 if headline else 0
    end = max(body.end, ending.end(document.blocks, start))
    cards = _headings_away(document, start, end)
    if headline is None or leads_away(headline, document):
        return cards > 0
    return cards > _MOST_CARD_HEADINGS and cards * 4 > len(body.blocks)


def _headings_away(document: Document, start: int, end: int | None = None) -> int:
    return sum(
        block.is_heading
        and leads_away(block, document)
        and not foreign.is_foreign(block.box, None)
        and not landmarks.STRICT_CALLOUT.match(block.text)
        for block in document.blocks[start:end]
    )


def _has_evidence(document: Document, header: Header, neighbours: Neighbours) -> bool:
    if neighbours != Neighbours():
        return True
    length = sum(_size(block.text) for block in header.body.blocks if _is_prose(block))
    # Of "About us" many say as well that it is an article.
    if urls.tells_story(document.url) and (_is_typed(document) or length > _AT_LENGTH):
        return True
    return any(
        dates.has_date(block.text, UTC)
        or landmarks.READING.match(block.text)
        or landmarks.credit(block.text)
        for block in header.lines()
    )
