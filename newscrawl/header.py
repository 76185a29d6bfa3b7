"""What stands around a headline: date, byline, reading time, standfirst."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain

from newscrawl import datelines, dates, jsonld, landmarks
from newscrawl.body import Body, captions_between
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.foreign import doubts, is_named_foreign
from newscrawl.landmarks import starts
from newscrawl.prose import ends, length
from newscrawl.text import count_words, fold

BEFORE = 6
"""How many blocks before the headline may belong to it."""
AFTER = 14
"""How many behind it, where the body is far."""
_LONGEST_LINE = 120
_LEAST = 25
_LONG = 60
"""Letters of a line that may be a standfirst without a full stop."""
_SUMMARY = 30
_COMPARED = 60
# A line of more words than these beside its date tells of it as of an event; so does
# one of a span of days.
_MOST_WORDS, _MOST_WORDS_BEFORE, _WORDS_OF_DATE = 8, 4, 3
_SPAN_BEFORE = re.compile(
    r"(?:(?<![\d:.])\d{1,2}\.?|(?:19|20)\d\d)\s?(?:-|–|—|bis|to|al?|до|au)\s?$"
)
_SPAN_AFTER = re.compile(r"^\s?(?:-|–|—|bis|to|al?|до|au)\s?\d\d?[./]\s?\d\d?[./]")

STANDFIRSTS = (
    "[itemprop~=alternativeHeadline], .standfirst, .subtitle, .sub-title,"
    " .entry-subtitle, .article-subtitle, .post-subtitle, .subheadline, .deck, .dek,"
    " .article-summary, .entry-summary, .post-excerpt, .lead-text, .article-lead"
)


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
    captions = captions_between(document, index + 1, last)
    after = [document.blocks[i] for i in range(index + 1, last) if i not in captions]
    return Header(tuple(before[::-1]), tuple(after), body)


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
            if is_dateline(block.text, piece):
                return piece
        is_line = count_words(block.text) <= _MOST_WORDS + _WORDS_OF_DATE
        if unsure is None and is_line and dates.looks_written(block.text):
            unsure = dates.strip_lead(block.text)
    return unsure or _date_at_end(header, zone, day_first=day_first)


def updated(header: Header, zone: tzinfo, *, day_first: bool) -> str | None:
    """Return the date of the last change that stands beside the headline."""
    for block in header.lines():
        if datelines.is_update(block.text):
            return next(dates.find(block.text, zone, day_first=day_first), None)
    return None


def is_dateline(text: str, date: str) -> bool:
    """Say whether *text*, a line, gives *date* as its own, and tells no story of it."""
    before, _, after = text.partition(date)
    if _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after):
        return False
    if datelines.is_publication(text):
        return True
    if not landmarks.BYLINE_WITHIN.search(text) and (
        count_words(before) > _MOST_WORDS_BEFORE
    ):
        return False
    return count_words(before) + count_words(after) <= _MOST_WORDS


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


def standfirst(
    document: Document, header: Header, headline: Block | None
) -> str | None:
    """Return the line under the headline, as printed."""
    for block in header.after:
        if landmarks.credit(block.text):
            return block.text
    if declared := _declared_standfirst(document, header):
        return declared
    if header.body.blocks and landmarks.credit(header.body.blocks[0].text):
        return header.body.blocks[0].text
    title = _letters(headline.text) if headline else ""
    lines = [b for b in header.after if _may_be_standfirst(b, title)]
    told = _descriptions(document)
    summaries = (b for b in lines if any(_tells(text, b) for text in told))
    likely = (summaries, filter(_is_sentence, lines), filter(_is_said, lines))
    return next((block.text for block in chain(*likely)), None)


def _declared_standfirst(document: Document, header: Header) -> str | None:
    after = {id(block) for block in (*header.after, *header.body.blocks[:1])}
    for box in document.boxes(STANDFIRSTS):
        blocks = document.blocks[box.start : box.end]
        if len(blocks) == 1 and id(blocks[0]) in after:
            return blocks[0].text
    return None


def _descriptions(document: Document) -> list[str]:
    """Return what the page says in its head of what it tells."""
    told = document.article.get("description")
    names = ("description", "og:description", "twitter:description")
    values = [value for name in names for value in document.meta.get(name, ())]
    values += jsonld.strings(told)
    return [letters for value in values if len(letters := _letters(value)) >= _SUMMARY]


def _tells(description: str, block: Block) -> bool:
    """Say whether *block* begins as *description* does: either may be cut."""
    found = _letters(block.text)
    size = min(len(found), len(description), _COMPARED)
    return size >= _SUMMARY and found[:size] == description[:size]


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _may_be_standfirst(block: Block, title: str) -> bool:
    text = block.text
    letters = _letters(text)
    return (
        length(text) >= _LEAST
        and block.linked < 0.3
        and block.tag not in ("figcaption", "figure", "li")
        and not (title and (title in letters or letters in title))
        and not landmarks.BYLINE.match(text)
        and not landmarks.READING.match(text)
        and not landmarks.SHARE.match(text)
        and not landmarks.NOTICE.match(text)
        and not starts(landmarks.FILED, text)
        and not starts(landmarks.TAGS, text)
        and not starts(landmarks.CALLOUT, text)
    )


def _is_sentence(block: Block) -> bool:
    text = block.text
    return (ends(text) or len(text) >= _LONG) and _is_own(block)


def _is_said(block: Block) -> bool:
    """Say whether *block* may be a standfirst without a full stop: a few words."""
    has_digit = any(map(str.isdigit, block.text))
    return not has_digit and count_words(block.text) >= 5 and _is_own(block)


def _is_own(block: Block) -> bool:
    names = block.box.names
    return not (
        is_named_foreign(names) or doubts(names) or dates.looks_written(block.text)
    )


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
    return not ends(text) and (
        dates.looks_written(text) or any(dates.find(text, zone, day_first=day_first))
    )
