"""Crawls of the newspaper in the box, each in a process whose cost is told."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SCRAPY = (sys.executable, "-m", "newscrawl")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a crawl cost: MB at its peak, seconds of CPU and of the clock."""

    peak: float
    cpu: float
    seconds: float
    stored: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process cost, as a `Cost` tells it, and the status it ended with."""

    peak: float
    cpu: float
    seconds: float
    status: int


@contextmanager
def newspaper(articles: int) -> Iterator[str]:
    """Serve a newspaper and give the address of its front page."""
    command = (*SCRAPY, "newspaper", "--layout", "today", "--port", "0")
    with subprocess.Popen(
        (*command, "--articles", str(articles)), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        words = (word for line in server.stdout for word in line.split())
        yield next(word for word in words if word.startswith("http://"))
        server.terminate()


def crawl(start: str, folder: Path, *options: str, source: Path | None = None) -> Cost:
    """Return what a crawl into *folder* costs, by the code in *source* or this one."""
    corpus = folder / "corpus"
    command = (*SCRAPY, "crawl", "asianlite", "-a", f"start={start}", *options)
    settings = ("-s", f"NEWSCRAWL_CORPUS={corpus}", "-s", "NEWSCRAWL_PROGRESS=off")
    # Its folder is the first place where Python looks for the package.
    spent = spend((*command, *settings), source or Path.cwd())
    if spent.status:
        raise SystemExit(f"the crawl of {start} ended with {spent.status}")
    with (corpus / "asianlite" / "articles.jsonl").open("rb") as lines:
        count = sum(1 for _ in lines)
    return Cost(spent.peak, spent.cpu, spent.seconds, count)


def spend(
    command: Sequence[str], place: Path, output: IO[bytes] | None = None
) -> Spent:
    """Return what *command* costs in the folder *place*; it prints to *output*."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=place, stdout=output, stderr=output)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    seconds = time.perf_counter() - begun
    cpu = usage.ru_utime + usage.ru_stime
    return Spent(usage.ru_maxrss / 1024, cpu, seconds, status)
