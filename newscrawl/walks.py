"""The walk along a list and its older pages: when it has nothing more to give."""

from collections.abc import Iterable
from datetime import date

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newscrawl.frontier import digest
from newscrawl.lead import Lead


class Days:
    """The day of each story that was read, for lists to prove their order by."""

    def __init__(self) -> None:
        self._days: dict[bytes, date | None] = {}

    def set(self, url: str, day: date | None) -> None:
        """Remember the *day* of the story at *url*; None for what is no story."""
        self._days[digest(url)] = day

    def all_before(self, since: date, stories: Iterable[bytes]) -> bool:
        """Say whether *stories* are all known, and all that are stories older."""
        known = list(stories)
        if not known or any(name not in self._days for name in known):
            return False
        days = [day for name in known if (day := self._days[name])]
        return bool(days) and max(days) < since


class Walk:
    """One list with its older pages, as far as it has been followed."""

    def __init__(self) -> None:
        self._stories: set[bytes] = set()
        self.fresh: tuple[bytes, ...] = ()
        """The stories of the last page that stood on none before it."""

    def step(self, stories: Iterable[Lead]) -> bool:
        """Take in the *stories* of the next page and say whether the list goes on.

        A page with no story that is new to the walk is the end, or a loop. Stories
        pinned to every page are not new on the second.
        """
        names = dict.fromkeys(digest(lead.url) for lead in stories)
        self.fresh = tuple(name for name in names if name not in self._stories)
        self._stories.update(self.fresh)
        return bool(self.fresh)


class WalkMiddleware:
    """Spares the older pages of a list that is proved to hold nothing asked for.

    Stories are asked for before older pages, so that by the time an older page is to
    be fetched the stories before it have been read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WalkMiddleware":
        """Return the middleware of one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest where every story before *request* is too old."""
        stories = request.meta.get("after")
        spider = self.crawler.spider
        since = getattr(getattr(spider, "arguments", None), "since", None)
        days = getattr(spider, "days", None)
        if not (stories and since and isinstance(days, Days)):
            return
        if days.all_before(since, stories):
            assert self.crawler.stats is not None
            self.crawler.stats.inc_value("newscrawl/lists_spared")
            raise IgnoreRequest(f"nothing since {since} further down this list")
