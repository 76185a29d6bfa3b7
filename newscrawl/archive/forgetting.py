"""Takes articles out of the archive, and their lines out of the feeds, for good.

The archive comes first, in one transaction; a feed is cut afterwards. Killed at any
moment, the same again ends right: what is cut is all that the archive keeps out.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl import urls
from newscrawl.archive.archive import Archive
from newscrawl.archive.feeds import Delivery
from newscrawl.archive.lines import Forgotten, is_lines, read
from newscrawl.archive.sites import log_of
from newscrawl.archive.values import Page, page_key
from newscrawl.replacing import take_place

_MOST_HOPS = 10
_CHUNK = 1 << 20

# A page belongs to the articles of `doomed` unless another article was read there, or
# has its address: what redirects to an article today may have been one of its own.
_FREE = """NOT EXISTS (SELECT 1 FROM articles WHERE articles.id NOT IN doomed
    AND (articles.page = pages.id OR articles.key = pages.key))"""
_PAGES = f"""
    WITH RECURSIVE
    read_at (id) AS (
        SELECT page FROM articles WHERE id IN doomed
        UNION SELECT pages.id FROM pages JOIN forgotten USING (key)
    ),
    own (id) AS (
        SELECT pages.id FROM pages JOIN read_at USING (id) WHERE {_FREE}
        UNION SELECT pages.id FROM pages JOIN own ON pages.same_as = own.id
        WHERE {_FREE}
    )
    UPDATE pages SET state = 'forgotten', outcome = 'forgotten', due = NULL,
        attempts = 0, etag = NULL, modified = NULL, request = NULL
    WHERE id IN own AND state <> 'forgotten'
"""
_NEW_PAGES = """
    INSERT OR IGNORE INTO pages (key, url, host, kind, state, outcome, roads, priority,
        job, found, asked)
    SELECT ?, ?, ?, 'article', 'forgotten', 'forgotten', 0, 0, id, 0, 0 FROM jobs
    ORDER BY id LIMIT 1
"""


@dataclass(slots=True)
class Subject:
    """What one of the given addresses stands for."""

    url: str
    articles: list[int] = field(default_factory=list)
    is_forgotten: bool = False
    """Whether it is kept out already."""
    page: Page | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is something to forget, or was."""
        return bool(self.articles) or self.is_forgotten


def find(archive: Archive, url: str) -> Subject:
    """Return what *url* stands for: an article by any of its addresses.

    Raises ValueError for what is no web address.
    """
    found = _find(archive, url)
    whole = urls.part(urls.canonical(url))
    if not found.is_known and whole:  # a further page of a split article
        of_whole = _find(archive, whole[0])
        if of_whole.is_known:
            return replace(of_whole, url=url)
    return found


def _find(archive: Archive, url: str) -> Subject:
    key = page_key(url)
    subject = Subject(url, page=archive.pages.at(url))
    subject.articles = _ids(archive, "key = ?", key)
    subject.is_forgotten = _is_forgotten(archive, key)
    page = subject.page
    for _ in range(_MOST_HOPS):  # redirects may lead in a circle
        if page is None or subject.is_known:
            break
        subject.articles = _ids(archive, "page = ?", page.id) or _ids(
            archive, "key = (SELECT key FROM pages WHERE id = ?)", page.id
        )
        subject.is_forgotten = page.state == "forgotten"
        page = archive.pages.get(page.same_as) if page.same_as else None
    return subject


def _ids(archive: Archive, where: str, value: object) -> list[int]:
    rows = archive.connection.execute(
        f"SELECT id FROM articles WHERE {where}", (value,)
    )
    return [number for (number,) in rows]


def _is_forgotten(archive: Archive, key: bytes) -> bool:
    row = archive.connection.execute("SELECT 1 FROM forgotten WHERE key = ?", (key,))
    return row.fetchone() is not None


def copies(archive: Archive, subjects: Iterable[Subject]) -> list[str]:
    """Return the addresses of other articles that have the text of *subjects*."""
    found: dict[str, None] = {}
    own = {number for subject in subjects for number in subject.articles}
    for number in own:
        rows = archive.connection.execute(
            "SELECT articles.id, url FROM revisions JOIN articles ON articles.id ="
            " article WHERE text_key IN (SELECT text_key FROM revisions WHERE"
            " article = ?) ORDER BY articles.id",
            (number,),
        )
        found.update((url, None) for other, url in rows if other not in own)
    return list(found)


