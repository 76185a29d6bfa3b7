"""The archive of one site: pages, articles, lists, feeds and runs, kept in step."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from newscrawl.archive.articles import Articles, Revision
from newscrawl.archive.facts import Facts
from newscrawl.archive.feeds import Feeds
from newscrawl.archive.kept import KeptPages
from newscrawl.archive.opening import ArchiveError, connect, describe
from newscrawl.archive.pages import Pages
from newscrawl.archive.tallies import Tallies
from newscrawl.archive.values import Visit, written

Clock = Callable[[], datetime]

GROUP = 256
"""How many visits are committed together at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run, and what it goes on with."""

    id: int
    job: int
    sweep: int

    @property
    def is_first(self) -> bool:
        """Whether it begins a sweep, and does not go on with one."""
        return self.id == self.sweep


class Archive:
    """What is known of a site. Its writes are one transaction for each group of visits.

    Raises ArchiveError where the file cannot be opened or written.
    """

    def __init__(self, path: str, clock: Clock, *, read_only: bool = False) -> None:
        self.path = path
        self.clock = clock
        self.connection = connect(path, read_only=read_only)
        self.pages = Pages(self.connection)
        self.articles = Articles(self.connection)
        self.feeds = Feeds(self.connection)
        self.tallies = Tallies(self.connection)
        self.kept = KeptPages(self.connection)
        self.facts = Facts(self.connection)
        self.before_commit: Callable[[], None] | None = None
        """Has on the disk what is named by what is committed next."""
        self._stored: list[Revision] = []
        self._size = 0

    def now(self) -> str:
        """Return the time as the archive writes it."""
        return written(self.clock())

    # -- transactions --------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """Whether something is yet to be committed."""
        return self.connection.in_transaction

    def begin(self) -> None:
        """Begin a transaction, unless one is under way."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> list[Revision]:
        """Make everything durable; return the revisions that are so from now on."""
        try:
            if self.connection.in_transaction:
                if self.before_commit:
                    self.before_commit()
                self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(describe(self.path, error)) from error
        stored, self._stored, self._size = self._stored, [], 0
        return stored

    def roll_back(self) -> list[Revision]:
        """Let what is not committed never have been; return its revisions."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        dropped, self._stored, self._size = self._stored, [], 0
        return dropped

    def close(self) -> None:
        """Close the file; what is not committed has never been."""
        self.connection.close()

    # -- runs ----------------------------------------------------------------

    def begin_run(self, job: dict[str, Any], scope: str, longest: timedelta) -> Run:
        """Begin a run and return it.

        It goes on with the sweep of the last run of its *job* where that did not come
        to its end and the sweep is no older than *longest*.
        """
        self.begin()
        job_id = self._job(json.dumps(job, sort_keys=True))
        now = self.clock()
        row = self.connection.execute(
            "SELECT sweep, reason, (SELECT started FROM runs first WHERE first.id ="
            " runs.sweep) FROM runs WHERE job = ? ORDER BY id DESC LIMIT 1",
            (job_id,),
        ).fetchone()
        has_ended = row and row[1] in ("finished", "drift")
        goes_on = row and not has_ended and row[2] > written(now - longest)
        run = self.connection.execute(
            "INSERT INTO runs (sweep, job, scope, started) VALUES (?, ?, ?, ?)",
            (row[0] if goes_on else 0, job_id, scope, written(now)),
        ).lastrowid
        assert run is not None
        if not goes_on:
            self.connection.execute("UPDATE runs SET sweep = id WHERE id = ?", (run,))
        self.commit()
        return Run(run, job_id, row[0] if goes_on else run)

    def _job(self, arguments: str) -> int:
        self.connection.execute(
            "INSERT OR IGNORE INTO jobs (arguments) VALUES (?)", (arguments,)
        )
        row = self.connection.execute(
            "SELECT id FROM jobs WHERE arguments = ?", (arguments,)
        ).fetchone()
        return int(row[0])

    def end_run(self, run: Run, reason: str, figures: dict[str, Any]) -> None:
        """Write down how *run* ended."""
        self.begin()
        self.connection.execute(
            "UPDATE runs SET ended = ?, reason = ?, figures = ? WHERE id = ?",
            (self.now(), reason, json.dumps(figures, default=str), run.id),
        )

    # -- visits --------------------------------------------------------------

    def settle(self, visit: Visit, run: Run) -> None:
        """Store what *visit* brought, all of it; durable at the next commit."""
        try:
            self.begin()
            self._store(visit, run)
        except sqlite3.Error as error:
            raise ArchiveError(describe(self.path, error)) from error
        self._size += 1

    @property
    def is_full(self) -> bool:
        """Whether a group of visits is together."""
        return self._size >= GROUP

    def _store(self, visit: Visit, run: Run) -> None:
        self.pages.keep(visit, self.now(), self._due(visit))
        for key, found in visit.found.items():
            self.pages.add(key, found, run.job, run.sweep)
        self.pages.set_aside(visit.aside, run.job, run.sweep)
        self.pages.add_roads(visit.roads)
        self.pages.keep_cards(visit)
        if visit.address:
            self.pages.add_address(visit, run.job, run.sweep)
        if visit.state == "gone":
            self.articles.mark_gone(visit.page.id, self.now())
        elif visit.outcome in ("unchanged", "stored"):
            self.articles.mark_gone(visit.page.id, None)
        if visit.answer:
            self.pages.keep_answer(visit.page.id, visit.answer)
        if visit.mark:
            self.pages.keep_mark(visit.page.list or visit.page.id, visit.mark)
        self._store_article(visit, visit.page.id, run)
        for key, told in visit.told.items():
            due = self._due(told)
            page = self.pages.tell(key, told, run.job, run.sweep, self.now(), due)
            self._store_article(told, page, run)

    def _store_article(self, visit: Visit, page: int, run: Run) -> None:
        if visit.article:
            self._stored.append(self.articles.add(visit.article, page, run.id))

    def _due(self, visit: Visit) -> str | None:
        if visit.delay is None:
            return None
        return written(self.clock() + timedelta(seconds=visit.delay))
