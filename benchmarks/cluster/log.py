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
class Pauses:
    """Between one request and the next of the same newspaper, from end to beginning."""

    requests: int
    together: int
    """How many began before the one before had ended."""
    least: float
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


def pauses(hits: Iterable[Hit]) -> Pauses:
    """Return how politely each newspaper was asked."""
    by_paper = defaultdict(list)
    for hit in hits:
        by_paper[hit.paper].append(hit)
    gaps = sorted(
        after.began - before.ended
        for own in by_paper.values()
        for before, after in pairwise(sorted(own, key=lambda hit: hit.began))
    )
    return Pauses(
        requests=sum(map(len, by_paper.values())),
        together=sum(gap < 0 for gap in gaps),
        least=gaps[0],
        median=gaps[len(gaps) // 2],
    )
