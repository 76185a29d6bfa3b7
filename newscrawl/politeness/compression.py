"""Scrapy's decompression, which here tells a page whose end is missing."""

import logging
import struct
import zlib

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.misc import load_object

logger = logging.getLogger(__name__)

BROKEN = "dataloss"
"""Scrapy's own flag for a response that is not whole."""

_HTML_END = b"</html"
_TAIL = 1024
_GZIP, _ZLIB, _RAW = 31, 15, -15


def _errors() -> tuple[type[Exception], ...]:
    # Each of these libraries is there on some Pythons only, and has its own error.
    found: list[type[Exception]] = [EOFError, OSError, struct.error, zlib.error]
    for path in (
        "brotli.error",
        "brotlicffi.error",
        "backports.zstd.ZstdError",
        "compression.zstd.ZstdError",
    ):
        try:
            found.append(load_object(path))
        except ImportError:
            continue
    return tuple(found)


_ERRORS = _errors()


class WholeCompressionMiddleware(HttpCompressionMiddleware):
    """Flags a body that cannot be decompressed to its end.

    Scrapy takes what there is of a truncated body for all of it, so that an article
    that was cut in half would go into the corpus unnoticed; and what it cannot
    decompress at all it logs with a traceback.
    """

    def process_response(  # type: ignore[override] # Scrapy's `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return *response* decompressed, or empty and flagged where it is broken."""
        if "download_stopped" in response.flags:  # it was cut by us
            return self._open_cut(request, response)
        # Read now: what is decompressed is taken out of the header.
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        try:
            opened = super().process_response(request, response)
        except IgnoreRequest:  # larger than DOWNLOAD_MAXSIZE, and logged as that
            if self.stats:
                self.stats.inc_value("newscrawl/given_up/too_large")
            raise
        except _ERRORS:
            return _flag(response)
        if (
            isinstance(opened, HtmlResponse)
            and _HTML_END in opened.body[-_TAIL:].lower()
        ):
            # Some servers leave out the end of the stream, and not of the page.
            return opened
        return opened if _is_whole(encoding, response.body) else _flag(response)

    def _open_cut(self, request: Request, response: Response) -> Request | Response:
        try:
            return super().process_response(request, response)
        except _ERRORS:
            return response.replace(body=b"")


def _flag(response: Response) -> Response:
    broken = response.replace(body=b"", flags=[*response.flags, BROKEN])
    broken.headers.pop("Content-Encoding", None)
    return broken


def _is_whole(encoding: bytes, body: bytes) -> bool:
    if encoding in (b"gzip", b"x-gzip"):
        return _ends(body, _GZIP)
    if encoding == b"deflate":
        return _ends(body, _ZLIB) or _ends(body, _RAW)
    return True


def _ends(body: bytes, kind: int) -> bool:
    """Say whether each member of *body*, which may be several, has its end."""
    while body:
        stream = zlib.decompressobj(kind)
        try:
            stream.decompress(body)
        except zlib.error:
            return False
        if not stream.eof:
            return False
        body = stream.unused_data.lstrip(b"\0")
    return True
