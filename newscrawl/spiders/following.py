"""What a newspaper's spider asks for next: leads, made requests."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from newscrawl import urls
from newscrawl.archive.values import Visit
from newscrawl.archiving import Archiving, archiving
from newscrawl.arguments import Arguments
from newscrawl.lead import Lead
from newscrawl.links import Links
from newscrawl.page import ArticlePage, Versions, check
from newscrawl.site import Site
from newscrawl.sweeps import Sweep
from newscrawl.visits import Visits

BEFORE_LISTS = 10_000_000
"""What puts a story before every list, so that a short crawl has some at once."""


class FollowingSpider(Spider):
    """Knows what it is asked for, and asks for each page once.

    A site is a spider with a name, its hosts and what differs in its pages.
    """

    site = Site()
    links = Links()
    page: Versions = ArticlePage()
    custom_settings = {"SCHEDULER": "newscrawl.frontier.Frontier"}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        check(cls.page)

    @classmethod
    def of(cls, given: Mapping[str, str], settings: BaseSettings) -> type[Self]:
        """Return the spider of the newspaper that *given*, the arguments, name."""
        return cls

    @classmethod
    def parse_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Return what the `-a` arguments ask for; raises ArgumentError."""
        return cls.read_arguments(given)

    @classmethod
    def read_arguments(
        cls, given: Mapping[str, str], more: tuple[str, ...] = ()
    ) -> Arguments:
        """Return what *given* asks for, which may name *more* than others may."""
        # scrapyd hands every spider its job's number as `_job`.
        named = {name: text for name, text in given.items() if name[:1] != "_"}
        return Arguments.parse(named, cls.site, more)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider of *crawler*, with its limit made Scrapy's own."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.arguments.limit:
            limit = spider.arguments.limit
            crawler.settings.set("CLOSESPIDER_ITEMCOUNT", limit, "spider")
        return spider

    def __init__(self, name: str | None = None, **given: str) -> None:
        self.arguments = self.parse_arguments(given)
        super().__init__(name)
        if self.arguments.start:
            self.start_urls = list(self.arguments.start)
        domains = (
            *getattr(self, "allowed_domains", ()),
            *map(urls.host, self.start_urls),
        )
        self.allowed_domains = list(dict.fromkeys(domains))
        self.hosts = frozenset(self.allowed_domains)
        self.today = datetime.now(self.site.zone).date()

    @cached_property
    def visits(self) -> Visits:
        """The visits that are under way."""
        return archiving(self.crawler).visits

    def visit(self, response: Response) -> Visit:
        """Return the visit that *response* belongs to."""
        return self.visits.of(response.meta)

    def take_up(self, archive: Archiving) -> None:
        """Take up from the archive what this run is to ask for."""
        asked, priority = self.arguments, self.priority(None, is_list=True)
        run = archive.visits.run
        Sweep(archive.archive, run, asked, self.hosts, priority).take_up()

    def follow(
        self, visit: Visit, leads: Iterable[Lead], changed: Iterable[bytes] = ()
    ) -> Iterator[Request]:
        """Yield a request for each of *leads* that is to be asked for."""
        for lead in self.visits.new(visit, leads, changed):
            self.count(f"leads/{lead.road}")
            is_list = urls.kind(lead.url) != "page"
            yield Request(
                lead.url,
                self.parse,
                meta={"road": lead.road},
                priority=self.priority(lead_day(lead), is_list=is_list),
            )

    def follow_stories(self, visit: Visit, leads: Iterable[Lead]) -> Iterator[Request]:
        """Yield requests for those of *leads* that may be stories that are asked for.

        What a road says of changes is heeded; what is too old is set aside.
        """
        stories: list[Lead] = []
        old: list[Lead] = []
        for lead in leads:
            if self.is_story(lead.url):
                (old if self.is_too_old(lead) else stories).append(lead)
        self.visits.set_aside(visit, old)
        yield from self.follow(visit, stories, self.visits.changed(stories))

    def is_story(self, url: str) -> bool:
        """Say whether *url* may be that of a story of the site."""
        deny = self.links.deny
        return (
            urls.kind(url) == "page"
            and urls.within(url, self.hosts)
            and not (deny and re.search(deny, url))
        )

    def priority(self, day: date | None, *, is_list: bool) -> int:
        """Return the place of a page in the queue: what is newest comes first.

        What bears no day is taken for today's. Of one day lists come first, unless the
        stories are to prove that a list needs no walking, or a few are enough.
        """
        asked = self.arguments
        place = 2 * (day or self.today).toordinal()
        if asked.limit and not is_list:
            return place + BEFORE_LISTS
        return place + (is_list != bool(asked.since))

    def is_too_old(self, lead: Lead) -> bool:
        """Say whether *lead* is certain to be from before `since`.

        A day beside a link may be that of a later change, and so proves only that the
        story is no newer; the year in an address is the year of publication.
        """
        since = self.arguments.since
        if since is None:
            return False
        latest = written_day(lead.url)
        return bool(
            (lead.day and lead.day < since)
            or (latest and (latest.year, latest.month) < (since.year, since.month))
        )

    def count(self, name: str, by: int = 1) -> None:
        """Add *by* to the figure *name* of the crawl."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"newscrawl/{name}", by)


def written_day(url: str) -> date | None:
    """Return the last day that *url* may be of, by the date written in it."""
    written = urls.written_date(url)
    return written and date(written[0], written[1] or 12, written[2] or 28)


def lead_day(lead: Lead) -> date | None:
    """Return the day of *lead*, as its road or its address tells."""
    return lead.day or written_day(lead.url)
