"""What is true of a newspaper as a whole."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta, timezone, tzinfo
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newscrawl import urls

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
"""https://www.rfc-editor.org/rfc/rfc5646#section-2.1, in the shape that pages use."""
_UNITED_STATES = frozenset(
    f"America/{city}"
    for city in "New_York Chicago Denver Los_Angeles Phoenix Detroit Boise".split()
) | {"America/Anchorage", "Pacific/Honolulu"}
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d):?(\d\d)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A newspaper: what its pages leave unsaid since every reader of it knows."""

    zone: tzinfo = UTC
    """Zone of times that are written without one."""
    language: str | None = None
    """BCP 47 tag of the language, for pages that do not tell."""
    founded: date = field(default=date(1990, 1, 1))
    """The day of the first issue: no date before it is believed."""
    day_first: bool = True
    """Whether 3/6/2024 is the third of June."""
    sections: tuple[str, ...] = ()
    """Names of the sections as the menu prints them."""


def described(zone: tzinfo | None, language: str | None) -> Site:
    """Return the newspaper of which this is known; UTC stands for no zone."""
    known = zone or UTC
    return Site(zone=known, language=language, day_first=is_day_first(language, known))


def section_name(text: str) -> str:
    """Return the name of a section without the leading "-" used for sorting."""
    return text.strip().removeprefix("-").strip()


@lru_cache(maxsize=1024)  # the same menu stands on every page
def section_key(text: str) -> str:
    """Return the name of a section as its address spells it: "UK News" → "uk-news"."""
    words = "".join(c if c.isalnum() else " " for c in section_name(text).casefold())
    return "-".join(words.split())


def site_name(url: str) -> str:
    """Return the name of the newspaper at *url*: its host, "paper.example".

    It names files as well; a port that is not the usual one stands behind "_", which
    no host has. Raises ValueError for what is no web address.
    """
    parts = urlsplit(urls.canonical(url))
    host = urls.host(parts.geturl()).replace(":", "-")
    return f"{host}_{parts.port}" if parts.port else host


def home(name: str) -> str:
    """Return where the newspaper *name*, as `site_name` makes it, most likely is."""
    host, _, port = name.partition("_")
    scheme = "http" if urls.is_local(host) else "https"
    return f"{scheme}://{host}:{port}/" if port else f"{scheme}://{host}/"


def zone(text: str) -> tzinfo | None:
    """Return the zone that *text* names: "Asia/Kolkata", "UTC", "+05:30"."""
    if found := _OFFSET.match(text):
        sign = -1 if found[1] == "-" else 1
        hours, minutes = int(found[2]), int(found[3])
        if hours > 14 or minutes > 59:
            return None
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    try:
        return UTC if text == "UTC" else ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # unknown; no name at all; a folder
        return None


def is_language(text: str) -> bool:
    """Say whether *text* has the shape of a language tag."""
    return _LANGUAGE.match(text) is not None


def zone_name(zone: tzinfo) -> str:
    """Return the name by which `zone` knows *zone*."""
    return str(zone)


def is_day_first(language: str | None, zone: tzinfo) -> bool:
    """Say whether 3/6/2024 is the third of June where *language* is read.

    Of the countries with a newspaper press only the United States put the month first.
    """
    name, _, rest = (language or "").partition("-")
    if name != "en":
        return True
    is_told = "US" in rest.upper().split("-")
    return not (is_told or (not rest and zone_name(zone) in _UNITED_STATES))
