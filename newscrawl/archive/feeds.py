"""The feeds of a site: how far each file has followed the archive."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of a feed: it held everything up to a revision at this size."""

    path: str
    scope: str
    """JSON: which articles it holds."""
    delivered: int
    """The last revision of its scope that is in it."""
    size: int
    """Bytes."""


def home(archive: str) -> str:
    """Return where the feed is that every crawl follows: beside its *archive*."""
    return str(Path(archive).absolute().with_name("articles.jsonl"))


class Feeds:
    """The table of feeds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Delivery]:
        """Return every feed that was ever written."""
        rows = self._connection.execute(
            "SELECT path, scope, delivered, size FROM feeds ORDER BY path"
        )
        return [Delivery(*row) for row in rows]

    def with_home(self, archive: str) -> list[Delivery]:
        """Return every feed, also that beside the *archive* should it not be known.

        A crawl that was killed early wrote down nothing; a corpus may have been moved.
        """
        feeds = {feed.path: feed for feed in self.all()}
        feeds.setdefault(home(archive), Delivery(home(archive), "{}", 0, 0))
        return list(feeds.values())

    def followed(self, archive: str) -> list[Delivery]:
        """Return every feed that was written, or ought to have been.

        That beside the *archive* ought to, as soon as a crawl has stored something.
        """
        (is_due,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM revisions) AND EXISTS"
            " (SELECT 1 FROM runs WHERE json_extract(scope, '$.import') IS NULL)"
        ).fetchone()
        own = home(archive)
        feeds = self.with_home(archive)
        return [feed for feed in feeds if feed.path != own or feed.size or is_due]

    def at(self, path: str) -> Delivery | None:
        """Return what is known of the feed at *path*."""
        row = self._connection.execute(
            "SELECT path, scope, delivered, size FROM feeds WHERE path = ?", (path,)
        ).fetchone()
        return Delivery(*row) if row else None

    def set(self, delivery: Delivery, now: str) -> None:
        """Write down how far a feed has come."""
        self._connection.execute(
            "INSERT OR REPLACE INTO feeds (path, scope, delivered, size, updated)"
            " VALUES (?, ?, ?, ?, ?)",
            (delivery.path, delivery.scope, delivery.delivered, delivery.size, now),
        )
