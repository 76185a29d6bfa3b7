"""Where the links of a site lead: to sections, older pages, stories, neighbours."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from newscrawl import cards, landmarks, paging, urls
from newscrawl.boxes import Anchor, Box
from newscrawl.lead import Lead, Road
from newscrawl.page import Reading
from newscrawl.rules import Rules, every
from newscrawl.site import Site, section_key

_MENUS = frozenset({"nav", "navigation", "navbar", "menu", "menubar"})
_NAMED = re.compile(
    r"(?:^|&)(?:\w*id\w*|p|story|article|artikel|news|item|slug|title)="
)
"""What tells a story by a parameter of its address."""

Linked = list[tuple[Anchor, str]]
"""Links with their addresses."""


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
        self._menus: dict[Box, bool] = {}

    def _address(self, href: str) -> str | None:
        url = self.document.absolute(href)
        return _own_address(url, self.hosts, self.links.deny) if url else None

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
            is_one = _is_section(url, anchor.text, known, is_choice=bool(names))
            # Where no section is known, the menu leads to them.
            if is_one or (
                is_one is None and not known and self._is_of_menu(anchor, url)
            ):
                yield Lead(url=url, road="sections", text=anchor.text)

    def _is_of_menu(self, anchor: Anchor, url: str) -> bool:
        """Say whether *anchor* leads, from a menu, to what is no story."""
        if urls.tells_story(url) or self.document.is_own(url) or urlsplit(url).query:
            return False
        return self._is_menu(anchor.box)

    def _is_menu(self, box: Box | None) -> bool:
        """Say whether *box* is in a menu; the links of one are in the same boxes."""
        if box is None:
            return False
        if box not in self._menus:
            is_one = box.tag == "nav" or bool(box.words & _MENUS)
            self._menus[box] = is_one or self._is_menu(box.parent)
        return self._menus[box]

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
        linked = list(self._anchors())
        views = {paging.base(self.document.url)}
        views.update(urls.key(url) for _, url in linked)
        found = without_parts(
            (anchor, url)
            for anchor, url in linked
            if urls.kind(url) == "page"
            and not self.document.is_own(url)
            and not self._is_view(url, views)
        )
        found = self._without_dates(found)
        days = cards.days(self.document, found, self.site) if dated else {}
        for anchor, url in found:
            yield Lead(url=url, road=road, text=anchor.text, day=days.get(url))

    def _without_dates(self, found: Linked) -> Linked:
        """Return *found* without the other days and months of a calendar.

        One leads to the next, and so on without end, where no story stands among them.
        """
        is_calendar = paging.is_dated(self.document.url) and not any(
            urls.tells_story(url) for _, url in found
        )
        return [
            (anchor, url)
            for anchor, url in found
            if not (is_calendar and paging.is_dated(url))
        ]

    def _is_view(self, url: str, views: set[str]) -> bool:
        """Say whether *url* shows a list, of *views*, from another place or otherwise.

        That is an older page of it, or the list in another order.
        """
        if paging.of(url, self.document.url) is not None:
            return True
        if paging.number(url) is not None:
            return paging.base(url) in views
        plain, _, query = url.partition("?")
        return bool(query) and not _NAMED.search(query) and urls.key(plain) in views

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
            if self._says_older(anchor, url) and not self.document.is_own(url):
                if urls.kind(url) != "never":
                    yield Lead(url=url, road=road, text=anchor.text)
                return

    def _says_older(self, anchor: Anchor, url: str) -> bool:
        if landmarks.OLDER.match(anchor.text) or "next" in anchor.rel:
            return True
        # "More" leads to a section as well: its address has to be below the list's own.
        return bool(paging.LATER.match(anchor.text)) and urls.key(url).startswith(
            paging.base(self.document.url)
        )

    def _numbered(self) -> str | None:
        """Return the address of the page of the list that comes next by its number.

        Some count from 0: there "2" leads to page 1.
        """
        own = self.document.url
        pages = {
            number: (url, anchor.text.strip())
            for anchor, url in self._anchors()
            if (number := paging.of(url, own)) is not None
        }
        starts_at_0 = any(text == str(n + 1) for n, (_, text) in pages.items())
        number = paging.of(own, own)
        if number is None:
            number = 0 if starts_at_0 else 1
        later = [each for each in pages if each > number]
        return pages[min(later)][0] if later else None

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


@lru_cache(maxsize=urls.CACHED)
def _own_address(url: str, hosts: frozenset[str], deny: str) -> str | None:
    """Return the address of *url* where it is of *hosts*, and not one of *deny*."""
    if not urls.within(url, hosts):
        return None
    try:
        address = urls.canonical(url)
    except ValueError:
        return None
    return None if deny and re.search(deny, address) else address


@lru_cache(maxsize=urls.CACHED)  # the same menu stands on every page
def _is_section(
    url: str, text: str, known: frozenset[str], *, is_choice: bool
) -> bool | None:
    """Say whether *url*, linked as *text*, is of a section; None where nothing tells.

    *known* are the keys of sections, and where they are a choice no others are.
    """
    kind = urls.kind(url)
    if kind in ("tag", "never") or paging.number(url) not in (None, 1):
        return False
    slug = url.rstrip("/").rpartition("/")[2]
    is_known = section_key(text) in known or slug in known
    if is_choice or is_known:
        return is_known
    return True if kind in ("list", "front") else None


def without_parts(found: Iterable[tuple[Anchor, str]]) -> Linked:
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
