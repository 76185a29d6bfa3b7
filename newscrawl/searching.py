"""Looks for an article of a newspaper, and for its sections, from the front page on."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from newscrawl import urls
from newscrawl.lead import Lead
from newscrawl.links import Links
from newscrawl.looking import LookingSpider, Unseen
from newscrawl.page import Reading
from newscrawl.spiders import asides
from newscrawl.spiders.settling import likely_stories

_MOST_TRIES = 8
"""How many pages are asked for until one is an article,"""
_MOST_PAGES = 16
"""and with those that may be sections."""


class SearchingSpider(LookingSpider):
    """Follows what the crawl of any newspaper would, and judges pages as that does."""

    links = Links(deny=asides.ADDRESSES)

    def __init__(self, name: str | None = None, **given: str) -> None:
        super().__init__(name, **given)
        self._seen: dict[str, Reading | None] = {}
        self._lists: list[Lead] = []

    async def find_article(
        self, front: Reading, told: Iterable[Lead]
    ) -> Reading | None:
        """Return an article that the front page leads to, over lists, or *told* of."""
        waiting = [*self._promising(front), *told]
        for _ in range(_MOST_TRIES):
            lead = next((each for each in waiting if each.url not in self._seen), None)
            if lead is None:
                return None
            reading = await self._glance(lead.url)
            if reading is None:
                continue
            if reading.whole:
                waiting.insert(0, Lead(url=reading.whole, road=lead.road))
            elif reading.kind == "article":
                return reading
            elif reading.kind == "list":
                self._lists.append(lead)
                waiting = [*self._promising(reading), *waiting]
        return None

    def _promising(self, reading: Reading) -> Iterator[Lead]:
        """Yield what a page links, first what is most likely a story or leads to one.

        A story has a long address or a long headline; some pages link sections only.
        """
        leads = self.leads(reading)
        stories = list(leads.stories())
        by_address = {lead.url: lead for lead in stories}
        likely = [by_address[url] for url in likely_stories(iter(stories))]
        headlines = sorted(stories, key=lambda lead: -len(lead.text))
        for ranked in zip_longest(likely, headlines, leads.sections()):
            yield from filter(None, ranked)

    async def find_sections(self, front: Reading) -> list[Lead]:
        """Return the links of the front page that lead to lists of stories.

        An address may say so; else the page is looked at, as long as there are few.
        """
        menu = [(lead, True) for lead in self.leads(front).sections()]
        beside = [(lead, False) for lead in self._beside(front)]
        return [
            lead
            for lead, is_of_menu in (*menu, *beside)
            if await self._is_section(lead, is_of_menu=is_of_menu)
        ]

    def _beside(self, front: Reading) -> Iterator[Lead]:
        """Yield the links of the front page whose addresses stand beside a list's."""
        places = {_place(lead.url) for lead in self._lists}
        for lead in self.leads(front).stories():
            if _place(lead.url) in places and not urls.tells_story(lead.url):
                yield lead

    async def _is_section(self, lead: Lead, *, is_of_menu: bool) -> bool:
        if urls.kind(lead.url) != "page":
            return True
        if lead.url not in self._seen and len(self._seen) >= _MOST_PAGES:
            return is_of_menu
        reading = await self._glance(lead.url)
        return reading is not None and reading.kind == "list"

    async def _glance(self, url: str) -> Reading | None:
        """Return the page at *url*, asked for once; None where it cannot be had."""
        if url not in self._seen:
            try:
                self._seen[url] = self.read(await self.fetch_page(url))
            except Unseen:
                self._seen[url] = None
        return self._seen[url]


def _place(url: str) -> str:
    return urls.key(url).rpartition("/")[0]
