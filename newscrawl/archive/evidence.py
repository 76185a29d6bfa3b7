"""Checks that the page is kept which a record says it was read from."""

import sqlite3
from pathlib import Path

from newscrawl.archive.findings import Findings, Watch
from newscrawl.archive.values import page_key
from newscrawl.warc.members import header

# What was imported names files of where it came from.
_FROM = """
    FROM revisions JOIN articles ON articles.id = article JOIN runs ON runs.id = run
    WHERE iif(json_valid(record), json_extract(record, '$.warc_file'), NULL) IS NOT NULL
        AND json_extract(scope, '$.import') IS NULL
"""
_NAMED = f"""
    SELECT articles.url, articles.page, json_extract(record, '$.warc_file'),
        json_extract(record, '$.warc_offset') {_FROM} ORDER BY revisions.id
"""
# Its own page, in whatever address; or the door of a road that told it whole.
_PAGES = """
    SELECT 1 FROM pages WHERE key = ?1 AND (id = ?2 OR same_as = ?2 OR kind = 'list')
"""


def check_kept(
    connection: sqlite3.Connection, archive: str, findings: Findings, watch: Watch
) -> None:
    """Look whether each record names the beginning of an answer, and the right one."""
    (total,) = connection.execute(f"SELECT count(*) {_FROM}").fetchone()
    folder = Path(archive).parent
    for url, page, file, offset in watch(
        connection.execute(_NAMED), "kept pages", total
    ):
        try:
            found = header(folder / file, offset)
        except OSError:
            findings.add("page absent", str(folder / file), url)
            continue
        target = found.get("warc-target-uri", "")
        is_answer = found.get("warc-type") == "response"
        if not (is_answer and _is_of(connection, target, url, page)):
            findings.add("page wrong", str(folder / file), f"{url} at {offset}")


def _is_of(
    connection: sqlite3.Connection, target: str, url: str, page: int | None
) -> bool:
    try:
        key = page_key(target)
    except ValueError:
        return False
    row = connection.execute(_PAGES, (key, page)).fetchone()
    return key == page_key(url) or row is not None
