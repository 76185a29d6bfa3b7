"""The last answer of each address that is kept as it was fetched."""

import sqlite3

from newscrawl.archive.values import digest
from newscrawl.warc.kept import Kept


class KeptPages:
    """The table of kept answers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def at(self, url: str) -> Kept | None:
        """Return the last whole answer of just this *url*."""
        row = self._connection.execute(
            "SELECT file, offset, digest, date FROM kept WHERE key = ?", (digest(url),)
        ).fetchone()
        return Kept(*row) if row else None

    def keep(self, url: str, kept: Kept) -> None:
        """Write down where the last answer of *url* is."""
        self._connection.execute(
            "INSERT OR REPLACE INTO kept (key, file, offset, digest, date)"
            " VALUES (?, ?, ?, ?, ?)",
            (digest(url), kept.file, kept.offset, kept.digest, kept.date),
        )

    def last(self, file: str) -> int:
        """Return where the last answer begins that is named in *file*; 0 for none."""
        row = self._connection.execute(
            "SELECT max(offset) FROM kept WHERE file = ?", (file,)
        ).fetchone()
        return row[0] or 0

    def drop(self, file: str, offset: int) -> None:
        """Forget the answer at *offset* of *file*."""
        self._connection.execute(
            "DELETE FROM kept WHERE file = ? AND offset = ?", (file, offset)
        )
