"""A text in a kilobyte: enough to tell whether another is nearly the same.

Runs of four words lead to other texts that have some of them. How much is the same is
told by pairs of words: those with the smallest hashes are kept, a fair sample of all
(Broder, On the resemblance and containment of documents, 1997). Whether two texts tell
the same is told by names and numbers.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from math import isqrt
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from zlib import crc32

from newscrawl.text import STOPS, fold

ASKED = 24
"""The runs by which other texts are looked for."""
KEPT = 12
"""The runs by which a text is found."""
LEAST_PAIRS = 24
"""A text with fewer pairs of words is too short to be nearly another one."""
SAME = 0.38
"""The least share of pairs that a copy has in common with its original."""
ALIKE = 0.57
"""That share where facts are too few to tell, as in scripts without capitals."""
LONGER = 0.3
"""The least share of them, where one is longer: more than this is another text."""
TOLD = 0.65
"""The least share of names and of numbers, of those that should be in common."""

_MOST_PAIRS = 128
_MOST_FACTS = 64
_LEAST_SAMPLE = 20
_FEW_FACTS = 5
_BEGINNING = 200
_CONTEXT = 5
_HASHES = 1 << 32
_ENDS = frozenset(f'{STOPS}:”"')
# Thai, Lao, Burmese, Khmer, Chinese and Japanese: no spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
_EDGES = "\"'“”‘’()[].,;:!?…"
_NUMBER = re.compile(r"[0-9][0-9.,:]*")

Hashes: TypeAlias = "array[int]"
"""The smallest first."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: hashes."""

    runs: Hashes
    pairs: Hashes
    names: Hashes
    """Of words that begin with a capital within a sentence."""
    numbers: Hashes
    """Each with what stands before it: two forecasts may have all figures in common."""

    def dumps(self) -> bytes:
        """Return the sketch as the archive has it."""
        parts = (self.runs[:KEPT], self.pairs, self.names, self.numbers)
        lengths = array("I", map(len, parts[:-1]))
        return b"".join(part.tobytes() for part in (lengths, *parts))

    @classmethod
    def loads(cls, stored: bytes) -> "Sketch":
        """Return the sketch of what the archive has."""
        hashes = array("I", stored)
        _, runs, pairs, names = accumulate(hashes[:3], initial=3)
        return cls(
            hashes[3:runs], hashes[runs:pairs], hashes[pairs:names], hashes[names:]
        )


class Comparison(NamedTuple):
    """How far two texts are alike, as their sketches tell: parts of 1."""

    pairs: float
    """What part of the pairs of words of the shorter one is in the other."""
    longer: float
    """What part of those of the longer one is in the shorter."""
    names: float
    """How many names are in both, of those that should be if one is a copy."""
    numbers: float
    """Likewise of the numbers."""


def compare(one: Sketch, other: Sketch) -> Comparison:
    """Return how far the texts of two sketches are alike."""
    pairs, longer = _overlap(one, other)
    # Edits that leave such a part of the pairs leave its root of the words.
    names = _told(one.names, other.names, pairs**0.5)
    return Comparison(pairs, longer, names, _told(one.numbers, other.numbers, pairs))


def _overlap(one: Sketch, other: Sketch) -> tuple[float, float]:
    shared, fewer, more = _share(one.pairs, other.pairs, _MOST_PAIRS)
    return (shared / fewer, shared / more) if fewer >= _LEAST_SAMPLE else (0.0, 0.0)


def _told(one: Hashes, other: Hashes, share: float) -> float:
    shared, sample, _ = _share(one, other, _MOST_FACTS)
    # Of a few, chance may have taken one more.
    return (shared + 1) / (sample * share) if sample and share else 1.0


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Say whether the texts of two sketches are one and the same, but for edits.

    Where words were changed here and there, names and numbers were among them as often
    as others. Where a template was filled anew, they are what was changed.
    """
    pairs, longer = _overlap(one, other)
    facts = min(len(each.names) + len(each.numbers) for each in (one, other))
    if pairs < (SAME if facts >= _FEW_FACTS else ALIKE) or longer < LONGER:
        return False
    like = compare(one, other)
    return min(like.names, like.numbers) >= TOLD


def _share(one: Hashes, other: Hashes, most: int) -> tuple[int, int, int]:
    """Return how many hashes are in both, and of how many in either, the fewer first.

    Beyond the last hash of a full sample nothing is known of it.
    """
    ends = [hashes[-1] for hashes in (one, other) if len(hashes) == most]
    last = min(ends, default=_HASHES)
    left, right = bisect_right(one, last), bisect_right(other, last)
    shared = len(set(one[:left]).intersection(other[:right]))
    return shared, min(left, right), max(left, right)


@lru_cache(maxsize=128)  # articles that are labelled and not yet stored: drawn once
def draw(text: str) -> Sketch | None:
    """Return the sketch of *text*; None where it is too short."""
    folded = fold(text)
    if _UNSPACED.search(folded, 0, _BEGINNING):
        folded = _UNSPACED.sub(r" \g<0> ", folded)
    words = folded.encode().split()
    pairs = list(map(crc32, words[1:], map(crc32, words)))
    sample = _smallest(pairs, _MOST_PAIRS)
    if len(sample) < LEAST_PAIRS:
        return None
    return Sketch(
        _runs(words, pairs),
        sample,
        _smallest(_names(text), _MOST_FACTS),
        _smallest(_numbers(text), _MOST_FACTS),
    )


def _runs(words: list[bytes], pairs: list[int]) -> Hashes:
    """Return hashes of runs of four words, those that begin with the smallest pairs."""
    enough = _enough(len(pairs), ASKED)
    places = [at for at, pair in enumerate(pairs[:-2]) if pair < enough]
    if len(places) < ASKED:
        places = list(range(len(pairs) - 2))
    runs = {
        crc32(words[at + 3], crc32(words[at + 2], pairs[at])): pairs[at]
        for at in places
    }
    return array("I", sorted(runs, key=runs.__getitem__)[:ASKED])


def _enough(count: int, most: int) -> int:
    """Return below what the *most* smallest of *count* hashes nearly always are."""
    return (most + 4 * isqrt(most)) * _HASHES // (count + 1)


def _smallest(hashes: list[int], most: int) -> Hashes:
    enough = _enough(len(hashes), most)
    found = {each for each in hashes if each < enough}
    if len(found) < most:
        found = set(hashes)
    return array("I", sorted(found)[:most])


def _names(text: str) -> list[int]:
    words = text.split()
    capitals = compress(count(), map(str.isupper, map(itemgetter(0), words)))
    within = {words[at] for at in capitals if at and words[at - 1][-1] not in _ENDS}
    return [crc32(name.strip(_EDGES).casefold().encode()) for name in within]


def _numbers(text: str) -> list[int]:
    spans = (found.span() for found in _NUMBER.finditer(text))
    numbers = {text[max(0, start - _CONTEXT) : end] for start, end in spans}
    return [crc32(number.casefold().encode()) for number in numbers]
