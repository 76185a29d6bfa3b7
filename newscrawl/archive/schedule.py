"""When a page is to be looked at again."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_AGE = re.compile(r"(\d+)\s*(minute|hour|day|week|month|year)s?$")

FIRST_PAUSE = timedelta(minutes=10)
_LONGEST_PAUSE = timedelta(days=1)


def parse_ages(texts: Iterable[str]) -> tuple[timedelta, ...]:
    """Return the ages that *texts* name ("6 hours", "1 week"), the youngest first.

    Raises ValueError for what is no age.
    """
    return tuple(sorted(map(_age, filter(None, map(str.strip, texts)))))


def _age(text: str) -> timedelta:
    found = _AGE.match(text)
    if not found:
        raise ValueError(f'{text!r} is no age; write it as "6 hours" or "1 week"')
    return int(found[1]) * _UNITS[found[2]]


def next_check(
    published: datetime, now: datetime, ages: Iterable[timedelta]
) -> datetime | None:
    """Return when an article of *published*, read *now*, is to be read again.

    None where it is past the last of *ages*.
    """
    later = (published + age for age in ages)
    return min((moment for moment in later if moment > now), default=None)


def pause(attempts: int) -> timedelta:
    """Return how long a page rests that has failed for the *attempts*-th time."""
    factor = int(4 ** max(0, attempts - 1))
    return min(FIRST_PAUSE * factor, _LONGEST_PAUSE)
