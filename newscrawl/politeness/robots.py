"""robots.txt, as RFC 9309 asks: what cannot be read forbids everything."""

import logging
from time import monotonic

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from newscrawl.politeness import failures
from newscrawl.politeness.redirects import TooManyRedirects

logger = logging.getLogger(__name__)

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read: RFC 9309, section 2.5."""

LIFE = 24 * 60 * 60.0
"""Seconds after which it is asked for again: RFC 9309, section 2.4."""

robots_read = object()
"""Sent with the *origin* and the *text* (bytes) of a robots.txt that was read."""

_NOTHING_ALLOWED = b"User-agent: *\nDisallow: /\n"
_RECEIVED = "robotstxt_received"


class Unreachable(Exception):
    """The robots.txt of a host could not be had; its message says why."""


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, which takes a robots.txt that it could not read for leave.

    It also lets requests pass that wait while robots.txt is on its way: all but the
    first two of a host.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, tuple[RobotParser, float]] = {}
        self._asked: dict[str, Deferred[None]] = {}
        self._failures = failures.any_of(crawler.settings)
        crawler.signals.connect(self._begin, signals.headers_received)
        crawler.signals.connect(self._bound, signals.bytes_received)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise Forbidden where *rp* does not allow *request*."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise failures.Forbidden(str(error)) from error

    async def robot_parser(self, request: Request) -> RobotParser:
        """Return the rules of the origin of *request*, asking for them if need be."""
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc.rpartition('@')[2]}"
        # What a Deferred fires with is for the first who waits for it: the others
        # would get None, so all look for the rules where they are kept.
        while origin in self._asked:
            await maybe_deferred_to_future(self._asked[origin])
        rules, until = self._rules.get(origin, (None, 0.0))
        if rules is None or until < monotonic():
            self._asked[origin] = Deferred()
            try:
                rules = await self._ask(origin, request, rules)
                self._rules[origin] = rules, monotonic() + LIFE
            finally:
                self._asked.pop(origin).callback(None)
        return rules

    async def _ask(
        self, origin: str, request: Request, known: RobotParser | None
    ) -> RobotParser:
        self._stats.inc_value("robotstxt/request_count")
        try:
            text = await self._fetch(origin)
        except Unreachable as error:
            self._stats.inc_value("newscrawl/robots/unreachable")
            logger.warning(
                "robots.txt of %s could not be had (%s), so nothing of this host is "
                "fetched (RFC 9309, section 2.3.1.4). See whether %s/robots.txt opens "
                "in a browser, and run again later.",
                origin,
                error,
                origin,
            )
            return known or self._parse(_NOTHING_ALLOWED)
        rules = self._parse(text)
        self.crawler.signals.send_catch_log(robots_read, origin=origin, text=text)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules

    async def _fetch(self, origin: str) -> bytes:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=self.DOWNLOAD_PRIORITY,
            meta={
                "dont_obey_robotstxt": True,
                "allow_offsite": True,  # as a redirect of robots.txt may be
                _RECEIVED: 0,
            },
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except TooManyRedirects:
            return b""  # no robots.txt: RFC 9309, section 2.3.1.2
        except self._failures as error:
            raise Unreachable(failures.describe(error)[1]) from error
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        return _text(response)

    def _parse(self, text: bytes) -> RobotParser:
        return build_from_crawler(self._parserimpl, self.crawler, text)

    def _begin(self, request: Request) -> None:
        if _RECEIVED in request.meta:
            request.meta[_RECEIVED] = 0
            # Scrapy would refuse one that is announced as larger than DOWNLOAD_MAXSIZE;
            # and asks for the bound again, before decompression.
            request.meta["download_maxsize"] = 0

    def _bound(self, data: bytes, request: Request) -> None:
        if _RECEIVED in request.meta:
            request.meta.pop("download_maxsize", None)
            request.meta[_RECEIVED] += len(data)
            if request.meta[_RECEIVED] > LARGEST:
                raise StopDownload(fail=False)


def _text(response: Response) -> bytes:
    """Return the rules that *response* bears; raises Unreachable."""
    if response.status >= 500 or response.status == 429:
        raise Unreachable(f"it answered {response.status}")
    if (
        response.status >= 300
        or response.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    ):
        return b""  # none, or a page in its place
    if len(response.body) <= LARGEST:
        return response.body
    return response.body[:LARGEST].rpartition(b"\n")[0]
