"""The lists of an edition: the front, sections, tags, authors, years and months."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import month_start
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.slugs import slug

PINNED = 2
"""The index of the old story that is pinned to the first page of lists."""
LOOP = "/category/notices/"
"""The section whose older pages go round for ever."""
_DATES = re.compile(r"/(\d{4})/(?:(\d\d)/)?$")


class Lists:
    """Finds the lists of an edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def all(self) -> Iterator[Listing]:
        """Yield all lists of stories, each by its first page."""
        yield self.front()
        yield from self._labels()
        calendar = self.edition.calendar
        first, last = calendar.time(0), calendar.time(self.edition.articles - 1)
        for year in range(first.year, last.year + 1):
            yield from self._dated(f"/{year}/")
            for month in range(1, 13):
                yield from self._dated(f"/{year}/{month:02}/")

    def _labels(self) -> Iterator[Listing]:
        edition = self.edition
        yield from _labelled("category", words.SECTIONS, edition.sections)
        yield from _labelled("tag", words.TOPICS, edition.tags)
        yield from _labelled("author", words.AUTHORS, edition.authors)

    def _dated(self, path: str) -> Iterator[Listing]:
        found = _DATES.match(path)
        if found is None:
            return
        year, month = int(found[1]), int(found[2] or 0)
        if month > 12 or not 1990 < year < 2100:
            return
        start = month_start(year, month or 1)
        end = month_start(year, month + 1) if month else month_start(year + 1)
        calendar = self.edition.calendar
        stories = self.edition.standing(
            "dates", calendar.index(start), calendar.index(end)
        )
        if stories:
            name = f"{words.MONTHS[month - 1]} {year}" if month else str(year)
            yield Listing(name, path, stories)

    def front(self) -> Listing:
        """Return the list of all stories."""
        pinned = PINNED if self.edition.articles > PINNED else None
        return Listing("", "/", self.edition.standing("sections"), pinned=pinned)

    @cached_property
    def _by_path(self) -> dict[str, Listing]:
        newest = self.edition.newest(10)[::-1]
        loop = Listing("Category: Notices", LOOP, newest, loops=True)
        return {
            listing.path: listing for listing in (*self._labels(), loop, self.front())
        }

    def find(self, path: str) -> Listing | None:
        """Return the list whose first page is at *path*."""
        return self._by_path.get(path) or next(self._dated(path), None)


def _labelled(
    kind: str, names: Sequence[str], members: Sequence[Sequence[int]]
) -> Iterator[Listing]:
    for name, stories in zip(names, members, strict=True):
        if stories or kind == "category":
            pinned = PINNED if kind == "category" and PINNED in stories else None
            path = f"/{kind}/{slug(name)}/"
            yield Listing(f"{kind.title()}: {name}", path, stories, pinned=pinned)
