"""Pictures, films and documents, left where they are."""

import re

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Headers
from scrapy.utils.httpobj import urlparse_cached

_TEXT = re.compile(
    r"text/|application/(x-)?(xml|json|gzip)\b|[\w.-]+/[\w.-]+\+(xml|json)\b"
)
_TEXT_NAME = re.compile(r"\.(html?|xml|json|txt|gz)$")

LARGEST = 16 * 1024
"""Bytes that come in whatever they are. To stop a download is to close a connection,
and one whose last bytes have come already may have been given to the next request."""


class TextOnly:
    """Stops a download at its headers where they tell that it is no text.

    The callback gets the response with an empty body; what is small it gets whole.
    NEWSCRAWL_TEXT_ONLY = False lets everything through, for a project that collects
    pictures.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("NEWSCRAWL_TEXT_ONLY"):
            raise NotConfigured
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "TextOnly":
        """Return the extension of one crawl."""
        extension = cls(crawler)
        crawler.signals.connect(extension.look, signals.headers_received)
        return extension

    def look(self, headers: Headers, request: Request) -> None:
        """Raise StopDownload where *headers* announce no text, and much of it."""
        if int(headers.get("Content-Length") or LARGEST) < LARGEST:
            return
        kind = (headers.get("Content-Type") or b"").decode("latin-1").strip().lower()
        if not kind or _TEXT.match(kind) or self._is_trusted(request, kind):
            return
        self.crawler.stats.inc_value("newscrawl/downloads_spared")
        raise StopDownload(fail=False)

    def _is_trusted(self, request: Request, kind: str) -> bool:
        # robots.txt is wanted whatever it is called; and "application/octet-stream"
        # is what a server says that has no name for a type.
        is_text = bool(_TEXT_NAME.search(urlparse_cached(request).path))
        is_robots = bool(request.meta.get("dont_obey_robotstxt"))
        return is_robots or (is_text and kind.startswith("application/"))
