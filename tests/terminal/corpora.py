"""Corpora: a shelf with some articles, what is exported of it, and read back."""

import re
from pathlib import Path
from typing import Any

from newscrawl.corpus import reading
from newscrawl.schema import build
from tests.terminal.shelf import Done, Shelf, address, command, story

FIELDS = tuple(build()["properties"])


def stocked(folder: Path) -> Shelf:
    """Return the corpus *folder* with some articles, one of them changed."""
    shelf = Shelf(folder)
    for number in (5, 3, 11, 8):
        shelf.store(story(number, language="en-GB", sections=["UK News"]))
    shelf.store(story(20, published=None, sections=["Sports"], language="hi"))
    shelf.store(story(3, 2))
    repeated = story(21, published="2023-01-01T00:00:00Z", sections=["-Top News"])
    shelf.store(repeated)
    shelf.store(story(22, published="2024-05-01T10:00:00Z", duplicate_of=address(3)))
    shelf.close()
    return shelf


def run(shelf: Shelf, *words: str) -> Done:
    """Run a command over *shelf*."""
    return command(shelf.folder, *words)


def export(shelf: Shelf, target: Path, *options: str) -> list[dict[str, Any]]:
    """Export *shelf* to *target*; return the records that are there."""
    done = run(shelf, "export", "asianlite", "-o", str(target), *options)
    assert done.code == 0, done.stderr
    return read(target)


def read(target: Path) -> list[dict[str, Any]]:
    """Return the records of the corpus at *target*."""
    return list(reading.open_corpus(target).records())


def urls(records: list[dict[str, Any]]) -> list[str]:
    """Return the numbers of the stories of *records*."""
    return [re.findall(r"\d+", record["url"])[-1] for record in records]
