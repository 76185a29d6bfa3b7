"""What an article is beside words: a gallery, a film, a document, a list of links."""

import re

from newscrawl import flags
from newscrawl.body import Body
from newscrawl.document import Document
from newscrawl.foreign import is_foreign

FEW = 100
"""Words below which something else may be what a page is there for."""
_GALLERY = 4
_LEAST_LINKS = 5
_MOST_LINKED = 0.5
_AFTER = 4
"""Blocks behind a text where a page says that there is more of it."""
_PART = 2 / 3

_MORE = re.compile(
    r"(?:to\s+)?(?:continue|keep)\s+reading\b"
    r"|(?:subscribe|sign\s+(?:in|up)|log\s*in|register)\b.{0,60}\b(?:read|full)\b"
    r"|this\s+(?:article|story|content|post)\s+is\s+(?:for|only|reserved|available)\b"
    r".{0,80}\b(?:subscribers?|members?)\b"
    r"|(?:read|view)\s+(?:the\s+)?full\s+(?:article|story)\W*$",
    re.IGNORECASE,
)
# Players that newspapers embed; their own are <video>, whose source is a file.
_FILM = re.compile(
    r"//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|vimeo|dailymotion|jwplayer|brightcove)\."
    r"|//youtu\.be/|\.(?:mp4|m3u8|webm)\b",
    re.IGNORECASE,
)
_PDF = re.compile(r"\.pdf(?:[?#]|$)", re.IGNORECASE)


def find(document: Document, body: Body, images: int) -> list[str]:
    """Return the flags of a page with this *body* and so many *images*."""
    texts = body.declared or [block.text for block in body.blocks]
    words = sum(len(text.split()) for text in texts)
    found = {
        "truncated": not body.declared and _goes_on(document, body, words),
        "links": _is_linked(document, body),
    }
    if words < FEW:
        found["gallery"] = images >= _GALLERY
        found["video"] = _has_film(document, body)
        found["document"] = any(_PDF.search(href) for href in _links(document, body))
    return flags.arrange(flag for flag, is_set in found.items() if is_set)


def _goes_on(document: Document, body: Body, words: int) -> bool:
    """Say whether the page has less than the article, as far as it tells."""
    stated = str(document.article.get("wordCount") or "")
    if stated.isdecimal() and words < int(stated) * _PART - FEW:
        return True
    if not body.blocks:
        return False
    last = document.blocks.index(body.blocks[-1])
    after = document.blocks[last + 1 : last + 1 + _AFTER]
    return any(_MORE.match(block.text) for block in after)


def _is_linked(document: Document, body: Body) -> bool:
    """Say whether more is link than text, the lines counted that are nothing else."""
    region = document.blocks[body.start : body.end]
    blocks = [block for block in region if not is_foreign(block.box, body.box)]
    letters = sum(len(block.text) for block in blocks)
    linked = sum(len(block.text) * block.linked for block in blocks)
    links = sum(len(block.anchors) for block in blocks)
    return links >= _LEAST_LINKS and linked > letters * _MOST_LINKED


def _has_film(document: Document, body: Body) -> bool:
    kinds = document.meta.get("og:type", ())
    return any(kind.startswith("video") for kind in kinds) or any(
        _FILM.search(src)
        for src, position in document.layout.embeds
        if body.start <= position <= body.end
    )


def _links(document: Document, body: Body) -> list[str]:
    """Return the addresses linked within *body*, as written."""
    return [
        anchor.href
        for block in document.blocks[body.start : body.end]
        for anchor in block.anchors
    ]
