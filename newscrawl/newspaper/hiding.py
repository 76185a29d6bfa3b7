"""Which stories of an edition some roads pass over."""

from collections.abc import Callable, Iterator, Mapping

from newscrawl.lead import Road
from newscrawl.newspaper import quirks
from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.lists import PINNED

Hiding = Callable[[Edition], Mapping[int, frozenset[Road]]]
"""Chooses stories of an edition, each with the roads that pass it over."""

LISTING: tuple[Road, ...] = (
    "neighbours", "sections", "dates", "sitemaps", "feeds", "rest",
)  # fmt: skip
"""The roads that can pass a story over; callouts and cards pass over it with any."""

_LINKED = ("five", "renamed")
"""Oddities that the front page links."""
_MILLION = 1_000_000
_NEWEST = 20
"""Stories that every page shows in its margin."""


def alone(edition: Edition, counts: Mapping[Road, int]) -> dict[int, frozenset[Road]]:
    """Choose so many stories for each road that only it leads to.

    Raises ValueError where there are too few.
    """
    last = edition.articles - _NEWEST
    stories = [index for index in _hideable(edition) if index < last]
    count = sum(counts.values())
    if count > len(stories):
        raise ValueError(f"{count} stories cannot be hidden: there are {len(stories)}")
    chosen = iter(Draw(edition.seed, 51).some(stories, count))
    return {
        next(chosen): frozenset(LISTING) - {road}
        for road, count in counts.items()
        for _ in range(count)
    }


def by_chance(
    edition: Edition, shares: Mapping[Road, float]
) -> dict[int, frozenset[Road]]:
    """Let each road pass over its share of the stories, whatever the others do."""
    hidden = {}
    for index in _hideable(edition):
        draw = Draw(edition.seed, index, 52)
        # Each road draws, asked or not: what one does is nothing to another.
        drawn = {road: draw.below(_MILLION) / _MILLION for road in LISTING}
        if roads := {road for road in LISTING if drawn[road] < shares.get(road, 0)}:
            hidden[index] = frozenset(roads)
    return hidden


def _hideable(edition: Edition) -> Iterator[int]:
    linked = {quirks.place(name, edition.seed) for name in _LINKED}
    shown = {0, PINNED, *linked}
    return (index for index in range(edition.articles) if index not in shown)
