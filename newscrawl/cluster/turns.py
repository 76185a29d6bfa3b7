"""Takes turns: crawls the site of a ticket for a while, and has it go on later."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Lock
from typing import Any, Protocol

from newscrawl.archiving import clock
from newscrawl.cluster.ticket import Ticket, Tickets, write_whole
from newscrawl.cluster.turn import begin, conclude, following, is_hasty
from newscrawl.many.hosts import Busy, demands, holding
from newscrawl.many.process import Crawl
from newscrawl.many.task import Task

OUTCOMES = ".outcomes"
PAUSE = 1.0
"""Seconds before a site whose host is taken, or whose crawl died, is sent on."""

_SWEEP = timedelta(days=1)
_AGE = "NEWSCRAWL_LONGEST_SWEEP"


class Observer(Protocol):
    """Who is told what happens."""

    def ended(self, task: Task) -> None:
        """Take notice that a site has been crawled to the end."""


class Turns:
    """The turns of one worker, each taken in the thread that calls `take`.

    *archive* returns where the archive of a site is; *send* has a ticket go to the end
    of the queue, and raises where it cannot; *options* are those of every crawl.
    """

    def __init__(
        self,
        corpus: str,
        archive: Callable[[str], str],
        command: Sequence[str],
        options: Sequence[str],
        *,
        silence: float,
        send: Callable[[Ticket], None],
        observer: Observer,
    ) -> None:
        self.tickets = Tickets(corpus)
        self.stopped = Event()
        self._corpus = corpus
        self._archive = archive
        self._command = command
        self._options = options
        self._silence = silence
        self._send = send
        self._observer = observer
        self._guard = Lock()
        self._running: dict[Crawl, asyncio.AbstractEventLoop] = {}
        self._taken = 0

    def take(self, site: str, number: str, turn: int) -> None:
        """Take the *turn* of *site*, unless that is done, or its ticket another's.

        Raises what keeps the outcome from being written down or sent: it is then
        taken again.
        """
        with self._guard:
            self._taken += 1
        try:
            self._take_due(site, number, turn)
        finally:
            with self._guard:
                self._taken -= 1

    def _take_due(self, site: str, number: str, turn: int) -> None:
        ticket = self._due(site, number, turn)
        if ticket is None:
            return
        wanted = {f"site {site}": True, **demands(ticket.hosts)}
        try:
            with holding(self._corpus, wanted, site, _now()) as locks:
                # Another may have gone on with it meanwhile.
                if due := self._due(site, number, turn):
                    self._take(due, locks)
        except Busy:
            self.stopped.wait(PAUSE)
            self._send(ticket)

    def _due(self, site: str, number: str, turn: int) -> Ticket | None:
        """Return the ticket of *site* as it is in *turn*; None where that is done."""
        ticket = self.tickets.read(site)
        if ticket is None or not ticket.is_due(number, turn):
            return None
        return replace(ticket, turn=turn)

    def _take(self, ticket: Ticket, locks: Sequence[int]) -> None:
        ticket = begin(ticket)
        self.tickets.write(ticket)
        task = Task(
            site=ticket.site,
            archive=self._archive(ticket.site),
            words=ticket.words,
            hosts=frozenset(ticket.hosts),
        )
        asyncio.run(self._crawl(task, ticket, locks))
        if is_hasty(task):
            self.stopped.wait(PAUSE)
        after = following(ticket, task)
        if after:
            # In this order: were it cut between the two, it would come twice, and the
            # second time be told by its number. The other way it would be lost.
            self._send(after)
            self.tickets.write(after)
            return
        conclude(ticket, task)
        write_whole(outcome_path(self._corpus, task.site), _told(ticket, task))
        self.tickets.remove(task.site)
        with self._guard:  # one line after the other
            self._observer.ended(task)

    async def _crawl(self, task: Task, ticket: Ticket, locks: Sequence[int]) -> None:
        # It may take days in turns, and is one sweep all the same.
        age = clock() - datetime.fromisoformat(ticket.since) + _SWEEP
        options = (*self._options, "-s", f"{_AGE}={age.total_seconds():.0f}")
        command = [*self._command, *task.words, *options]
        crawl = Crawl(task, command, self._silence, locks)
        with self._guard:
            self._running[crawl] = asyncio.get_running_loop()
            if self.stopped.is_set():
                crawl.stop()
        try:
            await crawl.run()
        finally:
            with self._guard:
                del self._running[crawl]

    # -- how they are stopped ------------------------------------------------

    @property
    def taken(self) -> int:
        """How many turns are under way."""
        return self._taken

    def stop(self) -> None:
        """Have the crawls end gently; their sites go on later, maybe elsewhere."""
        with self._guard:
            self.stopped.set()
            self._call(Crawl.stop)

    def kill(self) -> None:
        """Kill the crawls."""
        with self._guard:
            self._call(Crawl.kill)

    def _call(self, what: Callable[[Crawl], None]) -> None:
        for crawl, loop in self._running.items():
            loop.call_soon_threadsafe(what, crawl)


def outcome_path(corpus: str, site: str) -> Path:
    """Return where it is written how *site* was last crawled to the end."""
    return Path(corpus).absolute() / OUTCOMES / site


def _told(ticket: Ticket, task: Task) -> dict[str, Any]:
    assert task.code is not None
    return {
        "site": task.site,
        "submitted": ticket.since,
        "ended": _now(),
        "turns": ticket.turn,
        "exit_code": int(task.code),
        "meaning": task.how,
        "message": task.pulse.said,
        "articles": task.pulse.articles,
        "revisions": task.pulse.revisions,
        "pages": task.pulse.pages,
        "seconds": task.seconds,
    }


def _now() -> str:
    return clock().isoformat(timespec="seconds")
