"""How often a site is told to have changed: `python -m benchmarks.drift [SEEDS DAYS]`.

For each seed (10) a newspaper in the box is crawled on as many days (30) on which
nothing changes but the news: 0 to 12 new articles, some corrected, some taken away. A
crawl that ends with 6 is a false alarm. Then it is redesigned, or shut by a wall, with
10 new articles: a crawl that does not end with 6 is a miss.
"""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.crawling import SCRAPY
from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.walls import WALLS

SEEDS, DAYS, ARTICLES = 10, 30, 300
LAYOUTS = ("today", "edition", "archive", "bare")
DRIFT = 6
_ROWS = {
    "false alarms": "days",
    "walls missed": "walls",
    "redesigns missed": "redesigns",
}


def crawl(paper: Newspaper, folder: Path) -> bool:
    """Crawl *paper* into *folder*; say whether it is told to have changed."""
    command = (*SCRAPY, "crawl", "asianlite", "-a", f"start={paper.start_urls[0]}")
    settings = ("-s", f"NEWSCRAWL_CORPUS={folder}", "-s", "NEWSCRAWL_PROGRESS=off")
    done = subprocess.run((*command, *settings), capture_output=True, text=True)
    if done.returncode not in (0, 4, DRIFT):
        raise SystemExit(done.stderr)
    if done.returncode == DRIFT:
        print(done.stderr.partition("newscrawl: ")[2], file=sys.stderr, flush=True)
    return done.returncode == DRIFT


def live(seed: int, days: int) -> Counter[str]:
    """Return what came of the days of a newspaper, and of its end."""
    draw, found = random.Random(seed), Counter[str]()
    layout = LAYOUTS[seed % len(LAYOUTS)]
    with (
        tempfile.TemporaryDirectory() as folder,
        Newspaper(ARTICLES, seed=seed, layout=layout) as paper,
    ):
        crawl(paper, Path(folder))
        for _ in range(days):
            new = draw.choice((0, 1, 2, 3, 5, 8, 12))
            paper.next_day(new, draw.randrange(3), draw.randrange(2))
            found["days"] += 1
            found["false alarms"] += crawl(paper, Path(folder))
        for wall in WALLS:
            paper.next_day(10)
            paper.shut(wall)
            found["walls"] += 1
            found["walls missed"] += not crawl(paper, Path(folder))
        paper.shut(None)
        crawl(paper, Path(folder))
        if layout != "bare":  # which has nothing that a redesign could take away
            paper.next_day(10)
            paper.redesign("bare")
            found["redesigns"] += 1
            found["redesigns missed"] += not crawl(paper, Path(folder))
    return found


def lives(seeds: int, days: int) -> Iterator[Counter[str]]:
    """Yield what came of each seed, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(live, range(1, seeds + 1), [days] * seeds)


def main() -> None:
    given = list(map(int, sys.argv[1:]))
    seeds, days = [*given, *(SEEDS, DAYS)[len(given) :]]
    found = sum(lives(seeds, days), Counter[str]())
    for what, of in _ROWS.items():
        print(f"{what}: {found[what]} of {found[of]} {of}")


if __name__ == "__main__":
    main()
