"""Writes what was asked and answered, by warcio: the extra `newscrawl[warc]`."""

import os
from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.replacing import sync_folder
from newscrawl.warc.kept import Kept
from newscrawl.warc.mending import SUFFIX

_VERSION = "WARC/1.1"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_IDENTICAL = f"{_PROFILE}identical-payload-digest"
_NOT_MODIFIED = f"{_PROFILE}server-not-modified"

Fields = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, as they went over the wire."""

    url: str
    method: str
    asked: Fields
    """The header of the request."""
    sent: bytes = b""
    """The body of the request."""
    status: int
    protocol: str = "HTTP/1.1"
    answered: Fields
    """The header of the answer."""
    body: bytes
    """As it came: packed, where its header says so."""
    address: str | None = None
    """The IP address that answered."""
    truncated: str | None = None
    """Why the body is not whole: `length` (cut by us), `disconnect`; None: it is."""


class _Raw(StatusAndHeaders):  # type: ignore[misc] # warcio is not typed
    """A header whose bytes stay as they came, where warcio would rewrite some."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        return str(self.to_str(filter_func)).encode("latin-1") + b"\r\n"


class Writer:
    """Writes the files of one crawl, one after the other.

    *name* begins their names, *about* is what each says of itself, and no record is
    begun in one of more than *size* bytes. Raises OSError.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        about: Mapping[str, str],
        size: int,
        clock: Callable[[], datetime],
    ) -> None:
        self.folder = folder
        self._name = name
        self._about = about
        self._size = size
        self._clock = clock
        self._file: BinaryIO | None = None
        self._writer: Any = None
        self._number = 0
        self._warcinfo = ""

    def write(self, exchange: Exchange, known: Kept | None) -> Kept:
        """Write *exchange*; *known* is the last answer of this address that is kept.

        Return where the answer is: where it is the same, that is *known*.
        """
        file = self._open()
        kept = Kept(
            Path(file.name).name, file.tell(), digest(exchange.body), self._now()
        )
        same = known if known and _is_same(exchange, kept, known) else None
        fields = self._fields(exchange, kept, same)
        record = self._writer.create_warc_record(
            exchange.url,
            "revisit" if same else "response",
            payload=None if same else BytesIO(exchange.body),
            length=0 if same else len(exchange.body),
            warc_headers_dict=fields,
            # pywb would show the header of a 304, which is an empty page; without it,
            # it shows what that stands for.
            http_headers=None if _is_unchanged(exchange, same) else _answer(exchange),
        )
        asked = self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(exchange.sent),
            length=len(exchange.sent),
            warc_headers_dict={"WARC-Warcinfo-ID": self._warcinfo},
            http_headers=_question(exchange),
        )
        self._writer.write_request_response_pair(asked, record)
        return same or kept

    def _fields(
        self, exchange: Exchange, kept: Kept, same: Kept | None
    ) -> dict[str, str]:
        fields = {
            "WARC-Date": kept.date,
            "WARC-Warcinfo-ID": self._warcinfo,
            "WARC-IP-Address": exchange.address,
            "WARC-Truncated": exchange.truncated,
            "WARC-Payload-Digest": same.digest if same else kept.digest,
        }
        if same:
            is_unchanged = _is_unchanged(exchange, same)
            fields["WARC-Profile"] = _NOT_MODIFIED if is_unchanged else _IDENTICAL
            fields["WARC-Refers-To-Target-URI"] = exchange.url
            fields["WARC-Refers-To-Date"] = same.date
        return {name: value for name, value in fields.items() if value}

    def _now(self) -> str:
        now = self._clock().astimezone(UTC).replace(tzinfo=None)
        return f"{now.isoformat(timespec='microseconds')}Z"

    def _open(self) -> BinaryIO:
        if self._file and self._file.tell() >= self._size:
            self.close()
        if self._file is None:
            self._file = self._begin()
            self._writer = WARCWriter(self._file, gzip=True, warc_version=_VERSION)
            name = Path(self._file.name).name
            record = self._writer.create_warcinfo_record(name, self._about)
            self._warcinfo = record.rec_headers.get_header("WARC-Record-ID")
            self._writer.write_record(record)
        return self._file

    def _begin(self) -> BinaryIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:  # a crawl may have begun at the same moment
            # No name comes twice, even where a file was removed: records tell of it.
            time = self._clock().astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
            name = f"{self._name}-{time}Z-{self._number:05}{SUFFIX}"
            self._number += 1
            try:
                file = (self.folder / name).open("xb")
            except FileExistsError:
                continue
            sync_folder(self.folder)
            return file

    def sync(self) -> None:
        """Have all that was written on the disk."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Make the last file whole."""
        if self._file:
            try:
                self.sync()
            finally:
                self._file.close()
                self._file = None


def digest(body: bytes) -> str:
    """Return what stands for *body*, as WARC has it."""
    return f"sha1:{b32encode(sha1(body, usedforsecurity=False).digest()).decode()}"


def _is_unchanged(exchange: Exchange, known: Kept | None) -> bool:
    return known is not None and exchange.status == HTTPStatus.NOT_MODIFIED


def _is_same(exchange: Exchange, kept: Kept, known: Kept) -> bool:
    if _is_unchanged(exchange, known):
        return True
    is_whole = exchange.status == HTTPStatus.OK and not exchange.truncated
    return is_whole and kept.digest == known.digest


def _answer(exchange: Exchange) -> StatusAndHeaders:
    # Headers of HTTP/2 are written as those of HTTP/1.1: WARC knows no others.
    is_known = exchange.protocol in ("HTTP/1.0", "HTTP/1.1")
    protocol = exchange.protocol if is_known else "HTTP/1.1"
    fields = [(_unchunked(name), value) for name, value in _text(exchange.answered)]
    return _Raw(f"{exchange.status} {_phrase(exchange.status)}", fields, protocol)


def _unchunked(name: str) -> str:
    """Return *name*, so that no reader takes for chunked what is so no more.

    That is how Common Crawl and others write it.
    """
    is_of_transfer = name.lower() == "transfer-encoding"
    return f"X-Crawler-{name}" if is_of_transfer else name


def _question(exchange: Exchange) -> StatusAndHeaders:
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = list(_text(exchange.asked))
    if all(name.lower() != "host" for name, _ in fields):
        fields.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return _Raw(f"{path} HTTP/1.1", fields, exchange.method)


def _text(fields: Fields) -> Iterable[tuple[str, str]]:
    return ((name.decode("latin-1"), value.decode("latin-1")) for name, value in fields)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
