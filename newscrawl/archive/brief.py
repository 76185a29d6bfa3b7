"""What an archive holds, in a line: read from a few pages of its file."""

import json
from contextlib import closing
from dataclasses import dataclass

from newscrawl.archive.opening import connect

_LAST = "SELECT started, ended, reason FROM runs ORDER BY id DESC LIMIT 1"
_FIGURES = "SELECT figures FROM runs WHERE figures NOTNULL ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Brief:
    """The last run of a site, and what was known when one last ended."""

    articles: int
    pending: int
    new: int
    """Articles that the last run brought which ended."""
    started: str | None
    how: str | None
    """Why the last run ended; None where it has not, or nobody wrote it down."""


def brief(path: str) -> Brief:
    """Return the line of the archive at *path*; raises ArchiveError, sqlite3.Error.

    Of ten thousand archives nobody wants to count the rows: the last run did.
    """
    with closing(connect(path, read_only=True)) as connection:
        run = connection.execute(_LAST).fetchone()
        row = connection.execute(_FIGURES).fetchone()
        if row:
            figures = json.loads(row[0])
            new = figures.get("newscrawl/articles", 0)
            articles = figures.get("newscrawl/archive/articles", 0) + new
            pending = figures.get("newscrawl/archive/pending", 0)
        else:
            new = pending = 0
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    return Brief(
        articles=articles,
        pending=pending,
        new=new,
        started=run and run[0],
        how=run and run[2],
    )
