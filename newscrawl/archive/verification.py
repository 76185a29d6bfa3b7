"""Checks an archive and its feeds, each by itself and against each other."""

import sqlite3
from dataclasses import dataclass, field

from newscrawl.archive.deliveries import FeedCheck
from newscrawl.archive.evidence import check_kept
from newscrawl.archive.feeds import Feeds, home
from newscrawl.archive.findings import Findings, Watch
from newscrawl.archive.opening import connect
from newscrawl.archive.records import fault

# Each gives the addresses, or what else names an example, of one kind of finding.
_QUERIES = {
    "gaps": """
        SELECT url FROM articles
        WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE article = articles.id)
            OR EXISTS (SELECT 1 FROM revisions AS this LEFT JOIN runs ON runs.id = run
                WHERE article = articles.id AND revision <> 1
                -- a corpus that was imported may have had the latest ones only
                AND json_extract(scope, '$.import') IS NULL
                AND NOT EXISTS (SELECT 1 FROM revisions AS before
                    WHERE before.article = this.article
                    AND before.revision = this.revision - 1))
    """,
    "number": """
        SELECT group_concat(url, ' and ') FROM articles WHERE post IS NOT NULL
        GROUP BY post HAVING count(*) > 1
    """,
    "unstored": """
        SELECT url FROM pages WHERE state = 'done' AND outcome = 'stored'
            AND NOT EXISTS (SELECT 1 FROM articles
                WHERE articles.page = pages.id OR articles.key = pages.key)
    """,
    "kept": """
        SELECT articles.url FROM articles JOIN forgotten USING (key)
        UNION SELECT articles.url FROM articles JOIN forgotten USING (post)
        UNION SELECT pages.url FROM pages JOIN forgotten USING (key)
            WHERE state <> 'forgotten' AND NOT EXISTS
                (SELECT 1 FROM articles WHERE articles.page = pages.id)
    """,
}
_RECORDS = """
    SELECT articles.url, revision, content_hash, record FROM revisions
    JOIN articles ON articles.id = article ORDER BY revisions.id
"""


@dataclass(slots=True)
class Verification:
    """What was looked at, and what was found."""

    archive: str
    articles: int = 0
    revisions: int = 0
    feeds: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)


def verify(path: str, watch: Watch) -> Verification:
    """Check the archive at *path* and its feeds; nothing is changed.

    Raises ArchiveError or sqlite3.OperationalError where it cannot be read.
    """
    result = Verification(path)
    connection = connect(path, read_only=True)
    try:
        if _is_sound(connection, path, result.findings):
            _check_rows(connection, result, watch)
            check_kept(connection, path, result.findings, watch)
            _check_feeds(connection, result, watch)
    except sqlite3.OperationalError:  # of the system, not of the file
        raise
    except sqlite3.DatabaseError as error:
        result.findings.add("damaged", path, str(error))
    finally:
        connection.close()
    return result


def _is_sound(connection: sqlite3.Connection, path: str, findings: Findings) -> bool:
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            findings.add("damaged", path, words)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        findings.add("reference", path, f"{table} {row} names a row of {parent}")
    return not findings.has("damaged")


def _check_rows(
    connection: sqlite3.Connection, result: Verification, watch: Watch
) -> None:
    counts = "SELECT count(*), (SELECT count(*) FROM revisions) FROM articles"
    result.articles, result.revisions = connection.execute(counts).fetchone()
    for kind, query in _QUERIES.items():
        for (example,) in connection.execute(query):
            result.findings.add(kind, result.archive, example)
    rows = connection.execute(_RECORDS)
    for url, revision, content_hash, record in watch(rows, "records", result.revisions):
        if found := fault(record, url, revision, content_hash):
            result.findings.add(found, result.archive, f"{url} revision {revision}")


def _check_feeds(
    connection: sqlite3.Connection, result: Verification, watch: Watch
) -> None:
    own = home(result.archive)
    for feed in Feeds(connection).followed(result.archive):
        check = FeedCheck(connection, feed, result.findings, is_home=feed.path == own)
        check.check(watch)
        result.feeds.append(feed.path)
