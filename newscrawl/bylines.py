"""The bylines that readers are shown: beside the headline, or where the text ends."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newscrawl import landmarks, marks, names
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.marks import Marked
from newscrawl.masthead import Masthead
from newscrawl.names import Credits

_LEAD_ALONE = re.compile(
    rf"\W*(?:by|von|par|por|di|door|av|af|{names.LABEL})\s*:?$", re.IGNORECASE
)
_LABELLED = re.compile(rf"\W*{names.LABEL}\s*[:：]", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|·•●\n]\s*|\s[–—-]\s")
# "Posted on 4 March by A Name".
_WITHIN_DATED = re.compile(
    r"(?<=\d\s)(?i:by|von|par|por|door)\s+(?=[^\W\d_a-z])",
)
_WITHIN = 3
"""How many blocks of the body may still belong to its head."""
_BEHIND = 12
"""How many behind it to its end."""
_LONGEST = 120
"""Of a line that names authors."""
_LONGEST_NAMES = 100
_TITLES = frozenset({"h1", "h2"})


def led(document: Document, header: Header, masthead: Masthead) -> Credits:
    """Return whom a line beside the headline names: "By A Name"."""
    near = (*header.after, *header.body.blocks[:2], *header.before[:2])
    lines = [_parted(block) for block in near if block.tag not in _TITLES]
    return _led(lines, masthead)


def _parted(block: Block) -> str:
    """Return the text of *block*, with a line's end behind each name that is a link.

    Where the markup sets nothing there, the style sheet does: "A Namein News".
    """
    text = block.text
    for name in filter(names.is_full, (anchor.text for anchor in block.anchors)):
        before, _, behind = text.partition(name)
        if behind[:1].islower():
            text = f"{before}{name}\n{behind}"
    return text


def marked(
    document: Document, header: Header, masthead: Masthead, marked_up: list[Marked]
) -> Credits:
    """Return whom the page marks as its author beside the headline."""
    region = _around_headline(document, header)
    behind = region[len(header.before) :]
    found = marks.read(document, marked_up, behind, masthead, marks.is_mark)
    if not found.people:
        found.add(marks.read(document, marked_up, region, masthead, marks.is_mark))
    if not found.people:
        found.add(marks.linked(document, region, masthead))
    if not found.people:
        dated = (_before_date(block.text) for block in header.after)
        found.add(names.read(filter(None, dated), masthead.names))
    return found


def at_end(
    document: Document, header: Header, masthead: Masthead, marked_up: list[Marked]
) -> Credits:
    """Return whom the page names where its text ends."""
    region = _around_end(document, header)
    found = _led([document.blocks[index].text for index in region], masthead)
    if not found.people:
        texts = [block.text for block in header.body.blocks]
        found = _led(filter(_LABELLED.match, texts), masthead)
    if not found.people:
        found = marks.read(document, marked_up, region, masthead, marks.is_name)
    return found


def anywhere(
    document: Document, masthead: Masthead, marked_up: list[Marked]
) -> Credits:
    """Return whom the page marks as its author by a standard, wherever that stands."""
    whole = range(len(document.blocks))
    return marks.read(document, marked_up, whole, masthead, marks.is_standard)


def _around_headline(document: Document, header: Header) -> range:
    blocks, body = document.blocks, header.body
    first = blocks.index(header.before[-1]) if header.before else 0
    start = blocks.index(body.blocks[0]) if body.blocks else body.start
    near = first + len(header.before) + len(header.after)
    return range(first, min(max(start, near) + _WITHIN, len(blocks)))


def _around_end(document: Document, header: Header) -> range:
    blocks, body = document.blocks, header.body
    limit = min(len(blocks), body.end + _BEHIND)
    last = blocks.index(body.blocks[-1]) + 1 if body.blocks else body.end
    start = max(0, min(last, body.end - 2))
    ends = (landmarks.CARDS, landmarks.COMMENTS)
    for index in range(last, limit):
        if any(pattern.match(blocks[index].text) for pattern in ends):
            return range(start, index)
    return range(start, limit)


def _led(lines: Iterable[str], masthead: Masthead) -> Credits:
    """Return whom the first line names that leads to names: "By A Name"."""
    for line, following in pairwise([*lines, ""]):
        whole = f"{line} {following}" if _LEAD_ALONE.match(line) else line
        found = names.read(_behind_lead(whole), masthead.names)
        found.people = [name for name in found.people if names.is_full(name)]
        if found.people:
            return found
    return Credits()


def _behind_lead(line: str) -> Iterator[str]:
    """Yield what stands in *line* behind "By" and the like."""
    parts = _PARTS.split(line) if len(line) <= _LONGEST else []
    for part in parts:
        within = _WITHIN_DATED.search(part)
        rest = names.strip_lead(part[within.start() :] if within else part)
        if rest != part.strip() and len(rest) <= _LONGEST_NAMES:
            yield rest


def _before_date(line: str) -> str | None:
    """Return the name of a line "A Name | 5 April 2025"."""
    name, *rest = _PARTS.split(line)
    is_dated = bool(rest) and any(map(str.isdigit, rest[0]))
    short = len(line) <= _LONGEST and names.are_names(name)
    return name if is_dated and short else None
