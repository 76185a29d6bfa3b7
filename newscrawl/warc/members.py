"""The records of a file as they lie in it: each is a gzip member of its own."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_GZIP = 31
_CHUNK = 1 << 14
_HEAD = 1 << 15
"""Bytes of a record that its header fits into."""

Header = dict[str, str]
"""The fields of a record's header, by their names in lower case."""


class Member(NamedTuple):
    """One record: where it lies, and its header."""

    start: int
    end: int
    """The byte after its last."""
    header: Header
    """Empty where it is no record."""


def members(file: BinaryIO, start: int = 0) -> Iterator[Member]:
    """Yield the records of *file* from the byte *start* on, up to one that is torn."""
    while (member := _member(file, start)) is not None:
        yield member
        start = member.end


def _member(file: BinaryIO, start: int) -> Member | None:
    file.seek(start)
    stream = zlib.decompressobj(_GZIP)
    head, taken = b"", 0
    while not stream.eof:
        data = file.read(_CHUNK)
        taken += len(data)
        try:
            text = stream.decompress(data)
        except zlib.error:
            return None
        if not data:
            return None
        head += text[: _HEAD - len(head)]
    return Member(start, start + taken - len(stream.unused_data), _header(head))


def _header(head: bytes) -> Header:
    first, *lines = (
        head.partition(b"\r\n\r\n")[0].decode(errors="replace").split("\r\n")
    )
    if not first.startswith("WARC/1."):
        return {}
    fields = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in fields}


def header(path: Path, start: int) -> Header:
    """Return the header of the record at the byte *start* of *path*.

    It is empty where no record begins there. Raises OSError.
    """
    with path.open("rb") as file:
        file.seek(start)
        try:
            head = zlib.decompressobj(_GZIP).decompress(file.read(_CHUNK), _HEAD)
        except zlib.error:
            return {}
    return _header(head)
