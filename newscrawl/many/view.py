"""How far many crawls are: bars at a terminal, quiet lines where there is none."""

import asyncio
import os
import sys
import time
from contextlib import suppress
from typing import Any

from tqdm import tqdm

from newscrawl.exitcodes import ExitCode
from newscrawl.many.pool import Pool
from newscrawl.many.task import Task
from newscrawl.rundown import duration

MODES = ("auto", "bar", "lines", "off")
_BAR_INTERVAL = 0.5
_LINE_INTERVAL = 60.0
_SMOOTHING = 0.1
_USUAL = 24
"""Lines of a terminal that does not tell how many it has."""
_WELL = (ExitCode.DONE, ExitCode.NOTHING_NEW)


class View:
    """Shows the whole in a line, and at a terminal each site that is being crawled.

    *mode* is `bar`, `lines`, `off`, or `auto`: bars at a terminal.
    """

    def __init__(self, mode: str, jobs: int) -> None:
        if mode == "auto":
            mode = "bar" if sys.stderr.isatty() else "lines"
        self._mode = mode
        self._jobs = jobs
        self._bars: list[Any] = []
        self._pages = 0
        self._moment = time.monotonic()
        self._rate: float | None = None

    async def follow(self, pool: Pool) -> None:
        """Show how far *pool* is, until it is done."""
        crawling = asyncio.create_task(pool.run())
        interval = _BAR_INTERVAL if self._mode == "bar" else _LINE_INTERVAL
        if self._mode == "bar":
            count = min(self._jobs + 1, max(2, _rows() - 2))
            self._bars = [_bar(place) for place in range(count)]
        try:
            while not (await asyncio.wait({crawling}, timeout=interval))[0]:
                self._show(pool)
            crawling.result()
        finally:
            for bar in reversed(self._bars):  # which leaves the cursor at the first
                bar.close()
            self._bars = []

    def ended(self, task: Task) -> None:
        """Say that *task* has ended, and how."""
        pulse = task.pulse
        told = f"{task.site}: {pulse.articles:,} new, {pulse.revisions:,} changed,"
        told += f" {pulse.pages:,} pages in {duration(task.seconds)}"
        if task.code not in _WELL:
            told += f"; exit code {task.code}: {task.why}"
            told += f"; see {task.log}" if task.has_log else ""
        self.say(told)

    def stopping(self, count: int) -> None:
        """Say that the *count* crawls under way are ending."""
        self.say(f"{count} under way will end, no other begins; again ends all at once")

    def say(self, words: str) -> None:
        """Say *words*, above the bars where there are some."""
        if self._mode == "off":
            return
        if self._bars:
            tqdm.write(f"newscrawl: {words}", file=sys.stderr)
        else:
            print(f"newscrawl: {words}", file=sys.stderr, flush=True)

    def _show(self, pool: Pool) -> None:
        whole = self._whole(pool)
        if not self._bars:
            self.say(whole)
            return
        lines = [whole, *map(_line, pool.running)]
        if (more := len(lines) - len(self._bars)) > 0:
            lines[-more - 1 :] = [f"  and {more + 1} more"]
        lines += [""] * (len(self._bars) - len(lines))
        for bar, line in zip(self._bars, lines, strict=True):
            bar.set_description_str(line)

    def _whole(self, pool: Pool) -> str:
        tasks = [*pool.ended, *pool.running]
        pages = sum(task.pulse.pages for task in tasks)
        articles = sum(task.pulse.articles for task in tasks)
        now = time.monotonic()
        rate = (pages - self._pages) / (now - self._moment)
        self._pages, self._moment = pages, now
        if self._rate is None or self._mode != "bar":
            self._rate = rate
        self._rate += (rate - self._rate) * _SMOOTHING
        how = "stopping" if pool.stops else "running"
        return (
            f"sites: {len(pool.ended)} ended, {len(pool.running)} {how},"
            f" {len(pool.waiting)} waiting · {articles:,} articles · {pages:,} pages ·"
            f" {self._rate:.1f} pages/s"
        )


def _rows() -> int:
    """Return how many lines the terminal has; bars beyond them would tear it."""
    with suppress(OSError):
        return os.get_terminal_size(sys.stderr.fileno()).lines or _USUAL
    return _USUAL


def _bar(place: int) -> Any:
    return tqdm(
        bar_format="{desc}",
        position=place,
        leave=False,
        dynamic_ncols=True,
        file=sys.stderr,
    )


def _line(task: Task) -> str:
    pulse = task.pulse
    return (
        f"  {task.site}: {pulse.articles:,} articles · {pulse.pages:,} pages ·"
        f" {pulse.left:,} left · {pulse.errors:,} errors"
    )
