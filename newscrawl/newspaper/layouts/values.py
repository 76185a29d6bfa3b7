"""Plain values that layouts are told and tell."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newscrawl.newspaper.stamps import Stamp

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the menu or the front page."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A date as a page writes it, and where it does best."""

    raw: str | None = None
    time: str | None = None
    source: str | None = None
    precision: str | None = None


def section_name(name: str) -> str:
    """Return the name of a section without the "-" used for sorting."""
    return name.removeprefix("-")


def written(stamp: Stamp | None, raw: str, source: str, precision: str) -> Written:
    """Return *stamp* as written in the words *raw*."""
    return Written(raw, stamp.utc(precision), source, precision) if stamp else Written()


def count_words(text: str) -> int:
    """Return how many of the words of *text* hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def day(year: int, month: int, number: int) -> datetime:
    """Return when a day begins in UTC."""
    return datetime(year, month, number, tzinfo=UTC)
