"""Whether `scrapy coverage` is right: `python -m benchmarks.completeness [SEEDS]`.

The newspaper in the box (400 articles) is crawled by five roads, each of which passes
over stories by chance, whatever the others do, so that 5 in 100 are hidden from all. It
counts for how many of the seeds (100) the 95 % interval contains the truth, and prints
the estimates.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks.crawling import SCRAPY
from newscrawl.lead import Road
from newscrawl.newspaper import Newspaper, hiding

SEEDS = 100
ARTICLES = 400
HIDDEN = 0.05
ROADS: tuple[Road, ...] = ("rest", "sitemaps", "feeds", "sections", "neighbours")


def estimate(seed: int) -> tuple[int, int, int | None, int, int]:
    """Return how many are stored, then least, most and best estimate, then the truth.

    Without a most where there may be any number.
    """
    shares = dict.fromkeys(ROADS, HIDDEN ** (1 / len(ROADS)))
    hide = partial(hiding.by_chance, shares=shares)
    with (
        tempfile.TemporaryDirectory() as folder,
        Newspaper(
            ARTICLES, seed=seed, layout="edition", offers=ROADS[:3], hide=hide
        ) as paper,
    ):
        corpus = ("-s", f"NEWSCRAWL_CORPUS={folder}")
        starts = (
            "-a",
            f"start={paper.start_urls[0]}",
            "-a",
            f"roads={','.join(ROADS)}",
        )
        crawl = (*SCRAPY, "crawl", "asianlite", *starts, *corpus)
        subprocess.run(crawl, check=True, stderr=subprocess.DEVNULL)
        coverage = (*SCRAPY, "coverage", "asianlite", "--json", *corpus)
        told = json.loads(
            subprocess.run(coverage, check=True, capture_output=True).stdout
        )
    there = told["estimate"]
    return told["stored"], there["least"], there["most"], there["total"], ARTICLES


def rows(seeds: int) -> Iterator[tuple[int, int, int | None, int, int]]:
    """Yield what came of each seed, two crawls at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(estimate, range(1, seeds + 1))


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    within = 0
    print("seed  stored  interval      best  truth")
    for seed, (stored, least, most, best, truth) in enumerate(rows(seeds), 1):
        is_within = least <= truth and (most is None or truth <= most)
        within += is_within
        mark = "" if is_within else "  outside"
        print(
            f"{seed:4} {stored:7} {least:5} to {most or 'any':>4} {best:7}"
            f" {truth:6}{mark}",
            flush=True,
        )
    print(f"the interval contains the truth for {within} of {seeds} seeds")


if __name__ == "__main__":
    main()
