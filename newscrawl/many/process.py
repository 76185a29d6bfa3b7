"""The process that crawls one site: what it tells of itself, and how it ends."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from newscrawl.archive.lock import Lock, Locked
from newscrawl.exitcodes import ExitCode
from newscrawl.many.task import Task, ending, unwritable
from newscrawl.pulse import Pulse

_CHUNK = 65536


class Crawl:
    """Crawls the site of *task* by *command*, which tells how far it is (`pulse`).

    It ends where nobody reads that. One that says nothing for *silence* seconds hangs,
    and is killed. The files *held*, by their numbers, are open as long as it lives.
    """

    def __init__(
        self,
        task: Task,
        command: Sequence[str],
        silence: float,
        held: Sequence[int] = (),
    ) -> None:
        self.is_stopped = False
        self._task = task
        self._command = command
        self._silence = silence
        self._held = held
        self._process: Process | None = None

    async def run(self) -> None:
        """Crawl, and take down in the task how it ended; raises nothing."""
        task = self._task
        began = time.monotonic()
        try:
            check_lock(task.archive)
            await self._follow(await self._begin())
        except Locked as error:
            task.end(ExitCode.LOCKED, f"not begun: {error}")
        except OSError as error:
            task.end(ExitCode.FAILED, unwritable(error))
        finally:
            self._process = None
        task.seconds = time.monotonic() - began

    def stop(self) -> None:
        """Have it end gently; the second time it ends at once."""
        self.is_stopped = True
        if self._process:
            _terminate(self._process)

    def kill(self) -> None:
        """Kill it."""
        if self._process:
            _kill(self._process)

    async def _begin(self) -> Process:
        log = self._task.log
        log.parent.mkdir(parents=True, exist_ok=True)
        log.unlink(missing_ok=True)  # a run of before may still write to it
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=output,
                # Ctrl-C at a terminal is for all of a group: it would come twice.
                process_group=0,
                pass_fds=self._held,
            )
        self._process = process
        self._task.has_log = True
        if self.is_stopped:
            _terminate(process)
        return process

    async def _follow(self, process: Process) -> None:
        try:
            await self._listen(process)
            code = await asyncio.wait_for(process.wait(), self._silence)
        except TimeoutError:
            _kill(process)
            await process.wait()
            words = f"killed, since it gave no sign of life for {self._silence:g} s"
            self._task.end(ExitCode.FAILED, words)
        else:
            self._task.end(*ending(code, is_stopped=self.is_stopped))

    async def _listen(self, process: Process) -> None:
        """Take in what the process tells of itself, to the end."""
        assert process.stdout is not None
        rest = b""
        while chunk := await asyncio.wait_for(
            process.stdout.read(_CHUNK), self._silence
        ):
            *lines, rest = (rest + chunk).split(b"\n")
            rest = rest[-_CHUNK:]
            for line in lines:
                self._task.pulse = Pulse.read(line) or self._task.pulse


def check_lock(archive: str) -> None:
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
