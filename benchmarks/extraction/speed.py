"""How fast libraries read: side by side, in rounds, each library once a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.extraction.workers import Worker


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages that a library reads in a second of CPU time, round by round."""

    rates: tuple[float, ...]

    @property
    def median(self) -> float:
        """Pages per second of CPU time."""
        return median(self.rates)

    def times(self, other: "Speed") -> tuple[float, ...]:
        """Return, for each round, how many times as fast as *other* it was."""
        pairs = zip(self.rates, other.rates, strict=True)
        return tuple(mine / theirs for mine, theirs in pairs)


def race(workers: Sequence[Worker], pages: int, rounds: int) -> Mapping[str, Speed]:
    """Return the speed of each of *workers*, which hold *pages* each.

    What else the machine does slows a whole round, and so all of them alike. One round
    before the first is not counted: caches are filled, modules imported when needed.
    """
    rates: dict[str, list[float]] = {worker.library.name: [] for worker in workers}
    for number in range(rounds + 1):
        for worker in workers:
            rate = pages / worker.seconds()
            if number:
                rates[worker.library.name].append(rate)
    return {name: Speed(tuple(found)) for name, found in rates.items()}
