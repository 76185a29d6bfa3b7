"""Figures of a set of pages, and how far another set would have them elsewhere."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from random import Random

from benchmarks.extraction.measures import Measure
from benchmarks.extraction.pages import Page, Record

DRAWS = 1000
SEED = 1

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a library reaches in one measure on one set."""

    value: float
    interval: Interval
    pages: int
    drawn: tuple[float, ...]
    """The figure on each draw of as many pages; the draws of all libraries are one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one library is ahead of the best of the others."""

    other: str
    value: float
    interval: Interval


def judge(
    measure: Measure, pages: Sequence[Page], found: Mapping[str, Record]
) -> Figure | None:
    """Return the figure of what was *found*, by page; None where none expects any.

    A page that is missing from *found* counts as one from which nothing was read.
    """
    facts = [measure.of_page(page.gold, found.get(page.id) or {}) for page in pages]
    columns = list(zip(*(one for one in facts if one is not None), strict=True))
    if not columns:
        return None
    size = len(columns[0])
    drawn = tuple(
        measure.figure([sum(map(mul, column, weights)) for column in columns])
        for weights in _draws(size)
    )
    value = measure.figure([sum(column) for column in columns])
    return Figure(value, _interval(drawn), size, drawn)


def best(measure: Measure, figures: Mapping[str, Figure]) -> str | None:
    """Return the name of the library that is ahead of the others."""
    sign = -1 if measure.less_is_better else 1
    return max(figures, key=lambda name: sign * figures[name].value, default=None)


def compare(measure: Measure, own: str, figures: Mapping[str, Figure]) -> Difference:
    """Return how far *own* is ahead of the best of the others, page for page.

    Raises LookupError where there is no other.
    """
    one = figures[own]
    other = best(measure, {name: f for name, f in figures.items() if name != own})
    if other is None:
        raise LookupError(f"nothing to compare {own} with")
    pairs = zip(one.drawn, figures[other].drawn, strict=True)
    differences = [mine - theirs for mine, theirs in pairs]
    value = one.value - figures[other].value
    return Difference(other, value, _interval(differences))


@lru_cache(maxsize=64)
def _draws(size: int) -> tuple[tuple[int, ...], ...]:
    """Return how often each of *size* pages is in each draw of as many."""
    random = Random(SEED)
    counts = (Counter(random.choices(range(size), k=size)) for _ in range(DRAWS))
    return tuple(tuple(map(count.__getitem__, range(size))) for count in counts)


def _interval(values: Sequence[float]) -> Interval:
    """Return between what 95 of 100 *values* lie."""
    ordered = sorted(values)
    skipped = round(len(ordered) * 0.025)
    return ordered[skipped], ordered[-1 - skipped]
