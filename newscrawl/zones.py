"""The zone of a newspaper that nobody has described, from what is known of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

Seen = Sequence[tuple[datetime, timedelta]]
"""Moments that are written on its pages, each with the offset it is written in."""

# Country codes that the world takes for words: news.io is not on Diego Garcia.
# https://developers.google.com/search/docs/specialty/international/managing-multi-regional-sites#generic-domains
_GENERIC = frozenset(
    "ad ai as bz cc cd co dj fm gg io la me ms nu sc sr su tk to tv vc ws".split()
)
_SECOND_LEVELS = frozenset("ac co com edu gov info net news nom or org".split())
_COUNTRIES = {"uk": "gb"}
# Languages that are written in one country by all but a few newspapers, or in several
# whose clocks agree; that country.
_HOMES = dict(
    pair.split(":")
    for pair in (
        "af:za am:et az:az be:by bg:bg bs:ba ca:es cs:cz cy:gb da:dk de:de el:gr et:ee"
        " eu:es fa:ir fi:fi ga:ie gl:es gu:in he:il hi:in hr:hr hu:hu hy:am is:is it:it"
        " ja:jp ka:ge kk:kz km:kh kn:in ko:kr lo:la lt:lt lv:lv mk:mk ml:in mr:in mt:mt"
        " my:mm nb:no ne:np nl:nl nn:no no:no or:in pl:pl ro:ro si:lk sk:sk sl:si sq:al"
        " sr:rs sv:se ta:in te:in th:th tr:tr uk:ua uz:uz vi:vn"
    ).split()
)
UNTOLD = "neither its host, its language nor its dates tell"
"""Why no zone is known."""
# How the table of zones names the one that nearly all of a country keeps.
_MOST = re.compile(r"most of|\w+ \((?:mainland|peninsula)\)$")
_FIXED = re.compile(r"(?:UTC|GMT)?\s*([+-]?)(\d{1,2})(?::?([0-5]\d)|\.(\d{1,2}))?")
# Clocks are compared from this year on.
_SINCE = 2020


@dataclass(frozen=True, slots=True)
class Guess:
    """A zone and what tells it."""

    zone: tzinfo | None
    reason: str


def guess(
    host: str, language: str | None, offsets: Seen, named: str | None = None
) -> tzinfo | None:
    """Return the zone of the newspaper at *host*; None where nothing tells.

    *named* is the zone that the site itself names, as WordPress does ("Asia/Kolkata",
    "5.5"). Else the country of its host or of its language tells, where it keeps one
    clock or *offsets* leave one; else *offsets* alone, where but one clock of the
    world agrees with all of them.
    """
    return _decide(host, language, offsets, named).zone


def explain(
    host: str, language: str | None, offsets: Seen, named: str | None = None
) -> str:
    """Return in a few words why `guess` says what it says."""
    return _decide(host, language, offsets, named).reason


def _decide(host: str, language: str | None, offsets: Seen, named: str | None) -> Guess:
    if named and (zone := _named(named.strip())):
        return Guess(zone, f"the site names it: {named.strip()}")
    seen = _telling(offsets)
    for country, reason in (
        (_country_of_host(host), f"the country of {host}"),
        (_region(language), f"the country of its language, {language}"),
        (_home(language), f"where its language, {language}, is written"),
    ):
        if country and (name := _choose(_zones().get(country, ()), seen)):
            return Guess(ZoneInfo(name), reason)
    if seen and (name := _choose([(key, "") for key in sorted(_clocks())], seen)):
        return Guess(ZoneInfo(name), "the offsets of its dates")
    return Guess(None, UNTOLD)


def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # no key, none known, a folder of them
        pass
    if not (found := _FIXED.fullmatch(name)):
        return None
    sign, hours, minutes, hundredths = found.groups()
    share = float(f"0.{hundredths or 0}")
    span = timedelta(hours=int(hours) + share, minutes=int(minutes or 0))
    if span >= timedelta(hours=24):
        return None
    return timezone(-span if sign == "-" else span)


def _telling(offsets: Seen) -> Seen:
    """Return *offsets*; nothing of them where all are UTC.

    Many systems write every date in UTC, whatever clock the newspaper keeps.
    """
    return offsets if any(offset for _, offset in offsets) else ()


def _country_of_host(host: str) -> str | None:
    *labels, last = host.lower().rstrip(".").split(".")
    second = labels[-1] if len(labels) > 1 else ""
    if last in _GENERIC and second not in _SECOND_LEVELS:
        return None
    return _COUNTRIES.get(last, last) if len(last) == 2 else None


def _region(language: str | None) -> str | None:
    subtags = re.split(r"[-_]", (language or "").lower())[1:]
    return next((tag for tag in subtags if len(tag) == 2 and tag.isalpha()), None)


def _home(language: str | None) -> str | None:
    return _HOMES.get(re.split(r"[-_]", (language or "").lower())[0])


def _choose(zones: Iterable[tuple[str, str]], seen: Seen) -> str | None:
    """Return the one clock of *zones* that agrees with all that was *seen*."""
    agreeing = [(name, words) for name, words in zones if _agrees(name, seen)]
    most = [name for name, words in agreeing if _MOST.match(words)]
    names = most or [name for name, _ in agreeing]
    if len({_clock(name) for name in names}) != 1:
        return None
    return next((name for name in names if name in _clocks()), names[0])


def _agrees(name: str, seen: Seen) -> bool:
    zone = ZoneInfo(name)
    return all(_offset(time, zone) == offset for time, offset in seen)


def _offset(time: datetime, zone: tzinfo) -> timedelta | None:
    moment = time if time.tzinfo else time.replace(tzinfo=UTC)
    return moment.astimezone(zone).utcoffset()


@cache
def _clock(name: str) -> tuple[timedelta | None, ...]:
    """Return the offsets of the zone *name* at the middle of each month."""
    zone = ZoneInfo(name)
    return tuple(
        _offset(datetime(year, month, 15, 12, tzinfo=UTC), zone)
        for year in range(_SINCE, _SINCE + 6)
        for month in range(1, 13)
    )


@cache
def _zones() -> dict[str, list[tuple[str, str]]]:
    """Return the zones of each country, each with the words of the table on it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country, _, name, *words in _table("zone.tab"):
        found.setdefault(country.lower(), []).append((name, "".join(words)))
    return found


@cache
def _clocks() -> frozenset[str]:
    """Return one zone for each of the clocks that the world keeps today."""
    return frozenset(name for _, _, name, *_ in _table("zonenow.tab"))


def _table(name: str) -> list[list[str]]:
    # https://data.iana.org/time-zones/tz-link.html: tables in columns set off by tabs.
    text = (files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [line.split("\t") for line in lines]
