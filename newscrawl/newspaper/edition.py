"""One edition: which stories it has, where each stands, and at which address."""

from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, lru_cache
from zlib import crc32

from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import LONDON, Calendar
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Story
from newscrawl.newspaper.writer import Writer


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
