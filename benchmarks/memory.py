"""Peak memory of a crawl at 2,000 and at 20,000 articles, and what of it is frontier.

`python -m benchmarks.memory [SMALL LARGE]`. The newspaper in the box is served by a
process of its own, so that its memory is not counted.
"""

import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawl.frontier import Seen

SCRAPY = (sys.executable, "-m", "newscrawl")


@contextmanager
def newspaper(articles: int) -> Iterator[str]:
    """Serve a newspaper and give the address of its front page."""
    command = (*SCRAPY, "newspaper", "--layout", "today", "--port", "0")
    with subprocess.Popen(
        (*command, "--articles", str(articles)), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        words = (word for line in server.stdout for word in line.split())
        yield next(word for word in words if word.startswith("http://"))
        server.terminate()


def crawl(start: str, folder: Path) -> tuple[float, float, int]:
    """Return peak memory in MB, CPU seconds and number of articles of a crawl."""
    output = folder / "articles.jsonl"
    command = (*SCRAPY, "crawl", "asianlite", "-a", f"start={start}")
    settings = ("-s", "NEWSCRAWL_CORPUS=", "-s", "NEWSCRAWL_PROGRESS=off")
    child = os.posix_spawn(
        sys.executable, (*command, *settings, "-O", str(output)), os.environ
    )
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"the crawl of {start} ended with {status}")
    with output.open("rb") as lines:
        count = sum(1 for _ in lines)
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, count


def frontier(addresses: int) -> float:
    """Return the memory in MB of a frontier that knows so many addresses."""
    tracemalloc.start()
    seen = Seen()
    for number in range(addresses):
        seen.add(f"https://asianlite.com/2022/news/story-{number}/", "sections")
    peak, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or (2_000, 20_000)
    peaks = []
    print("articles   stored   peak MB   of it frontier   CPU ms an article")
    for size in sizes:
        with newspaper(size) as start, tempfile.TemporaryDirectory() as folder:
            peak, seconds, stored = crawl(start, Path(folder))
        known = frontier(size)
        cost = 1000 * seconds / stored
        print(f"{size:8} {stored:8} {peak:9.1f} {known:16.1f} {cost:19.2f}")
        peaks.append(peak)
    print(f"ratio of the peaks: {peaks[-1] / peaks[0]:.2f}")


if __name__ == "__main__":
    main()
