"""Whether what a road tells of stories is what their own pages say.

A road that gives whole texts is believed only where it agrees with the pages of some
of the stories, which are fetched for this: another theme may print a standfirst or a
picture that the road does not tell of.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC
from typing import Any, Self

from newscrawl import dates
from newscrawl.article import Article
from newscrawl.rights import reserved
from newscrawl.roads.story import Story
from newscrawl.text import collapse
from newscrawl.urls import without_size

SAMPLES = 3
"""Stories whose pages are fetched."""

Record = Callable[[Story], Article]

Pair = tuple[Article, Article]
"""The record of a page, and that of what the road told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a road agrees with the pages."""

    differs: str = ""
    """The first field in which it does not, and where; "" where it is believed."""
    unprinted: tuple[str, ...] = ()
    """What the road tells and no page prints."""
    language: str | None = None
    """The language that the pages declare, which no road tells."""

    @property
    def is_whole(self) -> bool:
        """Whether a record can be made of what the road tells."""
        return not self.differs

    def dumps(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, text: str) -> Self:
        """Return what `dumps` made *text* of."""
        given = json.loads(text)
        return cls(**{**given, "unprinted": tuple(given["unprinted"])})

    def apply(self, story: Story, record: Record) -> Article:
        """Return the record of *story* as its page would have it."""
        names = set(self.unprinted)
        if "excerpt" in names:
            story = replace(story, excerpt="")
        nothing: dict[str, Any] = dict.fromkeys(names - {"excerpt"})
        return replace(record(story), **nothing, language=self.language)


def samples(stories: Sequence[Story]) -> list[Story]:
    """Return the stories whose pages are to be fetched.

    They are young and old, and have between them what a story can have.
    """
    left = [story for story in stories if story.is_whole and not story.is_split]
    left = [*left[:1], *left[-1:], *left[1:-1]]
    chosen: list[Story] = []
    shown: set[str] = set()
    while left and len(chosen) < SAMPLES:
        best = max(left, key=lambda story: len(_parts(story) - shown))
        left.remove(best)
        chosen.append(best)
        shown |= _parts(best)
    return chosen


def _parts(story: Story) -> set[str]:
    given = {
        "standfirst": story.standfirst,
        "photograph": story.photograph,
        "sections": story.sections[1:],
        "tags": story.tags,
        "authors": story.authors,
        "figures": "<figure" in story.content,
        "links": "<a " in story.content,
    }
    return {name for name, value in given.items() if value}


def agree(pairs: Sequence[tuple[Article, Story]], record: Record) -> Agreement:
    """Return how far the road agrees with the pages of *pairs*.

    *record* makes a record of a story. A theme that does not print excerpts is one
    that agrees without them.
    """
    found = compare([(page, record(story)) for page, story in pairs])
    if found.is_whole and not _OF_EXCERPTS.intersection(found.unprinted):
        return found
    bare = compare([(p, record(replace(story, excerpt=""))) for p, story in pairs])
    if bare.is_whole:
        return replace(bare, unprinted=("excerpt", *bare.unprinted))
    return found


def compare(pairs: Sequence[Pair]) -> Agreement:
    """Return how far what the road told agrees with the pages of *pairs*."""
    if not pairs:
        return Agreement(differs="no page of its stories could be read")
    for name, is_same in _NEEDED.items():
        for page, told in pairs:
            if not is_same(page, told):
                return Agreement(differs=f"{name} ({page.url})")
    unprinted = []
    for name in _PRINTED:
        values = [(getattr(page, name), getattr(told, name)) for page, told in pairs]
        if any(printed != told for printed, told in values):
            if any(printed for printed, _ in values):
                place = next(p.url for p, t in pairs if _differ(name, p, t))
                return Agreement(differs=f"{name} ({place})")
            unprinted.append(name)
    languages = {page.language for page, _ in pairs}
    return Agreement(
        unprinted=tuple(unprinted),
        language=languages.pop() if len(languages) == 1 else None,
    )


def _differ(name: str, page: Article, told: Article) -> bool:
    return bool(getattr(page, name) != getattr(told, name))


def _same_words(name: str) -> Callable[[Article, Article], bool]:
    def is_same(page: Article, told: Article) -> bool:
        return collapse(getattr(page, name)) == collapse(getattr(told, name))

    return is_same


def _holds(name: str) -> Callable[[Article, Article], bool]:
    """Return whether all that the page has is told; a theme may print less."""

    def is_held(page: Article, told: Article) -> bool:
        return set(getattr(page, name)) <= set(getattr(told, name))

    return is_held


def _same_pictures(page: Article, told: Article) -> bool:
    shown = {without_size(image.url) for image in page.images}
    return shown <= {without_size(image.url) for image in told.images}


def _same_reservation(page: Article, told: Article) -> bool:
    """Return whether all that the page itself reserves is told.

    What the files of its site say is known without it.
    """
    own = [right for right in page.rights if not right.source.startswith("/")]
    return set(reserved(own)) <= set(reserved(told.rights))


def _same_day(page: Article, told: Article) -> bool:
    written = (page.published_raw, told.published_raw)
    moments = [dates.parse(raw, UTC) for raw in written if raw]
    days = [moment.time.toordinal() for moment in moments if moment]
    return len(days) < 2 or abs(days[0] - days[1]) <= 1


_NEEDED: dict[str, Callable[[Article, Article], bool]] = {
    "title": _same_words("title"),
    "text": _same_words("text"),
    "published": _same_day,
    "images": _same_pictures,
    "authors": _holds("authors"),
    "sections": _holds("sections"),
    "tags": _holds("tags"),
    "also_read": _holds("also_read"),
    "reservation": _same_reservation,
}
_OF_EXCERPTS = frozenset({"standfirst", "credit"})
_PRINTED = ("standfirst", "credit", "previous_url", "next_url")
"""What a page prints or not, by its theme; where it does, the road must know it."""
