"""Dates of records: the day as written, and the time where one is written."""

import re
from datetime import UTC, date, datetime, time

_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})")


def day(written: object) -> date | None:
    """Return the day that *written* begins with, in whatever zone it was written."""
    found = _DAY.match(str(written or ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def moment(written: object) -> datetime | None:
    """Return the minute that *written*, a date with a time, names; with its zone.

    Midnight without a zone is how a bare day is stored by many, and is none.
    """
    try:
        found = datetime.fromisoformat(str(written or "").strip())
    except ValueError:
        return None
    is_bare = found.tzinfo is None and found.time() == time()
    return None if is_bare else found.replace(second=0, microsecond=0)


def agree(gold: datetime, found: datetime | None) -> bool:
    """Say whether *found* is the minute of *gold*.

    Where *gold* has a zone it is the same instant; where it has none, the same time by
    the clock, in whichever zone *found* is.
    """
    if found is None:
        return False
    if gold.tzinfo is None:
        return gold == found.replace(tzinfo=None)
    # Offsets of seconds are those of local mean time: no publisher's.
    return found.tzinfo is not None and gold.astimezone(UTC) == found.astimezone(UTC)
