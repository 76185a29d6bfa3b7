"""Keeps pages as they were fetched, where that is asked for: NEWSCRAWL_WARC."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from newscrawl.archive.opening import MEMORY, ArchiveError
from newscrawl.archiving import Archiving, archiving
from newscrawl.product import HOME, PRODUCT, own_version
from newscrawl.warc.kept import FOLDER, Kept
from newscrawl.warc.mending import last, mend

if TYPE_CHECKING:
    from newscrawl.warc.writing import Exchange, Writer

_META = "warc"
_CONDITIONS = ("If-None-Match", "If-Modified-Since")
_TRUNCATED = {"download_stopped": "length", "dataloss": "disconnect"}
"""What Scrapy says of an answer that is not whole, in the words of WARC."""


def place(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record says of where its page is kept, by the *meta* of that."""
    kept = meta.get(_META)
    return {"warc_file": kept.path, "warc_offset": kept.offset} if kept else {}


class Keeping:
    """The extension that writes every exchange down, as it was on the wire."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("NEWSCRAWL_WARC"):
            raise NotConfigured
        self.crawler = crawler
        self._writer: Writer | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension of one crawl."""
        extension = cls(crawler)
        connect = crawler.signals.connect
        connect(extension.open, signals.spider_opened)
        connect(extension.ask, signals.request_reached_downloader)
        # Before anything has opened, followed or dropped it.
        connect(extension.keep, signals.response_downloaded)
        connect(extension.close, signals.engine_stopped)
        return extension

    @property
    def _archiving(self) -> Archiving:
        return archiving(self.crawler)

    def open(self) -> None:
        """Mend what a crawl that died has left, and be ready to write."""
        if not self._archiving.is_open or self._archiving.archive.path == MEMORY:
            return
        from newscrawl.warc.writing import Writer

        archive = self._archiving.archive
        folder, settings = Path(archive.path).with_name(FOLDER), self.crawler.settings
        size = int(settings.getfloat("NEWSCRAWL_WARC_SIZE"))
        with self._guarded(folder):
            if torn := last(folder):
                mend(torn, archive.kept.last(torn.name))
            writer = Writer(folder, self._name, self._about(), size, archive.clock)
            self._writer = writer
            archive.before_commit = self._sync

    @property
    def _name(self) -> str:
        """The site's."""
        assert self.crawler.spider is not None
        return self.crawler.spider.name

    def _about(self) -> dict[str, str]:
        settings = self.crawler.settings
        obeys = settings.getbool("ROBOTSTXT_OBEY")
        return {
            "software": f"{PRODUCT}/{own_version()} (+{HOME})",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/"
            "warc-format/warc-1.1/",
            "isPartOf": self._name,
            "operator": settings.get("NEWSCRAWL_CONTACT") or "",
            "robots": "obey" if obeys else "ignore",
            "http-header-user-agent": settings["USER_AGENT"],
        }

    @contextmanager
    def _guarded(self, folder: Path) -> Iterator[None]:
        """Have a failure end the crawl; nothing is stored after it."""
        with self._archiving.guarded(), _told(folder):
            yield

    def ask(self, request: Request) -> None:
        """Have a page be sent whole that is not kept yet."""
        asked = [name for name in _CONDITIONS if name in request.headers]
        if self._writer and asked and not self._known(request.url):
            for name in asked:
                del request.headers[name]

    def _known(self, url: str) -> Kept | None:
        """Return the answer of *url* that is kept, unless its file is gone."""
        assert self._writer
        kept = self._archiving.archive.kept.at(url)
        path = self._writer.folder / kept.file if kept else None
        is_there = kept and path and path.exists() and path.stat().st_size > kept.offset
        return kept if is_there else None

    def keep(self, response: Response, request: Request) -> None:
        """Write down what was asked and answered, and where that is."""
        request.meta.pop(_META, None)
        if self._writer is None or self._archiving.is_broken:
            return
        exchange = _exchange(response, request)
        with self._guarded(self._writer.folder):
            known = self._known(response.url)
            kept = self._writer.write(exchange, known)
            request.meta[_META] = kept
            if response.status == 200 and not exchange.truncated and kept is not known:
                archive = self._archiving.archive
                archive.begin()
                archive.kept.keep(response.url, kept)

    def _sync(self) -> None:
        assert self._writer
        with _told(self._writer.folder):
            self._writer.sync()

    def close(self) -> None:
        """Make the last file whole."""
        if self._writer:
            with self._guarded(self._writer.folder):
                self._writer.close()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say of a failure to write that it is of the pages in *folder*."""
    try:
        yield
    except OSError as error:
        words = error.strerror or error
        raise ArchiveError(
            f"cannot write the pages to {folder} ({words}); make room there, see who"
            " owns it, or crawl without NEWSCRAWL_WARC"
        ) from error


def _exchange(response: Response, request: Request) -> "Exchange":
    from newscrawl.warc.writing import Exchange

    reasons = (_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED)
    return Exchange(
        url=response.url,
        method=request.method,
        asked=list(_fields(request.headers)),
        sent=request.body,
        status=response.status,
        protocol=response.protocol or "HTTP/1.1",
        answered=list(_fields(response.headers)),
        body=response.body,
        address=str(response.ip_address) if response.ip_address else None,
        truncated=next(reasons, None),
    )


def _fields(headers: Headers) -> Iterator[tuple[bytes, bytes]]:
    for name in headers:
        for value in headers.getlist(name):
            yield name, value
