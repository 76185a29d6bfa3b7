"""What an archive holds, at a glance: its figures, all of one moment."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.archive.facts import Facts
from newscrawl.archive.feeds import Delivery, Feeds
from newscrawl.archive.holder import Holder, holder
from newscrawl.archive.lines import is_lines, name, read
from newscrawl.archive.opening import moment
from newscrawl.archive.values import written

_EXAMPLES = 3
_MOST_REASONS = 100
_RIGHTS = "newscrawl/rights/"
LAST_RUNS = 5

# The records, which are the most of the file, are read once, by SQLite; "materialized"
# keeps them out of the sort.
_MONTHS = """
    WITH article AS MATERIALIZED (
        SELECT substr(json_extract(record, '$.published'), 1, 10) AS day,
            json_extract(record, '$.word_count') AS words
        FROM revisions WHERE NOT EXISTS (
            SELECT 1 FROM revisions AS later WHERE later.article = revisions.article
                AND later.revision > revisions.revision)
    )
    SELECT substr(day, 1, 7) AS month, count(*), sum(words), min(day), max(day)
    FROM article GROUP BY month ORDER BY month
"""
_REASONS = f"""
    SELECT state, outcome, count(*) AS pages FROM pages
    WHERE state IN ('failed', 'gone', 'refused') OR (state = 'pending' AND attempts > 0)
    GROUP BY state, outcome ORDER BY pages DESC, state, outcome LIMIT {_MOST_REASONS}
"""
# With a limit a feed holds only what crawls of just its arguments brought.
_BEHIND = """
    SELECT url, revision, content_hash FROM revisions
    JOIN articles ON articles.id = article
    WHERE revisions.id > ?1 AND (json_extract(?2, '$.limit') IS NULL
        OR run IN (SELECT id FROM runs WHERE scope = ?2))
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """The articles; days are those of publication."""

    articles: int
    revisions: int
    gone: int
    """Taken away by the publisher, and kept here."""
    forgotten: int
    """Addresses that are kept out."""
    words: int
    first: str | None
    last: str | None
    undated: int
    months: dict[str, int]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that are known; times are in UTC."""

    states: dict[str, int]
    kinds: dict[str, int]
    """Of those that were read; `alias` is another address of a page."""
    waiting: int
    """Pending, to be asked for by the next run."""
    resting: int
    """Pending, but not before they are due."""
    due: str | None
    """When the first of these is."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why pages were not read."""

    state: str
    reason: str | None
    pages: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class RunFigures:
    """One run and what it came to; None is what is not known."""

    id: int
    arguments: dict[str, Any]
    started: str
    ended: str | None
    seconds: float | None
    how: str
    """Scrapy's reason; `running`; or `killed`."""
    articles: int
    revisions: int
    """New ones of articles that were known."""
    requests: int | None


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, and how far it has followed."""

    path: str
    arguments: dict[str, Any]
    """Which articles it holds; none means all."""
    delivered: int
    """The last revision that has been through it."""
    behind: int
    """How many revisions were stored after that one, before it chooses among them, and
    are not in its file."""
    updated: str | None
    size: int | None
    """Bytes; None where the file is not there."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it."""

    archive: str
    running: Holder | None
    stored: Stored
    pages: Pages
    reasons: list[Reason]
    runs: list[RunFigures]
    """The last ones, the latest first."""
    feeds: list[Feed]
    rights: dict[str, list[dict[str, str]]]
    """By host: what its files said of rights when a run last read them."""
    newspaper: dict[str, str]
    """What was learnt of it, where no spider says it: zone, language, title, start."""
    guessed: list[str]
    """What of that nothing told: `zone`, for which UTC is taken."""


def overview(path: str, now: datetime) -> Overview:
    """Return the figures of the archive at *path*, which is only read.

    Raises ArchiveError or sqlite3.Error where it cannot be.
    """
    with moment(path) as connection:
        return read_overview(connection, path, now)


def read_overview(
    connection: sqlite3.Connection, path: str, now: datetime, runs: int = LAST_RUNS
) -> Overview:
    """Return the figures of the archive at *path*, to which *connection* leads.

    Of the runs, the last *runs*.
    """
    running = holder(path)
    known = Facts(connection).all()
    return Overview(
        path,
        running,
        _stored(connection),
        _pages(connection, written(now)),
        _reasons(connection),
        _runs(connection, now, runs, is_running=running is not None),
        [_feed(connection, feed) for feed in Feeds(connection).followed(path)],
        _rights(connection),
        {name: fact.value for name, fact in known.items()},
        [name for name, fact in known.items() if fact.is_guessed],
    )


