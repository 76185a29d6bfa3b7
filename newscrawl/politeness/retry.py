"""Asking again: later, as often as Scrapy would, and when the host wants it."""

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import NotConfigured, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.asyncio import sleep
from scrapy.utils.response import response_status_message

from newscrawl.politeness import failures
from newscrawl.politeness.compression import BROKEN
from newscrawl.politeness.downloader import polite_downloader
from newscrawl.politeness.loopback import is_loopback
from newscrawl.politeness.retry_after import retry_after

logger = logging.getLogger(__name__)

TOO_MANY = 429
OVERLOADED = frozenset((TOO_MANY, 503))
"""Answers that speak for the whole host, not for one page."""

BACK_OFF = 5.0
"""Seconds to stay away from an overloaded host that names no time; then doubled."""

_PAGE_SHARE = 0.2
_LOOPBACK_SHARE = 0.1


class PatientRetryMiddleware:
    """Stands in for Scrapy's RetryMiddleware, with its settings and its stats.

    A host that is overloaded is left alone as long as it asks, in all its pages; a
    page that failed is asked for again after a moment. What is lost in the end is
    told in one line and counted.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        self.crawler = crawler
        self.statuses = frozenset(map(int, settings.getlist("RETRY_HTTP_CODES")))
        self.passing = failures.passing(settings)
        self.longest = settings.getfloat("NEWSCRAWL_MAX_RETRY_AFTER")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatientRetryMiddleware":
        """Return the middleware of one crawl."""
        return cls(crawler)

    async def process_response(
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return *response*, or *request* where it is to be made again."""
        if request.meta.get("dont_retry"):
            return response
        asked = _asked(response)
        if response.status in OVERLOADED & self.statuses or asked is not None:
            return self._stand_back(request, response, asked)
        if response.status in self.statuses:
            again = await self._try_again(request, _reason(response))
            return again or self._leave(request, response)
        if BROKEN in response.flags:
            again = await self._try_again(request, BROKEN)
            if again:
                return again
            raise self._lost(request, ResponseDataLossError())
        polite_downloader(self.crawler).pace(request).ease()
        return response

    async def process_exception(
        self, request: Request, exception: Exception
    ) -> Request | None:
        """Return *request* to make it again; raise Lost where it is given up."""
        if not isinstance(exception, (*self.passing, *failures.FINAL)):
            return None
        if request.meta.get("dont_retry"):
            return None
        if isinstance(exception, self.passing) and not failures.is_distrust(exception):
            again = await self._try_again(request, exception)
            if again:
                return again
        raise self._lost(request, exception) from exception

    def _stand_back(
        self, request: Request, response: Response, asked: float | None
    ) -> Request | Response:
        downloader = polite_downloader(self.crawler)
        wait = self._back_off(request) if asked is None else asked
        pace = downloader.pace(request)
        # Once for all the requests that were under way together.
        if response.status == TOO_MANY and not pace.rest():
            pace.slow_down()
        downloader.pause(request, wait)
        reason = _reason(response)
        if wait <= self.longest:
            return self._retry(request, reason) or self._leave(request, response)
        logger.warning(
            "%s answered %s and asks to be left alone for %.0f s, longer than "
            "NEWSCRAWL_MAX_RETRY_AFTER (%.0f s): what is left of this host is given "
            "up. Run again later.",
            request.url,
            reason,
            wait,
            self.longest,
        )
        self._count("retry_after")
        return response

    async def _try_again(
        self, request: Request, reason: str | Exception
    ) -> Request | None:
        again = self._retry(request, reason)
        if again:
            await sleep(self._back_off(request) * _PAGE_SHARE)
        return again

    def _retry(self, request: Request, reason: str | Exception) -> Request | None:
        assert self.crawler.spider is not None
        return get_retry_request(
            request,
            spider=self.crawler.spider,
            reason=reason,
            priority_adjust=request.meta.get("priority_adjust"),
            give_up_log_level=logging.DEBUG,  # it is told below, for every kind
        )

    def _back_off(self, request: Request) -> float:
        host = polite_downloader(self.crawler).get_slot_key(request)
        unit = BACK_OFF * (_LOOPBACK_SHARE if is_loopback(host) else 1)
        wait: float = unit * 2.0 ** int(request.meta.get("retry_times", 0))
        return min(wait, self.longest)

    def _leave(self, request: Request, response: Response) -> Response:
        self._tell(request, str(response.status), f"it answered {response.status}")
        return response

    def _lost(self, request: Request, error: Exception) -> failures.Lost:
        # Raised in the place of the error itself, which Scrapy would log with a
        # traceback for every dead link.
        name, words = failures.describe(error)
        self._tell(request, name, words)
        return failures.Lost(words, name)

    def _tell(self, request: Request, name: str, words: str) -> None:
        logger.warning("%s is given up: %s", request.url, words)
        self._count(name)

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(f"newscrawl/given_up/{name}")


def _reason(response: Response) -> str:
    return str(response_status_message(response.status))


def _asked(response: Response) -> float | None:
    if response.status < 400 or response.status in (404, 410):
        return None
    value = response.headers.get("Retry-After")
    if value is None:
        return None
    date = response.headers.get("Date") or b""
    return retry_after(value.decode("latin-1"), date.decode("latin-1"))
