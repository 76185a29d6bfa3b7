"""Opens the file of an archive, or says why it cannot be opened."""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from newscrawl.archive import layout
from newscrawl.archive.volume import is_shared

MEMORY = ":memory:"
_BUSY = 10.0
"""Seconds to wait for another reader or writer."""
_LONG = 300.0
"""Seconds to wait where each keeps the other out: while a large archive is copied."""
_STALE = ("SQLITE_IOERR", "SQLITE_CORRUPT")
_TRIES = 5
_PAUSE = 0.5
_CHUNK = 1 << 20

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_HINT = "move it away to begin anew, or name another folder: -s NEWSCRAWL_CORPUS=DIR"


class ArchiveError(Exception):
    """An archive that cannot be used; the message says why and what may help."""


class CutOffError(ArchiveError):
    """One of which the end is missing."""


def connect(path: str, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection to the archive at *path*, made or brought up to date.

    Raises ArchiveError for what is no archive, damaged, of a newer newscrawl, or not
    to be written; such a file is left as it is.
    """
    try:
        is_new = path == MEMORY or check(path)
        if is_new and read_only:
            raise ArchiveError(f"there is no archive at {path}; crawl the site first")
        connection = _open(path, read_only=read_only)
        try:
            if read_only:
                _check_age(connection, path)
            else:
                _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise ArchiveError(describe(path, error)) from error
    return connection


@contextmanager
def moment(path: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that only reads, and sees the archive at *path* of one moment.

    Whatever a crawl writes meanwhile. Raises ArchiveError or sqlite3.Error.
    """
    if is_shared(path):
        with _copied(path) as copy:
            yield copy
        return
    with closing(connect(path, read_only=True)) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def _copied(path: str) -> Iterator[sqlite3.Connection]:
    """Give a copy of the archive at *path*.

    Without a write-ahead log a crawl cannot commit while somebody reads: a copy is
    soon done, and may then be read at leisure.
    """
    with TemporaryDirectory(prefix="newscrawl-") as folder:
        copy = Path(folder, "archive.sqlite")
        for left in reversed(range(_TRIES)):
            try:
                _copy(path, copy)
                break
            except (ArchiveError, sqlite3.Error) as error:
                if not left or not _is_passing(error):
                    raise
                time.sleep(_PAUSE)
        with closing(sqlite3.connect(copy)) as connection:
            yield connection


def _copy(path: str, target: Path) -> None:
    with closing(connect(path, read_only=True)) as connection:
        # It holds the lock from here on, and who opens the file now sees it as it is;
        # SQLite may have looked at it before, and go by what it saw.
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        with Path(path).open("rb") as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
    check(str(target))


def _is_passing(error: Exception) -> bool:
    """Say whether *error* may come of what this machine still believes of a file.

    A volume may go on showing for a second what another machine has changed since:
    a journal that is gone, or a size.
    """
    if isinstance(error, CutOffError):
        return True
    cause = error.__cause__ or error
    return getattr(cause, "sqlite_errorname", "").startswith(_STALE)


def check(path: str) -> bool:
    """Say whether the archive at *path* is yet to be made, without touching it.

    Raises ArchiveError for a file that is no archive, cut off or too new.
    """
    file = Path(path)
    if not file.exists() or not file.stat().st_size:
        return True
    if Path(f"{path}-journal").exists():
        return False  # killed while it was written: SQLite knows what to do
    with file.open("rb") as start:
        _check_header(path, start.read(_HEADER), file.stat().st_size)
    return False


def _check_header(path: str, header: bytes, size: int) -> None:
    # https://www.sqlite.org/fileformat2.html#the_database_header
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ArchiveError(f"{path} is no archive, nor a database at all; {_HINT}")
    page_size = int.from_bytes(header[16:18]) or 1
    pages = int.from_bytes(header[28:32]) * (65536 if page_size == 1 else page_size)
    if int.from_bytes(header[68:72]) != layout.APPLICATION:
        raise ArchiveError(f"{path} is a database, but no archive; {_HINT}")
    _check_version(path, int.from_bytes(header[60:64]))
    if pages > size and not _is_under_way(path, pages):
        raise CutOffError(
            f"the archive {path} is cut off: {size:,} bytes of {pages:,} are there;"
            f" bring it back from a copy, or {_HINT}"
        )


def _is_under_way(path: str, size: int) -> bool:
    """Say whether what an archive lacks of its *size* is elsewhere, or just written.

    It may stand in the WAL, where the disk was full or the power failed; or a crawl
    commits, which writes the header first, and has a journal meanwhile.
    """
    logs = (Path(f"{path}-wal"), Path(f"{path}-journal"))
    return any(log.exists() for log in logs) or Path(path).stat().st_size >= size


def _check_version(path: str, version: int) -> None:
    if version > layout.VERSION:
        raise ArchiveError(
            f"the archive {path} was made by a newer newscrawl (tables of version"
            f" {version}, this one knows {layout.VERSION}); upgrade newscrawl"
        )


def _check_age(connection: sqlite3.Connection, path: str) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < layout.VERSION:
        raise ArchiveError(
            f"the archive {path} was made by an older newscrawl (tables of version"
            f" {version}, not {layout.VERSION}); the next crawl brings it up to date"
        )


def describe(path: str, error: Exception) -> str:
    """Return what *error* means for the archive at *path*, in words."""
    if isinstance(error, ArchiveError):
        return str(error)
    words = str(getattr(error, "strerror", None) or error)
    if "Too many open files" in words:
        return f"cannot open the archive {path} ({words}); raise `ulimit -n`"
    if re.search("readonly|read-only|unable to open|denied", words, re.IGNORECASE):
        return (
            f"cannot write to the archive {path} ({words});"
            " check who owns it and its folder"
        )
    if re.search("full|disk I/O|No space", words):
        return f"cannot write to the archive {path} ({words}); make room and run again"
    if "locked" in words:
        return f"the archive {path} is held by another program ({words})"
    return f"the archive {path} is damaged or no archive ({words}); {_HINT}"


def _open(path: str, *, read_only: bool) -> sqlite3.Connection:
    if path == MEMORY:
        return sqlite3.connect(path, isolation_level=None)
    file = Path(path).absolute()
    if not read_only:
        file.parent.mkdir(parents=True, exist_ok=True)
    address = f"{file.as_uri()}?mode={'ro' if read_only else 'rwc'}"
    if read_only and _is_at_rest(file):
        address += "&immutable=1"
    wait = _LONG if is_shared(path) else _BUSY
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait)


