"""A machine that dies: what is on its disk, and what is not yet there."""

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.deaths import books
from benchmarks.deaths.lives import Crawl, Moment
from benchmarks.deaths.papers import Paper
from benchmarks.deaths.results import Model, Series
from benchmarks.deaths.signals import finish

WAL = books.ARCHIVE.with_name(f"{books.ARCHIVE.name}-wal")
LOCK = books.ARCHIVE.with_name(f"{books.ARCHIVE.name}.lock")
FILES = ((books.ARCHIVE, WAL), (books.FEED,), (books.EXTRA,), (LOCK,))
MOST_LOST = 4 * 2**20
"""How many bytes at the end of a feed had not reached the disk: seconds of a crawl."""

_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a crawl as a dead machine leaves them."""

    folder: Path
    asked: int
    """How many requests had been made."""


def die(
    deaths: int, paper: Paper, model: Model, folder: Path, random: Random
) -> Series:
    """Return what crawls came to that went on from copies of a running one."""
    series = Series("machine")
    crawl = Crawl(paper, folder / "machine")
    crawl.folder.mkdir()
    for copy in take(deaths, crawl, model, random):
        lose(copy.folder, random)
        shutil.rmtree(crawl.folder)
        copy.folder.rename(crawl.folder)  # a machine comes back with its paths
        after = Crawl(paper, crawl.folder)
        after.begun -= copy.asked
        series.deaths += 1
        finish(after, series, model)
    return series


def take(deaths: int, crawl: Crawl, model: Model, random: Random) -> list[Copy]:
    """Run *crawl* undisturbed; return copies of its files, taken at random moments."""
    counts = sorted(random.randrange(1, model.requests) for _ in range(deaths))
    copies = []

    def copy_all(process: "subprocess.Popen[bytes]") -> None:
        for number, count in enumerate(counts):
            if crawl.come(Moment(count, seconds=random.uniform(0, _PAUSE)), process):
                folder = crawl.folder.with_name(f"machine-{number}")
                copies.append(Copy(folder, crawl.asked))
                _copy(crawl.folder, folder, process, random)

    crawl.live(Moment(1), copy_all)
    return copies


def _copy(
    live: Path, folder: Path, process: "subprocess.Popen[bytes]", random: Random
) -> None:
    (folder / books.ARCHIVE).parent.mkdir(parents=True)
    for files in random.sample(FILES, len(FILES)):
        # A database and its log belong to one moment; copied while a checkpoint goes
        # from one to the other they are what no dead machine leaves:
        # https://www.sqlite.org/howtocorrupt.html#_backup_or_restore_while_a_transaction_is_active
        is_one = len(files) > 1
        with _stopped(process) if is_one else nullcontext():
            for file in random.sample(files, len(files)):
                if (live / file).exists():
                    shutil.copyfile(live / file, folder / file)
        time.sleep(random.uniform(0, _PAUSE))


@contextmanager
def _stopped(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def lose(folder: Path, random: Random) -> None:
    """Take away what a disk may lack after a power cut, as no one asked it to hold it.

    A feed lacks its end, or has zeros there; the archive's log ends in half a frame.
    """
    promised = _promised(folder)
    for feed in (books.FEED, books.EXTRA):
        path = folder / feed
        size = path.stat().st_size if path.exists() else 0
        most = max(0, size - promised.get(feed.name, 0))
        lost = random.randrange(min(most, MOST_LOST) + 1)
        damage = random.choice(("none", "short", "zeros"))
        if lost and damage != "none":
            os.truncate(path, size - lost)
        if lost and damage == "zeros":
            os.truncate(path, size)
    if (folder / WAL).exists():
        with (folder / WAL).open("ab") as log:
            log.write(random.randbytes(random.randrange(4096)))


def _promised(folder: Path) -> dict[str, int]:
    """Return the bytes of each feed that the archive says are on the disk."""
    # To look changes the files: SQLite brings its log to an end.
    with tempfile.TemporaryDirectory() as aside:
        for file in (books.ARCHIVE, WAL):
            if (folder / file).exists():
                shutil.copy(folder / file, aside)
        with closing(sqlite3.connect(Path(aside) / books.ARCHIVE.name)) as archive:
            sizes = archive.execute("SELECT path, size FROM feeds").fetchall()
    return {Path(path).name: size for path, size in sizes}
