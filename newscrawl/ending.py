"""Where an article ends: the landmarks behind it."""

import re
from functools import lru_cache
from itertools import takewhile

from newscrawl import landmarks
from newscrawl.boxes import Block, Box
from newscrawl.foreign import is_foreign
from newscrawl.landmarks import starts
from newscrawl.prose import Prose

_LEAST_SEEN = 120
"""Letters of prose before a landmark may close an article."""
_LONGEST = 200
_LONGEST_LABEL = 60
_SENTENCE_END = re.compile(r"[.!?…:;,”\"’'»)]\s*$")


def is_end(block: Block) -> bool:
    """Say whether *block* is a landmark that closes an article."""
    text = block.text
    if len(text) >= _LONGEST_LABEL:  # which is the most that are asked
        return len(text) < _LONGEST and block.linked > 0.5 and _is_neighbour(text)
    return (
        _closes(text)
        or (block.linked > 0.5 and _is_neighbour(text))
        or (_is_above_cards(text) and _stands_alone(block))
    )


@lru_cache(maxsize=1024)  # what stands behind an article stands behind the next one
def _closes(text: str) -> bool:
    return any(
        starts(pattern, text)
        for pattern in (
            landmarks.NEIGHBOUR, landmarks.TOP, landmarks.END, landmarks.COMMENTS
        )
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _is_neighbour(text: str) -> bool:
    return starts(landmarks.PREVIOUS, text) or starts(landmarks.NEXT, text)


@lru_cache(maxsize=1024)
def _is_above_cards(text: str) -> bool:
    return starts(landmarks.CARDS, text)


def _stands_alone(block: Block) -> bool:
    return block.tag != "p" or block.strong or not _SENTENCE_END.search(block.text)


def end(blocks: list[Block], begin: int) -> int:
    """Return the index of the first landmark that closes an article after *begin*."""
    return next(
        (
            index
            for index in range(begin, len(blocks))
            if is_end(blocks[index]) and not is_foreign(blocks[index].box, None)
        ),
        len(blocks),
    )


def behind(blocks: list[Block], prose: Prose, begin: int) -> int:
    """Return the first landmark after *begin* that closes an article."""
    seen = 0
    for index in range(begin, len(blocks)):
        seen += prose.weights[index]
        block = blocks[index]
        if seen > _LEAST_SEEN and is_end(block) and not prose.foreign(block.box):
            return index
    return len(blocks)


def within(
    blocks: list[Block], box: Box | None, start: int, end: int, prose: Prose
) -> int:
    """Return the first landmark from *start* to *end* that closes the text of *box*."""
    for index in range(start, end):
        block = blocks[index]
        closes = is_end(block) or _opens_another(block, box)
        if closes and not prose.is_foreign(block.box, box):
            seen, after = prose.between(start, index), prose.between(index, end)
            # What little stands before a landmark, and much behind it, is no article.
            if after <= seen or (seen > _LEAST_SEEN and seen > after / 2):
                return index
    return end


def _opens_another(block: Block, box: Box | None) -> bool:
    """Say whether *block* is the headline of another article, within the first."""
    inner = takewhile(lambda outer: outer is not box, block.box.ancestors())
    return block.tag == "h1" and any(outer.tag == "article" for outer in inner)