def _is_at_rest(file: Path) -> bool:
    """Say whether nobody can be writing to *file*: SQLite then needs no locks.

    To read a database with a WAL it otherwise makes files beside it, which a folder
    that is read-only does not let it (https://www.sqlite.org/wal.html#readonly), nor a
    volume that others share, where whoever writes lets go of the WAL.
    """
    if Path(f"{file}-wal").exists():
        return False
    return not os.access(file.parent, os.W_OK) or (
        is_shared(str(file)) and _has_log(file)
    )


def _has_log(file: Path) -> bool:
    """Say whether *file* is written by way of a WAL."""
    with file.open("rb") as start:
        return start.read(_HEADER)[18:20] == b"\2\2"


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    is_alone = path == MEMORY or not is_shared(path)
    if not is_alone:
        _let_go_of_log(connection, path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    _check_version(path, version)
    if version < layout.VERSION:
        _migrate(connection, version)
    if is_alone:
        connection.execute("PRAGMA journal_mode = WAL")
    # A commit is on the disk when it returns: power may fail at any moment.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Where nothing may be written, fail here, and not in the middle of a crawl.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _let_go_of_log(connection: sqlite3.Connection, path: str) -> None:
    """Have the archive at *path* written without a WAL, which was made elsewhere.

    Alone it can be opened with one all the same, for that:
    https://www.sqlite.org/wal.html#noshm
    """
    if Path(path).stat().st_size and _has_log(Path(path)):
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = DELETE"):
            connection.execute(f"PRAGMA {pragma}").fetchone()
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA user_version").fetchone()  # lets go of the lock


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    steps = "".join(layout.MIGRATIONS[version:])
    # One transaction: a file is of one version or of the next.
    connection.executescript(
        f"BEGIN IMMEDIATE; {steps} {layout.VIEWS}"
        f" PRAGMA application_id = {layout.APPLICATION};"
        f" PRAGMA user_version = {layout.VERSION}; COMMIT;"
    )
