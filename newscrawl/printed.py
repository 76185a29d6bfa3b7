"""Dates that a page prints where a reader looks for them, away from its headline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from newscrawl import datelines, dates, header, tree
from newscrawl.boxes import Block, Box
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.site import Site

_Pair = tuple[Block | None, Block]
"""A block and the one before it, which may say what its date is of."""

# Whose date is that of a comment, or of another story.
_FOREIGN_TAGS = frozenset({"aside", "nav"})
_FOREIGN_WORDS = frozenset(
    "comment comments commentlist commentmetadata disqus respond replies related"
    " sidebar widget widgets navigation nav menu teaser teasers ticker recommended"
    " trending latest recent popular carousel event events calendar copyright tweet"
    " facebook twitter instagram breaking".split()
)
_LONGEST = 120
_LONGEST_ENTRY = 400
_OPENING = 3
"""Among how many paragraphs of a body's beginning its date may stand."""
_CLOSING = 8
"""How many blocks behind a body may give its date."""
_NUMBER = re.compile(r"\d")
# Class and id words for a date, in the languages that people write style sheets in.
_NAMES = "date datum fecha publish pubtime timestamp submitted publicado tarih".split()
_NAMED = ", ".join(
    (
        *(f'[class*="{name}" i], [id*="{name}" i]' for name in _NAMES),
        *('[class$="time" i]', '[class*="time " i]'),
    )
)


def beside(document: Document, top: Header, site: Site) -> Iterator[str]:
    """Yield the dates of the lines around the beginning of the body, then its end."""
    body, own = top.body, home(document, top)
    places = [document.blocks.index(block) for block in body.blocks]
    first = places[:_OPENING][-1] if places else body.start + 2 * _OPENING
    last = max(places[-1] - 1, first + 1) if places else first + 1
    start = document.blocks.index(top.before[0]) + 1 if top.before else body.start
    yield from _lines(_pairs(document.blocks[start : first + 1]), own, site)
    yield from _lines(_pairs(document.blocks[last : last + _CLOSING]), own, site)


def opening(top: Header, site: Site) -> Iterator[str]:
    """Yield the date that the text opens with, before its first sentence."""
    paragraphs = [b for b in top.body.blocks[: 2 * _OPENING] if not b.is_heading]
    for block in (*top.after, *paragraphs[:2]):
        found = dates.find_opening(block.text, site.zone, day_first=site.day_first)
        if found:
            yield found


def named(document: Document, top: Header, site: Site) -> Iterator[str]:
    """Yield the date of the elements that are called one, where all give one day."""
    own = home(document, top)
    found: dict[str, list[str]] = {}
    for node in document.select(_NAMED):
        text = tree.text(node)
        box = document.around(node)
        if not text or len(text) > _LONGEST or box is None or is_foreign(box, own):
            continue
        if datelines.is_update(text):
            continue
        for raw in dates.find(text, site.zone, day_first=site.day_first):
            moment = dates.parse(raw, site.zone, day_first=site.day_first)
            found.setdefault(str(moment)[:10], []).append(raw)
            break
    if len(found) == 1:
        yield from chain.from_iterable(found.values())


def worded(document: Document, top: Header, site: Site) -> Iterator[str]:
    """Yield the dates of lines that say that they are of publication."""
    lines = (
        (before, block)
        for before, block in _pairs(list(_each_line(document.blocks)))
        if _is_worded(block) or (before and _is_labelled(before, block))
    )
    yield from _lines(lines, home(document, top), site)


def updated(document: Document, top: Header, site: Site) -> Iterator[str]:
    """Yield the dates of lines that say that they are of the last change."""
    own = home(document, top)
    for before, block in _pairs(document.blocks):
        if _is_change(before, block) and not is_foreign(block.box, own):
            yield from dates.find(block.text, site.zone, day_first=site.day_first)


def entitled(document: Document, site: Site) -> Iterator[str]:
    """Yield the date that closes the page's title, behind a bar or a dash."""
    piece = document.title.rpartition(" | ")[2].rpartition(" - ")[2].strip()
    if dates.parse(piece, site.zone, day_first=site.day_first):
        yield piece


def _has_number(text: str) -> bool:
    """Say whether *text* may be a line with a date, which is cheap to see."""
    return len(text) <= _LONGEST and _NUMBER.search(text) is not None


def _pairs(blocks: Sequence[Block]) -> Iterator[_Pair]:
    return zip((None, *blocks), blocks, strict=False)


def _each_line(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks*, each line of the short ones by itself."""
    for block in blocks:
        if "\n" in block.text and len(block.text) <= _LONGEST_ENTRY:
            for line in block.text.split("\n"):
                yield replace(block, text=line)
        else:
            yield block


def _is_worded(block: Block) -> bool:
    """Say whether *block* says itself that its date is of publication."""
    text = block.text
    if _has_number(text):
        return datelines.is_publication(text)
    return _LONGEST < len(text) <= _LONGEST_ENTRY and datelines.is_entry(text)


def _is_change(before: Block | None, block: Block) -> bool:
    """Say whether *block*, or the one *before* it, says that it is of a change."""
    return _has_number(block.text) and (
        datelines.is_update(block.text)
        or (before is not None and datelines.is_change_label(before.text))
    )


def _is_labelled(before: Block, block: Block) -> bool:
    """Say whether the words for the date in *block* stand in a block of their own."""
    return _has_number(block.text) and datelines.is_label(before.text)


def _lines(blocks: Iterable[_Pair], own: int, site: Site) -> Iterator[str]:
    for before, block in blocks:
        text, label = block.text, before.text if before else ""
        if (
            len(text) > (_LONGEST_ENTRY if datelines.is_entry(text) else _LONGEST)
            or block.tag == "figcaption"
            or datelines.is_update(text)
            or is_foreign(block.box, own)
        ):
            continue
        for raw in dates.find(text, site.zone, day_first=site.day_first):
            if header.is_dateline(text, raw, label):
                yield raw
                break


def is_foreign(box: Box, home: int) -> bool:
    """Say whether what stands in *box* is a comment's or another story's.

    *home* is the index of a block of the page's own story: what holds both is common.
    """
    for around in box.ancestors():
        if around.start <= home < around.end:
            return False
        if around.tag in _FOREIGN_TAGS or around.words & _FOREIGN_WORDS:
            return True
        if around.tag == "footer":
            return not any(above.tag == "article" for above in around.ancestors())
    return False


def home(document: Document, top: Header) -> int:
    """Return the index of a block that is the page's own story for certain."""
    body = top.body
    return document.blocks.index(body.blocks[0]) if body.blocks else body.start - 1