def mark(archive: Archive, subjects: Iterable[Subject]) -> int:
    """Take the articles of *subjects* out and keep them out, in one transaction.

    Return how many revisions it were. What is not stored is kept out all the same.
    """
    connection = archive.connection
    # What is deleted is overwritten, and not left in the free pages of the file.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("CREATE TEMP TABLE doomed (id INTEGER PRIMARY KEY)")
    archive.begin()
    try:
        count = _mark(connection, list(subjects), archive.now())
        archive.commit()
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("DROP TABLE doomed")
    return count


def _mark(connection: sqlite3.Connection, subjects: list[Subject], now: str) -> int:
    connection.executemany(
        "INSERT OR IGNORE INTO doomed VALUES (?)",
        ((number,) for subject in subjects for number in subject.articles),
    )
    # What a killed crawl, or an older copy, brought back goes as well.
    connection.execute(
        "INSERT OR IGNORE INTO doomed SELECT articles.id FROM articles"
        " JOIN forgotten USING (key) UNION SELECT articles.id FROM articles"
        " JOIN forgotten USING (post)"
    )
    connection.execute(
        "INSERT INTO forgotten (key, post, since) SELECT key, post, ? FROM articles"
        " WHERE id IN doomed ON CONFLICT (key) DO UPDATE"
        " SET post = coalesce(post, excluded.post)",
        (now,),
    )
    unknown = [subject.url for subject in subjects if not subject.is_known]
    connection.executemany(
        "INSERT OR IGNORE INTO forgotten (key, since) VALUES (?, ?)",
        ((page_key(url), now) for url in unknown),
    )
    connection.execute(_PAGES)
    addresses = connection.execute("SELECT url FROM articles WHERE id IN doomed")
    _add_pages(connection, [*unknown, *(url for (url,) in addresses)])
    for table in ("sketches", "shingles"):
        connection.execute(f"DELETE FROM {table} WHERE article IN doomed")
    gone = connection.execute("DELETE FROM revisions WHERE article IN doomed").rowcount
    connection.execute("DELETE FROM articles WHERE id IN doomed")
    return gone


def _add_pages(connection: sqlite3.Connection, addresses: Iterable[str]) -> None:
    """Know each of *addresses* for a page that is never asked for."""
    for url in map(urls.canonical, addresses):
        host = urlsplit(url).hostname or ""
        connection.execute(_NEW_PAGES, (page_key(url), url, host))


# -- feeds ---------------------------------------------------------------------


def cut(archive: Archive, feed: Delivery) -> int | None:
    """Take out of *feed* the lines of what is forgotten; return how many.

    None where it is no file of JSON Lines. Every other byte stays. Raises OSError
    where the file cannot be written; it is then as it was.
    """
    path = Path(feed.path).resolve()
    if not path.is_file():
        return 0
    if not is_lines(path):
        return None
    forgotten = Forgotten(archive.connection)
    doomed = [(line.start, line.end) for line in read(path) if forgotten.holds(line)]
    if doomed:
        # Should this be the end: the next crawl looks for itself what the file holds.
        _write_down(archive, replace(feed, delivered=0, size=0))
        _rewrite(path, doomed)
        _write_down(archive, replace(feed, size=feed.size - _before(doomed, feed.size)))
    return len(doomed)


def _write_down(archive: Archive, feed: Delivery) -> None:
    archive.begin()
    archive.feeds.set(feed, archive.now())
    archive.commit()


def _before(ranges: list[tuple[int, int]], size: int) -> int:
    """Return how many bytes of *ranges* lie within the first *size*."""
    return sum(max(0, min(end, size) - start) for start, end in ranges)


def _rewrite(path: Path, doomed: list[tuple[int, int]]) -> None:
    """Write the file at *path* anew without the ranges *doomed*, or not at all."""
    beside = path.with_name(f".{path.name}.forgetting")
    size = path.stat().st_size
    try:
        with path.open("rb") as old, beside.open("wb") as new:
            edges = [0, *(edge for one in doomed for edge in one), size]
            for start, end in list(pairwise(edges))[::2]:
                old.seek(start)
                for position in range(start, end, _CHUNK):
                    new.write(old.read(min(_CHUNK, end - position)))
            new.flush()
            os.fsync(new.fileno())
        if path.stat().st_size != size:
            raise OSError(None, "another program is writing to it")
        take_place(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def traces(archive: Archive) -> Iterator[Path]:
    """Yield the files beside *archive* that may tell of what is forgotten.

    They are made anew: the log of the last run, and the report.
    """
    log = log_of(archive.path)
    for path in (log, log.with_name("report.html")):
        if path.exists():
            yield path


def wipe(archive: Archive) -> None:
    """Leave nothing of what was deleted in the log beside the archive."""
    archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
