"""Dates as pages write them, true and not."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import LONDON
from newscrawl.newspaper.story import Story

_FUTURE = 2087


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment, or what a page that is mistaken prints in its stead."""

    moment: datetime
    fault: Literal["", "impossible", "future"] = ""

    @property
    def _parts(self) -> tuple[int, int, int]:
        local = self.local
        if self.fault == "impossible":
            return local.year, 2, 30
        if self.fault == "future":
            return _FUTURE, local.month, min(local.day, 28)
        return local.year, local.month, local.day

    @property
    def local(self) -> datetime:
        """The moment by the clocks of London."""
        return self.moment.astimezone(LONDON)

    @property
    def iso(self) -> str:
        """As WordPress writes it: 2022-02-01T10:30:12+00:00."""
        year, month, day = self._parts
        time = self.local.isoformat(timespec="seconds")[len("2022-02-01") :]
        return f"{year}-{month:02}-{day:02}{time}"

    @property
    def naive(self) -> str:
        """To the minute, without a zone: 2022-02-01T10:30."""
        return self.iso[:16]

    @property
    def words(self) -> str:
        """As Americans and WordPress do: February 1, 2022."""
        year, month, day = self._parts
        return f"{words.MONTHS[month - 1]} {day}, {year}"

    @property
    def british(self) -> str:
        """As Britons do: 1st February 2022."""
        year, month, day = self._parts
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
        ending = "th" if 10 < day < 14 else ending
        return f"{day}{ending} {words.MONTHS[month - 1]} {year}"

    @property
    def timed(self) -> str:
        """To the minute, with the zone: Tue 1 Feb 2022, 10:30 GMT."""
        year, month, day = self._parts
        name = words.MONTHS[month - 1][:3]
        return f"{self.local:%a} {day} {name} {year}, {self.local:%H:%M %Z}"

    def utc(self, precision: str) -> str | None:
        """Return the record's form of it; None where it is no true date."""
        if self.fault:
            return None
        if precision == "day":
            return f"{self.local:%Y-%m-%d}T00:00:00Z"
        seconds = "%S" if precision == "second" else "00"
        return self.moment.astimezone(UTC).strftime(f"%Y-%m-%dT%H:%M:{seconds}Z")


def published(story: Story) -> Stamp | None:
    """Return what the page of *story* prints as its date."""
    match story.quirk:
        case "undated":
            return None
        case "impossible":
            return Stamp(story.published, "impossible")
        case "future":
            return Stamp(story.published, "future")
    return Stamp(story.published)


def modified(story: Story) -> Stamp | None:
    """Return when *story* was changed."""
    return Stamp(story.modified) if story.modified else None
