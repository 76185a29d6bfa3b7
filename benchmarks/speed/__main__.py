"""What an article costs: `python -m benchmarks.speed [--articles N …]`.

The newspaper in the box is crawled by newscrawl, which stores whole records in its
archive and its feed; by a bare Scrapy spider that follows the same links and keeps
nothing, the floor of the framework; by a plain Scrapy spider as one writes it by hand;
and its articles are read by libraries that are given the addresses. They take turns,
each in a process of its own.
"""

import argparse
import platform
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from scrapy import __version__ as scrapy_version

from benchmarks.extraction import environments
from benchmarks.speed.chart import draw
from benchmarks.speed.runs import ALL, BARE, OWN, READERS, Course, Run, ceiling
from newscrawl.newspaper import Newspaper

LAYOUT = "today"
CEILING = 1_000
"""Pages that tell how fast the server is."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=ALL, default=ALL)
    parser.add_argument(
        "--sample", type=int, default=100, help="articles that a library is given"
    )
    parser.add_argument("--chart", type=Path, help="an SVG of the last table")
    parser.add_argument("--environments", type=Path, default=environments.default())
    options = parser.parse_args()
    if options.chart and BARE not in options.only:
        parser.error(f"--chart compares with {BARE}: name it too, or leave out --only")
    return options


def main() -> None:
    options = _options()
    print(f"{platform.machine()}, Python {platform.python_version()}", end=", ")
    print(f"Scrapy {scrapy_version}; {options.rounds} alternating runs\n")
    for articles in options.articles:
        with Newspaper(articles, layout=LAYOUT) as paper:
            told = [line["url"] for line in paper.truth() if line["expected"]]
            course = Course(paper, told, options.environments, options.sample)
            for name in set(READERS) & set(options.only):
                course.python(name)  # made before anything is measured
            fastest = ceiling(course, CEILING)
            print(f"{articles:,} articles; the server gives {fastest:,.0f} pages/s\n")
            runs = _take_turns(course, options.only, options.rounds)
        print("\n".join(_table(runs)), flush=True)
    if options.chart:
        title = f"CPU for each of {articles:,} articles, where bare Scrapy takes 1"
        ratios = {name: _ratio(each, runs[BARE]) for name, each in runs.items()}
        options.chart.write_text(draw(title, ratios, OWN), "utf-8")


def _take_turns(
    course: Course, names: Sequence[str], rounds: int
) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            runs[name].append(course.run(name))
            print(f"{turn + 1}/{rounds} {name}: {runs[name][-1]}", file=sys.stderr)
    return runs


def _table(runs: dict[str, list[Run]]) -> list[str]:
    """Return the table: medians, of CPU also the least and the most."""
    head = (
        "crawler", "CPU ms an article", "of bare Scrapy", "articles a second",
        "peak MB", "requests an article",
    )  # fmt: skip
    rows = [
        f"| {name} | {' | '.join(_figures(each, runs.get(BARE)))} |"
        for name, each in runs.items()
    ]
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows, ""]


def _costs(runs: list[Run]) -> list[float]:
    """Return the milliseconds of CPU that each run needed for an article."""
    return [1000 * run.cpu / run.articles for run in runs]


def _ratio(runs: list[Run], floor: list[Run]) -> float:
    """Return what *runs* cost, of what *floor* did in the same turns, as a median."""
    pairs = zip(_costs(runs), _costs(floor), strict=True)
    return statistics.median(cost / least for cost, least in pairs)


def _figures(runs: list[Run], floor: list[Run] | None) -> list[str]:
    costs = _costs(runs)
    middle = statistics.median(costs)
    return [
        f"{middle:.2f} ({min(costs):.2f}–{max(costs):.2f})",
        f"{_ratio(runs, floor):.2f}" if floor else "–",
        f"{statistics.median(run.articles / run.seconds for run in runs):.0f}",
        f"{statistics.median(run.peak for run in runs):.0f}",
        f"{statistics.median(run.requests / run.articles for run in runs):.2f}",
    ]


if __name__ == "__main__":
    main()
