"""The processes: so many at a time, each of which crawls one site."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from newscrawl.archive.lock import Lock, Locked
from newscrawl.exitcodes import ExitCode
from newscrawl.many.task import Task, ending, unwritable
from newscrawl.pulse import Pulse

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_CHUNK = 65536
_GRACE = 10.0
"""Seconds that a process has to end at once."""


class Observer(Protocol):
    """Who is told what happens."""

    def ended(self, task: Task) -> None:
        """Take notice that the crawl of a site has ended."""

    def stopping(self, count: int) -> None:
        """Take notice that *count* crawls have been told to end."""


class Pool:
    """Crawls sites side by side; what befalls one does not touch another.

    *command* returns the command line that crawls a site. Its process tells how far it
    is by lines of JSON on standard output (`pulse`), and ends when nobody reads them.
    One that says nothing for *silence* seconds hangs, and is killed.
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
        self._processes: dict[Task, Process] = {}

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
        for process in self._processes.values():
            _terminate(process)
        if self.stops == 1:
            self._observer.stopping(len(self.running))
        elif self.stops == 2:
            asyncio.get_running_loop().call_later(_GRACE, self._kill)
        else:
            self._kill()

    def _kill(self) -> None:
        for process in self._processes.values():
            _kill(process)

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
        began = time.monotonic()
        try:
            _check_lock(task.archive)
            await self._follow(task, await self._begin(task))
        except Locked as error:
            task.end(ExitCode.LOCKED, f"not begun: {error}")
        except OSError as error:
            task.end(ExitCode.FAILED, unwritable(error))
        finally:
            self._processes.pop(task, None)
        task.seconds = time.monotonic() - began
        self.running.remove(task)
        self.ended.append(task)
        self._observer.ended(task)

    async def _begin(self, task: Task) -> Process:
        task.log.parent.mkdir(parents=True, exist_ok=True)
        task.log.unlink(missing_ok=True)  # a run of before may still write to it
        with task.log.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *self._command(task),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=log,
                # Ctrl-C at a terminal is for all of a group: it would come twice.
                process_group=0,
            )
        self._processes[task] = process
        task.has_log = True
        if self.stops:
            _terminate(process)
        return process

    async def _follow(self, task: Task, process: Process) -> None:
        try:
            await self._listen(task, process)
            code = await asyncio.wait_for(process.wait(), self._silence)
        except TimeoutError:
            _kill(process)
            await process.wait()
            words = f"killed, since it gave no sign of life for {self._silence:g} s"
            task.end(ExitCode.FAILED, words)
        else:
            task.end(*ending(code, is_stopped=bool(self.stops)))

    async def _listen(self, task: Task, process: Process) -> None:
        """Take in what the process tells of itself, to the end."""
        assert process.stdout is not None
        rest = b""
        while chunk := await asyncio.wait_for(
            process.stdout.read(_CHUNK), self._silence
        ):
            *lines, rest = (rest + chunk).split(b"\n")
            rest = rest[-_CHUNK:]
            for line in lines:
                task.pulse = Pulse.read(line) or task.pulse


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


def _check_lock(archive: str) -> None:
    """Raise Locked where another run is under way, whose log is to stay as it is."""
    lock = Lock(archive)
    lock.acquire("")
    lock.release()


def _terminate(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()


def _kill(process: Process) -> None:
    """Kill *process*, and all that it has begun, which may hold its output open."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
