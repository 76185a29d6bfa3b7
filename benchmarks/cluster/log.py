"""What the host of the newspapers saw: who was asked when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Hit:
    """A request, in seconds."""

    paper: str
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How newspapers were asked, each by itself."""

    requests: int
    together: int
    """How many began before the one before had been answered."""
    least: float
    """From the beginning of a request to that of the next."""
    median: float


def read(lines: Iterable[str]) -> list[Hit]:
    """Return the requests that *lines*, as `wire` writes them, tell of."""
    hits: dict[tuple[str, str], Hit] = {}
    latest: dict[str, tuple[str, str]] = {}
    for line in lines:
        moment, kind, paper, client, number = line.split(" ")
        time, key = float(moment), (client, number)
        if kind == "ask" and key not in hits:  # else it was sent once more
            hits[key] = Hit(paper, time, time)
            latest[client] = key
        elif kind == "answer" and client in latest:
            hits[latest[client]] = replace(hits[latest[client]], ended=time)
    return list(hits.values())


def pace(hits: Iterable[Hit]) -> Pace:
    """Return how politely each newspaper was asked."""
    by_paper = defaultdict(list)
    for hit in hits:
        by_paper[hit.paper].append(hit)
    pairs = [
        pair
        for own in by_paper.values()
        for pair in pairwise(sorted(own, key=lambda hit: hit.began))
    ]
    apart = sorted(after.began - before.began for before, after in pairs)
    return Pace(
        requests=sum(map(len, by_paper.values())),
        together=sum(after.began < before.ended for before, after in pairs),
        least=apart[0],
        median=apart[len(apart) // 2],
    )
