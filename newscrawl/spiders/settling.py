"""Learns from a site what its newspaper is like, before any page of it is read."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newscrawl import learning, site, urls, walls, zones
from newscrawl.archive.facts import NAMED, Fact
from newscrawl.archiving import Archiving, archiving
from newscrawl.arguments import LEARNT
from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.learning import Told
from newscrawl.page import Reading
from newscrawl.politeness import failures
from newscrawl.site import Site
from newscrawl.spiders.base import NewsSpider, is_html
from newscrawl.spiders.telling import origin

SITE = "the site tells it"
NOBODY = "nothing tells it"
_OPEN = (NOBODY, zones.UNTOLD)
_SETTLED = ("start", "zone", "title")
"""What is known of every newspaper whose site was asked."""
_MOST_STORIES = 3
"""How many stories are asked for, where nothing else tells the zone or the title."""


class SettlingSpider(NewsSpider):
    """Asks a site for its newspaper's zone and language, once.

    What is learnt is kept in the archive, and holds from then on.
    """

    is_settled = False
    _known: Mapping[str, Fact] = {}

    @property
    def _home(self) -> str:
        """The front page, wherever this crawl begins."""
        home: str = type(self).start_urls[0]
        return home

    # -- what is known of it -------------------------------------------------

    def take_up(self, archive: Archiving) -> None:
        """Take up from the archive what the newspaper is like, and what is due."""
        self._known = archive.archive.facts.all()
        asked = {
            name: Fact(value, NAMED)
            for name in LEARNT
            if (value := getattr(self.arguments, name))
        }
        if asked.keys() >= set(LEARNT) and "start" not in self._known:
            asked["start"] = Fact(self._home, NAMED)
        self.is_settled = self._known.keys() >= set(_SETTLED)
        self._stored = archive.archive.articles.count()
        for name, fact in asked.items():
            self._heed(name, fact)
        self.keep(archive, asked)
        super().take_up(archive)

    def _heed(self, name: str, fact: Fact) -> None:
        """Warn where articles are stored by another *fact* of this *name*."""
        before = self._known.get(name)
        if self._stored and before and before.value != fact.value:
            self.logger.warning(
                "%s: %d articles are stored by the %s %s, and what is read from now on"
                " is by %s; `scrapy reread %s --apply` mends them where pages are kept,"
                " -s NEWSCRAWL_CORPUS=DIR begins anew in another folder",
                self.name, self._stored, name, before.value, fact.value, self.name,
            )  # fmt: skip

    def keep(self, archive: Archiving, learnt: Mapping[str, Fact]) -> None:
        """Have *learnt* hold from now on, and be durable before any page is read."""
        own = archive.archive
        if learnt:
            own.begin()
            own.facts.keep(learnt, own.now())
            archive.commit()
        self._known = {**self._known, **learnt}
        self.site = site_of(self._known)
        self.today = datetime.now(self.site.zone).date()
        assert self.crawler.stats is not None
        for name, fact in self._known.items():
            self.crawler.stats.set_value(f"newscrawl/site/{name}", fact.value)
        guessed = [name for name, fact in self._known.items() if fact.is_guessed]
        self.crawler.stats.set_value("newscrawl/site/guessed", guessed)

    # -- learning ------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests that a crawl begins with, once the site is known."""
        if not self.is_settled:
            # What robots.txt names is told once, and now.
            self._origins = list(dict.fromkeys(map(origin, self.start_urls)))
            await self._hold_until_settled()
        self._tell_guess()
        async for request in super().start():
            yield request

    def _tell_guess(self) -> None:
        """Warn where the zone is not known, as long as it is not."""
        if "zone" in self._known and self._known["zone"].is_guessed:
            self.logger.warning(
                "%s: its zone is not known, and times without one are taken for UTC;"
                " -a zone=Area/City names it",
                self.name,
            )

    async def _hold_until_settled(self) -> None:
        """Let nothing be read until the site is known; what waits may be of before.

        Raises CloseSpider where its front page cannot be had.
        """
        engine, is_lost = self.crawler.engine, False
        assert engine is not None
        engine.pause()
        try:
            is_lost = not await self._settle()
        finally:
            if not is_lost:
                engine.unpause()
        if is_lost:
            raise CloseSpider("unsettled")

    async def _settle(self) -> bool:
        """Learn from the site what the newspaper is like; say whether that is known."""
        reading = await self._look_at_front()
        if reading is None:
            # Where both were named, no more than the title is left open.
            return self._known.keys() >= set(LEARNT)
        told = await self._ask_api(reading)
        pages = [reading.document]
        found = self._learn(pages, told)
        if any(found[name].source in _OPEN for name in found.keys() - self._known):
            pages += await self._ask_stories(reading)
            found = self._learn(pages, told)
        # What was asked for stands above it.
        self.keep(archiving(self.crawler), {**found, **self._known})
        return True

    def _learn(self, pages: list[Document], told: Told) -> dict[str, Fact]:
        """Return what *pages*, of which the first is the front, and the API tell."""
        front, *stories = pages
        tongue = self.site.language or learning.language(front)
        offsets = [offset for page in pages for offset in learning.offsets(page)]
        known = (urls.host(front.url), tongue, offsets, told.zone)
        zone = zones.guess(*known) or UTC
        title = told.title or learning.name(front, (page.title for page in stories))
        found = {
            "zone": Fact(site.zone_name(zone), zones.explain(*known)),
            "title": Fact(title, SITE) if title else self._stand_in(front),
            "start": Fact(self._home, SITE),
        }
        return {**found, "language": Fact(tongue, SITE)} if tongue else found

    def _stand_in(self, front: Document) -> Fact:
        """Return what the newspaper is called where nothing tells its name."""
        is_front = urls.same(front.url, self._home)
        return Fact((is_front and front.title) or self.name, NOBODY)

    async def _look_at_front(self) -> Reading | None:
        """Return the page that the crawl begins at, or else the front page."""
        for url in dict.fromkeys((*self.start_urls, self._home)):
            reading = await self._look(url)
            if reading and not walls.name(reading.document):
                return reading
        return None

    async def _look(self, url: str) -> Reading | None:
        """Return the page at *url*, or None where it cannot be had."""
        response = await self._fetch(url)
        return self.read(response) if response and is_html(response) else None

    async def _fetch(self, url: str) -> Response | None:
        """Return what is at *url*, asked for as any page is."""
        engine = self.crawler.engine
        assert engine is not None
        try:
            response = await engine.download_async(Request(url, NO_CALLBACK))
        except failures.any_of(self.settings) as error:
            self.logger.info("%s: %s", url, failures.describe(error)[1])
            return None
        return response if response.status == 200 else None

    async def _ask_api(self, reading: Reading) -> Told:
        """Return what the REST API tells of the site, where its page names one."""
        asked = learning.question(reading.document, self.hosts)
        response = await self._fetch(asked) if asked else None
        return learning.told(response.body) if response else Told()

    async def _ask_stories(self, reading: Reading) -> list[Document]:
        """Return some stories that the front page links."""
        asked = likely_stories(self.leads(reading).stories())
        found = [await self._look(url) for url in asked]
        return [story.document for story in found if story]

    # -- afterwards ----------------------------------------------------------

    def check_site(self, reading: Reading) -> None:
        """Warn where the front page is not of what was learnt of the newspaper.

        Whoever named a thing knows better than the site.
        """
        if not self._stored:
            return
        zone, told = self.site.zone, learning.offsets(reading.document)
        away = [offset for offset in told if offset[1]]
        others = [t for t, offset in away if t.astimezone(zone).utcoffset() != offset]
        if len(others) * 2 > len(away):
            self._wonder("zone", "its front page writes times of another zone")
        tongue, known = learning.language(reading.document), self.site.language
        if tongue and known and tongue.partition("-")[0] != known.partition("-")[0]:
            self._wonder("language", f"its front page is in {tongue!r}")

    def _wonder(self, name: str, why: str) -> None:
        if self._known[name].is_named:
            return
        self.logger.warning(
            "%s: its %s stays %s, by which %d articles are stored, but %s; look at it,"
            " and if it has changed, name it once: -a %s=…",
            self.name, name, self._known[name].value, self._stored, why, name,
        )  # fmt: skip


def likely_stories(leads: Iterator[Lead]) -> list[str]:
    """Return the addresses among *leads* that are most likely of stories.

    A story has the longest address: its headline, or a number. What stands below it is
    its pictures.
    """
    found = {lead.url for lead in leads}
    own = [url for url in found if not any(map(found.__contains__, _above(url)))]
    return sorted(own, key=lambda url: (-len(unquote(url)), url))[:_MOST_STORIES]


def _above(url: str) -> Iterator[str]:
    """Yield the addresses that *url* stands below, but for that of its site."""
    place, path = origin(url), url.rstrip("/")
    while len(path := path.rpartition("/")[0]) > len(place):
        yield f"{path}/"


def site_of(known: Mapping[str, Fact]) -> Site:
    """Return the newspaper of which *known* is known."""
    zone = site.zone(known["zone"].value) if "zone" in known else None
    tongue = known["language"].value if "language" in known else None
    return site.described(zone, tongue)
