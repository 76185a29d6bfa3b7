"""The roads beside a site's pages: sitemaps, feeds, REST API, archives of months."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.utils.sitemap import sitemap_urls_from_robots

from newscrawl import urls
from newscrawl.archive.pages import reaches
from newscrawl.archive.values import BEGINNING, Answer, Visit, page_key
from newscrawl.document import Document
from newscrawl.frontier import FIRST, LATER
from newscrawl.lead import Lead, Road
from newscrawl.politeness.robots import robots_read
from newscrawl.roads import dates, feeds, rest, sitemaps
from newscrawl.roads.agreement import Agreement
from newscrawl.spiders.telling import Records, TellingSpider, origin
from newscrawl.walks import Walk

ABSENT = (400, 401, 403, 404, 405, 406, 410, 451)
"""What is answered where a road is not offered."""

_PRIORITIES: dict[Road, int] = {"rest": FIRST, "sitemaps": 3 * LATER // 2}
"""Cheapest first; the others have LATER."""


class RoadSpider(TellingSpider):
    """Asks at the doors of roads; one that a site does not offer is passed by."""

    _origins: Sequence[str] = ()
    """Where the crawl begins; nowhere for `scrapy parse`, which looks at one page."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider of *crawler*, which hears of every robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ask_sitemaps, robots_read)
        crawler.signals.connect(spider.ask_thin_months, signals.spider_idle)
        return spider

    # -- doors ---------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Yield requests for the doors that sites of this kind have."""
        self._origins = list(dict.fromkeys(map(origin, self.start_urls)))
        for place in self._origins:
            for request in self.ask_doors(self.doors(place)):
                yield request

    def doors(self, place: str) -> Iterator[Lead]:
        """Yield the doors that the origin *place* may have, whatever its pages say."""
        asked = self.arguments
        yield self.rest_door(place + rest.PATH)
        if not self.settings.getbool("ROBOTSTXT_OBEY"):
            yield from _sitemap_leads(place, b"")
        for path in feeds.PATHS:
            yield Lead(url=place + path, road="feeds")
        if asked.roads == {"dates"}:
            first, last = asked.since or self.site.founded, asked.until or self.today
            for url in dates.years(place, first, last):
                yield Lead(url=url, road="dates")

    def rest_door(self, url: str) -> Lead:
        """Return the lead to the posts at *url* that are asked for."""
        asked = self.arguments
        return Lead(url=rest.first(url, asked.since, asked.until), road="rest")

    def declared_doors(self, document: Document) -> Iterator[Lead]:
        """Yield the doors that a page of the site declares."""
        yield from feeds.declared(document)
        if url := rest.declared(document):
            yield self.rest_door(url)

    def ask_doors(
        self, leads: Iterable[Lead], visit: Visit | None = None
    ) -> Iterator[Request]:
        """Yield a request for each door that is to be asked in this sweep.

        *visit* is that to the page which they were found on.
        """
        for lead in leads:
            if lead.road in self.arguments.roads and urls.within(lead.url, self.hosts):
                door, meta = self.changes_door(lead)
                if self.visits.wants(door.url):
                    yield from self.ask(visit, door, **meta)

    def ask(self, visit: Visit | None, door: Lead, **meta: Any) -> Iterator[Request]:
        """Yield the request for *door*, unless another visit has found it."""
        key = page_key(door.url)
        if visit is None or self.visits.reserve(key, visit) is visit:
            yield self.door_request(door, **meta)

    def changes_door(self, lead: Lead) -> tuple[Lead, dict[str, Any]]:
        """Return the lead to what has changed behind a door, where all else is known.

        With it goes what its request says of that door.
        """
        if lead.road != "rest" or self.visits.is_full:
            return lead, {}
        pages = self.visits.archive.pages
        root, mark = pages.at(lead.url), pages.mark(lead.url)
        if root is None or mark is None or not reaches(root, None):
            return lead, {}
        url = rest.changed(rest.base(lead.url), mark)
        return replace(lead, url=url), {"list": root.id}

    def ask_sitemaps(self, origin: str, text: bytes) -> None:
        """Ask for the sitemaps that the robots.txt of *origin* names."""
        assert self.crawler.engine is not None
        if origin in self._origins:
            for request in self.ask_doors(_sitemap_leads(origin, text)):
                self.crawler.engine.crawl(request)

    def door_request(self, lead: Lead, **meta: Any) -> Request:
        """Return the request for a door, or for what stands behind it."""
        given = {
            "road": lead.road,
            "door": True,
            "dont_retry": True,
            "handle_httpstatus_list": list(ABSENT),
            **meta,
        }
        if lead.road == "sitemaps":
            given["download_maxsize"] = sitemaps.LARGEST
        priority = self.priority(lead.day, is_list=True)
        priority += _PRIORITIES.get(lead.road, LATER)
        return Request(lead.url, self.parse_door, meta=given, priority=priority)

    # -- answers -------------------------------------------------------------

    def parse_door(self, response: Response) -> Iterator[Any]:
        """Yield what the door of a road leads to."""
        visit, road = self.visit(response), response.meta["road"]
        visit.kind = "list"
        if response.status == 304:
            visit.outcome = "unchanged"
        elif response.status in ABSENT:
            self.pass_by(response, f"HTTP {response.status}")
        else:
            yield from self._PARSERS[road](self, response)

    def pass_by(self, response: Response, why: str) -> None:
        """Take down that there is no such door; it is tried again some days later."""
        visit = self.visit(response)
        visit.state, visit.outcome = "absent", why
        if visit.page.list is not None:
            visit.reached = BEGINNING  # that list has come to its end
        self.count(f"absent/{response.meta['road']}")

    def take_answer(self, visit: Visit, answer: Answer) -> None:
        """Take down that a road answered."""
        visit.answer = answer
        self.count(f"roads/{answer.road}", answer.stories)

    def parse_sitemap(self, response: Response) -> Iterator[Any]:
        """Yield requests for what a sitemap lists."""
        visit = self.visit(response)
        found = sitemaps.read(response.body, response.url)
        if found is None:
            self.pass_by(response, "no sitemap")
            return
        pages = [lead for lead in found.pages if self.is_story(lead.url)]
        self.take_answer(visit, Answer(road="sitemaps", stories=len(pages)))
        visit.reached = BEGINNING
        yield from self.follow_stories(visit, pages)
        for lead in found.maps:
            if not self.is_too_old(lead) and self.visits.is_changed(lead):
                # One that tells of its changes need not be asked whether it has any.
                for request in self.ask_doors([lead], visit):
                    if lead.changed:
                        request.meta["list"] = visit.page.id
                    yield request

    def parse_feed(self, response: Response) -> Iterator[Any]:
        """Yield requests for what a feed lists, and for its older pages."""
        visit = self.visit(response)
        header = (response.headers.get("Content-Type") or b"").decode("latin-1")
        feed = feeds.read(response.body, response.url, header)
        if feed is None:
            self.pass_by(response, "no feed")
            return
        self.take_answer(visit, Answer(road="feeds", stories=len(feed.stories)))
        yield from self.tell_all(feed, response)

    def older_feed(self, feed: feeds.Feed, response: Response) -> Iterator[Request]:
        """Yield the request for the next older page of *feed*, if it may tell more."""
        visit = self.visit(response)
        leads = [each.lead(self.site) for each in feed.stories]
        walk = Walk(self.visits, visit, **_so_far(response))
        walk.step(leads)
        older = feeds.older(feed, response.url)
        most = self.settings.getint("NEWSCRAWL_KNOWN_IN_A_ROW")
        if walk.is_at_end or older is None:
            visit.reached = BEGINNING
        elif not (
            walk.is_known_from_here(most, self.arguments.since)
            or all(map(self.is_too_old, leads))
        ):
            meta = {"list": walk.root, "tail": walk.tail, "stale": walk.stale}
            yield from self.ask(visit, Lead(url=older, road="feeds"), **meta)

    # -- the REST API --------------------------------------------------------

    def parse_rest(self, response: Response) -> Iterator[Any]:
        """Yield the articles that the REST API tells whole, or requests for them."""
        visit = self.visit(response)
        posts = rest.read(response.body, response.url)
        if posts is None:
            self.pass_by(response, "no posts")
            return
        total = (response.headers.get("X-WP-Total") or b"").decode("latin-1")
        count = int(total) if total.isdigit() else None
        answer = Answer(road="rest", stories=len(posts.stories), total=count)
        self.take_answer(visit, answer)
        yield from self.tell_all(posts, response)

    def go_on(
        self,
        batch: Any,
        agreement: Agreement | None,
        records: Records,
        response: Response,
    ) -> Iterator[Any]:
        """Yield what comes of the stories of an answer, and what comes after them."""
        if isinstance(batch, feeds.Feed):
            yield from self.take_in(batch, agreement, records, response)
            yield from self.older_feed(batch, response)
        elif rest.is_of_changes(response.url):
            yield from self.parse_changes(batch, agreement, response)
        else:
            yield from self.take_in(batch, agreement, records, response)
            yield from self.older_posts(batch, response)

    def parse_changes(
        self, posts: rest.Posts, agreement: Agreement | None, response: Response
    ) -> Iterator[Any]:
        """Yield the articles that have changed, and the request for those that are new.

        These are asked for once more by date, so that each has its neighbours.
        """
        visit = self.visit(response)
        believed = agreement if agreement and agreement.is_whole else None
        leads, new = [], []
        for each in posts.stories:
            if not (believed and self.is_told(each)):
                leads.append(each.lead(self.site))
            elif self.visits.is_known(each.url):
                previous, next_ = self.visits.archive.articles.neighbours(each.url)
                known = replace(each, previous=previous, next=next_)
                yield from self.tell(known, believed, response, {}, is_changed=True)
            else:
                new.append(each.url)
        yield from self.follow_stories(visit, leads)
        if new:
            count = min(rest.MOST, len(new) + rest.OVERLAP)
            url = rest.first(rest.base(response.url), count=count)
            meta = {"list": visit.page.list, "new": new}
            yield from self.ask(visit, Lead(url=url, road="rest"), **meta)
        yield from self.older_posts(posts, response)

    def older_posts(self, posts: rest.Posts, response: Response) -> Iterator[Request]:
        """Yield the request for what is next older, or take down that all is told."""
        visit = self.visit(response)
        if expected := response.meta.get("new"):
            leads = [Lead(url=url, road="rest") for url in expected]
            yield from self.follow_stories(visit, leads)
            return
        mark = response.meta.get("mark") or rest.mark(posts)
        if older := posts.older(response.url):
            meta = {"list": visit.page.list or visit.page.id, "mark": mark}
            yield from self.ask(visit, Lead(url=older, road="rest"), **meta)
            return
        visit.reached, visit.mark = BEGINNING, mark

    # -- archives of months --------------------------------------------------

    def ask_thin_months(self) -> None:
        """Ask for the archives of months of which suspiciously few stories are known.

        That can be seen when nothing else is left to ask for.
        """
        asked = self.arguments
        if "dates" not in asked.roads or asked.roads == {"dates"} or asked.limit:
            return
        requests = [
            self.door_request(Lead(url=url, road="dates"))
            for place in self._origins
            for url in self.thin_months(place)
            if not self.visits.is_known(url)
        ]
        engine = self.crawler.engine
        assert engine is not None
        for request in requests:
            engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def thin_months(self, place: str) -> Iterator[str]:
        """Yield the addresses of the thin months of *place* that are asked for."""
        asked, host = self.arguments, urlsplit(place).hostname or ""
        for month in dates.thin(self.visits.archive.pages.months(host)):
            if str(asked.since or "")[:7] <= month <= str(asked.until or "9999")[:7]:
                yield dates.month_address(place, month)

    def parse_archive(self, response: Response) -> Iterator[Any]:
        """Yield what the archive of a month lists; that of a year leads to its months.

        The archive of a year is as long as its months together.
        """
        year = urls.written_date(response.url)
        asked = self.arguments
        if year and year[1] is None:
            first, last = asked.since or self.site.founded, asked.until or self.today
            self.visit(response).outcome = "read"
            for url in dates.months(origin(response.url), year[0], first, last):
                lead = Lead(url=url, road="dates")
                yield from self.ask_doors([lead], self.visit(response))
        else:
            yield from self.parse(response)
            visit = self.visit(response)
            self.take_answer(visit, Answer(road="dates", stories=len(visit.cards)))

    _PARSERS = {
        "sitemaps": parse_sitemap,
        "feeds": parse_feed,
        "rest": parse_rest,
        "dates": parse_archive,
    }


def _sitemap_leads(origin: str, robots: bytes) -> Iterator[Lead]:
    named = list(sitemap_urls_from_robots(robots, base_url=f"{origin}/"))
    for url in named or (origin + path for path in sitemaps.PATHS):
        yield Lead(url=url, road="sitemaps")


def _so_far(response: Response) -> dict[str, int]:
    return {name: response.meta.get(name, 0) for name in ("tail", "stale")}
