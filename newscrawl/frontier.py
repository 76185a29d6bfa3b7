"""What is known of the addresses of a crawl, and so need not be asked for again."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.dupefilters import BaseDupeFilter, RFPDupeFilter

from newscrawl import urls
from newscrawl.lead import ROADS, Lead, Road

_BITS: dict[str, int] = {road: 1 << bit for bit, road in enumerate(("start", *ROADS))}


def digest(url: str) -> bytes:
    """Return what stands for the page of *url* in memory: 16 bytes.

    Raises ValueError for what is no web address.
    """
    return blake2b(urls.key(url).encode(), digest_size=16).digest()


class Seen:
    """The addresses that have been found, each with every road that led to it."""

    def __init__(self) -> None:
        self._roads: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._roads)

    def add(self, url: str, road: Road) -> bool:
        """Remember that *road* led to *url*, and say whether *url* is new."""
        name = digest(url)
        roads = self._roads.get(name)
        self._roads[name] = (roads or 0) | _BITS[road]
        return roads is None

    def add_new(self, leads: Iterable[Lead]) -> list[Lead]:
        """Remember *leads* and return those whose address is new."""
        return [lead for lead in leads if self.add(lead.url, lead.road)]

    def join(self, url: str, other: str) -> None:
        """Remember that *url* and *other* are addresses of one page."""
        one, two = digest(url), digest(other)
        roads = self._roads.get(one, 0) | self._roads.get(two, 0)
        self._roads[one] = self._roads[two] = roads

    def roads(self, url: str) -> list[str]:
        """Return every road that led to *url*."""
        roads = self._roads.get(digest(url), 0)
        return [road for road, bit in _BITS.items() if roads & bit]


class SeenFilter(BaseDupeFilter):
    """Scrapy's duplicate filter, over what a NewsSpider has seen.

    The spider asks `Seen` before it makes a request, so that all that is left to ask
    here is whether a redirect led to a page that is known by another address.
    """

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BaseDupeFilter:  # type: ignore[override] # a spider of another kind keeps Scrapy's filter
        """Return the filter of the crawler's spider."""
        seen = getattr(crawler.spider, "seen", None)
        return (
            cls(seen) if isinstance(seen, Seen) else RFPDupeFilter.from_crawler(crawler)
        )

    def request_seen(self, request: Request) -> bool:
        """Say whether *request* is a redirect to a page known by another address."""
        origins = cast(list[str], request.meta.get("redirect_urls", []))
        if not origins or any(urls.same(request.url, origin) for origin in origins):
            return False
        road = cast(Road, request.meta.get("road", "start"))
        return not self.seen.add(request.url, road)

    def log(self, request: Request, spider: Spider) -> None:
        """Say nothing: a page that is known by another address is no event."""
