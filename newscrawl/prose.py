"""How much of a page is prose, and which of its elements hold it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from newscrawl.boxes import HEADINGS, Block, Box
from newscrawl.foreign import (
    FRAMES,
    TAGS,
    doubts,
    is_named_foreign,
    small_doubts,
)
from newscrawl.text import STOPS

# A letter of these scripts says about as much as three of the Latin alphabet.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(rf"[{STOPS}][\s”“„\"’‘'»«›‹)\]」』）]*$")
# Of scripts that write no Latin full stop, or none at all, and a word in few letters:
# those of South-East and East Asia, Tibet and Ethiopia.
_UNSTOPPED = re.compile(
    r"[\u0e00-\u109f\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_LEAST_UNSTOPPED = 40
_LEAST = 25
"""Letters of the shortest line that may be a sentence."""
_LONG = 140
"""Letters of a line that is prose without a full stop."""
MOST_LINKED = 0.4
_SMALL = 400
_MOST_IN_CARD = 6
_FORM = frozenset({"form"})


def length(text: str) -> int:
    """Return the length of *text* in letters of the Latin alphabet."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_DENSE.findall(text))


def ends(text: str) -> bool:
    """Say whether *text* ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def is_sentence(block: Block) -> bool:
    """Say whether *block* reads as a sentence or more, not as a label or a title."""
    return _is_sentence(block, length(block.text))


def _is_sentence(block: Block, size: int) -> bool:
    return (
        size >= _LEAST
        and block.linked <= MOST_LINKED
        and not block.is_heading
        and (size >= _LONG or ends(block.text) or is_unstopped(block))
    )


def is_unstopped(block: Block) -> bool:
    """Say whether *block* is a paragraph of a script without the Latin full stop."""
    text = block.text
    if block.tag != "p" or len(text) < _LEAST_UNSTOPPED or text.isascii():
        return False
    return 2 * len(_UNSTOPPED.findall(text)) > len(text)


def _weigh(blocks: list[Block]) -> Iterator[int]:
    before: Block | None = None
    for block in blocks:
        size = length(block.text)
        is_prose = _is_sentence(block, size)
        yield 0 if not is_prose or (before and _is_excerpt(block, before)) else size
        before = block


def _is_excerpt(block: Block, before: Block) -> bool:
    """Say whether *block* begins another article, whose linked title stands before."""
    return (
        before.linked > 0.9
        and block.box.parent is before.box.parent
        and block.box.parent is not None
        and block.box.parent.end - block.box.parent.start < _MOST_IN_CARD
    )


class Prose:
    """The prose of a page: what each of its blocks weighs."""

    def __init__(self, blocks: list[Block], headline: int | None = None) -> None:
        self._headline = -1 if headline is None else headline
        self._foreign: dict[Box, Box | None] = {}
        self._doubts: dict[Box, frozenset[str]] = {}
        raw = list(_weigh(blocks))
        self._raw = list(accumulate(raw, initial=0))
        self._usual = self._usual_words(blocks, raw)
        self.weights = [
            weight if weight and self.foreign(block.box) is None else 0
            for block, weight in zip(blocks, raw, strict=True)
        ]
        self._sums = list(accumulate(self.weights, initial=0))

    def held(self, box: Box, begin: int = 0, stop: int | None = None) -> int:
        """Return the prose that *box* holds between two blocks."""
        end = box.end if stop is None else min(box.end, stop)
        start = max(box.start, begin)
        return self._sums[end] - self._sums[start] if end > start else 0

    def raw(self, box: Box) -> int:
        """Return the prose that *box* holds, the article's own or not."""
        return self._raw[box.end] - self._raw[box.start]

    def between(self, start: int, end: int) -> int:
        """Return the prose between two blocks."""
        return self._sums[end] - self._sums[start]

    def _usual_words(self, blocks: list[Block], raw: list[int]) -> frozenset[str]:
        """Return the doubtful words that stand on most of the page's prose.

        Page builders call each paragraph a widget, and themes name the frame of an
        article by the sidebar beside it: there, such a word tells nothing.
        """
        found: dict[str, int] = defaultdict(int)
        for block, weight in zip(blocks, raw, strict=True):
            if weight:
                for word in self._doubted(block.box):
                    found[word] += weight
        total = sum(raw)
        return frozenset(word for word, weight in found.items() if 2 * weight > total)

    def _doubted(self, box: Box) -> frozenset[str]:
        known = self._doubts.get(box)
        if known is None:
            around = self._doubted(box.parent) if box.parent else frozenset()
            own = _doubts(box) | small_doubts(box.names)
            known = self._doubts[box] = around | own if own else around
        return known

    def foreign(self, box: Box) -> Box | None:
        """Return the innermost element around *box* that is not the article's."""
        if box in self._foreign:
            return self._foreign[box]
        found: Box | None = None
        if self._is_foreign(box):
            found = box
        elif box.parent is not None:
            found = self.foreign(box.parent)
        self._foreign[box] = found
        return found

    def _is_foreign(self, box: Box) -> bool:
        if box.tag in TAGS:
            return True
        if box.tag in FRAMES or box.tag in HEADINGS:
            return False
        if _doubts(box) - self._usual:
            return True
        if small_doubts(box.names) - self._usual and self.raw(box) < _SMALL:
            return True
        # What holds the headline is the article, whatever its name says of its parts.
        return is_named_foreign(box.names) and not (
            box.start <= self._headline < box.end
        )

    def is_foreign(self, box: Box, container: Box | None) -> bool:
        """Say whether *box* is something other than prose below *container*."""
        found = self.foreign(box)
        return (
            found is not None
            and found is not container
            and (container is None or container in found.ancestors())
        )


def _doubts(box: Box) -> frozenset[str]:
    if box.tag in FRAMES:
        return frozenset()
    if box.tag == "form":
        return _FORM | doubts(box.names)
    return doubts(box.names)
