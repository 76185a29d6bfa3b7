"""The spider that every newspaper shares: from addresses to articles."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newscrawl import dates, urls, walls
from newscrawl.archive.values import BEGINNING, Visit, road_bits
from newscrawl.archiving import archiving
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.keeping import place
from newscrawl.lead import Lead, Road
from newscrawl.links import Leads
from newscrawl.page import Reading
from newscrawl.reservations import declared
from newscrawl.spiders.following import BEFORE_LISTS
from newscrawl.spiders.roads import RoadSpider
from newscrawl.spiders.telling import now
from newscrawl.walks import Walk

_LINKED = frozenset({"sections", "neighbours", "related"})
"""Roads that begin at a page of the site."""

Output = Iterator[Article | Request]


class NewsSpider(RoadSpider):
    """Follows every road of a newspaper and yields its articles.

    A site is this class with a name, its hosts and what differs in its pages.
    """

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests that a crawl begins with."""
        async for request in super().start():
            yield request
        for url in self.start_urls:
            priority = self.priority(None, is_list=True) + BEFORE_LISTS
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
            if _road(response) == "start":
                assert self.crawler.stats is not None
                name = "newscrawl/start/content"
                self.crawler.stats.set_value(name, content(response))
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
        if _road(response) == "start":
            self.check_site(reading)
            yield from self.ask_doors(self.declared_doors(reading.document), visit)
        yield from self.parse_sections(visit, reading)

    def check_site(self, reading: Reading) -> None:
        """See whether the site is what it is taken for; a spider of its own says so."""

    def keep_kind(self, visit: Visit, kind: str) -> None:
        """Write down what *kind* of page was visited."""
        visit.kind = kind
        self.count(f"pages/{kind}")

    def read(self, response: Response) -> Reading:
        """Return the reading of *response* by the rules of the site."""
        declared = http_content_type_encoding(_content_type(response))
        document = Document.from_bytes(response.body, response.url, declared)
        fetched = response.meta.get("fetched_on")
        return Reading(document, self.page, self.site, self.hosts, fetched)

    def article(self, response: Response, reading: Reading) -> Article:
        """Return the record of *response* by its *reading*, and where it is kept."""
        article = declared(self.crawler, reading.article(self.name), response)
        kept = place(response.meta)
        return replace(article, **kept) if kept else article

    def parse_article(self, response: Response, reading: Reading) -> Output:
        """Yield the article of a page and its neighbours."""
        visit = self.visit(response)
        article = self.article(response, reading)
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
        if reading.kind == "other":
            visit.look = walls.look(reading.document)
            if visit.look.name:  # the page itself is behind it
                visit.kind = None
                archiving(self.crawler).fail(visit, f"a {visit.look.name}")
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
        if not parts:
            yield self.with_roads(article, response, fetched=now())
            return
        article = replace(article, fetched=now())
        visit = self.visit(response)
        visit.etag = visit.modified = None  # they tell nothing of the other pages
        rest = {"article": article, "parts": parts[1:]}
        yield Request(
            parts[0],
            self.parse_part,
            errback=self.give_up_part,
            cb_kwargs=rest,
            priority=5 * BEFORE_LISTS,
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
        yield self.with_roads(article, request, fetched=article.fetched)

    def with_roads(
        self, article: Article, source: Response | Request, *, fetched: str | None
    ) -> Article:
        """Return *article*, *fetched* then, with every road that led to it."""
        roads = self.visits.roads(self.visits.of(source.meta), article.url)
        return replace(article, roads=roads, fetched=fetched)

    def parse_list(self, response: Response, reading: Reading) -> Output:
        """Yield requests for the stories of a list and for its next older page."""
        visit, since = self.visit(response), self.arguments.since
        asked, own = self.arguments.roads, _road(response)
        road: Road = "dates" if own == "dates" else "sections"
        leads = self.leads(reading)
        listed = list(leads.stories(dated=True, road=road))
        stories = [lead for lead in listed if not self.is_too_old(lead)]
        so_far = {name: response.meta.get(name, 0) for name in ("tail", "stale")}
        walk = Walk(self.visits, visit, **so_far)
        walk.step(stories)
        if listed:
            self.count("lists_with_stories")
        else:
            visit.look = walls.look(reading.document)
        if road in asked or (own == "start" and asked & _LINKED):
            yield from self.follow(visit, stories, walk.changed)
        if road not in asked:
            return
        most = self.settings.getint("NEWSCRAWL_KNOWN_IN_A_ROW")
        older = [] if walk.is_at_end else list(leads.older(road))
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

    def day(self, article: Article) -> date | None:
        """Return the day on which *article* was published, in the site's zone."""
        site = self.site
        raw = article.published_raw
        moment = dates.parse(raw, site.zone, day_first=site.day_first) if raw else None
        return moment.day(site.zone) if moment else None


def is_html(response: Response) -> bool:
    """Say whether *response* is a page of HTML, by its type or by how it begins."""
    if isinstance(response, HtmlResponse):
        return bool(response.body.strip())
    if isinstance(response, TextResponse | XmlResponse):
        start = response.body[:1024].lower()
        return b"<html" in start or b"<!doctype html" in start
    return False


def content(response: Response) -> str:
    """Return what *response* says it is, as "application/pdf"."""
    kind = _content_type(response).partition(";")[0].strip().lower()
    is_told = kind and (response.body.strip() or kind != "text/html")
    return kind if is_told else "empty"


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def join(article: Article, part: Article) -> Article:
    """Return *article* with the text, pictures and callouts of its further *part*."""
    kept = (flag for flag in article.flags if flag in part.flags)
    return replace(
        article,
        text="\n\n".join(filter(None, (article.text, part.text))),
        # That the first page is not all of it was true of the page.
        flags=[flag for flag in kept if flag != "truncated"],
        images=[*article.images, *(i for i in part.images if i not in article.images)],
        also_read=list(dict.fromkeys((*article.also_read, *part.also_read))),
    )


def _road(response: Response) -> Any:
    return response.meta.get("road", "start")
