"""JSON Lines, as they are or compressed; the same records give the same bytes."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from newscrawl.corpus.selection import Row

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    # Scrapy brings it: https://docs.scrapy.org/en/latest/news.html
    from backports import zstd

DAMAGED = (gzip.BadGzipFile, zstd.ZstdError)
"""What is raised for a file that is not what its name says."""

_GZIP_LEVEL = 6
_ZSTD_LEVEL = 10
"""What is exported once is read often."""


class LinesWriter:
    """Writes rows to the file at *path*, compressed as its name says."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._is_zstd = path.suffix == ".zst"
        self._stream = _compress(self._file, path.suffix)

    def write(self, row: Row) -> None:
        """Write *row*."""
        self._stream.write(f"{row.line}\n".encode())

    def close(self) -> None:
        """Write what is left."""
        if self._stream is not self._file:
            self._stream.close()
        if self._is_zstd and not self._file.tell():
            self._file.write(zstd.compress(b""))  # ZstdFile writes nothing of nothing
        self._file.close()


def _compress(file: IO[bytes], suffix: str) -> IO[bytes]:
    if suffix == ".gz":
        # Neither the name nor the time stands in the file.
        return cast(IO[bytes], gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0))
    if suffix == ".zst":
        return cast(IO[bytes], zstd.ZstdFile(file, "wb", level=_ZSTD_LEVEL))
    return file


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Give the lines of the file at *path*, unpacked."""
    with path.open("rb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=file) as lines:
                yield cast(IO[bytes], lines)
        elif path.suffix == ".zst":
            with zstd.ZstdFile(file) as lines:
                yield cast(IO[bytes], lines)
        else:
            yield file
