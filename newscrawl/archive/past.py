"""What is known of a site before it is crawled again, read at one opening."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from newscrawl.archive.facts import Fact, Facts
from newscrawl.archive.opening import ArchiveError, connect

_LAST = """
    SELECT started, ended FROM runs WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1
"""


class Past(NamedTuple):
    """What earlier runs have left of use to the next one."""

    facts: dict[str, Fact]
    seconds: float | None
    """How long the last run took that ended; None where none did."""


def past(path: str) -> Past:
    """Return the past in the archive at *path*; nothing where it cannot be read.

    That it cannot is told by whatever opens it to work with it.
    """
    try:
        with closing(_glance(path)) as connection:
            return Past(Facts(connection).all(), _seconds(connection))
    except (ArchiveError, sqlite3.Error):
        return Past({}, None)


def _glance(path: str) -> sqlite3.Connection:
    """Return a connection to the archive at *path*, quickly where nobody writes to it.

    SQLite then needs no locks, nor the files that it makes for them, which take longer
    than all else. Should a crawl begin just now, what is read of it is a mere hint.
    """
    if _is_being_written(f"{path}-wal") or _is_being_written(f"{path}-journal"):
        return connect(path, read_only=True)
    address = f"file:{quote(path)}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True)


def _is_being_written(log: str) -> bool:
    with suppress(OSError):
        return Path(log).stat().st_size > 0  # a reader leaves an empty one
    return False


def _seconds(connection: sqlite3.Connection) -> float | None:
    row = connection.execute(_LAST).fetchone()
    try:
        started, ended = map(datetime.fromisoformat, row or (None, None))
    except (TypeError, ValueError):
        return None
    return (ended - started).total_seconds()
