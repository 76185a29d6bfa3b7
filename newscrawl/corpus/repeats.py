"""Which articles of a corpus repeat the text of one that stands before them in it."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Self


class Repeats:
    """The texts that a corpus has so far, each by the names that articles give it.

    On the disk: https://www.sqlite.org/inmemorydb.html#temporary_databases
    """

    def __enter__(self) -> Self:
        self._texts = sqlite3.connect("", isolation_level=None)
        self._texts.execute("PRAGMA journal_mode = OFF")
        self._texts.execute("CREATE TABLE texts (name PRIMARY KEY, url) WITHOUT ROWID")
        self._texts.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.close()

    def add(self, record: Mapping[str, Any]) -> bool:
        """Say whether *record* repeats another article, and remember it.

        Revisions of one article do not repeat each other.
        """
        names = list(_names(record))
        found = (self._first(name) for name in names)
        first = next((url for url in found if url), record["url"])
        self._texts.executemany(
            "INSERT OR IGNORE INTO texts VALUES (?, ?)",
            ((name, first) for name in names),
        )
        return bool(first != record["url"])

    def _first(self, name: str) -> str | None:
        """Return the address of the article that first had the text *name*."""
        query = "SELECT url FROM texts WHERE name = ?"
        row = self._texts.execute(query, (name,)).fetchone()
        return row and str(row[0])


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands for the text of *record*: the same for whatever repeats it.

    Older records are of no cluster, and tell only which article they repeat.
    """
    if record["cluster"]:
        yield record["cluster"]
    yield record["duplicate_of"] or record["url"]
