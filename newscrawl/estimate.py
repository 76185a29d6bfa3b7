"""How many there are, from how often each was found: capture and recapture.

Roads that lead to articles independently of each other are like days on which animals
are caught: of those that one road knows, another knows the same share as of all. The
model is Mt of Otis, Burnham, White & Anderson (1978), "Statistical inference from
capture data on closed animal populations", Wildlife Monographs 62; the interval is that
of the profile likelihood (Cormack 1992, "Interval estimation for mark-recapture studies
of closed populations", Biometrics 48).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from math import inf, lgamma, log

_DROP = 3.841458820694124 / 2
"""How far the log-likelihood falls to the end of a 95 % interval: chi-squared, 1 df."""

_MOST = 1_000
"""How many times as many as were found are thought of."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there are: at best, and at least and at most with 95 % confidence."""

    total: int
    least: int
    most: float
    """Infinite where the roads have too little in common to tell."""

    def at_least(self, known: int) -> "Estimate":
        """Return what it becomes where *known* are known, by whatever way."""
        return Estimate(*(max(bound, known) for bound in astuple(self)))


def estimate(found: int, by_road: Iterable[int]) -> Estimate | None:
    """Return how many there are, of which *found* were found by any road.

    *by_road* is how many each road found. None where fewer than two found any.
    """
    counts = [count for count in by_road if count]
    if len(counts) < 2:
        return None
    height = _likelihood(found, counts)
    limit = found * _MOST
    top = _peak(height, found, limit)
    floor = height(top) - _DROP
    least = _first(lambda total: height(total) >= floor, found, top)
    most = _first(lambda total: height(total) < floor, top, limit + 1) - 1
    return Estimate(top, least, inf if most >= limit else most)


def _likelihood(found: int, counts: list[int]) -> Callable[[int], float]:
    """Return the logarithm of how likely what was found is, by how many there are."""

    def height(total: int) -> float:
        ways = lgamma(total + 1) - lgamma(total - found + 1)
        return ways + sum(_share(count, total) for count in counts)

    return height


def _share(count: int, total: int) -> float:
    missed = total - count
    return count * log(count / total) + (missed * log(missed / total) if missed else 0)


def _peak(height: Callable[[int], float], low: int, high: int) -> int:
    """Return where *height*, which rises and then falls, is highest."""
    return _first(lambda total: height(total + 1) <= height(total), low, high)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the first number from *low* on for which *holds*, else *high*."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def independent(by_road: Mapping[str, int], found: int, share: float) -> list[str]:
    """Return the roads that know at least *share* of what was *found*.

    One that knows only the newest says nothing of the others.
    """
    return [road for road, count in by_road.items() if count >= share * found]
