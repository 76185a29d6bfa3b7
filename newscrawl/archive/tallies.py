"""What each run read, kept so that the next ones can be compared with it."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from newscrawl.drift import Drift
from newscrawl.tally import Source, Tally

_MOST_RUNS = 30
"""How many runs the next one is compared with."""

_COUNT = """
    run < :run
    AND run >= (SELECT coalesce(max(run), 0) FROM drifts
        WHERE accepted IS NOT NULL AND run < :run)
    AND run NOT IN (SELECT run FROM drifts WHERE accepted IS NULL)
"""
"""Which runs count: those that drifted do not, unless that was accepted; then they, and
what came after, are all that counts."""


@dataclass(frozen=True, slots=True)
class Found:
    """A drift that a run has shown, and where."""

    source: Source
    drift: Drift
    urls: tuple[str, ...]
    """Examples, at most three."""


def describe(drifts: Sequence[Found]) -> list[str]:
    """Return what *drifts* are, in lines: field and figures, and where it is seen."""
    lines = []
    for (source, urls), group in groupby(drifts, lambda one: (one.source, one.urls)):
        lines.append(f"{source}:")
        lines += [f"  {one.drift.field}: {one.drift.words}" for one in group]
        lines += [f"    {url}" for url in urls]
    return lines


class Tallies:
    """The tables of tallies and drifts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, run: int, tallies: Mapping[Source, Tally]) -> None:
        """Write down what *run* has read so far."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO tallies (run, host, reader, figures)"
            " VALUES (?, ?, ?, ?)",
            ((run, *source, tally.dumps()) for source, tally in tallies.items()),
        )

    def of(self, run: int) -> dict[Source, Tally]:
        """Return what *run* read."""
        rows = self._connection.execute(
            "SELECT host, reader, figures FROM tallies WHERE run = ?", (run,)
        )
        return {Source(*source): Tally.loads(text) for *source, text in rows}

    def before(self, run: int) -> dict[Source, list[Tally]]:
        """Return what the runs before *run* read that count, the latest first."""
        rows = self._connection.execute(
            f"""
            SELECT host, reader, figures FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY host, reader ORDER BY run DESC) AS place
                FROM tallies WHERE {_COUNT}
            ) WHERE place <= {_MOST_RUNS} ORDER BY run DESC
            """,
            {"run": run},
        )
        found: dict[Source, list[Tally]] = {}
        for *source, text in rows:
            found.setdefault(Source(*source), []).append(Tally.loads(text))
        return found

    # -- drifts --------------------------------------------------------------

    def keep_drifts(self, run: int, drifts: Sequence[Found]) -> None:
        """Write down how *run* was not like those before it."""
        self._connection.executemany(
            "INSERT INTO drifts (run, host, reader, field, words, examples)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    run, *found.source, found.drift.field, found.drift.words,
                    json.dumps(found.urls),
                )
                for found in drifts
            ),
        )  # fmt: skip

    def drifts(self, run: int) -> list[Found]:
        """Return how *run* was not like those before it."""
        rows = self._connection.execute(
            "SELECT host, reader, field, words, examples FROM drifts WHERE run = ?"
            " ORDER BY rowid",
            (run,),
        )
        return [
            Found(Source(host, reader), Drift(field, words), tuple(json.loads(urls)))
            for host, reader, field, words, urls in rows
        ]

    def last_run(self) -> tuple[int, str] | None:
        """Return the number of the last run that was compared, and when it began."""
        row = self._connection.execute(
            "SELECT id, started FROM runs WHERE id IN (SELECT run FROM tallies"
            " UNION ALL SELECT run FROM drifts) ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return row and (row[0], row[1])

    def count_before(self, run: int) -> int:
        """Return how many runs *run* was compared with."""
        row = self._connection.execute(
            f"SELECT count(DISTINCT run) FROM tallies WHERE {_COUNT}", {"run": run}
        ).fetchone()
        return min(int(row[0]), _MOST_RUNS)

    def is_accepted(self, run: int) -> bool:
        """Say whether the drifts of *run* are how the site is to be."""
        row = self._connection.execute(
            "SELECT 1 FROM drifts WHERE run = ? AND accepted IS NOT NULL", (run,)
        ).fetchone()
        return row is not None

    def accept(self, now: str) -> int:
        """Take all drifts so far for how the site is to be; return in how many runs."""
        row = self._connection.execute(
            "SELECT count(DISTINCT run) FROM drifts WHERE accepted IS NULL"
        ).fetchone()
        self._connection.execute(
            "UPDATE drifts SET accepted = ? WHERE accepted IS NULL", (now,)
        )
        return int(row[0])
