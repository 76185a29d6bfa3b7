"""Peak memory of a crawl: by the articles it stores, and by the pages that wait.

`python -m benchmarks.memory [SMALL LARGE]` crawls newspapers of 2,000 and of 20,000
articles, and then one small newspaper with 1,000 and with 100,000 pages pending. The
newspaper in the box is served by a process of its own, so that its memory is not
counted.
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from benchmarks.crawling import Cost, crawl, newspaper
from newscrawl.archive.archive import Archive
from newscrawl.archive.values import Found, page_key
from newscrawl.archiving import clock

PENDING = (1_000, 100_000)
SMALL_PAPER = 300


def stored(articles: int) -> Cost:
    """Return what a crawl of so many *articles* costs."""
    with newspaper(articles) as start, tempfile.TemporaryDirectory() as folder:
        return crawl(start, Path(folder))


def waiting(pages: int) -> Cost:
    """Return what a crawl costs while so many *pages* are pending behind it."""
    with newspaper(SMALL_PAPER) as start, tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder) / "corpus" / "asianlite" / "archive.sqlite", start, pages)
        return crawl(start, Path(folder), "-s", f"CLOSESPIDER_ITEMCOUNT={SMALL_PAPER}")


def _fill(path: Path, start: str, pages: int) -> None:
    archive = Archive(str(path), clock)
    run = archive.begin_run({"start": [start]}, "", timedelta(days=1))
    archive.begin()
    for number in range(pages):
        url = f"{start}2022/uk-news/one-of-many-that-wait-{number}/"
        found = Found(url=url, host="127.0.0.1", road="sections", priority=-1)
        archive.pages.add(page_key(url), found, run.job, run.sweep)
    archive.commit()
    archive.close()


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or (2_000, 20_000)
    for name, measure, counts in (
        ("articles", stored, sizes),
        ("pending", waiting, PENDING),
    ):
        print(f"{name:>8}   stored   peak MB   CPU ms an article")
        peaks = []
        for count in counts:
            cost = measure(count)
            each = 1000 * cost.cpu / cost.stored
            print(f"{count:8} {cost.stored:8} {cost.peak:9.1f} {each:19.2f}")
            peaks.append(cost.peak)
        print(f"ratio of the peaks: {peaks[-1] / peaks[0]:.2f}\n")


if __name__ == "__main__":
    main()
