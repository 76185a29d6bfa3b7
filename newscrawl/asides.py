"""Lines in a text that are not of it: share bars, callouts, lists of links."""

import re
from functools import lru_cache
from itertools import takewhile

from newscrawl import landmarks
from newscrawl.boxes import Block, Box
from newscrawl.landmarks import starts
from newscrawl.prose import Prose, ends, is_unstopped
from newscrawl.text import fold

_MOST_LINKED = 0.5
"""Share of the letters of a list that is links, where it is nothing else."""
_MOST_IN_CARD = 6
_LONGEST_CARD = 300
_LONGEST_LABEL = 60
_LONGEST_LINE = 80
_LEAST_QUOTE, _LONGEST_QUOTE = 25, 400
_MOST_LINES = 4
"""Lines behind the last sentence that are not a list or a poem."""
_ITEMS = frozenset({"li", "td", "dd", "dt", "pre", "blockquote"})


def is_callout(block: Block, *, awaited: bool) -> bool:
    """Say whether *block* leads to another article; *awaited*: such a line came."""
    if awaited and block.linked > 0.8:
        return True
    if starts(landmarks.STRICT_CALLOUT, block.text):
        return True
    return (block.linked > 0.3 and starts(landmarks.CALLOUT, block.text)) or (
        block.linked > 0.5 and starts(landmarks.ELSEWHERE, block.text)
    )


def is_label(block: Block) -> bool:
    """Say whether *block* is the heading of links to other articles, and no more."""
    text = block.text
    return (
        len(text) <= _LONGEST_LABEL
        and not text.endswith(".")
        and starts(landmarks.ELSEWHERE, text)
    )


def is_link(block: Block) -> bool:
    """Say whether *block* is a link to another page, and no more."""
    return block.linked > 0.9 and any(
        "#" not in anchor.href for anchor in block.anchors
    )


def is_aside(block: Block) -> bool:
    """Say whether *block* is a line of the page's machinery, not of the article."""
    text = block.text
    if len(text) > 300:
        return False
    return (
        _is_machinery(text)
        or _is_share(block)
        or _labels(landmarks.TAGS, block)
        or _labels(landmarks.FILED, block)
        or (is_link(block) and len(block.text.split()) < 25)
    )


@lru_cache(maxsize=1024)  # most lines of a page stand on the next one as well
def _is_machinery(text: str) -> bool:
    return any(
        starts(pattern, text)
        for pattern in (
            landmarks.ADDRESS, landmarks.PAGES, landmarks.READING, landmarks.NOTICE
        )
    )  # fmt: skip


def _labels(pattern: re.Pattern[str], block: Block) -> bool:
    """Say whether all that follows the words of *pattern* in *block* is links."""
    if not (block.anchors and starts(pattern, block.text)):
        return False
    linked = sum(_letters(anchor.text) for anchor in block.anchors)
    return linked > 0.6 * _letters(landmarks.after(pattern, block.text))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_share(block: Block) -> bool:
    # A word alone, such as "More", is a share button only as a link.
    may_be = bool(block.anchors) or " " in block.text
    return may_be and landmarks.SHARE.match(block.text) is not None


def link_lists(blocks: list[Block], start: int, end: int) -> set[int]:
    """Return the indexes of the items of lists that are links to other articles."""
    found: set[int] = set()
    lists: dict[Box, list[int]] = {}
    for index in range(start, end):
        box = _list_around(blocks[index].box)
        if box is not None:
            lists.setdefault(box, []).append(index)
    for indexes in lists.values():
        letters = sum(len(blocks[index].text) for index in indexes)
        linked = sum(
            len(blocks[index].text) * blocks[index].linked for index in indexes
        )
        if linked > _MOST_LINKED * letters:
            found.update(indexes)
    return found


def _list_around(box: Box) -> Box | None:
    if box.tag == "li":
        return box.parent
    return box.parent.parent if box.parent and box.parent.tag == "li" else None


def cards(
    blocks: list[Block], start: int, end: int, container: Box | None, prose: Prose
) -> set[int]:
    """Return the indexes of the blocks of cards: linked titles and what is theirs."""
    found: set[int] = set()
    for index in range(start, end):
        block = blocks[index]
        if index in found or not is_link(block):
            continue
        card = _card(block.box, container, prose)
        if card is not None and (block.is_heading or card.end - card.start > 1):
            found.update(range(card.start, card.end))
    return found


def _card(inner: Box, container: Box | None, prose: Prose) -> Box | None:
    """Return the largest box around *inner* that may be a card."""

    def may_be(box: Box) -> bool:
        return (
            box is not container
            and box.end - box.start <= _MOST_IN_CARD
            and prose.raw(box) <= _LONGEST_CARD
        )

    return max(takewhile(may_be, inner.ancestors()), key=_size, default=None)


def _size(box: Box) -> int:
    return box.end - box.start


def pull_quotes(blocks: list[Block]) -> set[int]:
    """Return the `id` of quotations that repeat what another of *blocks* says."""
    quotes = [
        block
        for block in blocks
        if len(block.text) <= _LONGEST_QUOTE and _is_quoted(block.box)
    ]
    if not quotes:
        return set()
    said = [(block, fold(block.text)) for block in blocks]
    return {
        id(quote)
        for quote in quotes
        if len(words := fold(quote.text)) >= _LEAST_QUOTE
        and any(words in text for block, text in said if block is not quote)
    }


def _is_quoted(box: Box) -> bool:
    return "blockquote" in (box.tag, box.parent.tag if box.parent else "")


def opening(blocks: list[Block]) -> int:
    """Return how many of *blocks* stand before the first sentence or heading."""
    for index, block in enumerate(blocks):
        if block.is_heading or not _is_line(block) or block.text.endswith(":"):
            return index
    return 0


def closing(blocks: list[Block]) -> int:
    """Return how many of *blocks* stand behind the last sentence."""
    for index, block in enumerate(reversed(blocks)):
        if not (block.is_heading or _is_line(block)):
            return index if index <= _MOST_LINES else 0
    return 0


def _is_line(block: Block) -> bool:
    """Say whether *block* is a name, a place or a date rather than a sentence."""
    return (
        len(block.text) < _LONGEST_LINE
        and block.box.tag not in _ITEMS
        and (block.linked > 0.5 or not (ends(block.text) or is_unstopped(block)))
    )
