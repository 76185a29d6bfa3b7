"""How far the sites are that were submitted: what waits, and who is at what."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from newscrawl.cluster.broker import Broker, BrokerError
from newscrawl.cluster.ticket import Tickets
from newscrawl.cluster.turns import OUTCOMES
from newscrawl.exitcodes import ExitCode
from newscrawl.rundown import duration

_PATIENCE = 1.0
"""Seconds in which the workers have to answer."""
_MOST = 10
_WELL = (ExitCode.DONE, ExitCode.NOTHING_NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole; None is what the broker did not tell."""

    broker: str
    error: str | None = None
    messages: int | None = None
    """How many wait at the broker."""
    submitted: list[str] = field(default_factory=list)
    """The sites that are not yet crawled to their end."""
    workers: dict[str, dict[str, float]] | None = None
    """What each crawls, and for how many seconds."""
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    """How each site was last crawled to its end."""

    def document(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return asdict(self)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield it as lines, each with its label."""
        if self.error:
            yield "broker", self.error
        else:
            yield "broker", f"{self.broker}: {self.messages:,} messages wait"
        yield "submitted", _submitted(self)
        for name, turns in (self.workers or {}).items():
            told = (f"{site} ({duration(took)})" for site, took in turns.items())
            yield "worker", f"{name}: {', '.join(told) or 'idle'}"
        if self.workers == {}:
            yield "worker", "none answers; `scrapy worker` begins one"
        yield from _ended(self)


def standing(url: str, corpus: str) -> Standing:
    """Return how far the sites are of the folder *corpus*, by the broker at *url*."""
    broker = Broker(url)
    submitted = list(Tickets(corpus).sites())
    outcomes = list(_outcomes(corpus))
    try:
        messages = broker.waiting()
        workers = _workers(broker)
    except BrokerError as error:
        return Standing(
            broker=broker.name,
            error=str(error),
            submitted=submitted,
            outcomes=outcomes,
        )
    return Standing(
        broker=broker.name,
        messages=messages,
        submitted=submitted,
        workers=workers,
        outcomes=outcomes,
    )


def _workers(broker: Broker) -> dict[str, dict[str, float]]:
    now = time.time()
    return {
        name.partition("@")[2]: {
            turn["args"][0]: round(now - (turn["time_start"] or now), 1)
            for turn in turns
        }
        for name, turns in sorted(broker.active(_PATIENCE).items())
    }


def _outcomes(corpus: str) -> Iterator[dict[str, Any]]:
    folder = Path(corpus).absolute() / OUTCOMES
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.startswith("."):
            yield json.loads(path.read_bytes())


def _submitted(found: Standing) -> str:
    count = len(found.submitted)
    told = f"{count:,} {'site' if count == 1 else 'sites'} to be crawled to the end"
    if found.workers is None or found.messages is None:
        return told
    under_way = sum(map(len, found.workers.values()))
    lost = count - under_way - found.messages
    if lost > 0:
        told += f"; the broker knows nothing of {lost:,}: `scrapy submit` them again"
    return told


def _ended(found: Standing) -> Iterator[tuple[str, str]]:
    codes = Counter(int(one["exit_code"]) for one in found.outcomes)
    if codes:
        told = (f"{count:,} with {code}" for code, count in sorted(codes.items()))
        yield "ended", " · ".join(told)
    bad = [one for one in found.outcomes if one["exit_code"] not in _WELL]
    for one in bad[:_MOST]:
        why = one["message"] or one["meaning"]
        yield "", f"{one['site']}: exit code {one['exit_code']}: {why}"
    if len(bad) > _MOST:
        yield "", f"and {len(bad) - _MOST:,} more"
