"""Writes story number so-and-so, each time the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from newscrawl.newspaper import bodies, prose, quirks, templates, words
from newscrawl.newspaper.calendar import LONDON, Calendar
from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.changes import Change
from newscrawl.newspaper.slugs import foreign_slug, slug
from newscrawl.newspaper.story import Block, Picture, Story

_CREDITS = (
    "…reports {}",
    "...reports {}",
    "….reports {}",
    "…writes {}",
    "… reports {}",
)
_NUMBERED_FROM = 1207
_NUMBERS_APART = 7
"""Between the numbers of two stories lie those of its pictures."""


class Writer:
    """Writes the stories of one edition."""

    def __init__(self, seed: int, calendar: Calendar, *, always_credits: bool) -> None:
        self.seed = seed
        self.calendar = calendar
        self.always_credits = always_credits
        self.changes: dict[int, Change] = {}
        """The stories that were changed on a later day."""
        self.unnamed: frozenset[int] = frozenset()
        """Stories that no other names."""
        self.story = lru_cache(maxsize=256)(self._write)
        self.title = lru_cache(maxsize=4096)(self._title)
        self.published = lru_cache(maxsize=4096)(calendar.time)
        """Returns when a story took its place in the paper, in UTC."""
        self.opening = lru_cache(maxsize=2048)(self._opening)

    def change(self, changes: Mapping[int, Change]) -> None:
        """Write some stories otherwise from now on."""
        self.changes.update(changes)
        for written in (self.story, self.title, self.opening):
            written.cache_clear()

    def quirk(self, index: int) -> str:
        """Return the name of the story's quirk."""
        name = quirks.quirk(index, self.seed)
        if not name.startswith(("callout", "repeat")):
            return name
        known = self.calendar.known(index)
        lacks_others = known == 1 and name.startswith("callout")
        lacks_original = name == "repeat" and (
            quirks.original(index, self.seed) >= known
        )
        return "" if lacks_others or lacks_original else name

    def _draw(self, index: int, what: int) -> Draw:
        return Draw(self.seed, index, what)

    def _title(self, index: int) -> str:
        if change := self.changes.get(index):
            return change.title(index, self.seed)
        plain = prose.title(index, self.seed)
        draw = self._draw(index, 11)
        match self.quirk(index):
            case "entities":
                return f"“{plain}”: Q&A & <the {draw.one(words.NOUNS)}>"
            case "hindi" | "urdu" | "chinese" as script:
                return f"{prose.foreign(draw, script, 4)} – {plain}"
        return plain

    def slug(self, index: int) -> str:
        """Return the story's name in addresses."""
        plain = slug(prose.title(index, self.seed))
        if self.quirk(index) == "hindi":
            script = prose.foreign(self._draw(index, 11), "hindi", 4)
            return f"{foreign_slug(script)}-{plain}"
        return plain

    def number(self, index: int) -> int:
        """Return the story's number."""
        return _NUMBERED_FROM + _NUMBERS_APART * index

    def index(self, number: int) -> int | None:
        """Return the story that has *number*."""
        index, rest = divmod(number - _NUMBERED_FROM, _NUMBERS_APART)
        return index if not rest and 0 <= index < self.calendar.articles else None

    def sections(self, index: int) -> list[int]:
        """Return the story's sections, as places in `words.SECTIONS`."""
        draw = self._draw(index, 12)
        count = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3)[draw.below(10)]
        return draw.some(range(len(words.SECTIONS)), count)

    def tags(self, index: int) -> list[int]:
        """Return the story's tags, as places in `words.TOPICS`."""
        draw = self._draw(index, 13)
        return draw.some(range(len(words.TOPICS)), draw.below(4))

    def authors(self, index: int) -> list[int]:
        """Return the story's authors, as places in `words.AUTHORS`."""
        name = self.quirk(index)
        count = {"anonymous": 0, "two-authors": 2}.get(name, 1)
        return self._draw(index, 14).some(range(len(words.AUTHORS)), count)

    def standfirst(self, index: int) -> tuple[str | None, str | None]:
        """Return the story's standfirst and whom it credits."""
        quirk = self.quirk(index)
        if quirk == "repeat":
            return self.standfirst(quirks.original(index, self.seed))
        if quirk == "no-standfirst":
            return None, None
        draw = self._draw(index, 15)
        lead = prose.one(templates.LEADS, draw)
        if not self.always_credits and draw.chance(8):
            return f"{lead}.", None
        credit = draw.one(words.AGENCIES)
        return lead + draw.one(_CREDITS).format(credit), credit

    def _opening(self, index: int) -> str:
        """Return the words with which cards show the story, not yet cut off."""
        standfirst, _ = self.standfirst(index)
        text = bodies.first_paragraph(self._body_seed(index))
        return f"{standfirst} {text}" if standfirst else text

    def _body_seed(self, index: int) -> Draw:
        if self.quirk(index) == "repeat":
            index = quirks.original(index, self.seed)
        return self._draw(index, 16)

    def modified(self, index: int) -> datetime | None:
        """Return when the story was last changed, if it was."""
        if change := self.changes.get(index):
            return change.moment
        if self.quirk(index) != "changed":
            return None
        hours = 26 + self._draw(index, 17).below(40)
        after = timedelta(hours=hours, minutes=7, seconds=9)
        changed = self.published(index) + after
        return min(changed, self.calendar.latest_change(index) or changed)

    def _picture(self, index: int) -> Picture | None:
        draw = self._draw(index, 18)
        is_lazy = self.quirk(index) == "lazy"
        if not (is_lazy or draw.chance(70)):
            return None
        picture = bodies.picture(draw, self.folder(index))
        return replace(picture, is_lazy=is_lazy)

    def folder(self, index: int) -> str:
        """Return the folder of the story's pictures: year and month."""
        return f"{self.published(index).astimezone(LONDON):%Y/%m}"

    def _comments(self, index: int) -> tuple[tuple[str, str], ...]:
        draw = self._draw(index, 19)
        return tuple(
            (draw.one(words.PEOPLE), prose.one(templates.REMARKS, draw))
            for _ in range(draw.below(4))
        )

    def _parts(self, index: int) -> tuple[tuple[Block, ...], ...]:
        parts = bodies.Body(
            index,
            self._body_seed(index),
            self.quirk(index),
            self.folder(index),
            (self.other(index, 1), self.other(index, 2)),
        ).parts()
        if change := self.changes.get(index):
            return (*parts[:-1], change.blocks(parts[-1], self._draw(index, 30)))
        return parts

    def other(self, index: int, which: int) -> int:
        """Return a story that is not story *index*, where there is another."""
        known = self.calendar.known(index)
        if known == 1:
            return index
        found = self._draw(index, 20 + which).below(known - 1)
        found += found >= index
        others = ((found + step) % known for step in range(known))
        return next((i for i in others if i != index and i not in self.unnamed), index)

    def _write(self, index: int) -> Story:
        standfirst, credit = self.standfirst(index)
        return Story(
            index=index,
            number=self.number(index),
            quirk=self.quirk(index),
            title=self.title(index),
            slug=self.slug(index),
            standfirst=standfirst,
            credit=credit,
            authors=tuple(words.AUTHORS[place] for place in self.authors(index)),
            sections=tuple(words.SECTIONS[place] for place in self.sections(index)),
            tags=tuple(words.TOPICS[place] for place in self.tags(index)),
            published=self.published(index),
            modified=self.modified(index),
            picture=self._picture(index),
            parts=self._parts(index),
            comments=self._comments(index),
        )
