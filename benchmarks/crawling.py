"""Crawls of the newspaper in the box, each in a process whose cost is told."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SCRAPY = (sys.executable, "-m", "newscrawl")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a crawl cost: MB at its peak, seconds of CPU and of the clock."""

    peak: float
    cpu: float
    seconds: float
    stored: int


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
    begun = time.perf_counter()
    # Its folder is the first place where Python looks for the package.
    child = subprocess.Popen((*command, *settings), cwd=source or Path.cwd())
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    seconds = time.perf_counter() - begun
    if status:
        raise SystemExit(f"the crawl of {start} ended with {status}")
    with (corpus / "asianlite" / "articles.jsonl").open("rb") as lines:
        count = sum(1 for _ in lines)
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(usage.ru_maxrss / 1024, cpu, seconds, count)
