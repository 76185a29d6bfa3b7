"""JSON Lines, as they are or compressed; the same records give the same bytes."""

import gzip
import sys
import zlib
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

DAMAGED = (gzip.BadGzipFile, zlib.error, zstd.ZstdError)
"""What is raised for a file that is not what its name says."""

_GZIP_LEVEL = 6
_ZSTD_LEVEL = 10
"""What is exported once is read often."""


class LinesWriter:
    """Writes rows to the file at *path*, compressed as its name says."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        ending = path.suffix.lower()
        self._is_zstd = ending == ".zst"
        self._stream = _compress(self._file, ending)

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


def _compress(file: IO[bytes], ending: str) -> IO[bytes]:
    if ending == ".gz":
        # Neither the name nor the time stands in the file.
        return cast(IO[bytes], gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0))
    if ending == ".zst":
        return cast(IO[bytes], zstd.ZstdFile(file, "wb", level=_ZSTD_LEVEL))
    return file


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Give the lines of the file at *path*, unpacked."""
    ending = path.suffix.lower()
    with path.open("rb") as file:
        if ending == ".gz":
            with gzip.GzipFile(fileobj=file) as lines:
                yield cast(IO[bytes], lines)
        elif ending == ".zst":
            with zstd.ZstdFile(file) as lines:
                yield cast(IO[bytes], lines)
        else:
            yield file
