"""The spider that every newspaper shares: from addresses to articles."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newscrawl import dates, urls
from newscrawl.archive.values import BEGINNING, Visit, road_bits
from newscrawl.archiving import Archiving, archiving
from newscrawl.arguments import Arguments
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.links import Leads, Links
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site
from newscrawl.sweeps import Sweep
from newscrawl.visits import Visits
from newscrawl.walks import Walk

_BEFORE_LISTS = 10_000_000
"""What puts a story before every list, so that a short crawl has some at once."""

Output = Iterator[Article | Request]


class NewsSpider(Spider):
    """Follows every road of a newspaper and yields its articles.

    A site is this class with a name, its hosts and what differs in its pages.
    """

    site = Site()
    links = Links()
    page = ArticlePage()
    custom_settings = {"SCHEDULER": "newscrawl.frontier.Frontier"}

    @classmethod
    def parse_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Return what the `-a` arguments ask for; raises ArgumentError."""
        # scrapyd hands every spider its job's number as `_job`.
        named = {name: text for name, text in given.items() if name[:1] != "_"}
        return Arguments.parse(named, cls.site)

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

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests that a crawl begins with."""
        for url in self.start_urls:
            priority = self.priority(None, is_list=True) + _BEFORE_LISTS
            yield Request(url, self.parse, meta={"road": "start"}, priority=priority)

    # -- pages ---------------------------------------------------------------

    def parse(self, response: Response) -> Output:
        """Yield what a page gives: its article, and requests for what it leads to."""
        visit = self.visit(response)
        if response.status == 304:
            visit.outcome = "unchanged"
            self.count("pages/unchanged")
            return
        if not is_html(response):
            self.keep_kind(visit, "other")
            return
        reading = self.read(response)
        if reading.whole:
            self.keep_kind(visit, "part")
            yield from self.follow(
                visit, [Lead(url=reading.whole, road=_road(response))]
            )
            return
        self.keep_kind(visit, reading.kind)
        if reading.kind == "article":
            yield from self.parse_article(response, reading)
        else:
            yield from self.parse_other(response, reading)
        yield from self.parse_sections(visit, reading)

    def keep_kind(self, visit: Visit, kind: str) -> None:
        """Write down what *kind* of page was visited."""
        visit.kind = kind
        self.count(f"pages/{kind}")

    def read(self, response: Response) -> Reading:
        """Return the reading of *response* by the rules of the site."""
        header = (response.headers.get("Content-Type") or b"").decode("latin-1")
        declared = http_content_type_encoding(header)
        document = Document.from_bytes(response.body, response.url, declared)
        return Reading(document, self.page, self.site, self.hosts)

    def parse_article(self, response: Response, reading: Reading) -> Output:
        """Yield the article of a page and its neighbours."""
        visit = self.visit(response)
        article = reading.article(self.name)
        visit.day = self.day(article)
        visit.followed = road_bits(self.arguments.roads & {"neighbours", "related"})
        leads = self.leads(reading)
        yield from self.follow(visit, self.beyond(leads, visit.day))
        if "related" in self.arguments.roads:
            cards = [*article.also_read, *article.related]
            yield from self.follow(visit, leads.related(cards))
        if self.visits.is_elsewhere(visit, article):
            self.count("dropped/DuplicateArticle")
            visit.outcome = "duplicate"
            return
        yield from self.parse_parts(article, reading.parts, response)

    def parse_other(self, response: Response, reading: Reading) -> Output:
        """Yield requests for what a page leads to that is no article."""
        road, visit = _road(response), self.visit(response)
        if road == "neighbours":
            # A post behind a password is no article, and yet a link of the chain.
            yield from self.follow(visit, self.leads(reading).neighbours())
        elif (reading.kind == "list" or road == "start") and self.is_asked(
            response.url
        ):
            visit.kind = "list"
            yield from self.parse_list(response, reading)

    def parse_parts(
        self, article: Article, parts: list[str], response: Response
    ) -> Output:
        """Yield *article* where it is whole, else a request for its next page."""
        article = replace(article, fetched=_now())
        if not parts:
            yield self.with_roads(article, response)
            return
        visit = self.visit(response)
        visit.etag = visit.modified = None  # they tell nothing of the other pages
        rest = {"article": article, "parts": parts[1:]}
        yield Request(
            parts[0],
            self.parse_part,
            errback=self.give_up_part,
            cb_kwargs=rest,
            priority=2 * _BEFORE_LISTS,
            dont_filter=True,
            meta={"road": _road(response)},
        )

    def parse_part(
        self, response: Response, article: Article, parts: list[str]
    ) -> Output:
        """Yield *article* with what this further page of it adds."""
        self.count("pages/part")
        if is_html(response):
            article = join(article, self.read(response).article(self.name))
        yield from self.parse_parts(article, parts, response)

    def give_up_part(self, failure: Failure) -> Output:
        """Yield an article although one of its further pages failed."""
        self.count("parts_missing")
        request = cast(Request, failure.request)  # type: ignore[attr-defined] # Scrapy adds it
        article = cast(Article, request.cb_kwargs["article"])
        self.logger.warning("%s: page %s is missing", article.url, request.url)
        yield self.with_roads(article, request)

    def with_roads(self, article: Article, source: Response | Request) -> Article:
        """Return *article* with every road that led to it."""
        visit = self.visits.of(source.meta)
        return replace(article, roads=self.visits.roads(visit, article.url))

    def parse_list(self, response: Response, reading: Reading) -> Output:
        """Yield requests for the stories of a list and for its next older page."""
        visit, since = self.visit(response), self.arguments.since
        leads = self.leads(reading)
        listed = list(leads.stories(dated=True))
        stories = [lead for lead in listed if not self.is_too_old(lead)]
        so_far = {name: response.meta.get(name, 0) for name in ("tail", "stale")}
        walk = Walk(self.visits, visit, **so_far)
        walk.step(stories)
        if listed:
            self.count("lists_with_stories")
        if "sections" in self.arguments.roads or _road(response) == "start":
            yield from self.follow(visit, stories, walk.changed)
        if "sections" not in self.arguments.roads:
            return
        most = self.settings.getint("NEWSCRAWL_KNOWN_IN_A_ROW")
        older = [] if walk.is_at_end else list(leads.older())
        if not older:
            visit.reached = since.isoformat() if since else BEGINNING
        elif not walk.is_known_from_here(most, since):
            yield from self.follow_older(walk, older, stories, response)

    def follow_older(
        self, walk: Walk, older: list[Lead], stories: list[Lead], response: Response
    ) -> Iterator[Request]:
        """Yield the request for the next older page of the list of *walk*."""
        days = [lead.day for lead in stories if lead.day]
        day = min(days) if days else None
        meta = {
            "list": walk.root,
            "after": walk.visit.page.id,
            "tail": walk.tail,
            "stale": walk.stale,
        }
        for request in self.follow(walk.visit, older):
            request.meta.update(meta)
            own = response.request.priority if response.request else 0
            priority = self.priority(day, is_list=True) if day else own
            yield request.replace(priority=priority)

    def parse_sections(self, visit: Visit, reading: Reading) -> Output:
        """Yield requests for the sections that a page links."""
        if "sections" in self.arguments.roads:
            sections = self.leads(reading).sections(self.arguments.sections)
            yield from self.follow(visit, sections)

    # -- roads ---------------------------------------------------------------

    def leads(self, reading: Reading) -> Leads:
        """Return the leads of a page."""
        return Leads(reading, self.links, self.site, self.hosts)

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

    def priority(self, day: date | None, *, is_list: bool) -> int:
        """Return the place of a page in the queue: what is newest comes first.

        What bears no day is taken for today's. Of one day lists come first, unless the
        stories are to prove that a list needs no walking, or a few are enough.
        """
        asked = self.arguments
        place = 2 * (day or self.today).toordinal()
        if asked.limit and not is_list:
            return place + _BEFORE_LISTS
        return place + (is_list != bool(asked.since))

    def beyond(self, leads: Leads, day: date | None) -> Iterator[Lead]:
        """Yield the neighbours of an article of *day* that may be asked for.

        The chain is in order of publication: behind an article from before `since`
        there are only older ones.
        """
        asked = self.arguments
        if "neighbours" in asked.roads:
            yield from leads.neighbours(
                backward=not (day and asked.since and day < asked.since),
                forward=not (day and asked.until and day > asked.until),
            )

    def is_asked(self, url: str) -> bool:
        """Say whether the list at *url* may hold what was asked for."""
        asked = self.arguments.sections
        return not asked or urls.kind(url) != "front"

    def is_too_old(self, lead: Lead) -> bool:
        """Say whether *lead* is certain to be from before `since`.

        A day on a card may be that of a later change, and so proves only that the
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

    def day(self, article: Article) -> date | None:
        """Return the day on which *article* was published, in the site's zone."""
        site = self.site
        raw = article.published_raw
        moment = dates.parse(raw, site.zone, day_first=site.day_first) if raw else None
        return moment.day(site.zone) if moment else None

    def count(self, name: str) -> None:
        """Add one to the figure *name* of the crawl."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"newscrawl/{name}")


def written_day(url: str) -> date | None:
    """Return the last day that *url* may be of, by the date written in it."""
    written = urls.written_date(url)
    return written and date(written[0], written[1] or 12, written[2] or 28)


def lead_day(lead: Lead) -> date | None:
    """Return the day of *lead*, as its card or its address tells."""
    return lead.day or written_day(lead.url)


def is_html(response: Response) -> bool:
    """Say whether *response* is a page of HTML, by its type or by how it begins."""
    if isinstance(response, HtmlResponse):
        return bool(response.body.strip())
    if isinstance(response, TextResponse | XmlResponse):
        start = response.body[:1024].lower()
        return b"<html" in start or b"<!doctype html" in start
    return False


def join(article: Article, part: Article) -> Article:
    """Return *article* with the text, pictures and callouts of its further *part*."""
    return replace(
        article,
        text="\n\n".join(filter(None, (article.text, part.text))),
        images=[*article.images, *(i for i in part.images if i not in article.images)],
        also_read=list(dict.fromkeys((*article.also_read, *part.also_read))),
    )


def _road(response: Response) -> Any:
    return response.meta.get("road", "start")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
