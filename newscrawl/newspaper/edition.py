"""One edition: which stories it has, where each stands, and at which address."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property, lru_cache
from zlib import crc32

from newscrawl.lead import Road
from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import LONDON, Calendar
from newscrawl.newspaper.changes import Change
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.standing import Standing
from newscrawl.newspaper.story import Story
from newscrawl.newspaper.writer import Writer


class Edition:
    """The stories of one origin. Of each it keeps a few numbers, never its words."""

    def __init__(
        self, base: str, calendar: Calendar, permalinks: str, *, always_credits: bool
    ) -> None:
        self.base = base
        self.calendar = calendar
        self.permalinks = permalinks
        self.seed = calendar.seed
        self.writer = Writer(calendar.seed, calendar, always_credits=always_credits)
        self.path = lru_cache(maxsize=4096)(self._path)
        self.deleted: dict[int, int] = {}
        """The stories that were deleted, and the status that is answered since."""
        self.hidden: dict[int, frozenset[Road]] = {}
        """The stories that some roads pass over, and these roads."""
        self.sections = [array("I") for _ in words.SECTIONS]
        self.tags = [array("I") for _ in words.TOPICS]
        self.authors = [array("I") for _ in words.AUTHORS]
        self._file(range(self.articles))

    @property
    def articles(self) -> int:
        """How many stories there have ever been, with those that were deleted."""
        return self.calendar.articles

    def _lists(self, index: int) -> Iterator["array[int]"]:
        """Yield the lists of the story's sections, tags and authors."""
        writer = self.writer
        yield from (self.sections[place] for place in writer.sections(index))
        yield from (self.tags[place] for place in writer.tags(index))
        yield from (self.authors[place] for place in writer.authors(index))

    def _file(self, stories: range) -> None:
        for index in stories:
            for members in self._lists(index):
                members.append(index)

    def pass_day(self, articles: int, length: timedelta) -> None:
        """Add so many stories. Raises ValueError: there are more than seconds."""
        new = range(self.articles, self.articles + articles)
        self.calendar.pass_day(articles, length)
        self._file(new)
        if "_slugs" in vars(self):
            for index in new:
                insort(self._slugs, self._slug_number(index))

    def change(self, changes: Mapping[int, Change]) -> None:
        """Change some stories."""
        self.writer.change(changes)

    def delete(self, statuses: Mapping[int, int]) -> None:
        """Take stories out of every list; *statuses* are answered in their stead."""
        for index in statuses:
            if not self._is_passed_over(index, "sections"):
                self._unlist(index)
        self.deleted.update(statuses)

    def hide(self, hidden: Mapping[int, frozenset[Road]]) -> None:
        """Make some roads pass over stories, which no other story then names.

        To be called once, before any story is written.
        """
        self.hidden.update(hidden)
        self.writer.unnamed = frozenset(hidden)
        for index, roads in hidden.items():
            if "sections" in roads:
                self._unlist(index)

    def _unlist(self, index: int) -> None:
        for members in self._lists(index):
            members.remove(index)

    def _is_passed_over(self, index: int, road: Road | None) -> bool:
        return index in self.deleted or road in self.hidden.get(index, ())

    def standing(
        self, road: Road | None = None, first: int = 0, end: int | None = None
    ) -> Sequence[int]:
        """Return the stories from *first* to *end* that *road* leads to.

        Without a road, all that were not deleted.
        """
        stories = range(first, self.articles if end is None else end)
        known = self.deleted.keys() | self.hidden.keys()
        gaps = [index for index in known if self._is_passed_over(index, road)]
        return Standing(stories, gaps) if gaps else stories

    def newest(self, count: int) -> Sequence[int]:
        """Return the newest stories, newest first."""
        return self.standing("sections")[: -count - 1 : -1]

    def before(self, index: int) -> int | None:
        """Return the story before another."""
        return self._beside(range(index - 1, -1, -1))

    def after(self, index: int) -> int | None:
        """Return the story after another."""
        return self._beside(range(index + 1, self.articles))

    def _beside(self, stories: range) -> int | None:
        shown = (i for i in stories if not self._is_passed_over(i, "neighbours"))
        return next(shown, None)

    @cached_property
    def _slugs(self) -> "array[int]":
        """The checksum of each story's slug above its index, in order."""
        return array("Q", sorted(map(self._slug_number, range(self.articles))))

    def _slug_number(self, index: int) -> int:
        return crc32(self.writer.slug(index).encode()) << 32 | index

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
        newest = (*own[: -count - 2 : -1], *self.newest(15))
        shown = {story.index, *self.hidden}
        return [i for i in dict.fromkeys(newest) if i not in shown][:count]

    def missed(self, story: Story, count: int) -> list[int]:
        """Return stories for "Don't Miss": none that is among the latest."""
        shown = {story.index, *self.latest(story, 5), *self.deleted}
        others = (self.writer.other(story.index, which) for which in range(3, 9))
        return [i for i in dict.fromkeys(others) if i not in shown][:count]
