"""The lines of a feed as they lie in its file, and whose they are."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawl.archive.articles import post_name
from newscrawl.archive.values import digest, page_key

_SUFFIXES = frozenset((".jsonl", ".jsonlines", ".jl"))
_LONGEST_FIRST = 1 << 24
_URL = re.compile(rb'"url": ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: where it stands, and what it holds."""

    start: int
    end: int
    """The byte after its last."""
    url: str | None
    """Of its record, also where that is torn."""
    record: dict[str, Any] | None
    """None where it is not the whole record of an article."""
    is_torn: bool
    """Whether it begins as a record and is not whole."""

    @property
    def name(self) -> bytes | None:
        """What stands for its revision; None where it is of no article."""
        if self.record is None or self.url is None:
            return None
        revision = self.record.get("revision", 1)
        return name(self.url, revision, self.record["content_hash"])


def read(path: Path, start: int = 0) -> Iterator[Line]:
    """Yield the lines of the file at *path* from byte *start* on."""
    end = start
    with path.open("rb") as file:
        file.seek(start)
        for text in file:
            start, end = end, end + len(text)
            yield _line(start, end, text)


def _line(start: int, end: int, text: bytes) -> Line:
    try:
        record = json.loads(text)
    except ValueError:
        is_torn = text.lstrip().startswith(b"{")
        return Line(start, end, _torn_url(text) if is_torn else None, None, is_torn)
    url = record.get("url") if isinstance(record, dict) else None
    if not isinstance(url, str) or not record.get("content_hash"):
        return Line(start, end, None, None, is_torn=False)
    return Line(start, end, url, record, is_torn=False)


def _torn_url(text: bytes) -> str | None:
    found = _URL.search(text)
    try:
        return str(json.loads(found[1])) if found else None
    except ValueError:
        return None


def is_lines(path: Path) -> bool:
    """Say whether the file at *path* is one of JSON Lines, by its name or its start."""
    if path.suffix in _SUFFIXES:
        return True
    with path.open("rb") as file:
        first = file.readline(_LONGEST_FIRST)
    return first.startswith(b"{") and _line(0, 0, first).record is not None


def name(url: str, revision: int, content_hash: str) -> bytes:
    """Return 16 bytes that stand for a revision, in a feed as in the archive."""
    return digest(f"{url}\n{revision}\n{content_hash}")


class Forgotten:
    """What is to be kept out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT key, post FROM forgotten").fetchall()
        self._keys = {key for key, _ in rows}
        self._posts = {post for _, post in rows if post}

    def holds(self, line: Line) -> bool:
        """Say whether *line* is of an article that is to be kept out."""
        if not self._keys or line.url is None:
            return False
        post = line.record.get("post_id") if line.record else None
        try:
            is_kept_out = page_key(line.url) in self._keys
            return is_kept_out or post_name(line.url, post) in self._posts
        except ValueError:  # no web address: a line of others
            return False
