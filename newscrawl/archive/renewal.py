"""The stored articles once more: each as it is, and a better reading of its page."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.opening import ArchiveError
from newscrawl.archive.records import complete
from newscrawl.article import Article

_GROUP = 256
"""Articles that are read, and then committed, together."""

_LATEST = """
    SELECT articles.id, articles.url, pages.url, gone, record FROM articles
    JOIN revisions ON revisions.article = articles.id
    LEFT JOIN pages ON pages.id = articles.page
    WHERE articles.id > ? AND revision = (SELECT max(revision) FROM revisions AS other
        WHERE other.article = articles.id)
    ORDER BY articles.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is stored: its latest revision."""

    id: int
    url: str
    page: str | None
    """The address it was read at."""
    gone: str | None
    record: dict[str, Any]


def latest(connection: sqlite3.Connection) -> Iterator[Stored]:
    """Yield all articles, in the order in which they came.

    Some are read at a time, so that others may be written meanwhile. Raises
    ArchiveError for a record that cannot be read.
    """
    last = 0
    while rows := connection.execute(_LATEST, (last, _GROUP)).fetchall():
        for number, url, page, gone, record in rows:
            yield Stored(number, url, page, gone, _load(url, record))
        last = rows[-1][0]


def _load(url: str, text: str) -> dict[str, Any]:
    try:
        return complete(json.loads(text))
    except ValueError as error:
        raise ArchiveError(
            f"the record of {url} cannot be read; `scrapy verify SITE` says what helps"
        ) from error


def starts(connection: sqlite3.Connection) -> set[str]:
    """Return the addresses at which crawls have begun that were told where."""
    rows = connection.execute("SELECT json_extract(arguments, '$.start') FROM jobs")
    return {url for (text,) in rows if text for url in json.loads(text)}


class Renewal:
    """Stores better readings, in one run and in groups; killed, it is gone on with."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.count = 0
        self._run: Run | None = None

    def store(self, stored: Stored, article: Article) -> None:
        """Store *article* as the next revision of *stored*."""
        if self._run is None:
            asked = {"reread": True}
            self._run = self.archive.begin_run(asked, json.dumps(asked), timedelta(0))
        self.archive.begin()
        self.archive.articles.add(article, 0, self._run.id)
        # What the publisher took away is still so.
        self.archive.connection.execute(
            "UPDATE articles SET gone = ? WHERE id = ?", (stored.gone, stored.id)
        )
        self.count += 1
        if self.count % _GROUP == 0:
            self.archive.commit()

    def end(self) -> None:
        """Write down that all is stored."""
        if self._run:
            figures = {"newscrawl/revisions": self.count}
            self.archive.end_run(self._run, "finished", figures)
            self.archive.commit()
