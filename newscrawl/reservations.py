"""What the origins of a crawl say of rights: robots.txt and tdmrep.json, kept."""

import logging
from dataclasses import asdict, replace
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from newscrawl import declarations, tdmrep
from newscrawl.arguments import Arguments
from newscrawl.article import Article, Right
from newscrawl.politeness import failures
from newscrawl.politeness.robots import robots_read
from newscrawl.robots import Robots
from newscrawl.tdmrep import Tdmrep

logger = logging.getLogger(__name__)

PRIORITY = 900
"""Before any page, and after robots.txt."""

_OWN = "tdmrep"


class ReservationMiddleware:
    """Asks each origin for its tdmrep.json before its first page, once a run.

    https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
    #sec-processing-priority asks for this order. robots.txt is not asked for again: it
    is kept when it is read. A crawl that is none of a newspaper is left alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not isinstance(getattr(crawler.spider, "arguments", None), Arguments):
            raise NotConfigured
        self.crawler = crawler
        settings = crawler.settings
        self._agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self._robots: dict[str, Robots] = {}
        self._tdmrep: dict[str, Tdmrep] = {}
        self._asked: dict[str, Deferred[None]] = {}
        self._failures = failures.any_of(settings)
        crawler.signals.connect(self.keep_robots, robots_read)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReservationMiddleware":
        """Return the middleware of one crawl."""
        return cls(crawler)

    def keep_robots(self, origin: str, text: bytes) -> None:
        """Keep what the robots.txt of *origin* says."""
        words = text.decode("utf-8-sig", errors="ignore")
        self._robots[origin] = Robots(words, self._agent)
        self._tell(origin)

    async def process_request(self, request: Request) -> None:
        """Let *request* wait until the tdmrep.json of its origin is known."""
        if request.meta.get("dont_obey_robotstxt") or _OWN in request.meta:
            return
        place = origin(request.url)
        while place in self._asked:
            await maybe_deferred_to_future(self._asked[place])
        if place not in self._tdmrep:
            self._asked[place] = Deferred()
            try:
                self._tdmrep[place] = Tdmrep(await self._fetch(place))
                self._tell(place)
            finally:
                self._asked.pop(place).callback(None)

    async def _fetch(self, place: str) -> str:
        """Return the tdmrep.json of the origin *place*; "" where it has none."""
        request = Request(
            place + tdmrep.PATH,
            callback=NO_CALLBACK,
            priority=PRIORITY,
            # As a redirect of it may be; and it is seldom there.
            meta={_OWN: True, "allow_offsite": True, "dont_retry": True},
        )
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except self._failures as error:
            logger.debug("%s: %s", request.url, failures.describe(error)[1])
            return ""
        is_there = response.status == 200
        return response.body.decode("utf-8-sig", errors="replace") if is_there else ""

    def _tell(self, place: str) -> None:
        """Put what an origin says among the figures of the crawl."""
        kept = (self._robots.get(place), self._tdmrep.get(place))
        said = [asdict(right) for each in kept if each for right in each.statements()]
        assert self.crawler.stats is not None
        self.crawler.stats.set_value(f"newscrawl/rights/{urlsplit(place).netloc}", said)

    def of(self, url: str) -> list[Right]:
        """Return what the origin of the page at *url* says of it."""
        place = origin(url)
        kept = (self._robots.get(place), self._tdmrep.get(place))
        return [right for each in kept if each for right in each.of(url)]


def origin(url: str) -> str:
    """Return the scheme and host of *url*, with its port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def declared(
    crawler: Crawler, article: Article, response: Response, *, is_page: bool = True
) -> Article:
    """Return *article* with what *response*, which brought it, and its site say.

    *is_page* says whether that is its page, and no answer that tells of many.
    """
    headers = (
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    said = [*article.rights, *declarations.of_headers(headers, is_page=is_page)]
    # Where pages are read that are kept, no site is asked.
    if crawler.crawling:
        middleware = crawler.get_downloader_middleware(ReservationMiddleware)
        if middleware:
            said += middleware.of(response.url if is_page else article.url)
    rights = list(dict.fromkeys(said))
    return article if rights == article.rights else replace(article, rights=rights)
