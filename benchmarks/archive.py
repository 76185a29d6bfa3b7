"""What the archive costs: crawls with it beside crawls without it, in turns.

`python -m benchmarks.archive [ARTICLES [ROUNDS]]`. The crawl without it is that of the
last commit before there was one, with Scrapy's scheduler and feeds, run by the same
interpreter against the same server; it needs a checkout with its history.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.crawling import Cost, crawl, newspaper

BEFORE = "18dd8a8e0a07a97bc186e25a09232104418aa473"


@contextmanager
def checkout(reference: str) -> Iterator[Path]:
    """Give a folder with the code of *reference*."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "-fq", tree, reference], check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "-f", tree], check=True)


def cost(start: str, source: Path | None) -> Cost:
    """Return what a crawl from *start* costs with the code of *source*."""
    with tempfile.TemporaryDirectory() as folder:
        return crawl(start, Path(folder), source=source)


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:]]
    articles, rounds = (*numbers, *(1_000, 5)[len(numbers) :])
    clock, cpu = [], []
    with checkout(BEFORE) as before, newspaper(articles) as start:
        cost(start, before)  # compiles
        for _ in range(rounds):
            one, two = cost(start, before), cost(start, None)
            clock.append(one.seconds / two.seconds)
            cpu.append(one.cpu / two.cpu)
            print(
                f"without {one.seconds:6.1f} s ({one.cpu:.1f} of CPU)  "
                f"with {two.seconds:6.1f} s ({two.cpu:.1f})  {clock[-1]:.2f}"
            )
    print(
        f"throughput with the archive, of that without it: {median(clock):.2f}"
        f" by the clock, {median(cpu):.2f} by CPU"
    )


if __name__ == "__main__":
    main()
