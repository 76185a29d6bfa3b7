"""What a crawl that died has left of its last file, made whole."""

import os
from pathlib import Path

from newscrawl.warc.members import members

SUFFIX = ".warc.gz"


def files(folder: Path) -> list[Path]:
    """Return the files in *folder*, in the order in which they were begun."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def last(folder: Path) -> Path | None:
    """Return the file in *folder* that was begun last; only that can be torn.

    Each crawl mends it before it begins another, and its name bears the time.
    """
    return next(reversed(files(folder)), None)


def mend(path: Path, start: int) -> int:
    """Cut a torn record off the end of the file at *path*; return how many bytes.

    A whole record begins at *start*. A file that holds nothing else goes.
    """
    end = start
    with path.open("r+b") as file:
        for member in members(file, start):
            end = member.end
        torn = file.seek(0, os.SEEK_END) - end
        if torn:
            file.truncate(end)
            os.fsync(file.fileno())
    if not end:
        path.unlink()
    return torn
