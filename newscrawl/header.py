"""What stands around a headline: date, byline, reading time, standfirst."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise

from newscrawl import captions, datelines, dates, landmarks, names
from newscrawl.body import Body
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.prose import ends
from newscrawl.text import count_words

BEFORE = 6
"""How many blocks before the headline may belong to it."""
AFTER = 14
"""How many behind it, where the body is far."""
_LONGEST_LINE = 120
# A line of more words than these beside its date tells of it as of an event; so does
# one of a span of days.
_MOST_WORDS, _MOST_WORDS_BEFORE, _WORDS_OF_DATE = 8, 4, 3
_SPAN_BEFORE = re.compile(
    r"(?:(?<![\d:.])\d{1,2}\.?|(?:19|20)\d\d)\s?(?:-|–|—|bis|to|al?|до|au)\s?$"
)
_SPAN_AFTER = re.compile(r"^\s?(?:-|–|—|bis|to|al?|до|au)\s?\d\d?[./]\s?\d\d?[./]")


@dataclass(frozen=True, slots=True)
class Header:
    """The blocks around a headline, in reading order."""

    before: tuple[Block, ...]
    """Those before it, nearest first."""
    after: tuple[Block, ...]
    """Those between it and the body."""
    body: Body

    def lines(self) -> Iterator[Block]:
        """Yield the short blocks where dates and bylines stand, likeliest first."""
        opening = self.body.blocks[:2]
        for block in (*self.after, *self.before, *opening):
            if len(block.text) <= _LONGEST_LINE:
                yield block


def find(document: Document, headline: Block | None, body: Body) -> Header:
    """Return the header of the page whose headline and body these are."""
    if headline is None:
        return Header((), (), body)
    index = document.blocks.index(headline)
    first = document.blocks.index(body.blocks[0]) if body.blocks else body.start
    before = document.blocks[max(0, index - BEFORE) : index]
    last = min(max(first, index + 1), index + 1 + AFTER)
    told = captions.between(document, index + 1, last)
    after = [
        block
        for i, block in enumerate(document.blocks[index + 1 : last], start=index + 1)
        if i not in told or _is_byline(block.text)
    ]
    return Header(tuple(before[::-1]), tuple(after), body)


def _is_byline(text: str) -> bool:
    """Say whether *text*, beside the picture of a writer, names that: "By A Name"."""
    is_led = names.strip_lead(text) != text.strip()
    is_credit = landmarks.PICTURE_CREDIT.search(text) is not None
    return is_led and names.are_names(text) and not is_credit


def date(header: Header, zone: tzinfo, *, day_first: bool) -> str | None:
    """Return the date that stands beside the headline, as written.

    One that looks like a date but names no day there is, is returned all the same:
    what is not certain must be seen.
    """
    unsure = None
    for block in header.lines():
        if datelines.is_update(block.text):
            continue
        for piece in dates.find(block.text, zone, day_first=day_first):
            if is_dateline(block.text, piece, _label(header, block)):
                return piece
        is_line = count_words(block.text) <= _MOST_WORDS + _WORDS_OF_DATE
        if unsure is None and is_line and dates.looks_written(block.text):
            unsure = dates.strip_lead(block.text)
    return unsure or _date_at_end(header, zone, day_first=day_first)


def updated(header: Header, zone: tzinfo, *, day_first: bool) -> str | None:
    """Return the date of the last change that stands beside the headline."""
    for block in header.lines():
        if datelines.is_update(block.text) or (
            datelines.is_change_label(_label(header, block))
        ):
            found = next(dates.find(block.text, zone, day_first=day_first), None)
            if found:
                return found
    return None


def _label(header: Header, block: Block) -> str:
    """Return the line before *block*, which may say what its date is of."""
    lines = (*header.before[::-1], *header.after, *header.body.blocks[:2])
    return next((a.text for a, b in pairwise(lines) if b is block), "")


def is_dateline(text: str, date: str, label: str = "") -> bool:
    """Say whether *text*, a line, gives *date* as its own, and tells no story of it.

    *label* is the line before it.
    """
    before, _, after = text.partition(date)
    if _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after):
        return False
    said = before if before.strip() else label
    if datelines.is_elsewhere(said) or datelines.is_change_label(label):
        return False
    if datelines.is_publication(text):
        return True
    words = count_words(before)
    if words > _MOST_WORDS_BEFORE and names.are_names(before):
        words = 0
    elif words > _MOST_WORDS_BEFORE and not landmarks.BYLINE_WITHIN.search(text):
        return False
    return words + count_words(after) <= _MOST_WORDS


def _date_at_end(header: Header, zone: tzinfo, *, day_first: bool) -> str | None:
    for block in (*header.body.blocks[-2:], *header.body.closing):
        if datelines.is_publication(block.text):
            return next(dates.find(block.text, zone, day_first=day_first), None)
    return None


def reading_minutes(header: Header) -> int | None:
    """Return the reading time that the page states."""
    for block in header.lines():
        found = landmarks.READING.match(block.text)
        found = found or landmarks.READING_WITHIN.search(block.text)
        if found:
            return int(found[1])
    return None


def furniture(header: Header, zone: tzinfo, *, day_first: bool) -> set[int]:
    """Return the `id` of the body's first blocks that belong to the header instead."""
    return {
        id(block)
        for block in header.body.blocks[:4]
        if landmarks.READING.match(block.text)
        or (len(block.text) < 60 and _is_line(block.text, zone, day_first=day_first))
    }


def _is_line(text: str, zone: tzinfo, *, day_first: bool) -> bool:
    """Say whether *text* is a date or a byline, not a sentence that tells of a day."""
    if datelines.is_update(text) or landmarks.BYLINE.match(text):
        return True
    return not ends(text) and dates.has_date(text, zone, day_first=day_first)
