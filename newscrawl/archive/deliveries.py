"""Checks a feed against the archive that it follows."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.feeds import Delivery
from newscrawl.archive.findings import Findings, Watch
from newscrawl.archive.lines import Forgotten, Line, is_lines, name, read

_EVERYTHING = "{}"
"""The scope of a feed that holds every revision."""
_NAMES = """
    SELECT revisions.id, url, revision, content_hash FROM revisions
    JOIN articles ON articles.id = article ORDER BY revisions.id
"""


@dataclass(slots=True)
class _Content:
    """What is in a file: 16 bytes for each line of an article."""

    names: set[bytes] = field(default_factory=set)
    more: dict[bytes, int] = field(default_factory=dict)
    """How often one is there beyond the first time."""

    def add(self, one: bytes) -> None:
        if one in self.names:
            self.more[one] = self.more.get(one, 0) + 1
        self.names.add(one)


class FeedCheck:
    """The check of one feed; *is_home* says that every crawl writes to it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        feed: Delivery,
        findings: Findings,
        *,
        is_home: bool,
    ) -> None:
        self.connection = connection
        self.feed = feed
        self.path = Path(feed.path)
        self.is_home = is_home
        self._findings = findings

    def _add(self, kind: str, example: str = "", count: int = 1) -> None:
        self._findings.add(kind, self.feed.path, example, count)

    def check(self, watch: Watch) -> None:
        """Add what is wrong with the feed to the findings."""
        if not self.path.is_file():
            self._add("absent" if self.is_home else "elsewhere")
        elif not is_lines(self.path):
            self._add("format")
        else:
            self._check_notes()
            total = self.connection.execute("SELECT count(*) FROM revisions")
            lines = watch(read(self.path), self.path.name, total.fetchone()[0])
            content = self._read(iter(lines))
            self._compare(content)

    def _check_notes(self) -> None:
        """Check what the archive has noted of the feed."""
        size = self.feed.size
        if size > self.path.stat().st_size or not _ends_line(self.path, size):
            self._add("cut")
        last = self.connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'revisions'"
        ).fetchone()
        if self.feed.delivered > (last[0] if last else 0):
            self._add("ahead")

    def _read(self, lines: Iterator[Line]) -> _Content:
        forgotten = Forgotten(self.connection)
        size = self.path.stat().st_size
        content = _Content()
        for line in lines:
            if forgotten.holds(line):
                self._add("forgotten", line.url or "")
            elif line.is_torn:
                self._add("torn end" if line.end == size else "torn", _byte(line))
            elif found := line.name:
                content.add(found)
            else:
                self._add("others", _byte(line))
        return content

    def _compare(self, content: _Content) -> None:
        # Where no line can be told, it is a file of a few chosen fields.
        is_whole = self.feed.scope == _EVERYTHING and (
            bool(content.names) or not self.path.stat().st_size
        )
        for number, url, revision, content_hash in self.connection.execute(_NAMES):
            example = f"{url} revision {revision}"
            one = name(url, revision, content_hash)
            if one in content.names:
                content.names.discard(one)
                if one in content.more:
                    self._add("twice", example, content.more[one])
            elif is_whole and number <= self.feed.delivered:
                self._add("missing", example)
            elif is_whole:
                self._add("behind" if self.is_home else "left behind", example)
        if content.names:
            self._tell_others(content.names)

    def _tell_others(self, names: set[bytes]) -> None:
        for line in read(self.path):
            if line.name in names:
                self._add("others", line.url or "")


def _byte(line: Line) -> str:
    return f"at byte {line.start:,}"


def _ends_line(path: Path, size: int) -> bool:
    """Say whether the first *size* bytes of the file at *path* are whole lines."""
    if size == 0:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) in (b"\n", b"")
