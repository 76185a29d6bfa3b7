"""What a report costs: `python -m benchmarks.report [ARTICLES]…` (20 and 100,000).

For each number of articles an archive is filled with invented ones over twenty years;
then: seconds to write the report, its size, and, in a real Chromium at 390 and 1400
pixels, the seconds until it is there, those of a search, and its complaints.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.shelves import fill
from newscrawl.archiving import clock
from newscrawl.report import write
from tests import chromium

COUNTS = (20, 100_000)
WIDTHS = (390, 1400)


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
