"""A look at a few pages of a site: through Scrapy, as politely as a crawl."""

from collections.abc import AsyncIterator
from typing import Any, Self, cast

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from newscrawl import faults
from newscrawl.politeness import failures
from newscrawl.politeness.robots import robots_read
from newscrawl.reservations import origin
from newscrawl.spiders.base import NewsSpider, content, is_html

_SETTINGS = {
    # Somebody is waiting, and may try again.
    "DOWNLOAD_TIMEOUT": 20,
    "RETRY_TIMES": 1,
    # Nothing is stored.
    "FEEDS": {},
    "NEWSCRAWL_CORPUS": "",
    "NEWSCRAWL_DRIFT": False,
    "NEWSCRAWL_PROGRESS": "off",
    "NEWSCRAWL_REPORT": False,
    "NEWSCRAWL_SUMMARY": False,
    "NEWSCRAWL_WARC": False,
}


class Unseen(Exception):
    """A page could not be looked at; the message says why."""


class LookingSpider(NewsSpider):
    """Asks for a few pages, one after the other, and follows nothing."""

    unseen: Unseen | None = None
    """Why the look came to no end, where it did not."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider of *crawler*, which keeps every robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.robots = {}
        crawler.signals.connect(spider.keep_text, robots_read)
        return spider

    robots: dict[str, str]
    """The robots.txt of each origin that has one."""

    def keep_text(self, origin: str, text: bytes) -> None:
        """Keep the robots.txt of *origin*."""
        self.robots[origin] = text.decode("utf-8-sig", errors="replace")

    async def start(self) -> AsyncIterator[Any]:
        """Look, and yield no request."""
        try:
            await self.look()
        except Unseen as error:
            self.unseen = error
        return
        yield  # as a generator, which Scrapy asks for

    async def look(self) -> None:
        """Ask for what is to be looked at; raises Unseen."""
        raise NotImplementedError

    async def fetch(self, url: str, **meta: Any) -> Response:
        """Return what is at *url*, whatever its status; raises Unseen."""
        assert self.crawler.engine is not None
        # Where it leads is for the caller to judge.
        request = Request(url, NO_CALLBACK, meta={"allow_offsite": True, **meta})
        try:
            return await self.crawler.engine.download_async(request)
        except failures.Forbidden as error:
            raise Unseen(self._forbidden(url)) from error
        except failures.any_of(self.settings) as error:
            why = faults.advice(*failures.describe(error))
            raise Unseen(f"{url}: {why}") from error

    async def fetch_page(self, url: str) -> Response:
        """Return the page of HTML at *url*; raises Unseen."""
        response = await self.fetch(url)
        if response.status != 200:
            raise Unseen(f"{url} answered {response.status}; see it in a browser")
        if not is_html(response):
            raise Unseen(
                f"{url} is {content(response)}, and no page of HTML; name the front"
                " page of the newspaper, or an article"
            )
        return response

    def _forbidden(self, url: str) -> str:
        if origin(url) in self.robots:
            return f"{origin(url)}/robots.txt forbids {url}"
        assert self.crawler.stats is not None
        counted = "newscrawl/given_up/"
        figures = [*self.crawler.stats.get_stats()]
        names = [each.removeprefix(counted) for each in figures if counted in each]
        why = ". ".join(map(faults.advice, names)) or "no robots.txt could be had"
        return f"{origin(url)} cannot be reached: {why}"


def look(
    process: Any, settings: BaseSettings, spider: type[LookingSpider], **given: str
) -> LookingSpider:
    """Return *spider* once it has looked; nothing is stored. Raises Unseen."""
    settings.setdict(_SETTINGS, "project")
    crawler = cast(AsyncCrawlerProcess, process).create_crawler(spider)
    process.crawl(crawler, **given)
    process.start()
    found = crawler.spider
    if process.bootstrap_failed or not isinstance(found, LookingSpider):
        raise Unseen("the look could not begin; -L INFO shows why")
    if found.unseen:
        raise found.unseen
    return found


def requests_made(spider: LookingSpider) -> int:
    """Return how many requests a look has made, robots.txt among them."""
    assert spider.crawler.stats is not None
    return cast(int, spider.crawler.stats.get_value("downloader/request_count", 0))
