"""The feed: JSON Lines that are whole at every moment, each record once."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import IO, Any, cast

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exporters import JsonLinesItemExporter
from scrapy.extensions.feedexport import FileFeedStorage, StdoutFeedStorage
from scrapy.utils.defer import deferred_from_coro

_CHUNK = 1 << 16
LINE_FORMATS = frozenset({"jsonlines", "jsonl", "jl"})


class SafeFile(FileIO):
    """A file that is never left with half a record.

    Each write reaches the operating system at once. One that fails is taken back and
    told to *on_error*, once; what follows is not written.
    """

    def __init__(
        self, file: str | int, mode: str, on_error: Callable[[OSError], None]
    ) -> None:
        super().__init__(file, mode, closefd=not isinstance(file, int))
        self._on_error = on_error
        self.has_failed = False

    def write(self, data: Any) -> int:
        """Write all of *data* or nothing, and return its length."""
        view = memoryview(data).cast("B")
        if not self.has_failed:
            start = os.fstat(self.fileno()).st_size
            try:
                self._write_all(view)
            except OSError as error:
                self.has_failed = True
                self._take_back(start)
                self._on_error(error)
        return len(view)

    def _write_all(self, view: memoryview) -> None:
        while view:
            view = view[super().write(view) or 0 :]

    def _take_back(self, size: int) -> None:
        if self.seekable():
            with suppress(OSError):  # a device
                self.truncate(size)


class SafeFileStorage(FileFeedStorage):
    """Scrapy's storage of files, over a file that is never left torn."""

    def __init__(
        self, uri: str, crawler: Crawler, *, feed_options: dict[str, Any] | None = None
    ) -> None:
        super().__init__(uri, feed_options=feed_options)
        self.crawler = crawler
        self.format = (feed_options or {}).get("format")

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None
    ) -> "SafeFileStorage":
        """Return the storage of one feed."""
        return cls(uri, crawler, feed_options=feed_options)

    def open(self, spider: Spider) -> IO[bytes]:
        """Return the file; lines that are there stay, a torn last one is cut."""
        path = Path(self.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.write_mode == "ab" and self.format in LINE_FORMATS and path.is_file():
            mend(path)
        on_error = _closing(self.crawler, self.path)
        return cast(IO[bytes], SafeFile(self.path, self.write_mode, on_error))


class SafeOutputStorage(StdoutFeedStorage):
    """Scrapy's storage on standard output, past its buffer.

    What a broken pipe leaves in that buffer Python would write once more as it exits,
    and exit with 120: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """

    def __init__(
        self, uri: str, crawler: Crawler, *, feed_options: dict[str, Any] | None = None
    ) -> None:
        super().__init__(uri, feed_options=feed_options)
        self.crawler = crawler

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None
    ) -> "SafeOutputStorage":
        """Return the storage of one feed."""
        return cls(uri, crawler, feed_options=feed_options)

    def open(self, spider: Spider) -> IO[bytes]:
        """Return standard output."""
        on_error = _closing(self.crawler, "standard output")
        return cast(IO[bytes], SafeFile(sys.stdout.fileno(), "wb", on_error))


def _closing(crawler: Crawler, name: str) -> Callable[[OSError], None]:
    """Return what ends the crawl when *name* cannot be written."""

    def close(error: OSError) -> None:
        stats, engine = crawler.stats, crawler.engine
        assert stats is not None
        assert engine is not None
        reason = f"cannot write to {name}: {error.strerror}"
        stats.inc_value("newscrawl/output_errors")
        stats.set_value("newscrawl/output_error", reason)
        deferred_from_coro(engine.close_spider_async(reason="output_error"))

    return close


def mend(path: Path) -> None:
    """Close the last line of *path*, or cut it where a killed run left it torn."""
    with path.open("r+b") as file:
        start, last = _last_line(file)
        if not last:
            return
        if _is_json(last):
            file.write(b"\n")
        else:
            file.truncate(start)


def _last_line(file: IO[bytes]) -> tuple[int, bytes]:
    """Return where the last line begins, and it; empty where it is closed."""
    position, tail = file.seek(0, os.SEEK_END), b""
    while position > 0 and b"\n" not in tail:
        step = min(_CHUNK, position)
        position = file.seek(position - step)
        tail = file.read(step) + tail
    kept, newline, last = tail.rpartition(b"\n")
    return position + len(kept) + len(newline), last


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


class LinesExporter(JsonLinesItemExporter):
    """Scrapy's exporter of JSON Lines, which takes lines that are ready too."""

    @property
    def is_plain(self) -> bool:
        """Whether the line of a record is that which the archive holds."""
        return (
            not self.fields_to_export
            and self.encoding == "utf-8"
            and not self.indent
            and self.export_empty_fields is not True
        )

    def export_line(self, line: str) -> None:
        """Write *line*, a record as the archive holds it."""
        self.file.write(f"{line}\n".encode())


def names(path: Path, start: int = 0) -> Iterator[bytes]:
    """Yield the names of the records that *path* holds from byte *start* on."""
    if not path.is_file():
        return
    with path.open("rb") as lines:
        lines.seek(start)
        for line in lines:
            try:
                found = name(json.loads(line))
            except ValueError:  # a line that others wrote
                continue
            if found:
                yield found


def name(record: Any) -> bytes | None:
    """Return 16 bytes that stand for the revision in *record*; None for others."""
    if not isinstance(record, dict):
        return None
    url, text = record.get("url"), record.get("content_hash")
    if not url or not text:
        return None
    revision = record.get("revision", 1)
    return blake2b(f"{url}\n{revision}\n{text}".encode(), digest_size=16).digest()
