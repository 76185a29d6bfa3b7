"""How long the last run of a site took."""

import sqlite3
from datetime import datetime

from newscrawl.archive.opening import ArchiveError, connect

_LAST = """
    SELECT started, ended FROM runs WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1
"""


def last_duration(path: str) -> float | None:
    """Return the seconds that the last run took that ended in the archive at *path*.

    None where none did, or the archive cannot be read: its next run tells why.
    """
    try:
        connection = connect(path, read_only=True)
    except ArchiveError:
        return None
    try:
        row = connection.execute(_LAST).fetchone()
        started, ended = map(datetime.fromisoformat, row or (None, None))
        return (ended - started).total_seconds()
    except (sqlite3.Error, TypeError, ValueError):
        return None
    finally:
        connection.close()
