"""One edition: which stories it has, where each stands, and at which address."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from zlib import crc32

from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import LONDON, Calendar, month_start
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Story
from newscrawl.newspaper.writer import Writer

PINNED = 2
"""The index of the old story that is pinned to the first page of lists."""
_LIST = re.compile(r"/(category|tag|author)/([^/]+)/$")
_DATES = re.compile(r"/(\d{4})/(?:(\d\d)/)?$")


class Edition:
    """The stories of one origin. Of each it keeps a few numbers, never its words."""

    def __init__(
        self, base: str, calendar: Calendar, permalinks: str, *, always_credits: bool
    ) -> None:
        self.base = base
        self.articles = calendar.articles
        self.calendar = calendar
        self.permalinks = permalinks
        self.seed = calendar.seed
        self.writer = Writer(calendar.seed, calendar, always_credits=always_credits)
        self.path = lru_cache(maxsize=4096)(self._path)
        self.sections = self._members(self.writer.sections, len(words.SECTIONS))
        self.tags = self._members(self.writer.tags, len(words.TOPICS))
        self.authors = self._members(self.writer.authors, len(words.AUTHORS))

    def _members(
        self, labels: Callable[[int], list[int]], count: int
    ) -> list["array[int]"]:
        members = [array("I") for _ in range(count)]
        for index in range(self.articles):
            for place in labels(index):
                members[place].append(index)
        return members

    @cached_property
    def _slugs(self) -> "array[int]":
        """The checksum of each story's slug above its index, in order."""
        numbers = (
            crc32(self.writer.slug(index).encode()) << 32 | index
            for index in range(self.articles)
        )
        return array("Q", sorted(numbers))

    def _path(self, index: int) -> str:
        name = self.writer.slug(index)
        local = self.writer.published(index).astimezone(LONDON)
        first = words.SECTIONS[self.writer.sections(index)[0]]
        return self.permalinks.format(
            year=local.year, month=f"{local.month:02}", section=slug(first), slug=name
        )

    def url(self, index: int) -> str:
        """Return the permalink of a story."""
        return self.base + self.path(index)

    def story(self, index: int) -> Story:
        """Return a story."""
        return self.writer.story(index)

    def find(self, name: str) -> int | None:
        """Return the story whose slug is *name*."""
        checksum = crc32(name.encode()) << 32
        place = bisect_left(self._slugs, checksum)
        for number in self._slugs[place : place + 8]:
            index = number & 0xFFFFFFFF
            if number >> 32 == checksum >> 32 and self.writer.slug(index) == name:
                return index
        return None

    def latest(self, story: Story, count: int) -> list[int]:
        """Return the newest others of the story's first section, then of the paper."""
        own = self.sections[words.SECTIONS.index(story.sections[0])]
        newest = (*own[: -count - 2 : -1], *range(self.articles - 1, -1, -1)[:15])
        return [i for i in dict.fromkeys(newest) if i != story.index][:count]

    def missed(self, story: Story, count: int) -> list[int]:
        """Return stories for "Don't Miss": none that is among the latest."""
        shown = {story.index, *self.latest(story, 5)}
        others = (self.writer.other(story.index, which) for which in range(3, 9))
        return [i for i in dict.fromkeys(others) if i not in shown][:count]

    def lists(self) -> Iterator[Listing]:
        """Yield all lists of stories, each by its first page."""
        yield self.front()
        yield from self._labelled("category", "Category: ", words.SECTIONS)
        yield from self._labelled("tag", "Tag: ", words.TOPICS)
        yield from self._labelled("author", "Author: ", words.AUTHORS)
        first, last = (self.calendar.time(i) for i in (0, self.articles - 1))
        for year in range(first.year, last.year + 1):
            yield from self._dated(f"/{year}/")
            for month in range(1, 13):
                yield from self._dated(f"/{year}/{month:02}/")

    def _labelled(
        self, kind: str, heading: str, names: Sequence[str]
    ) -> Iterator[Listing]:
        members = {
            "category": self.sections, "tag": self.tags, "author": self.authors
        }[kind]  # fmt: skip
        for name, stories in zip(names, members, strict=True):
            if stories or kind == "category":
                pinned = PINNED if kind == "category" and PINNED in stories else None
                path = f"/{kind}/{slug(name)}/"
                yield Listing(heading + name, path, stories, pinned=pinned)

    def _dated(self, path: str) -> Iterator[Listing]:
        found = _DATES.match(path)
        if found is None:
            return
        year, month = int(found[1]), int(found[2] or 0)
        if month > 12 or not 1990 < year < 2100:
            return
        start = month_start(year, month or 1)
        end = month_start(year, month + 1) if month else month_start(year + 1)
        stories = range(self.calendar.index(start), self.calendar.index(end))
        if stories:
            name = f"{words.MONTHS[month - 1]} {year}" if month else str(year)
            yield Listing(name, path, stories)

    def front(self) -> Listing:
        """Return the list of all stories."""
        pinned = PINNED if self.articles > PINNED else None
        return Listing("", "/", range(self.articles), pinned=pinned)

    @cached_property
    def _by_path(self) -> dict[str, Listing]:
        fixed = [
            *self._labelled("category", "Category: ", words.SECTIONS),
            *self._labelled("tag", "Tag: ", words.TOPICS),
            *self._labelled("author", "Author: ", words.AUTHORS),
        ]
        newest = range(max(0, self.articles - 10), self.articles)
        loop = Listing("Category: Notices", LOOP, newest, loops=True)
        return {listing.path: listing for listing in (*fixed, loop, self.front())}

    def listing(self, path: str) -> Listing | None:
        """Return the list whose first page is at *path*."""
        return self._by_path.get(path) or next(self._dated(path), None)


LOOP = "/category/notices/"
"""The section whose older pages go round for ever."""
