"""The line under the headline."""

import re
from itertools import chain, islice, takewhile

from newscrawl import dates, jsonld, landmarks
from newscrawl.boxes import Block, Box
from newscrawl.document import Document
from newscrawl.foreign import doubts, is_named_foreign
from newscrawl.header import Header
from newscrawl.landmarks import starts
from newscrawl.prose import ends, length
from newscrawl.text import count_words, letters

_PROPERTY = "alternativeHeadline"
_NAMES = frozenset(
    "standfirst subtitle sub-title entry-subtitle article-subtitle post-subtitle"
    " subheadline deck dek article-summary entry-summary post-excerpt lead-text"
    " article-lead".split()
)
_LEAST = 25
_LONG = 60
"""Letters of a line that may be a standfirst without a full stop."""
_LONGEST = 400
_SUMMARY = 30
"""Letters of a description that tells more than a title."""
_COMPARED = 60
# A place, an agency in brackets, a dash.
_DATELINE = re.compile(
    r"([^.!?()]{2,40}?)\s*(?P<agency>\([^()]{2,20}\))?\s*[–—:-]{1,2}\s"
)


def find(document: Document, header: Header, headline: Block | None) -> str | None:
    """Return the line under the headline, as printed."""
    for block in header.after:
        if landmarks.credit(block.text):
            return block.text
    if declared := _declared_standfirst(document, header):
        return declared
    if header.body.blocks and landmarks.credit(header.body.blocks[0].text):
        return header.body.blocks[0].text
    title = letters(headline.text) if headline else ""
    lines = [b for b in header.after if _may_be_standfirst(b, title)]
    told = _descriptions(document)
    summaries = (b for b in lines if any(_tells(text, b) for text in told))
    likely = (summaries, filter(_is_sentence, lines), filter(_is_said, lines))
    apart = [] if header.after else _apart(header.body.blocks)
    bold = (b for b in _bold(header.body.blocks) if _may_be_standfirst(b, title))
    return next((block.text for block in chain(*likely, apart, bold)), None)


def _apart(blocks: list[Block]) -> list[Block]:
    """Return the first of *blocks* where it stands outside the box of all others.

    A text that an advertisement parts stands in boxes of one name.
    """
    first, others = blocks[:1], blocks[1:]
    holder = others[0].box.parent if others else None
    if holder is None or len(first[0].text) < _LEAST:
        return []
    if any(box.names == holder.names for box in islice(first[0].box.ancestors(), 2)):
        return []
    within = [holder in block.box.ancestors() for block in blocks]
    return first if not within[0] and all(within[1:]) else []


def _bold(blocks: list[Block]) -> list[Block]:
    """Return the first of *blocks* where it is a sentence in bold, and no other is.

    What is set in italics or brackets there is a note of the editors.
    """
    first, others = blocks[:1], blocks[1:]
    if len(others) < 2 or not _is_lead(first[0]):
        return []
    return [] if any(b.bold and ends(b.text) for b in others) else first


def _is_lead(block: Block) -> bool:
    text = block.text
    is_whole = _LONG <= length(text) <= _LONGEST and ends(text)
    is_apart = text[0] not in "[(" and not _opens_as_agencies_do(text)
    return block.bold and is_whole and is_apart and _is_own(block)


def _opens_as_agencies_do(text: str) -> bool:
    """Say whether *text* begins an agency's story: "Berlin (dpa) – ", "BERLIN – "."""
    found = _DATELINE.match(text)
    return found is not None and (found["agency"] is not None or found[1].isupper())


def _declared_standfirst(document: Document, header: Header) -> str | None:
    stated: list[Box] = []
    if _PROPERTY in document.html:
        stated = document.boxes(f"[itemprop~={_PROPERTY}]")
    for block in (*header.after, *header.body.blocks[:1]):
        own = takewhile(lambda box: box.end - box.start == 1, block.box.ancestors())
        if any(box in stated or _is_named(box) for box in own):
            return block.text
    return None


def _is_named(box: Box) -> bool:
    return not _NAMES.isdisjoint(box.names.split())


def _descriptions(document: Document) -> list[str]:
    """Return what the page says in its head of what it tells."""
    told = document.article.get("description")
    names = ("description", "og:description", "twitter:description")
    values = [value for name in names for value in document.meta.get(name, ())]
    values += jsonld.strings(told)
    return [words for value in values if len(words := letters(value)) >= _SUMMARY]


def _tells(description: str, block: Block) -> bool:
    """Say whether *block* begins as *description* does: either may be cut."""
    found = letters(block.text)
    size = min(len(found), len(description), _COMPARED)
    return size >= _SUMMARY and found[:size] == description[:size]


def _may_be_standfirst(block: Block, title: str) -> bool:
    text = block.text
    words = letters(text)
    return (
        length(text) >= _LEAST
        and block.linked < 0.3
        and block.tag not in ("figcaption", "figure", "li")
        and not (title and (title in words or words in title))
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
