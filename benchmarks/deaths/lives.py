"""One life of a crawl: started as a user does, ended by itself or by us."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deaths.papers import Paper

ROOT = Path(__file__).parents[2]
LONGEST = 600.0
"""Seconds after which a crawl is taken to hang."""

_LOOK = 0.004
_QUIET = 0.1
"""Seconds without a request after which a crawl is taken to be closing."""

End = Callable[["subprocess.Popen[bytes]"], object]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a crawl dies."""

    asked: int = 0
    """Not before its newspaper has been asked so often since the crawl began."""
    is_under_way: bool = False
    """Not before this life of it has asked for something."""
    is_quiet: bool = False
    """Not before it stops asking."""
    seconds: float = 0.0
    """So long after all that."""


@dataclass(frozen=True, slots=True)
class Life:
    """How one process ended."""

    code: int
    """Its exit code; the negative number of the signal that killed it."""
    was_ended: bool
    """Whether it was alive at the moment that was chosen for it."""
    seconds: float
    """How long it took to end from that moment on; else how long it ran."""
    requests: int
    """How many it made."""
    errors: str
    """What it wrote to standard error."""


class Crawl:
    """One crawl of *paper*, which may take several lives; its files are in *folder*."""

    def __init__(self, paper: Paper, folder: Path) -> None:
        self.paper = paper
        self.folder = folder
        self.begun = paper.asked()
        self._before = 0
        self._log = folder.with_suffix(".log")

    @property
    def asked(self) -> int:
        """How many requests it has made in all its lives."""
        return self.paper.asked() - self.begun

    def live(self, moment: Moment | None = None, end: End | None = None) -> Life:
        """Run the command once, and *end* it at *moment*; raises TimeoutExpired."""
        self._before = self.asked
        with self._log.open("wb") as log:
            process = subprocess.Popen(
                self._command(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C at the terminal is for us alone
            )
        since = time.monotonic()
        was_ended = False
        try:
            if moment and end and self.come(moment, process):
                since, was_ended = time.monotonic(), True
                end(process)
            code = process.wait(LONGEST)
        finally:
            process.kill()
            process.wait()
        errors = self._log.read_text("utf-8", errors="replace")
        took, requests = time.monotonic() - since, self.asked - self._before
        return Life(code, was_ended, took, requests, errors)

    def _command(self) -> list[str]:
        start, corpus = " ".join(self.paper.starts), self.folder / "corpus"
        return [
            *(sys.executable, "-m", "scrapy", "crawl", "asianlite"),
            *("-a", f"start={start}", "-s", f"NEWSCRAWL_CORPUS={corpus}"),
            *("-o", str(self.folder / "extra.jsonl")),
        ]

    def come(self, moment: Moment, process: "subprocess.Popen[bytes]") -> bool:
        """Wait for *moment*; say whether *process* has lived to see it."""
        least = max(moment.asked, self._before + 1 if moment.is_under_way else 0)
        while self.asked < least and process.poll() is None:
            time.sleep(_LOOK)
        if moment.is_quiet:
            self._wait_for_quiet(process)
        time.sleep(moment.seconds)
        return process.poll() is None

    def _wait_for_quiet(self, process: "subprocess.Popen[bytes]") -> None:
        before = -1
        while (now := self.asked) != before and process.poll() is None:
            before = now
            time.sleep(_QUIET)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End *process* as a lack of memory does."""
    process.kill()


def terminate(process: "subprocess.Popen[bytes]") -> None:
    """End *process* as a shutdown of the machine does."""
    process.terminate()


def interrupt_twice(process: "subprocess.Popen[bytes]") -> None:
    """End *process* as somebody does who presses Ctrl-C and is in a hurry."""
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
