"""Scrapy's queue of requests, which leaves those of a busy host where they are."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.politeness.downloader import LOOPBACK_CONCURRENCY
from newscrawl.politeness.loopback import is_loopback


class _Hosts(DownloaderInterface):
    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """Return the hosts that may be asked for more, each with what it has."""
        active = Counter(map(self.get_slot_key, self.downloader.active))
        return [(active[s], s) for s in possible_slots if active[s] < room(s)]


class PatientQueue(DownloaderAwarePriorityQueue):
    """Takes no more requests of a host out than it can soon be asked for.

    Else a host that pauses would fill the downloader with its waiting requests, and
    every other host would have to wait with it.
    """

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _Hosts(crawler)


def host_of(request: Request) -> str:
    """Return the host of *request*, as the downloader names its slots."""
    return (urlparse_cached(request).hostname or "").rstrip(".")


def room(host: str) -> int:
    """Return how many requests of *host* may be with the downloader."""
    # As many again as are under way, so that the next is at hand.
    return 2 * (LOOPBACK_CONCURRENCY if is_loopback(host) else 1)
