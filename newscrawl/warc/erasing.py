"""Takes pages out of a file; all others stay where they are."""

import os
import shutil
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from newscrawl.replacing import take_place
from newscrawl.warc.members import Member, members

# https://www.rfc-editor.org/rfc/rfc1952#page-5
_HEAD = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"
"""Of a gzip member that has a comment."""

_FILL = b" "
_WORDS = b"A page was taken out here.\r\n"


def find(path: Path, is_doomed: Callable[[str], bool]) -> list[Member]:
    """Return the records of the file at *path* that are of doomed addresses."""
    with path.open("rb") as file:
        return [
            member
            for member in members(file)
            if is_doomed(member.header.get("warc-target-uri", ""))
        ]


def erase(path: Path, doomed: Sequence[Member], now: str) -> None:
    """Write the file at *path* anew without the records *doomed*, or not at all.

    In the place of each stands one of the same length that says so: the others are
    where they were. Raises OSError.
    """
    beside = path.with_name(f".{path.name}.erasing")
    try:
        shutil.copyfile(path, beside)
        with beside.open("r+b") as file:
            for member in doomed:
                file.seek(member.start)
                file.write(blank(member.end - member.start, now))
            file.flush()
            os.fsync(file.fileno())
        take_place(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def blank(length: int, now: str) -> bytes:
    """Return a record of just *length* bytes that says that there was another."""
    for record in (_record(now), b""):
        packed = _deflate(record)
        comment = _FILL * (length - len(_HEAD) - 1 - len(packed))
        found = _HEAD + comment + b"\0" + packed
        if len(found) == length:
            break
    return found


def _record(now: str) -> bytes:
    lines = (
        "WARC/1.1",
        "WARC-Type: metadata",
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>",
        f"WARC-Date: {now}",
        "Content-Type: text/plain",
        f"Content-Length: {len(_WORDS)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + _WORDS + b"\r\n\r\n"


def _deflate(text: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = stream.compress(text) + stream.flush()
    return packed + struct.pack("<II", zlib.crc32(text), len(text))
