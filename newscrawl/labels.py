"""What an article is filed under: sections, tags and its number."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import takewhile
from operator import attrgetter
from urllib.parse import parse_qs, urlsplit

from newscrawl import ending, jsonld, landmarks, urls
from newscrawl.boxes import Anchor
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.neighbours import Cards
from newscrawl.rules import Rules, every, first
from newscrawl.site import Site, section_key, section_name

_BETWEEN_TAGS = re.compile(r"\s*[,;，、]\s*")
_POST_ID = re.compile(r"postid-(\d+)$")
_ELEMENT_ID = re.compile(r"post-(\d+)$")
_AFTER_BODY = 25
_LEAST_MENU = 4
_PAGE = frozenset({"body", "main", "article"})
_BREADCRUMBS = frozenset({"breadcrumb", "breadcrumbs"})
_MENUS = frozenset({"menu", "sidebar", "widget", "widgets"})


def post_id(document: Document, rules: Rules) -> str | None:
    """Return the publisher's own number for the article."""
    if found := first(document, rules):
        return found
    for word in sorted(document.body_words):
        if found_id := _POST_ID.match(word):
            return found_id[1]
    for number in document.values("input[name=comment_post_ID]", "value"):
        return number
    for href in document.links("shortlink"):
        if numbers := parse_qs(urlsplit(href).query).get("p"):
            return numbers[0]
    elements = document.values("article[id^=post-], div.hentry[id^=post-]", "id")
    own = {found_id[1] for value in elements if (found_id := _ELEMENT_ID.match(value))}
    return own.pop() if len(own) == 1 else None


def sections(
    document: Document, rules: Rules, top: Header, cards: Cards, site: Site
) -> list[str]:
    """Return the sections in the page's order, without the "-" used for sorting."""
    found = (
        every(document, rules)
        or _linked(document, top, _is_declared_section)
        or jsonld.strings(document.article.get("articleSection"))
        or document.meta.get("article:section", [])
        or _linked(document, top, _is_section, _menus(document))
        or ([cards.section] if cards.section else [])
        or _in_address(document.url, site)
    )
    names = dict.fromkeys(section_name(name) for name in found)
    return [name for name in names if name]


def tags(document: Document, rules: Rules, top: Header) -> list[str]:
    """Return the tags in the page's order."""
    found = every(document, rules) or _linked(document, top, _is_tag)
    return list(dict.fromkeys(found or _declared_tags(document)))


def _declared_tags(document: Document) -> list[str]:
    """Return the tags of the first source that lists several, else of the first."""
    sources = (
        document.meta.get("article:tag", []),
        document.meta.get("news_keywords", []),
        jsonld.strings(document.article.get("keywords")),
        document.meta.get("parsely-tags", []),
    )
    lists = [
        [tag for text in source for part in _BETWEEN_TAGS.split(text) if (tag := part)]
        for source in sources
    ]
    several = (tags for tags in lists if len(tags) > 1)
    return next(several, next(filter(None, lists), []))


def _is_declared_section(anchor: Anchor, url: str) -> bool:
    # WordPress's block themes set rel="tag" on categories too.
    return "category" in anchor.rel or (
        "tag" in anchor.rel and _is_category(anchor, url)
    )


def _is_category(anchor: Anchor, url: str) -> bool:
    return urls.kind(url) == "list" or "taxonomy-category" in anchor.box.names


def _is_section(anchor: Anchor, url: str) -> bool:
    return urls.kind(url) == "list" and "/page/" not in url


def _is_tag(anchor: Anchor, url: str) -> bool:
    is_tag = "tag" in anchor.rel or "/tag/" in url or "?tag=" in url
    return is_tag and not ("category" in anchor.rel or _is_category(anchor, url))


def _linked(
    document: Document,
    top: Header,
    is_label: Callable[[Anchor, str], bool],
    menus: frozenset[int] = frozenset(),
) -> list[str]:
    """Return the words of the labels that stand around the article."""
    anchors = document.layout.anchors
    start, end = (
        bisect_left(anchors, index, key=attrgetter("position"))
        for index in _region(document, top)
    )
    found = dict.fromkeys(
        anchor.text
        for anchor in anchors[start:end]
        if anchor.text
        and anchor.position not in menus
        and is_label(anchor, document.absolute(anchor.href))
        and not _is_menu(anchor)
    )
    return list(found)


def _menus(document: Document) -> frozenset[int]:
    """Return the indexes of blocks that are menus: one link below the other."""
    found: set[int] = set()
    run = 0
    for index, block in enumerate(document.blocks):
        run = run + 1 if block.linked > 0.9 else 0
        if run >= _LEAST_MENU or len(block.anchors) >= _LEAST_MENU:
            found.update(range(index - run + 1, index + 1), (index,))
    return frozenset(found)


def _is_menu(anchor: Anchor) -> bool:
    words: frozenset[str] = frozenset()
    for box in takewhile(lambda box: box.tag not in _PAGE, anchor.box.ancestors()):
        words |= box.words
        if box.tag == "nav" and not words & _BREADCRUMBS:
            return True
        if box.tag == "aside" or words & _MENUS:
            return True
    return False


def _region(document: Document, top: Header) -> tuple[int, int]:
    """Return the first index and the one after the last of the article's own blocks."""
    body = top.body
    start = body.start - len(top.before) - len(top.after) - 2
    blocks = document.blocks
    limit = min(len(blocks), body.end + _AFTER_BODY)
    for index in range(body.end, limit):
        if landmarks.starts(landmarks.CARDS, blocks[index].text) or (
            ending.is_end(blocks[index])
        ):
            return max(0, start), index
    return max(0, start), limit


def _in_address(url: str, site: Site) -> list[str]:
    slugs = set(urlsplit(url).path.split("/"))
    return [name for name in site.sections if section_key(name) in slugs]
