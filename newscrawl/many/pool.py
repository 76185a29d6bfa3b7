"""The processes: so many at a time, each of which crawls one site."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from newscrawl.archive.lock import Locked
from newscrawl.archiving import clock
from newscrawl.exitcodes import ExitCode
from newscrawl.many.hosts import Busy, demands, holding
from newscrawl.many.process import Crawl, check_lock
from newscrawl.many.task import Task, unwritable

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GRACE = 10.0
"""Seconds that a process has to end at once."""
_PAUSE = 1.0
"""Seconds before a site is tried again whose host another machine is asking."""


class Observer(Protocol):
    """Who is told what happens."""

    def ended(self, task: Task) -> None:
        """Take notice that the crawl of a site has ended."""

    def stopping(self, count: int) -> None:
        """Take notice that *count* crawls have been told to end."""


class Pool:
    """Crawls sites side by side; what befalls one does not touch another.

    *command* returns the command line that crawls a site (`Crawl`).
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        jobs: int,
        command: Callable[[Task], Sequence[str]],
        *,
        silence: float,
        observer: Observer,
    ) -> None:
        self.waiting = list(tasks)
        self.running: list[Task] = []
        self.ended: list[Task] = []
        self.stops = 0
        """How often it was told to stop."""
        self._jobs = jobs
        self._command = command
        self._silence = silence
        self._observer = observer
        self._crawls: dict[Task, Crawl] = {}

    async def run(self) -> None:
        """Crawl them all, or until Ctrl-C or SIGTERM."""
        under_way: set[asyncio.Task[None]] = set()
        with _heeding_signals(self.stop):
            while True:
                begun = (asyncio.create_task(self._crawl(one)) for one in self._next())
                under_way.update(begun)
                if not under_way:
                    return
                done, under_way = await asyncio.wait(
                    under_way, return_when=asyncio.FIRST_COMPLETED
                )
                for one in done:
                    one.result()

    def stop(self) -> None:
        """Have the crawls end, and begin no other; the second time, at once."""
        self.stops += 1
        for crawl in self._crawls.values():
            crawl.stop()
        if self.stops == 1:
            self._observer.stopping(len(self.running))
        elif self.stops == 2:
            asyncio.get_running_loop().call_later(_GRACE, self._kill)
        else:
            self._kill()

    def _kill(self) -> None:
        for crawl in self._crawls.values():
            crawl.kill()

    def _next(self) -> Iterator[Task]:
        """Yield the sites that can be begun, which are running from then on."""
        for task in [] if self.stops else list(self.waiting):
            if len(self.running) >= self._jobs:
                return
            if not any(map(task.clashes, self.running)):
                self.waiting.remove(task)
                self.running.append(task)
                yield task

    async def _crawl(self, task: Task) -> None:
        corpus = str(Path(task.archive).parents[1])
        now = clock().isoformat(timespec="seconds")
        try:
            check_lock(task.archive)  # its host would be taken as well, for longer
            with holding(corpus, demands(task.hosts), task.site, now) as locks:
                await self._run(task, locks)
        except Busy:
            await asyncio.sleep(_PAUSE)
            self.running.remove(task)
            self.waiting.append(task)
            return
        except Locked as error:
            task.end(ExitCode.LOCKED, f"not begun: {error}")
        except OSError as error:
            task.end(ExitCode.FAILED, unwritable(error))
        self.running.remove(task)
        self.ended.append(task)
        self._observer.ended(task)

    async def _run(self, task: Task, locks: Sequence[int]) -> None:
        crawl = Crawl(task, self._command(task), self._silence, locks)
        self._crawls[task] = crawl
        if self.stops:
            crawl.stop()
        await crawl.run()
        del self._crawls[task]


@contextmanager
def _heeding_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl-C and SIGTERM call *stop*, from within the loop that is running."""
    loop = asyncio.get_running_loop()

    def heed(*_: Any) -> None:
        loop.call_soon_threadsafe(stop)

    # Not the loop's own handlers, which Windows does not have.
    before = {number: signal.signal(number, heed) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
