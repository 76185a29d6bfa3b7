"""What a page is: an article, a list of articles, or neither."""

import re
from typing import Literal

from newscrawl import body as bodies
from newscrawl import container, dates, foreign, jsonld, landmarks, urls
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
        return "other"
    return _by_vocabulary(document)


def _is_wordpress(words: frozenset[str]) -> bool:
    return any(_WORDPRESS.match(word) for word in words)


def _by_vocabulary(document: Document) -> Kind | None:
    found = frozenset[str]().union(*map(jsonld.types, document.things))
    if found & (jsonld.LIST_TYPES - {"ItemList"}):
        return "list"
    if document.article and len(jsonld.articles(document.things)) == 1:
        return "article"
    if any(name in document.meta for name in _PUBLISHED):
        return "article"
    stated = len(document.select(_MICRODATA))
    return "article" if stated == 1 else None


def by_sight(
    document: Document, headline: Block | None, header: Header, neighbours: Neighbours
) -> Kind:
    """Return what a reader takes *document* for."""
    body = header.body
    if _is_list(document, headline, body):
        return "list"
    if headline is None or not (body.blocks or neighbours != Neighbours()):
        return "other"
    return "article" if _has_evidence(header, neighbours) else "other"


def _is_list(document: Document, headline: Block | None, body: Body) -> bool:
    if container.count(document) > 1 and _headings_away(document, 0) > 1:
        return True
    start = document.blocks.index(headline) + 1 if headline else 0
    end = max(body.end, bodies.end(document.blocks, start))
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


def _has_evidence(header: Header, neighbours: Neighbours) -> bool:
    if neighbours != Neighbours():
        return True
    return any(
        dates.looks_written(block.text)
        or landmarks.READING.match(block.text)
        or landmarks.credit(block.text)
        for block in header.lines()
    )
