"""The days of a paper that lives on: what is new, what changes, what is deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.changes import Change, ChangeKind
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.lists import PINNED

_KEPT = (0, PINNED)
"""Stories with which pages that are none of theirs are made."""
_STATUSES = (404, 410)


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brought, by canonical address."""

    new: tuple[str, ...]
    """Oldest first."""
    changed: dict[str, ChangeKind]
    deleted: dict[str, int]
    """With the status that is answered there since."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a day is to bring."""

    new: int
    changed: int
    deleted: int
    length: timedelta

    def __post_init__(self) -> None:
        for name in ("new", "changed", "deleted"):
            if (count := getattr(self, name)) < 0:
                raise ValueError(f"{name} must be 0 or more, not {count}")


def pass_day(edition: Edition, plan: Plan) -> Day:
    """Make *edition* what it is a day later. Raises ValueError where it cannot be."""
    chosen = _choose(edition, plan.changed + plan.deleted)
    first, midnight = edition.articles, edition.calendar.last
    edition.pass_day(plan.new, plan.length)
    changed = {
        index: Change(kind, midnight + moment)
        for index, kind, moment in zip(chosen, _kinds(), _moments(plan), strict=False)
    }
    gone = {
        index: _STATUSES[(len(edition.deleted) + place) % 2]
        for place, index in enumerate(chosen[plan.changed :])
    }
    edition.change(changed)
    edition.delete(gone)
    return Day(
        tuple(map(edition.url, range(first, edition.articles))),
        {edition.url(index): change.kind for index, change in changed.items()},
        {edition.url(index): status for index, status in gone.items()},
    )


def _choose(edition: Edition, count: int) -> list[int]:
    """Return some of the youngest stories about which nothing is odd."""
    youngest = list(islice(_plain(edition), 2 * count))
    if len(youngest) < count:
        raise ValueError(
            f"{count} articles cannot change or be deleted: there are {len(youngest)}"
            " about which nothing is odd"
        )
    return Draw(edition.seed, edition.calendar.days, 41).some(youngest, count)


def _plain(edition: Edition) -> Iterator[int]:
    for index in range(edition.articles - 1, -1, -1):
        is_kept = index in _KEPT or index in edition.deleted
        is_changed = index in edition.writer.changes
        if not (is_kept or is_changed or edition.writer.quirk(index)):
            yield index


def _kinds() -> Iterator[ChangeKind]:
    yield "headline"
    while True:
        yield "added"
        yield "corrected"


def _moments(plan: Plan) -> Iterator[timedelta]:
    for place in range(plan.changed):
        seconds = plan.length.total_seconds() * (place + 1) // (plan.changed + 1)
        yield timedelta(seconds=seconds)
