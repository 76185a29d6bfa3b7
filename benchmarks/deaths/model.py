"""The crawl that nothing disturbs, with which the others are compared."""

import subprocess
import time
from pathlib import Path

from benchmarks.deaths import books
from benchmarks.deaths.lives import Crawl, Moment
from benchmarks.deaths.papers import Paper
from benchmarks.deaths.results import Model, Series
from benchmarks.deaths.signals import DONE, tell

_LOOK = 0.01


def measure(paper: Paper, folder: Path) -> tuple[Model, Series]:
    """Return the figures of a crawl of *paper*, and what is wrong with it already."""
    crawl = Crawl(paper, folder / "undisturbed")
    crawl.folder.mkdir()
    begun = time.monotonic()
    first = last = begun

    def watch(process: "subprocess.Popen[bytes]") -> None:
        nonlocal first, last
        first, asked = time.monotonic(), 0
        while process.poll() is None:
            if (now := crawl.asked) != asked:
                asked, last = now, time.monotonic()
            time.sleep(_LOOK)

    life = crawl.live(Moment(1), watch)
    ended = time.monotonic()
    files = [path for path in crawl.folder.rglob("*") if path.is_file()]
    model = Model(
        records=books.read(crawl.folder, books.ARCHIVE)[0],
        requests=crawl.asked,
        starting=first - begun,
        closing=ended - last,
        size=sum(path.stat().st_size for path in files),
    )
    series = Series("undisturbed")
    if life.code not in DONE or "Traceback" in life.errors:
        tell(series, "the undisturbed crawl", life)
    series.close(crawl, model)
    return model, series
