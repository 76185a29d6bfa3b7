"""Where the links of a site lead: to sections, older pages, stories, neighbours."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newscrawl import cards, landmarks, urls
from newscrawl.boxes import Anchor
from newscrawl.lead import Lead, Road
from newscrawl.page import Reading
from newscrawl.rules import Rules, every
from newscrawl.site import Site, section_key

_PAGE_NUMBER = re.compile(r"/page/(\d+)/?$|[?&](?:paged|query-[\w-]*page)=(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """How the links of a site are told apart: only what differs from other papers.

    Each is a tuple of rules that name addresses (`a.next::attr(href)`) and take the
    place of the defaults, which know links by `rel`, by address and by their words.
    """

    sections: Rules = ()
    stories: Rules = ()
    neighbours: Rules = ()
    older: Rules = ()
    deny: str = ""
    """A regular expression of addresses that are never followed."""


class Leads:
    """The leads that one page gives."""

    def __init__(
        self, reading: Reading, links: Links, site: Site, hosts: frozenset[str]
    ) -> None:
        self.reading = reading
        self.document = reading.document
        self.links = links
        self.site = site
        self.hosts = hosts
        self._deny = re.compile(links.deny) if links.deny else None

    def _address(self, href: str) -> str | None:
        url = self.document.absolute(href)
        if not url or not urls.within(url, self.hosts):
            return None
        try:
            address = urls.canonical(url)
        except ValueError:
            return None
        return None if self._deny and self._deny.search(address) else address

    def _stated(self, rules: Rules, road: Road) -> Iterator[Lead]:
        for href in every(self.document, rules):
            if url := self._address(href):
                yield Lead(url=url, road=road)

    def sections(self, names: frozenset[str] = frozenset()) -> Iterator[Lead]:
        """Yield the sections that the page links; only those of *names*, if any.

        *names* are keys as `section_key` makes them.
        """
        if self.links.sections:
            yield from self._stated(self.links.sections, "sections")
            return
        known = names or frozenset(map(section_key, self.site.sections))
        for anchor, url in self._anchors():
            if page_number(url) == 1 and self._is_section(anchor, url, names, known):
                yield Lead(url=url, road="sections", text=anchor.text)

    def _is_section(
        self, anchor: Anchor, url: str, names: frozenset[str], known: frozenset[str]
    ) -> bool:
        kind = urls.kind(url)
        if kind in ("tag", "never"):
            return False
        slug = url.rstrip("/").rpartition("/")[2]
        is_known = section_key(anchor.text) in known or slug in known
        return is_known if names else is_known or kind in ("list", "front")

    def _anchors(self) -> Iterator[tuple[Anchor, str]]:
        for anchor in self.document.layout.anchors:
            if url := self._address(anchor.href):
                yield anchor, url

    def stories(
        self, *, dated: bool = False, road: Road = "sections"
    ) -> Iterator[Lead]:
        """Yield every page of the site that a list links, which may be an article.

        *dated* asks for the days that their cards show; *road* is that of the list.
        """
        if self.links.stories:
            yield from self._stated(self.links.stories, road)
            return
        found = without_parts(
            (anchor, url)
            for anchor, url in self._anchors()
            if urls.kind(url) == "page" and not self.document.is_own(url)
        )
        days = cards.days(self.document, found, self.site) if dated else {}
        for anchor, url in found:
            yield Lead(url=url, road=road, text=anchor.text, day=days.get(url))

    def older(self, road: Road = "sections") -> Iterator[Lead]:
        """Yield the next older page of a list, which is of this *road*."""
        if self.links.older:
            yield from self._stated(self.links.older, road)
            return
        numbered = self._numbered()
        if numbered:
            yield Lead(url=numbered, road=road)
            return
        for anchor, url in self._anchors():
            says_older = landmarks.OLDER.match(anchor.text) or "next" in anchor.rel
            if says_older and not self.document.is_own(url):
                if urls.kind(url) != "never":
                    yield Lead(url=url, road=road, text=anchor.text)
                return

    def _numbered(self) -> str | None:
        own, number = without_number(self.document.url), page_number(self.document.url)
        later = {
            page_number(url): url
            for _, url in self._anchors()
            if page_number(url) > number and without_number(url) == own
        }
        return later[min(later)] if later else None

    def neighbours(
        self, *, backward: bool = True, forward: bool = True
    ) -> Iterator[Lead]:
        """Yield Previous and Next Story, each only if asked for."""
        if self.links.neighbours:
            yield from self._stated(self.links.neighbours, "neighbours")
            return
        found = self.reading.neighbours
        for wanted, href in ((backward, found.previous), (forward, found.next)):
            url = self._address(href) if wanted and href else None
            if url:
                yield Lead(url=url, road="neighbours")

    def related(self, addresses: list[str]) -> Iterator[Lead]:
        """Yield those of *addresses*, of callouts and cards, that are of the site."""
        for address in addresses:
            url = self._address(address)
            if url and urls.kind(url) == "page":
                yield Lead(url=url, road="related")


def without_parts(found: Iterable[tuple[Anchor, str]]) -> list[tuple[Anchor, str]]:
    """Return *found* without further pages of a story that is among them.

    A list with whole posts links `/slug/2/` below `/slug/`.
    """
    listed = list(found)
    keys = {urls.key(url) for _, url in listed}
    return [
        (anchor, url)
        for anchor, url in listed
        if not ((part := urls.part(url)) and urls.key(part[0]) in keys)
    ]


def page_number(url: str) -> int:
    """Return which page of a list *url* is; 1 for what is no older page."""
    found = _PAGE_NUMBER.search(url)
    return int(found[1] or found[2]) if found else 1


def without_number(url: str) -> str:
    """Return what the pages of one list share."""
    return urls.key(_PAGE_NUMBER.sub("", url)).rstrip("?&")
