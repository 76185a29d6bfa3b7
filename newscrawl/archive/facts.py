"""What was learnt of a newspaper from its own site, where no spider says it."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from newscrawl import zones
from newscrawl.archive.opening import ArchiveError, connect

NAMED = "it was named"
"""How a thing is known that whoever crawls has said."""


class Fact(NamedTuple):
    """One thing that holds of the newspaper as a whole."""

    value: str
    source: str
    """How it was learnt."""

    @property
    def is_named(self) -> bool:
        """Whether it was said, and stands above what the site tells."""
        return self.source == NAMED

    @property
    def is_guessed(self) -> bool:
        """Whether nothing told it, and it is but taken for granted."""
        return self.source == zones.UNTOLD


class Facts:
    """The table of facts, by name: `zone`, `language`, `title`, `start`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, Fact]:
        """Return every fact by its name."""
        rows = self._connection.execute(
            "SELECT name, value, source FROM facts ORDER BY name"
        )
        return {name: Fact(value, source) for name, value, source in rows}

    def keep(self, facts: Mapping[str, Fact], now: str) -> None:
        """Write down *facts*, each in the place of an earlier one of its name."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO facts (name, value, source, since)"
            " VALUES (?, ?, ?, ?)",
            [(name, *fact, now) for name, fact in facts.items()],
        )


def read(path: str) -> dict[str, Fact]:
    """Return the facts in the archive at *path*; none where it cannot be read.

    That it cannot is told by whatever opens it to work with it.
    """
    try:
        connection = connect(path, read_only=True)
    except ArchiveError:
        return {}
    try:
        return Facts(connection).all()
    except sqlite3.Error:
        return {}
    finally:
        connection.close()
