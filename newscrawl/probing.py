"""Looks at a site: what it offers, and one of its articles."""

from collections.abc import Iterator

from scrapy.http import Response

from newscrawl import learning, site, urls, zones
from newscrawl.article import Right
from newscrawl.declarations import of_page
from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.looking import Unseen
from newscrawl.page import ArticlePage, Reading
from newscrawl.prospect import (
    Prospect,
    made_by,
    robots_words,
    section_names,
    sections_words,
)
from newscrawl.reservations import origin
from newscrawl.rights import reserved
from newscrawl.roads import feeds, rest, sitemaps
from newscrawl.robots import Robots
from newscrawl.searching import SearchingSpider
from newscrawl.spiders.settling import likely_stories


class ProbingSpider(SearchingSpider):
    """Asks for a front page, an article, and at the door of each road."""

    name = "probe"
    prospect: Prospect
    article_reading: Reading | None = None
    asked: Reading
    """The page that was named."""

    async def look(self) -> None:
        """Look at the site of the address that the spider starts from."""
        page = front = self.read(await self.fetch_page(self.start_urls[0]))
        self.asked = page
        self._told: list[Lead] = []
        if page.kind == "article":
            home = f"{origin(page.document.url)}/"
            front = self.read(await self.fetch_page(home))
        self.hosts |= {urls.host(front.document.url)}
        await self._learn(front, page if page is not front else None)

    async def _learn(self, front: Reading, article: Reading | None) -> None:
        document = front.document
        told = await self._ask_api(document)
        roads = await self._ask_roads(document)
        article = article or await self.find_article(front, self._likely_told())
        pages = [front, article] if article else [front]
        offsets = [each for page in pages for each in learning.offsets(page.document)]
        tongue = learning.language(document)
        seen = (urls.host(document.url), tongue, offsets, told.zone)
        zone, names = zones.guess(*seen), section_names(await self.find_sections(front))
        own = site.described(zone, tongue)
        if article:
            read = Reading(article.document, ArticlePage(), own, self.hosts)
            self.article_reading = read
        self.prospect = Prospect(
            start=urls.canonical(document.url),
            title=told.title or learning.title(document),
            robots=self._robots_words(origin(document.url)),
            rights=tuple(self._rights(pages)),
            roads={**roads, "sections": sections_words(names)},
            made_by=made_by(document),
            zone=site.zone_name(zone) if zone else None,
            zone_reason=zones.explain(*seen),
            language=tongue,
            day_first=own.day_first,
            sections=names,
        )

    # -- doors ---------------------------------------------------------------

    async def _knock(self, url: str) -> Response | None:
        """Return what is at *url*; None where nothing is, or robots.txt forbids it."""
        try:
            response = await self.fetch(url, dont_retry=True)
        except Unseen:
            return None
        return response if response.status == 200 else None

    async def _ask_roads(self, document: Document) -> dict[str, str]:
        return {
            "rest": await self._ask_rest(document),
            "sitemaps": await self._ask_sitemaps(origin(document.url)),
            "feeds": await self._ask_feeds(document),
        }

    async def _ask_api(self, document: Document) -> learning.Told:
        asked = learning.question(document, self.hosts)
        response = await self._knock(asked) if asked else None
        return learning.told(response.body) if response else learning.Told()

    async def _ask_rest(self, document: Document) -> str:
        url = rest.declared(document) or origin(document.url) + rest.PATH
        response = await self._knock(rest.first(url, count=1))
        posts = rest.read(response.body, response.url) if response else None
        if response is None or posts is None:
            return ""
        self._told += [each.lead(self.site) for each in posts.stories]
        total = (response.headers.get("X-WP-Total") or b"").decode("latin-1")
        return f"{int(total):,} posts" if total.isdigit() else "posts"

    async def _ask_sitemaps(self, place: str) -> str:
        named = Robots(self.robots.get(place, "")).sitemaps
        url = next(iter(named), place + sitemaps.PATHS[0])
        response = await self._knock(url)
        found = sitemaps.read(response.body, response.url) if response else None
        if found is None:
            return ""
        self._told += found.pages
        inside = f"{len(found.maps):,} more" if found.maps else "no more"
        others = f", and {len(named) - 1} beside it" if len(named) > 1 else ""
        return f"{url}: {len(found.pages):,} pages, {inside} within{others}"

    async def _ask_feeds(self, document: Document) -> str:
        declared = [lead.url for lead in feeds.declared(document)]
        url = next(iter(declared), origin(document.url) + feeds.PATHS[0])
        response = await self._knock(url)
        kind = (response.headers.get("Content-Type") or b"") if response else b""
        feed = response and feeds.read(response.body, url, kind.decode("latin-1"))
        if not feed:
            return ""
        self._told += [each.lead(self.site) for each in feed.stories]
        return f"{url}: {len(feed.stories)} stories"

    def _likely_told(self) -> Iterator[Lead]:
        """Yield some of what the roads told of, which a front page may not link."""
        stories = [lead for lead in self._told if self.is_story(lead.url)]
        for url in likely_stories(iter(stories)):
            yield Lead(url=url, road="start")

    # -- words ---------------------------------------------------------------

    def _robots_words(self, place: str) -> tuple[str, ...]:
        agent: str = self.settings["ROBOTSTXT_USER_AGENT"]
        return robots_words(self.robots.get(place), place, agent)

    def _rights(self, pages: list[Reading]) -> Iterator[str]:
        """Yield what files and pages say of rights, and what follows."""
        assert self.crawler.stats is not None
        said = [right for page in pages for right in of_page(page.document)]
        for name, value in self.crawler.stats.get_stats().items():
            if name.startswith("newscrawl/rights/"):
                said += [Right(**each) for each in value]
        agent: str = self.settings["ROBOTSTXT_USER_AGENT"]
        for right in dict.fromkeys(said):
            yield f"{right.signal} {right.value} ({right.source})"
        if kept := reserved(said, agent):
            yield f"reserved: {', '.join(kept)}"
