"""Whether an article is of what was asked for."""

from datetime import UTC, date, tzinfo

from newscrawl import dates
from newscrawl.arguments import Arguments
from newscrawl.dates import Moment
from newscrawl.site import section_key


def published_day(
    published: str | None, precision: str | None, zone: tzinfo
) -> date | None:
    """Return the day of *published*, a time of the record, in *zone*."""
    moment = dates.parse(published, UTC) if published else None
    if moment and precision == "day":
        moment = Moment(moment.time, "day")
    return moment.day(zone) if moment else None


def is_of_days(day: date | None, asked: Arguments) -> bool:
    """Say whether *day* was asked for; one that is not known may have been."""
    if day is None:
        return True
    return (asked.since or day) <= day <= (asked.until or day)


def is_of_sections(sections: list[str], asked: Arguments) -> bool:
    """Say whether one of *sections* was asked for; where there is none it may be."""
    keys = set(map(section_key, sections))
    return not asked.sections or not keys or bool(keys & asked.sections)


def is_left_alone(reserved: list[str], asked: Arguments) -> bool:
    """Say whether what an article reserves is respected."""
    return not asked.respect.isdisjoint(reserved)
