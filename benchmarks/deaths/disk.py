"""A disk that is full in the middle of a crawl, and then larger."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.deaths import books
from benchmarks.deaths.lives import Crawl
from benchmarks.deaths.papers import Paper
from benchmarks.deaths.results import Model, Series
from benchmarks.deaths.signals import finish, tell

MOST_DISKS = 5
_FAILED = 1
_TINY = 64 * 1024


@contextmanager
def disk(folder: Path, size: int) -> Iterator[None]:
    """Have a disk of *size* bytes at *folder*."""
    folder.mkdir()
    _mount(folder, f"size={size}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(folder: Path, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    subprocess.run(command, check=True)


def fill(
    disks: int, paper: Paper, model: Model, folder: Path, random: Random
) -> Series:
    """Return what crawls onto disks of random sizes came to; needs root."""
    series = Series("disk")
    sizes = [
        _TINY,
        *(int(model.size * random.uniform(0.05, 0.95)) for _ in range(MOST_DISKS)),
    ]
    for number, size in enumerate(sizes[: min(disks, MOST_DISKS)]):
        crawl = Crawl(paper, folder / f"disk-{number}")
        with disk(crawl.folder, size):
            _run_full(crawl, size, series)
            _mount(crawl.folder, f"remount,size={4 * model.size}")
            finish(crawl, series, model)
    return series


def _run_full(crawl: Crawl, size: int, series: Series) -> None:
    life = crawl.live()
    series.deaths += 1
    has_word = any("newscrawl: cannot write" in one for one in life.errors.splitlines())
    if life.code != _FAILED or not has_word or "Traceback" in life.errors:
        tell(series, f"a disk of {size:,} bytes, full,", life)
    for feed in (books.FEED, books.EXTRA):
        _, torn = books.read_feed(crawl.folder / feed)
        if torn:
            series.troubles.append(f"full disk of {size:,} bytes: {feed} is torn")
