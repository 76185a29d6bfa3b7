"""What is crawled: served by other processes, and counting what it is asked for."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from newscrawl.newspaper import Newspaper
from tests.wordpress.site import WordPress

Record = dict[str, Any]


class Paper(Protocol):
    """A newspaper on loopback."""

    starts: list[str]
    """The addresses to begin at."""
    truth: list[Record]
    """A line for each article, and for each address that is none."""

    def asked(self) -> int:
        """Return how many requests it has answered so far."""


@dataclass(slots=True)
class Box:
    """The newspaper in the box, on the other side of a pipe."""

    starts: list[str]
    truth: list[Record]
    pipe: Connection

    def asked(self) -> int:
        """Return how many requests it has answered so far."""
        self.pipe.send(True)
        return int(self.pipe.recv())


@contextmanager
def serve_box(articles: int) -> Iterator[Paper]:
    """Serve the newspaper in the box by a process of its own."""
    # Of its own: crawler and server must not wait for each other's thread, nor must
    # either be slowed by the one that watches them.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(articles, theirs), daemon=True)
    server.start()
    theirs.close()
    try:
        starts, truth = ours.recv()
        yield Box(starts, truth, ours)
    finally:
        ours.close()
        server.join()


def _serve(articles: int, pipe: Connection) -> None:
    with Newspaper(articles) as paper:
        pipe.send((paper.start_urls, list(paper.truth())))
        try:
            while pipe.recv():
                pipe.send(sum(list(paper.requests.values())))
        except (EOFError, OSError):  # the other end has gone: so do we
            return


class Blog:
    """A real WordPress, whose access log is read as it grows."""

    def __init__(self, site: WordPress, log: Path) -> None:
        self.starts = [site.url]
        self.truth = site.truth()
        self._log = log
        self._read = self._count = 0

    def asked(self) -> int:
        """Return how many requests it has answered so far."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            new = log.read()
        self._read += len(new)
        self._count += new.count(b"\n")
        return self._count


@contextmanager
def serve_wordpress(articles: int, folder: Path) -> Iterator[Paper]:
    """Serve a real WordPress that keeps itself in *folder*."""
    with WordPress(articles, folder=folder) as site:
        yield Blog(site, folder / "access.log")
