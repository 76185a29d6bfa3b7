"""What an export costs: `python -m benchmarks.export [ARTICLES]…` (20,000 and 200,000).

For each number of articles an archive is filled with invented ones over twenty years;
then, for each format: seconds, MB of memory at its peak, and size. Last, memory at the
largest number as a multiple of that at the smallest.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawling import SCRAPY
from benchmarks.shelves import fill

COUNTS = (20_000, 200_000)
NAMES = ("a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.parquet", "folder")


def export(folder: Path, name: str) -> tuple[float, float]:
    """Export to *name* in *folder*; return seconds and MB at the peak."""
    words = ("export", "lantern", "-o", str(folder / name))
    setting = ("-s", f"NEWSCRAWL_CORPUS={folder}")
    begun = time.perf_counter()
    child = subprocess.Popen((*SCRAPY, *words, *setting), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        raise SystemExit(f"the export to {name} ended with {status}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def size(path: Path) -> int:
    """Return the bytes of what is at *path*."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def main() -> None:
    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    peaks: dict[str, list[float]] = {name: [] for name in NAMES}
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "lantern").mkdir()
            fill(folder / "lantern" / "archive.sqlite", count)
            for name in NAMES:
                seconds, peak = export(folder, name)
                peaks[name].append(peak)
                megabytes = size(folder / name) / 1e6
                print(
                    f"{count:9,} articles to {name:11} {seconds:6.1f} s {peak:6.1f} MB"
                    f" of memory, {megabytes:7.1f} MB written",
                    flush=True,
                )
    for name, (least, *_, most) in peaks.items():
        print(f"{name:11} memory at {counts[-1]:,} / {counts[0]:,}: {most / least:.2f}")


if __name__ == "__main__":
    main()
