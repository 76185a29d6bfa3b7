"""How near a text is to the truth: the F1 of their runs of four words."""

import re
from collections import Counter

RUN = 4
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and zero-width marks, which no reader sees."""


def f1(truth: str, found: str) -> float:
    """The F1 of two texts' runs of words: 1.0 alike, 0.0 nothing in common."""
    wanted, had = _runs(truth), _runs(found)
    both = (wanted & had).total()
    total = wanted.total() + had.total()
    return 2 * both / total if total else 1.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.translate(INVISIBLE))
    starts = range(max(1, len(words) - RUN + 1)) if words else ()
    return Counter(tuple(words[start : start + RUN]) for start in starts)
