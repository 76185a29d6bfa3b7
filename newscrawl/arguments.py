"""What a crawl is asked for: the `-a` arguments, read and checked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from newscrawl import urls
from newscrawl.lead import ROADS
from newscrawl.rights import RESERVATIONS
from newscrawl.site import Site, is_language, section_key, section_name
from newscrawl.site import zone as zone_of

_NAMES = ("start", "roads", "sections", "since", "until", "limit", "sweep", "respect")
# An address may hold a comma of its own.
_BETWEEN = re.compile(r"[\s,]+(?=https?://)|\s+")
LEARNT = ("zone", "language")
"""What may be said of a newspaper that has no spider of its own."""
_APART = ("limit", "sweep", *LEARNT)
_SWEEPS = ("new", "full")


class ArgumentError(ValueError):
    """A spider argument is unknown or wrong; the message says what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What a crawl is asked for."""

    start: tuple[str, ...] = ()
    """Addresses to begin at; none means those of the site."""
    roads: frozenset[str] = frozenset(ROADS)
    sections: frozenset[str] = frozenset()
    """Keys of the sections asked for; none means all."""
    since: date | None = None
    """First day of publication, in the site's zone."""
    until: date | None = None
    """Last day of publication."""
    limit: int | None = None
    """How many articles at most."""
    sweep: str = "new"
    """`new` asks for what is new or due; `full` for all again."""
    respect: frozenset[str] = frozenset()
    """The reservations whose articles are not stored."""
    zone: str | None = None
    """The newspaper's zone, where the site is not to be asked."""
    language: str | None = None
    """Its language, likewise."""

    @property
    def job(self) -> dict[str, Any]:
        """What tells which pages are asked for together, as JSON takes it.

        How many are asked for at a time, and whether again, makes no difference, nor
        what is said of the newspaper.
        """
        given = self.given
        return {name: given[name] for name in given if name not in _APART}

    @property
    def scope(self) -> str:
        """What the crawl is asked for, in one form, as JSON."""
        given = self.given
        for name in ("sweep", *LEARNT):
            given.pop(name, None)
        return json.dumps(given, sort_keys=True)

    @property
    def given(self) -> dict[str, Any]:
        """The arguments that differ from their defaults, as JSON takes them."""
        return {
            one.name: _plain(value)
            for one in fields(self)
            if (value := getattr(self, one.name)) != one.default
        }

    @classmethod
    def parse(
        cls, given: Mapping[str, str], site: Site, more: tuple[str, ...] = ()
    ) -> "Arguments":
        """Return what *given*, the arguments as typed, asks for.

        Of LEARNT those are taken that are named in *more*. Raises ArgumentError with
        one line that names the argument and what it takes.
        """
        for name in given:
            if name not in (*_NAMES, *more):
                raise ArgumentError(_unknown(name, (*_NAMES, *more)))
        sections = _sections(given.get("sections"), site)
        since, until = _day("since", given), _day("until", given)
        if since and until and since > until:
            raise ArgumentError(f"since={since} is after until={until}: nothing is")
        roads = _roads(given.get("roads"))
        if sections and "roads" not in given:
            # The other roads lead through every section to find those asked for.
            roads = frozenset({"sections"})
        return cls(
            start=_start(given.get("start")),
            roads=roads,
            sections=sections,
            since=since,
            until=until,
            limit=_limit(given.get("limit")),
            sweep=_sweep(given.get("sweep")),
            respect=_respect(given.get("respect")),
            zone=_zone(given.get("zone")),
            language=_language(given.get("language")),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | tuple):
        return sorted(value)
    return str(value) if isinstance(value, date) else value


def _sweep(value: str | None) -> str:
    if value is None:
        return "new"
    if value.strip() not in _SWEEPS:
        raise ArgumentError(
            f"sweep={value!r} is none; there are {' and '.join(_SWEEPS)}: sweep=full"
            " asks again for all that is known"
        )
    return value.strip()


def _respect(value: str | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    asked = frozenset(_words(value))
    unknown = sorted(asked.difference(RESERVATIONS))
    if unknown or not asked:
        raise ArgumentError(
            f"respect={value!r}: no reservation is called"
            f" {', '.join(unknown) or 'nothing'}; there are {', '.join(RESERVATIONS)}"
        )
    return asked


def _zone(value: str | None) -> str | None:
    if value is None:
        return None
    name = value.strip()
    if zone_of(name) is None:
        close = get_close_matches(name, available_timezones(), 1) or ["Asia/Kolkata"]
        raise ArgumentError(
            f"zone={value!r} is no time zone; write it by its name, such as"
            f" zone={close[0]}, or as zone=+05:30"
        )
    return name


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    if not is_language(value.strip()):
        raise ArgumentError(
            f"language={value!r} is no language tag; write it as language=hi or"
            " language=en-GB"
        )
    return value.strip()


def _unknown(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, 1)
    hint = f" (did you mean {close[0]}?)" if close else ""
    return f"unknown spider argument {name!r}{hint}; it takes {', '.join(known)}"


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _start(value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    addresses = tuple(filter(None, _BETWEEN.split(value.strip(", \t\n"))))
    for address in addresses:
        if not _is_address(address):
            raise ArgumentError(
                f"start={address!r} is no web address; write it whole, such as"
                f" start={_whole(address)}"
            )
    if not addresses:
        raise ArgumentError("start= names no address")
    return addresses


def _whole(address: str) -> str:
    """Return the address that may be meant, or one that shows how they are written."""
    try:
        return urls.typed(address)
    except ValueError:
        return "https://any-paper.example/"


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises ValueError for a port that is none
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and bool(re.fullmatch(r"[\w.:-]+", host))


def _roads(value: str | None) -> frozenset[str]:
    if value is None:
        return frozenset(ROADS)
    roads = frozenset(_words(value))
    unknown = sorted(roads.difference(ROADS))
    if unknown or not roads:
        raise ArgumentError(
            f"roads={value!r}: no road is called {', '.join(unknown) or 'nothing'};"
            f" there are {', '.join(ROADS)}"
        )
    return roads


def _sections(value: str | None, site: Site) -> frozenset[str]:
    if value is None:
        return frozenset()
    known = {section_key(name): section_name(name) for name in site.sections}
    asked = _words(value)
    for name in asked:
        if known and section_key(name) not in known:
            names = ", ".join(known.values())
            raise ArgumentError(f"sections={name!r} is no section; known are {names}")
    if not asked:
        raise ArgumentError("sections= names no section")
    return frozenset(map(section_key, asked))


def _day(name: str, given: Mapping[str, str]) -> date | None:
    if name not in given:
        return None
    value = given[name].strip()
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise ArgumentError(
            f"{name}={value!r} is no day; write it as {name}=2022-01-31"
        ) from None


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,12}", value.strip()) or int(value) < 1:
        raise ArgumentError(f"limit={value!r} is no number of articles from 1 up")
    return int(value)
