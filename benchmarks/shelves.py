"""Archives of many invented articles, made in a moment."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newscrawl.archive.archive import Archive
from newscrawl.archive.values import page_key
from newscrawl.archiving import clock
from newscrawl.newspaper import Newspaper
from newscrawl.schema import build
from newscrawl.text import digest

STORIES = 1_000
FIRST = datetime(2006, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=20 * 365)
_RIGHTS = [{"signal": "robots", "value": "noai", "source": "meta"}]
FETCHED = "2026-11-01T12:00:00Z"


def records(count: int) -> Iterator[str]:
    """Yield the records of *count* articles, made of those of the box."""
    names = build()["properties"]
    with Newspaper(min(count, STORIES), layout="today") as paper:
        lines = [line for line in paper.truth() if line["expected"]]
    for number in range(count):
        line = lines[number % len(lines)]
        published = FIRST + YEARS / count * number
        mine = {
            "site": "lantern",
            "url": f"https://lantern.example/{published:%Y/%m}/{number}/",
            "post_id": str(number),
            "title": f"{line['title']} ({number})",
            "published": f"{published:%Y-%m-%dT%H:%M:%SZ}",
            "fetched": FETCHED,
            "content_hash": digest(f"{line['title']} ({number})", line["text"]),
            "revision": 1,
            "roads": ["sections"],
            "cluster": f"{number:016x}",
            "language_confidence": 0.5 + number % 500 / 1000,
            "flags": ["short"] if number % 7 == 0 else [],
            "rights": _RIGHTS if number % 5 == 0 else [],
            "reserved": ["noai"] if number % 5 == 0 else [],
        }
        record = {name: mine.get(name, line.get(name)) for name in names}
        yield json.dumps(record, ensure_ascii=False)


def fill(path: Path, count: int) -> None:
    """Make an archive of *count* articles over twenty years."""
    archive = Archive(str(path), clock)
    archive.begin_run({}, "{}", timedelta(days=1))
    archive.commit()
    archive.close()
    connection = sqlite3.connect(path)
    for number, record in enumerate(records(count), 1):
        url = json.loads(record)["url"]
        key = page_key(url)
        connection.execute(
            "INSERT INTO pages (id, key, url, host, kind, state, roads, priority,"
            " job, found, asked) VALUES (?, ?, ?, 'lantern.example', 'article', 'done',"
            " ?, 0, 1, 1, 1)",
            (number, key, url, 68 if number % 9 else 4),
        )
        connection.execute(
            "INSERT INTO articles (id, key, url, page) VALUES (?, ?, ?, ?)",
            (number, key, url, number),
        )
        connection.execute(
            "INSERT INTO revisions (article, revision, run, content_hash, record)"
            " VALUES (?, 1, 1, ?, ?)",
            (number, json.loads(record)["content_hash"], record),
        )
    connection.commit()
    connection.close()
