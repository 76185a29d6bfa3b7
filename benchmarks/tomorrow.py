"""What the next day costs: `python -m benchmarks.tomorrow [ARTICLES]`.

The newspaper in the box (2,000 articles) is crawled, crawled again unchanged, and
crawled once more when a day has passed on which 10 articles were published, 3 changed
and 1 was taken away. For each run: its requests by what was asked for, the lines that
came to the feed, the articles found gone, and the exit code.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crawling import SCRAPY
from newscrawl.newspaper import Newspaper

ARTICLES = 2_000
NEW, CHANGED, DELETED = 10, 3, 1


def crawl(paper: Newspaper, corpus: Path) -> str:
    """Crawl *paper* into *corpus*; return what it cost and brought, as a row."""
    feed = corpus / "asianlite" / "articles.jsonl"
    lines, asked = _lines(feed), Counter(paper.requests)
    starts = f"start={' '.join(paper.start_urls)}"
    settings = ("-s", f"NEWSCRAWL_CORPUS={corpus}", "-s", "NEWSCRAWL_SUMMARY=0")
    command = (*SCRAPY, "crawl", "asianlite", "-a", starts, *settings)
    code = subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
    kinds = _kinds(paper, Counter(paper.requests) - asked)
    gone = _ask(corpus, "SELECT count(*) FROM articles WHERE gone IS NOT NULL")
    return (
        f"{kinds.total():8,} {kinds['article']:9,} {kinds['robots']:7} "
        f"{kinds['other']:8,} {_lines(feed) - lines:7,} {gone:5} {code:5}"
    )


def _kinds(paper: Newspaper, asked: Counter[str]) -> Counter[str]:
    articles = {line["url"] for line in paper.truth() if line["expected"]}
    kinds: Counter[str] = Counter()
    for url, count in asked.items():
        is_robots = url.endswith("/robots.txt")
        kind = "article" if url in articles else "robots" if is_robots else "other"
        kinds[kind] += count
    return kinds


def _lines(feed: Path) -> int:
    if not feed.exists():
        return 0
    with feed.open("rb") as lines:
        return sum(1 for _ in lines)


def _ask(corpus: Path, query: str) -> int:
    archive = sqlite3.connect(corpus / "asianlite" / "archive.sqlite")
    (count,) = archive.execute(query).fetchone()
    archive.close()
    return int(count)


def _pass_day(corpus: Path) -> int:
    """Let a day pass for the archive; return how many articles are due by then."""
    moved = "strftime('%Y-%m-%dT%H:%M:%SZ', due, '-1 day')"
    archive = sqlite3.connect(corpus / "asianlite" / "archive.sqlite")
    archive.execute(f"UPDATE pages SET due = {moved} WHERE due IS NOT NULL")
    archive.commit()
    archive.close()
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return _ask(corpus, f"SELECT count(*) FROM pages WHERE due < '{now}'")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    # Some articles are young enough to be due for another look.
    latest = datetime.now(UTC) - timedelta(hours=3)
    print("run        requests  articles  robots    lists   lines  gone  exit")
    with (
        tempfile.TemporaryDirectory() as folder,
        Newspaper(articles, latest=latest) as paper,
    ):
        corpus = Path(folder)
        print(f"first      {crawl(paper, corpus)}")
        print(f"unchanged  {crawl(paper, corpus)}")
        paper.next_day(NEW, CHANGED, DELETED)
        due = _pass_day(corpus)
        print(f"next day   {crawl(paper, corpus)}   ({due} articles due)")


if __name__ == "__main__":
    main()
