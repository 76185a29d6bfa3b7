"""The last run beside those before it, field by field."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.archive.opening import moment
from newscrawl.archive.tallies import Found, Tallies
from newscrawl.drift import Row, rows
from newscrawl.tally import Source, Tally, total


@dataclass(frozen=True, slots=True)
class Compared:
    """One source: how much was read of it, and which fields were found how often."""

    source: Source
    before: Tally
    now: Tally
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last run that read anything, and those that it was compared with."""

    run: int
    started: str
    runs: int
    """How many it was compared with."""
    sources: Sequence[Compared]
    drifts: Sequence[Found]
    is_accepted: bool
    """Whether these are how the site is to be from then on."""


def compare_last(path: str) -> Comparison | None:
    """Return the comparison of the last run in the archive at *path*; None of none.

    Raises ArchiveError or sqlite3.Error where it cannot be read.
    """
    with moment(path) as connection:
        return read_comparison(connection)


def read_comparison(connection: sqlite3.Connection) -> Comparison | None:
    """Return the comparison of the last run; None where no run has read anything."""
    tallies = Tallies(connection)
    last = tallies.last_run()
    if last is None:
        return None
    run, started = last
    before, now = tallies.before(run), tallies.of(run)
    return Comparison(
        run,
        started,
        tallies.count_before(run),
        [_compare(source, before.get(source, []), now[source]) for source in now],
        tallies.drifts(run),
        tallies.is_accepted(run),
    )


def _compare(source: Source, before: list[Tally], now: Tally) -> Compared:
    return Compared(source, total(before), now, rows(before, now))
