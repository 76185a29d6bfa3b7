"""Scrapy's downloader, with a pace for every host that no setting can quicken."""

import logging
from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import call_later
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from newscrawl.politeness.failures import NotNow
from newscrawl.politeness.loopback import is_loopback
from newscrawl.politeness.pace import PUBLIC_DELAY, Pace

logger = logging.getLogger(__name__)

LOOPBACK_CONCURRENCY = 8
_LOOK_INTERVAL = 0.5


class PoliteSlot(Slot):
    """The slot of one host: Scrapy's delay, and never less than the host's pace."""

    def __init__(self, stock: Slot, pace: Pace) -> None:
        super().__init__(stock.concurrency, stock.delay, stock.jitter)
        self.pace = pace

    def download_delay(self) -> float:
        """Return how long to wait after the last request."""
        return max(super().download_delay(), self.pace.delay(self.lastseen))


class PublicSlot(PoliteSlot):
    """One request at a time."""

    def __init__(self, stock: Slot, pace: Pace) -> None:
        super().__init__(stock, pace)
        self.concurrency = 1


class LoopbackSlot(PoliteSlot):
    """Several requests at a time, as fast as they are answered."""

    def __init__(self, stock: Slot, pace: Pace, given: dict[str, Any]) -> None:
        super().__init__(stock, pace)
        self.concurrency = given.get("concurrency", LOOPBACK_CONCURRENCY)
        pace.raise_to(given.get("delay", 0.0))

    def download_delay(self) -> float:
        """Return the pace alone: AutoThrottle has no say on one's own machine."""
        return self.pace.delay(self.lastseen)


class PoliteDownloader(Downloader):
    """A slot a host, whose pace outlives the slot."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._paces: dict[str, Pace] = {}
        self._warned = False
        self._watched = False

    def get_slot_key(self, request: Request) -> str:
        """Return the host of *request*: all its ports are one machine.

        The key in the request's meta is not asked: a redirect to another host keeps
        that of the host it came from, and would so ask both at once.
        """
        return (urlparse_cached(request).hostname or "").rstrip(".")

    def pace(self, request: Request) -> Pace:
        """Return the pace of the host of *request*."""
        host = self.get_slot_key(request)
        if host not in self._paces:
            self._paces[host] = Pace.of(host)
        return self._paces[host]

    def pause(self, request: Request, seconds: float) -> None:
        """Ask the host of *request* nothing for *seconds*."""
        self.pace(request).pause(seconds)
        if not self._watched:
            self._watch()

    def _get_slot(self, request: Request, spider: Any = None) -> tuple[str, Slot]:
        key = self.get_slot_key(request)
        if key not in self.slots:
            _, stock = super()._get_slot(request)
            self.slots[key] = self._make_slot(key, stock, self.pace(request))
        return key, self.slots[key]

    def _make_slot(self, host: str, stock: Slot, pace: Pace) -> Slot:
        given = self.per_slot_settings.get(host, {})
        if is_loopback(host):
            return LoopbackSlot(stock, pace, given)
        asked = given.get("delay", self.settings.getfloat("DOWNLOAD_DELAY"))
        if asked < PUBLIC_DELAY and not self._warned:
            self._warned = True
            logger.warning(
                "A delay of %g s is too short for %s, which is asked once in %g s at "
                "most. Only hosts of this machine (localhost) are asked faster.",
                asked,
                host,
                PUBLIC_DELAY,
            )
        return PublicSlot(stock, pace)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: "Deferred[Response]"
    ) -> Coroutine[Any, Any, None]:
        # Scrapy counts a request as under way when its task begins, which is later:
        # a slot without a delay takes in all that wait, whatever its concurrency.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    # -- pauses --------------------------------------------------------------

    def _process_queue(self, slot: Slot) -> None:
        if isinstance(slot, PoliteSlot):
            longest = self.settings.getfloat("NEWSCRAWL_MAX_RETRY_AFTER")
            rest = slot.pace.rest()
            if rest > longest or (rest and self._is_closing()):
                self._empty(slot, f"the host asked to be left alone for {rest:.0f} s")
        super()._process_queue(slot)

    def _empty(self, slot: Slot, reason: str) -> None:
        while slot.queue:
            _, waiting = slot.queue.popleft()
            self.crawler.stats.inc_value("newscrawl/given_up/paused_host")
            waiting.errback(Failure(NotNow(reason)))  # type: ignore[no-untyped-call] # Twisted

    def _watch(self) -> None:
        # Nothing tells a downloader that the crawl is being stopped; and who stops
        # it shall not have to wait for the end of a pause.
        paused = [
            slot
            for slot in self.slots.values()
            if isinstance(slot, PoliteSlot) and slot.pace.rest()
        ]
        if self._is_closing():
            for slot in paused:
                self._process_queue(slot)
        self._watched = bool(paused) and self.crawler.crawling
        if self._watched:
            call_later(_LOOK_INTERVAL, self._watch)

    def _is_closing(self) -> bool:
        engine = self.crawler.engine
        scraping = engine.scraper.slot
        busy = self.needs_backout() or bool(scraping and scraping.needs_backout())
        return not engine.running or (engine.needs_backout() and not busy)


def polite_downloader(crawler: Crawler) -> PoliteDownloader:
    """Return the downloader of *crawler*; raises TypeError where it is another's."""
    downloader = crawler.engine.downloader
    if isinstance(downloader, PoliteDownloader):
        return downloader
    raise TypeError(
        f"newscrawl keeps the pace of hosts in its own downloader, and DOWNLOADER is "
        f"{type(downloader).__qualname__}: leave that setting to newscrawl.addon"
    )
