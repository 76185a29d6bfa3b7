"""What a report costs: `python -m benchmarks.report [ARTICLES]…` (20 and 100,000).

For each number of articles an archive is filled with invented ones over twenty years;
then: seconds to write the report, its size, and, in a real Chromium at 390 and 1400
pixels, the seconds until it is there, those of a search, and its complaints.
"""

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newscrawl.archive.archive import Archive
from newscrawl.archive.values import page_key
from newscrawl.archiving import clock
from newscrawl.newspaper import Newspaper
from newscrawl.report import write
from newscrawl.schema import build
from tests import chromium

COUNTS = (20, 100_000)
STORIES = 1_000
FIRST = datetime(2006, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=20 * 365)
WIDTHS = (390, 1400)


def records(count: int) -> Iterator[str]:
    """Yield the records of *count* articles, made of those of the box."""
    empty = dict.fromkeys(build()["properties"])
    with Newspaper(min(count, STORIES), layout="today") as paper:
        lines = [line for line in paper.truth() if line["expected"]]
    for number in range(count):
        line = lines[number % len(lines)]
        published = FIRST + YEARS * number / count
        mine = {
            "site": "lantern",
            "url": f"https://lantern.example/{published:%Y/%m}/{number}/",
            "title": f"{line['title']} ({number})",
            "published": f"{published:%Y-%m-%dT%H:%M:%SZ}",
            "revision": 1,
            "roads": ["sections"],
        }
        yield json.dumps({**empty, **line, **mine}, ensure_ascii=False)


def fill(path: Path, count: int) -> None:
    """Make an archive of *count* articles."""
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
            " VALUES (?, 1, 1, '', ?)",
            (number, record),
        )
    connection.commit()
    connection.close()


def main() -> None:
    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, chromium.tab() as tab:
            archive, target = (
                Path(folder, "archive.sqlite"),
                Path(folder, "report.html"),
            )
            fill(archive, count)
            begun = time.perf_counter()
            write("lantern", str(archive), target, clock())
            seconds = time.perf_counter() - begun
            size = target.stat().st_size / 1e6
            print(f"{count:,} articles: written in {seconds:.1f} s, {size:.1f} MB")
            for width in WIDTHS:
                there = tab.open(target.as_uri(), width)
                begun = time.perf_counter()
                tab.ask(
                    "document.querySelector('input').value = 'mango 2012';"
                    "document.querySelector('input').dispatchEvent(new Event('input'))"
                )
                searched = time.perf_counter() - begun
                wide = tab.ask("document.documentElement.scrollWidth")
                print(
                    f"  {width:5} pixels: there after {there:.2f} s, searched in"
                    f" {searched:.2f} s, {wide} pixels wide, errors: {tab.errors}"
                )


if __name__ == "__main__":
    main()