def _stored(connection: sqlite3.Connection) -> Stored:
    articles, gone, revisions, forgotten = connection.execute(
        "SELECT count(*), count(gone), (SELECT count(*) FROM revisions),"
        " (SELECT count(*) FROM forgotten) FROM articles"
    ).fetchone()
    rows = connection.execute(_MONTHS).fetchall()
    dated = [row for row in rows if row[0]]
    return Stored(
        articles=articles,
        revisions=revisions,
        gone=gone,
        forgotten=forgotten,
        words=sum(row[2] or 0 for row in rows),
        first=dated[0][3] if dated else None,
        last=dated[-1][4] if dated else None,
        undated=sum(row[1] for row in rows if not row[0]),
        months={month: count for month, count, *_ in dated},
    )


def _pages(connection: sqlite3.Connection, now: str) -> Pages:
    states = connection.execute("SELECT state, count(*) FROM pages GROUP BY state")
    kinds = connection.execute(
        "SELECT iif(same_as IS NULL, coalesce(kind, 'other'), 'alias'), count(*)"
        " FROM pages WHERE state = 'done' GROUP BY 1 ORDER BY 2 DESC"
    )
    pending, resting, due = connection.execute(
        "SELECT count(*), coalesce(sum(due > ?1), 0), min(iif(due > ?1, due, NULL))"
        " FROM pages WHERE state = 'pending'",
        (now,),
    ).fetchone()
    return Pages(dict(states), dict(kinds), pending - resting, resting, due)


def _reasons(connection: sqlite3.Connection) -> list[Reason]:
    found = []
    for state, outcome, count in connection.execute(_REASONS).fetchall():
        examples = connection.execute(
            "SELECT url FROM pages WHERE state = ? AND outcome IS ?"
            f" AND (state <> 'pending' OR attempts > 0) LIMIT {_EXAMPLES}",
            (state, outcome),
        )
        found.append(Reason(state, outcome, count, [url for (url,) in examples]))
    return found


def _runs(
    connection: sqlite3.Connection, now: datetime, most: int, *, is_running: bool
) -> list[RunFigures]:
    rows = connection.execute(
        "SELECT id, scope, started, ended, reason, figures FROM runs"
        " ORDER BY id DESC LIMIT ?",
        (most,),
    ).fetchall()
    counts = _counts(connection, rows[-1][0]) if rows else {}
    found = []
    for place, (number, scope, started, ended, reason, text) in enumerate(rows):
        how = reason or ("running" if is_running and place == 0 else "killed")
        figures = json.loads(text) if text else {}
        articles, revisions = counts.get(number, (0, 0))
        found.append(
            RunFigures(
                id=number,
                arguments=json.loads(scope),
                started=started,
                ended=ended,
                seconds=_seconds(started, ended, written(now), how),
                how=how,
                articles=figures.get("newscrawl/articles", articles),
                revisions=figures.get("newscrawl/revisions", revisions),
                requests=figures.get("downloader/request_count", 0) if text else None,
            )
        )
    return found


def _counts(connection: sqlite3.Connection, first: int) -> dict[int, tuple[int, int]]:
    """Return what the runs from *first* on stored: new articles, new revisions."""
    rows = connection.execute(
        "SELECT run, sum(revision = 1), sum(revision > 1) FROM revisions WHERE id >"
        " coalesce((SELECT max(id) FROM revisions WHERE run < ?), 0) GROUP BY run",
        (first,),
    )
    return {run: (articles, revisions) for run, articles, revisions in rows}


def _seconds(started: str, ended: str | None, now: str, how: str) -> float | None:
    if ended is None and how == "killed":
        return None
    begun, end = map(datetime.fromisoformat, (started, ended or now))
    return max(0.0, (end - begun).total_seconds())


def _feed(connection: sqlite3.Connection, feed: Delivery) -> Feed:
    file = Path(feed.path)
    size = file.stat().st_size if file.is_file() else None
    # A run that was cut short has written more than it could write down.
    is_longer = size is not None and size > feed.size and is_lines(file)
    held = {line.name for line in read(file, feed.size)} if is_longer else set()
    rows = connection.execute(_BEHIND, (feed.delivered, feed.scope))
    updated = connection.execute(
        "SELECT max(updated) FROM feeds WHERE path = ?", (feed.path,)
    )
    return Feed(
        path=feed.path,
        arguments=json.loads(feed.scope),
        delivered=feed.delivered,
        behind=sum(name(*row) not in held for row in rows),
        updated=updated.fetchone()[0],
        size=size,
    )


def _rights(connection: sqlite3.Connection) -> dict[str, list[dict[str, str]]]:
    row = connection.execute(
        f"SELECT figures FROM runs WHERE figures LIKE '%\"{_RIGHTS}%'"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    figures = json.loads(row[0]) if row else {}
    return {
        name.removeprefix(_RIGHTS): said
        for name, said in sorted(figures.items())
        if name.startswith(_RIGHTS)
    }
