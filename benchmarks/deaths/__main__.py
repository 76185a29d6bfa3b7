"""`python -m benchmarks.deaths`: kill crawls, and count what they leave."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random

from benchmarks.deaths import disk, machine, signals
from benchmarks.deaths.model import measure
from benchmarks.deaths.papers import Paper, serve_box, serve_wordpress
from benchmarks.deaths.results import Model, Series, table
from tests.wordpress.packages import reason

WAYS = ("kill", "term", "interrupts", "disk", "machine")
ARTICLES = 2_000
WORDPRESS_POSTS = 320

HELP = f"""\
A newspaper is served on loopback and crawled. The crawl dies, the same command is run
again, dies again, … until it says that it is done (exit code 0 or 4). Then archive,
articles.jsonl and the file of -o are counted against the truth of the newspaper and
compared with those of a crawl that nothing disturbed.

ways to die:
  kill        SIGKILL: while it starts, at any point of the crawl, while it ends
  term        SIGTERM: it must end within {signals.PATIENCE:.0f} s, with exit code 130
  interrupts  Ctrl-C twice, 50 ms apart: likewise
  disk        the disk is full in the middle: exit code 1 and a message; then it is
              larger ({disk.MOST_DISKS} disks at most; a small tmpfs, which needs root)
  machine     copies of the files are taken from the running crawl, what no fsync has
              promised is damaged in them, and the crawl goes on from each copy

The table has for each way: records lost, twice, torn and strange (of no article);
records changed in any field but the time of fetching; those with other roads or
another duplicate_of, which tell in which order pages were read; requests made for
nothing; the slowest end. Exit code 1 if anything is lost, twice, torn, strange or
changed, or a crawl ended otherwise than it should.

examples:
  python -m benchmarks.deaths
  python -m benchmarks.deaths --way term --deaths 10
  python -m benchmarks.deaths --wordpress --way kill --deaths 20
"""


def main() -> int:
    """Run the series; return the exit code."""
    options = _parser().parse_args()
    ways = WAYS if options.way == "all" else (options.way,)
    if why := _missing(ways, wordpress=options.wordpress):
        print(f"deaths: {why}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="deaths-") as folder:
        served = _serve(options, Path(folder) / "wordpress")
        with served as paper:
            series = list(_run(paper, ways, options, Path(folder)))
    print(table(series))
    return 0 if all(one.is_well for one in series) else 1


def _missing(ways: Sequence[str], *, wordpress: bool) -> str | None:
    """Return what this machine lacks for *ways*, in words."""
    if "disk" in ways and os.geteuid():
        return "a full disk is a small tmpfs, and to mount one needs root"
    if wordpress and (why := reason()):
        return f"WordPress {why}"
    return None


def _serve(options: argparse.Namespace, folder: Path) -> AbstractContextManager[Paper]:
    if options.wordpress:
        folder.parent.chmod(0o711)  # its servers are run by a user who is not root
        return serve_wordpress(options.articles or WORDPRESS_POSTS, folder)
    return serve_box(options.articles or ARTICLES)


def _run(
    paper: Paper, ways: Sequence[str], options: argparse.Namespace, folder: Path
) -> Iterator[Series]:
    model, series = measure(paper, folder)
    print(f"undisturbed: {model.requests:,} requests", file=sys.stderr)
    yield series
    for way in ways:
        begun = time.monotonic()
        # Of its own for each way: the same whichever others are run.
        random = Random(options.seed)
        series = _die(way, options.deaths, paper, model, folder, random)
        took = time.monotonic() - begun
        print(f"{way}: {series.deaths} deaths in {took:.0f} s", file=sys.stderr)
        yield series


def _die(
    way: str, deaths: int, paper: Paper, model: Model, folder: Path, random: Random
) -> Series:
    if way == "disk":
        return disk.fill(deaths, paper, model, folder, random)
    if way == "machine":
        return machine.die(deaths, paper, model, folder, random)
    return signals.die(way, deaths, paper, model, folder, random)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.deaths",
        description="Kill crawls, and count what they leave.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--articles",
        type=int,
        metavar="N",
        help=f"of the newspaper ({ARTICLES:,}; of WordPress {WORDPRESS_POSTS})",
    )
    parser.add_argument(
        "--deaths", type=int, default=50, metavar="N", help="in each way (50)"
    )
    parser.add_argument(
        "--way", choices=(*WAYS, "all"), default="all", help="of dying (all)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="other moments each (1)"
    )
    parser.add_argument(
        "--wordpress",
        action="store_true",
        help="crawl a real WordPress instead (python -m tests.wordpress check)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
