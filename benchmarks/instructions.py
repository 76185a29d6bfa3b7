"""Instructions that an article costs, counted by Valgrind: `make instructions`.

A second of CPU is not the same on a machine that does other things as well; an
instruction is. Two newspapers of different sizes tell what each article costs, and
what a crawl costs before its first.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from benchmarks.extraction import environments
from benchmarks.speed.runs import BARE, OWN, PLAIN, Course
from newscrawl.newspaper import Newspaper

LAYOUT = "today"
COUNT = ("valgrind", "--tool=cachegrind", "--cache-sim=no")
_TIMED = ("-s", "NEWSCRAWL_COMMIT_INTERVAL=60")
"""So slow as it is under Valgrind, it would else commit each article by itself."""
_TOLD = re.compile(r"I\s+refs:\s+([\d,]+)")
_MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.instructions")
    parser.add_argument("--articles", type=int, nargs=2, default=[50, 200])
    parser.add_argument("--only", nargs="+", default=[OWN, BARE, PLAIN])
    options = parser.parse_args()
    if which("valgrind") is None:
        raise SystemExit("valgrind is missing; on Debian: apt-get install valgrind")
    few, many = options.articles
    counted = {size: _count_all(size, options.only) for size in (few, many)}
    print("| crawler | million instructions an article | before the first |")
    print("|---|---|---|")
    for name in options.only:
        each = (counted[many][name] - counted[few][name]) / (many - few)
        start = counted[few][name] - few * each
        print(f"| {name} | {each / _MILLION:.2f} | {start / _MILLION:,.0f} |")


def _count_all(articles: int, names: list[str]) -> dict[str, int]:
    with Newspaper(articles, layout=LAYOUT) as paper:
        course = Course(paper, (), environments.default(), 0)
        return {name: _count(course, name) for name in names}


def _count(course: Course, name: str) -> int:
    """Return the instructions of a crawl; raises SystemExit where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*course.command(name, Path(folder))]
        if name == OWN:
            command += _TIMED
        place = Path.cwd() if name == OWN else folder
        out = f"--cachegrind-out-file={folder}/counts"
        done = subprocess.run(
            (*COUNT, out, *command), cwd=place, capture_output=True, text=True
        )
    told = _TOLD.search(done.stderr)
    if done.returncode or told is None:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    print(f"{name}: {told[1]}", file=sys.stderr)
    return int(told[1].replace(",", ""))


if __name__ == "__main__":
    main()
