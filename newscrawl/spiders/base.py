"""The spider that every newspaper shares: from addresses to articles."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newscrawl import dates, urls
from newscrawl.arguments import Arguments
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.frontier import Seen
from newscrawl.lead import Lead
from newscrawl.links import Leads, Links
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site
from newscrawl.walks import Days, Walk

STORY = 10
"""Stories go before lists, so that a crawl that is cut short has what is newest."""

Output = Iterator[Article | Request]


class NewsSpider(Spider):
    """Follows every road of a newspaper and yields its articles.

    A site is this class with a name, its hosts and what differs in its pages.
    """

    site = Site()
    links = Links()
    page = ArticlePage()
    custom_settings = {"DUPEFILTER_CLASS": "newscrawl.frontier.SeenFilter"}

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
        self.seen = Seen()
        self.days = Days()

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests that a crawl begins with."""
        for url in self.start_urls:
            self.seen.add(url, "start")
            yield Request(url, self.parse, meta={"road": "start"}, priority=STORY)

    # -- pages ---------------------------------------------------------------

    def parse(self, response: Response, walk: Walk | None = None) -> Output:
        """Yield what a page gives: its article, and requests for what it leads to."""
        if not is_html(response):
            self.count("pages/other")
            return
        reading = self.read(response)
        if reading.whole:
            self.count("pages/part")
            yield from self.follow([Lead(url=reading.whole, road=_road(response))])
            return
        self.count(f"pages/{reading.kind}")
        if reading.kind == "article":
            yield from self.parse_article(response, reading)
        else:
            yield from self.parse_other(response, reading, walk)
        yield from self.parse_sections(reading)

    def read(self, response: Response) -> Reading:
        """Return the reading of *response* by the rules of the site."""
        header = (response.headers.get("Content-Type") or b"").decode("latin-1")
        declared = http_content_type_encoding(header)
        document = Document.from_bytes(response.body, response.url, declared)
        return Reading(document, self.page, self.site, self.hosts)

    def parse_article(self, response: Response, reading: Reading) -> Output:
        """Yield the article of a page and its neighbours."""
        article = reading.article(self.name)
        self.seen.join(response.url, article.url)
        day = self.day(article)
        self.remember(response.url, day)
        leads = self.leads(reading)
        yield from self.follow(self.beyond(leads, day))
        if "related" in self.arguments.roads:
            yield from self.follow(
                leads.related([*article.also_read, *article.related])
            )
        yield from self.parse_parts(article, reading.parts, response)

    def parse_other(
        self, response: Response, reading: Reading, walk: Walk | None
    ) -> Output:
        """Yield requests for what a page leads to that is no article."""
        self.remember(response.url, None)
        road = _road(response)
        if road == "neighbours":
            # A post behind a password is no article, and yet a link of the chain.
            yield from self.follow(self.leads(reading).neighbours())
        elif (reading.kind == "list" or road == "start") and self.is_asked(
            response.url
        ):
            yield from self.parse_list(response, reading, walk or Walk())

    def parse_parts(
        self, article: Article, parts: list[str], response: Response
    ) -> Output:
        """Yield *article* where it is whole, else a request for its next page."""
        article = replace(article, fetched=_now())
        if not parts:
            yield replace(article, roads=self.seen.roads(article.url))
            return
        rest = {"article": article, "parts": parts[1:]}
        yield Request(
            parts[0],
            self.parse_part,
            errback=self.give_up_part,
            cb_kwargs=rest,
            priority=2 * STORY,
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
        yield replace(article, roads=self.seen.roads(article.url))

    def parse_list(self, response: Response, reading: Reading, walk: Walk) -> Output:
        """Yield requests for the stories of a list and for its next older page."""
        leads = self.leads(reading)
        listed = leads.stories(dated=self.arguments.since is not None)
        stories = [lead for lead in listed if not self.is_too_old(lead)]
        goes_on = walk.step(stories)
        if "sections" in self.arguments.roads or _road(response) == "start":
            yield from self.follow(stories)
        if "sections" in self.arguments.roads and goes_on:
            yield from self.follow(leads.older(), walk)

    def parse_sections(self, reading: Reading) -> Output:
        """Yield requests for the sections that a page links."""
        if "sections" in self.arguments.roads:
            yield from self.follow(
                self.leads(reading).sections(self.arguments.sections)
            )

    # -- roads ---------------------------------------------------------------

    def leads(self, reading: Reading) -> Leads:
        """Return the leads of a page."""
        return Leads(reading, self.links, self.site, self.hosts)

    def follow(
        self, leads: Iterable[Lead], walk: Walk | None = None
    ) -> Iterator[Request]:
        """Yield a request for each of *leads* that is new."""
        for lead in self.seen.add_new(leads):
            self.count(f"leads/{lead.road}")
            is_list = walk is not None or urls.kind(lead.url) != "page"
            meta: dict[str, Any] = {"road": lead.road}
            if walk is not None and self.arguments.since:
                meta["after"] = walk.fresh
            yield Request(
                lead.url,
                self.parse,
                meta=meta,
                cb_kwargs={"walk": walk} if walk else {},
                priority=0 if is_list else STORY,
            )

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
        written = urls.written_date(lead.url)
        latest = written and date(written[0], written[1] or 12, written[2] or 28)
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

    def remember(self, url: str, day: date | None) -> None:
        """Remember the *day* of a story where lists will be asked to prove theirs."""
        if self.arguments.since:
            self.days.set(url, day)

    def count(self, name: str) -> None:
        """Add one to the figure *name* of the crawl."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"newscrawl/{name}")


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
