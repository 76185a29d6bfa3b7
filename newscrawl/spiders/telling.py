"""Stories that a road tells whole: believed where their pages bear it out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from newscrawl.archiving import archiving
from newscrawl.article import Article
from newscrawl.keeping import place
from newscrawl.page import Reading, version
from newscrawl.reservations import declared
from newscrawl.roads import story
from newscrawl.roads.agreement import Agreement, agree, samples
from newscrawl.roads.story import Story
from newscrawl.spiders.following import BEFORE_LISTS, FollowingSpider

Sample = tuple[Article, Story]
"""The record of a page, and what the road tells of it."""

Records = Mapping[str, Article]
"""The records of pages that were read as samples, by address."""


class Batch(Protocol):
    """The stories of one answer."""

    @property
    def inner(self) -> Sequence[Story]:
        """Those whose neighbours are known."""

    @property
    def edges(self) -> Sequence[Story]:
        """Those of which a record needs the page."""


class TellingSpider(FollowingSpider):
    """Stores what a road tells whole without asking for its page."""

    def __init__(self, name: str | None = None, **given: str) -> None:
        super().__init__(name, **given)
        self._robots: dict[str, RobotParser] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider of *crawler*, which hears of every robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.keep_robots, signals.robots_parsed)
        return spider

    def keep_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the rules of an origin."""
        self._robots[origin(request.url)] = robotparser

    def is_allowed(self, url: str) -> bool:
        """Say whether robots.txt allows to read *url*, by whatever road."""
        rules = self._robots.get(origin(url))
        agent = self.settings["ROBOTSTXT_USER_AGENT"] or self.settings["USER_AGENT"]
        return rules is None or rules.allowed(url, agent)

    def tell_all(self, batch: Batch, response: Response) -> Iterator[Any]:
        """Yield the articles of *batch*, or requests for them, then what follows.

        Before the first of a road the pages of some are asked for, to compare.
        """
        agreement, inner = self.agreement(response), batch.inner
        is_new = not all(self.visits.is_known(each.url) for each in inner)
        if self.arguments.respect:
            # What its page reserves is told by no road.
            yield from self.go_on(batch, None, {}, response)
        elif agreement is None and is_new and (chosen := samples(inner)):
            # Should the crawl end before they are read, the answer is asked for again.
            archiving(self.crawler).fail(self.visit(response), "samples were not read")
            yield self.ask_sample(chosen, [], batch, response)
        else:
            yield from self.go_on(batch, agreement, {}, response)

    def go_on(
        self,
        batch: Any,
        agreement: Agreement | None,
        records: Records,
        response: Response,
    ) -> Iterator[Any]:
        """Yield what comes of *batch*, and the request for what comes after it."""
        raise NotImplementedError

    def read(self, response: Response) -> Reading:
        """Return the reading of *response* by the rules of the site."""
        raise NotImplementedError

    def article(self, response: Response, reading: Reading) -> Article:
        """Return the record of *response* by its *reading*, and where it is kept."""
        raise NotImplementedError

    def agreement(self, response: Response) -> Agreement | None:
        """Return how far the road of *response* is believed, if that is known.

        A full sweep finds it out anew.
        """
        visit, road = self.visit(response), response.meta["road"]
        is_anew = self.visits.is_full and visit.page.list is None
        pages = self.visits.archive.pages
        text = None if is_anew else pages.agreement(visit.page.host, road)
        return Agreement.loads(text) if text else None

    # -- samples -------------------------------------------------------------

    def ask_sample(
        self, chosen: Sequence[Story], pairs: list[Sample], batch: Batch, door: Response
    ) -> Request:
        """Return the request for the page of the first story of *chosen*."""
        rest = {"chosen": chosen, "pairs": pairs, "batch": batch, "door": door}
        return Request(
            chosen[0].url,
            self.parse_sample,
            errback=self.give_up_sample,
            priority=5 * BEFORE_LISTS,
            dont_filter=True,
            meta={"road": door.meta["road"]},
            cb_kwargs=rest,
        )

    def parse_sample(
        self,
        response: Response,
        chosen: Sequence[Story],
        pairs: list[Sample],
        batch: Batch,
        door: Response,
    ) -> Iterator[Any]:
        """Compare the page of a story with what the road tells of it."""
        reading = self.read(response)
        if reading.kind == "article":
            pairs = [*pairs, (self.article(response, reading), chosen[0])]
        yield from self.ask_next(chosen, pairs, batch, door)

    def give_up_sample(self, failure: Failure) -> Iterator[Any]:
        """Go on without a page that failed."""
        request = cast(Request, failure.request)  # type: ignore[attr-defined] # Scrapy adds it
        return self.ask_next(**request.cb_kwargs)

    def ask_next(
        self, chosen: Sequence[Story], pairs: list[Sample], batch: Batch, door: Response
    ) -> Iterator[Any]:
        """Yield the request for the next sample, or what comes of them all."""
        if len(chosen) > 1:
            yield self.ask_sample(chosen[1:], pairs, batch, door)
            return
        agreement, visit = agree(pairs, self.record), self.visit(door)
        visit.state, visit.outcome = "done", "read"
        visit.is_failure, visit.delay = False, None
        assert visit.answer is not None
        visit.answer = replace(visit.answer, agreement=agreement.dumps())
        if not agreement.is_whole:
            road, why = door.meta["road"], agreement.differs
            self.logger.info("%s: pages are asked for, which differ in %s", road, why)
            assert self.crawler.stats is not None
            self.crawler.stats.set_value(f"newscrawl/differs/{road}", why)
        records = {each.url: page for page, each in pairs if page.url == each.url}
        yield from self.go_on(batch, agreement, records, door)

    # -- articles ------------------------------------------------------------

    def record(self, told: Story, fetched: date | None = None) -> Article:
        """Return the record of what a road tells, or told on the day *fetched*."""
        page = version(self.page, fetched)
        return story.article(told, self.name, page, self.site, self.hosts)

    def take_in(
        self,
        batch: Batch,
        agreement: Agreement | None,
        records: Records,
        response: Response,
    ) -> Iterator[Any]:
        """Yield the articles of *batch* that are whole, and requests for the others."""
        visit = self.visit(response)
        leads = [each.lead(self.site) for each in batch.edges]
        for each in batch.inner:
            if agreement and agreement.is_whole and self.is_told(each):
                yield from self.tell(each, agreement, response, records)
            else:
                leads.append(each.lead(self.site))
        yield from self.follow_stories(visit, leads)

    def is_told(self, each: Story) -> bool:
        """Say whether the page of a story need not be asked for, and might be."""
        known = self.visits.archive.articles.at(each.url)
        is_reserved = known is not None and known.reserved  # as its page may have said
        return each.is_whole and not is_reserved and self.is_allowed(each.url)

    def tell(
        self,
        each: Story,
        agreement: Agreement,
        response: Response,
        records: Records,
        *,
        is_changed: bool = False,
    ) -> Iterator[Article]:
        """Yield the article that a road tells, unless it is known as it is."""
        lead = each.lead(self.site)
        if not self.is_story(lead.url):
            return
        told = self.visits.tell(self.visit(response), lead, is_changed=is_changed)
        if told is None:
            return
        self.count(f"told/{each.road}")
        article = records.get(each.url) or declared(
            self.crawler,
            replace(agreement.apply(each, self.record), **place(response.meta)),
            response,
            is_page=False,
        )
        roads = self.visits.roads(told, each.url)
        yield replace(article, roads=roads, fetched=now())


def origin(url: str) -> str:
    """Return the scheme and host of *url*, with its port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def now() -> str:
    """Return the time as a record has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
