"""What a crawl left behind, counted against the truth."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import unquote

from benchmarks.deaths.papers import Record

ARCHIVE = Path("corpus/asianlite/archive.sqlite")
FEED = Path("corpus/asianlite/articles.jsonl")
EXTRA = Path("extra.jsonl")
BOOKS = (ARCHIVE, FEED, EXTRA)
"""What holds the articles, within the folder of a crawl."""

_OF_THE_MOMENT = frozenset({"fetched"})


@dataclass(slots=True)
class Tally:
    """What is wrong with one book."""

    lost: int = 0
    """Articles of the truth that it lacks."""
    twice: int = 0
    """Records too many, of articles that it has already."""
    torn: int = 0
    """Lines or rows that are no whole record."""
    strange: int = 0
    """Records of what is no article."""

    def __add__(self, other: "Tally") -> "Tally":
        mine, theirs = ([getattr(t, f.name) for f in fields(t)] for t in (self, other))
        return Tally(*map(sum, zip(mine, theirs, strict=True)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def __str__(self) -> str:
        return f"{self.lost} / {self.twice} / {self.torn} / {self.strange}"


def read_feed(path: Path) -> tuple[list[Record], int]:
    """Return the records of a feed, and how many of its lines are torn."""
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    return _whole(line.decode("utf-8", "replace") for line in lines)


def read_archive(path: Path) -> tuple[list[Record], int]:
    """Return the records of an archive, and how many of its rows are no record.

    Raises sqlite3.DatabaseError where it is damaged.
    """
    with closing(sqlite3.connect(path)) as archive:
        check = archive.execute("PRAGMA integrity_check").fetchall()
        if check != [("ok",)]:
            raise sqlite3.DatabaseError(f"{path}: {check}")
        rows = archive.execute(
            "SELECT url, record FROM articles"
            " LEFT JOIN revisions ON revisions.article = articles.id"
        ).fetchall()
    records, torn = _whole(f"{record}\n" for _, record in rows)
    addresses = Counter(url for url, _ in rows)
    return records, torn + (addresses - Counter(one["url"] for one in records)).total()


def _whole(lines: Iterable[str]) -> tuple[list[Record], int]:
    records, torn = [], 0
    for line in lines:
        try:
            record = json.loads(line) if line.endswith("\n") else None
        except ValueError:
            record = None
        if isinstance(record, dict) and record.get("url"):
            records.append(record)
        else:
            torn += 1
    return records, torn


def read(folder: Path, book: Path) -> tuple[list[Record], int]:
    """Return the records of one *book* of the crawl in *folder*, and what is torn."""
    path = folder / book
    return read_archive(path) if book == ARCHIVE else read_feed(path)


def weigh(folder: Path, book: Path, truth: Iterable[Record]) -> Tally:
    """Return what is wrong with one *book* of the crawl in *folder*."""
    records, torn = read(folder, book)
    true = {unquote(line["url"]) for line in truth if line.get("expected", True)}
    found = Counter(unquote(record["url"]) for record in records)
    return Tally(
        lost=len(true - found.keys()),
        twice=found.total() - len(found),
        torn=torn,
        strange=len(found.keys() - true),
    )


def differences(records: Iterable[Record], model: Iterable[Record]) -> Counter[str]:
    """Return how many of *records* differ from those of *model*, by field."""
    by_url = {record["url"]: record for record in model}
    return Counter(
        name
        for record in records
        if (other := by_url.get(record["url"]))
        for name in other.keys() | record.keys()
        if name not in _OF_THE_MOMENT and record.get(name) != other.get(name)
    )
