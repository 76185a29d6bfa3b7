"""Reads an answer back, by warcio: the extra `newscrawl[warc]`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answered when it was asked for."""

    url: str
    date: str
    """When: RFC 3339, in UTC."""
    status: int
    header: list[tuple[str, str]]
    body: bytes
    """As it came: packed, where its header says so."""


def read(path: Path, offset: int) -> Answer | None:
    """Return the answer whose record begins at the byte *offset* of *path*.

    None where there is none.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)), None)
            return _answer(record) if record else None
    except (OSError, ArchiveLoadFailed):
        return None


def _answer(record: Any) -> Answer | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    return Answer(
        record.rec_headers.get_header("WARC-Target-URI"),
        record.rec_headers.get_header("WARC-Date"),
        int(record.http_headers.get_statuscode()),
        record.http_headers.headers,
        record.raw_stream.read(),
    )
