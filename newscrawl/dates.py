"""One date as written, read for certain or not at all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from newscrawl import datelines, months
from newscrawl.article import Precision
from newscrawl.text import collapse

MONTHS = {
    name[:size]: number
    for number, name in enumerate(months.MONTHS, start=1)
    for size in {3, 4, len(name)}
} | {"sept": 9}

# Abbreviations as newspapers of Britain, the Gulf, South Asia and America use them;
# dateparser takes IST for Israel's. Those that name two zones a reader cannot tell
# apart (CST, AST, BDT) are left out, and so are not guessed.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60,
    "cest": 120, "eet": 120, "eest": 180, "msk": 180, "gst": 240, "pkt": 300,
    "ist": 330, "npt": 345, "sgt": 480, "hkt": 480, "jst": 540, "aest": 600,
    "aedt": 660, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "nzst": 720, "nzdt": 780, "acst": 570, "acdt": 630,
    "awst": 480, "kst": 540, "pht": 480, "myt": 480, "ict": 420, "wib": 420,
    "wita": 480, "wit": 540, "mez": 60, "mesz": 120, "wat": 60, "cat": 120, "eat": 180,
    "sast": 120, "trt": 180, "brt": -180, "art": -180, "cot": -300, "pet": -300,
}  # fmt: skip
"""Zone names in lower case → minutes east of Greenwich."""

# What newspapers print before a date, and need not be read.
_LEAD = re.compile(
    r"^(?:(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|created|date|dated|on|at|by)\b[\s:|-]*)+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?",
    re.IGNORECASE,
)
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[oa]\b)?\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"""
    (?P<hour>\d{1,2}) (?: [:.h](?P<minute>\d\d) (?: [:.](?P<second>\d\d) )? )?
    \s* (?P<half>[ap]\.?\s?m\b\.?)? \s* (?:hrs|hours|h)?
    \s* \(? (?P<zone>[a-z]{1,4}\b)? \s*
    (?P<offset>[+-]\s?\d{1,2}(?::?\d\d)?)? \)?
"""
_SEPARATOR = r"[\s,.|/–—-]*"
_DAYS = (
    rf"{_DAY}\s*(?:of\s+)?{_SEPARATOR}{_MONTH}{_SEPARATOR}{_YEAR}",
    rf"{_MONTH}\s*{_DAY}{_SEPARATOR}{_YEAR}",
    rf"{_YEAR}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_DAY}",
    r"(?P<year>(?:19|20)\d\d)[-/.]\s?(?P<number>\d{1,2})[-/.]\s?(?P<day>\d{1,2})\.?",
    r"(?P<one>\d{1,2})[-/.]\s?(?P<two>\d{1,2})[-/.]\s?(?P<year>(?:19|20)\d\d)",
    # With dots it is day, month and year wherever it is printed.
    r"(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?(?P<short>[0-4]\d|9\d)",
    # "12 Jan 23", unlike "12 Jan 23:15".
    rf"{_DAY}[\s.-]+{_MONTH}[\s,.'’-]+(?P<short>[0-4]\d|9\d)(?![\d:.h])",
)
_BETWEEN = r"(?:[\s,|@–—-]*(?:\b(?:at|on)\b)?[\s:|]*)"
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for day in _DAYS
    for pattern in (
        rf"^{day.replace(' ', '')}(?:{_BETWEEN.replace(' ', '')}(?!$){_TIME})?$",
        rf"^{_TIME}{_BETWEEN.replace(' ', '')}{day.replace(' ', '')}$",
    )
)
_ISO = re.compile(r"^\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d|$)")
_STANDARD = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_ISO_SECOND = re.compile(r"[T ]\d\d:?\d\d:?\d\d")
_RFC_2822 = re.compile(r"^(?:\w{3},\s*)?\d{1,2}\s\w{3}\s\d{4}\s\d\d:\d\d")
# Java's and JavaScript's way of writing a date.
_UNIX = re.compile(r"^(?:\w{3},? )?(\w{3} \d\d?) (\d\d:\d\d:\d\d) (\w{3,4}) (\d{4})$")
_SCRIPT = re.compile(r"(?<=\d{4}) \(\D+\)$")
_DIGITS = re.compile(r"^(\d{8})(\d{6})$")
_BEFORE_OFFSET = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)")
_MILLIS = re.compile(r"(?<=T\d\d:\d\d:\d\d):(?=\d{3}Z?$)")
_DAY_FIRST = re.compile(r"^(\d\d)-(\d\d)-(\d{4})T(?=\d\d:)")
_PLACE = re.compile(r"(?<=[\dZ])\[\w+/\w+\]$")
_NUMBERS = re.compile(
    r"\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d\d"
    r"|\d{1,2}[\s.-]{1,2}[^\W\d]{3,9}[\s,.'’-]{1,2}\d\d(?!\d)"
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in UTC and how precisely it was written."""

    time: datetime
    precision: Precision

    def day(self, zone: tzinfo) -> date:
        """Return the day of it in *zone*; a bare day is that day everywhere."""
        if self.precision == "day":
            return self.time.date()
        return self.time.astimezone(zone).date()

    def __str__(self) -> str:
        return self.time.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4096)
def parse(raw: str, zone: tzinfo, *, day_first: bool = True) -> Moment | None:
    """Return the moment that *raw* names; None where that is not certain.

    *zone* holds where *raw* names none; *day_first* says whether 3/6/2024 is the third
    of June. Neither "2 hours ago" nor a date without its year or day is certain.
    """
    text = raw if _STANDARD.fullmatch(raw) else _normalise(raw)
    if len(text) > _LONGEST * 2:
        return None
    readers: tuple[Callable[[], Moment | None], ...] = (
        lambda: _parse_iso(text, zone),
        lambda: _parse_rfc_2822(text),
        lambda: _parse_english(_LEAD.sub("", text), zone, day_first),
        lambda: _parse_any(text, zone, day_first),
    )
    for read in readers:
        try:
            if moment := read():
                return moment
        except (ValueError, OverflowError):  # such as 31 February
            return None
    return None


def _normalise(raw: str) -> str:
    """Return *raw* with what machines write beyond the standards set right."""
    text = _BEFORE_OFFSET.sub("", _PLACE.sub("", _SCRIPT.sub("", collapse(raw))))
    text = _DAY_FIRST.sub(r"\3-\2-\1T", _MILLIS.sub(".", text))
    return _UNIX.sub(r"\1 \4 \2 \3", _DIGITS.sub(r"\1T\2", text))


def _parse_iso(text: str, zone: tzinfo) -> Moment | None:
    if not _ISO.match(text):
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2022-02-01"):
        return Moment(time.replace(tzinfo=UTC), "day")
    precision: Precision = "second" if _ISO_SECOND.search(text) else "minute"
    return Moment(_to_utc(time, zone), precision)


def _parse_rfc_2822(text: str) -> Moment | None:
    # https://www.rfc-editor.org/rfc/rfc2822#section-3.3, as in RSS and HTTP headers.
    if not _RFC_2822.match(text) or not re.search(
        r"(?:[+-]\d{4}|\b(?:GMT|UTC?|Z))$", text
    ):
        return None
    time = parsedate_to_datetime(text)
    precision: Precision = "second" if text.count(":") > 1 else "minute"
    return Moment(_to_utc(time, UTC), precision)


def _to_utc(time: datetime, zone: tzinfo) -> datetime:
    aware = time if time.tzinfo else time.replace(tzinfo=zone)
    return aware.astimezone(UTC).replace(microsecond=0)


def _parse_english(text: str, zone: tzinfo, day_first: bool) -> Moment | None:
    text = _WEEKDAY.sub("", text).strip(" ,|-–—")
    for shape in _SHAPES:
        if found := shape.match(text):
            return _build(found.groupdict(), zone, day_first)
    return None


def _build(
    found: dict[str, str | None], zone: tzinfo, day_first: bool
) -> Moment | None:
    if not (day := _day(found, day_first)):
        return None
    bare = Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), "day")
    if not (hour := found.get("hour")):
        return bare
    if not found["minute"] and not found["half"]:
        return None  # "1 February 2022, 10" is a date and a stray number
    written = _zone(found, zone)
    if written is None:
        return bare  # the day is certain, the time of an unknown zone is not
    time = datetime(
        *(day.year, day.month, day.day),
        *(_hour(int(hour), found["half"]), int(found["minute"] or 0)),
        int(found["second"] or 0),
        tzinfo=written,
    )
    return Moment(time.astimezone(UTC), "second" if found["second"] else "minute")


def _day(found: dict[str, str | None], day_first: bool) -> date | None:
    if short := found.get("short"):
        found = {**found, "year": ("19" if short > "49" else "20") + short}
    year = int(found["year"] or 0)
    if found.get("one"):
        one, two = int(found["one"] or 0), int(found["two"] or 0)
        # 25/12 and 12/25 can each be read one way only, whatever the site's habit.
        month, day = (two, one) if (day_first and two <= 12) or one > 12 else (one, two)
        return date(year, month, day)
    name = found.get("month")
    month = MONTHS.get((name or "").lower(), 0) if name else int(found["number"] or 0)
    return date(year, month, int(found["day"] or 0)) if month else None


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"no hour of a half day: {hour}")
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _zone(found: dict[str, str | None], zone: tzinfo) -> tzinfo | None:
    name, offset = found["zone"], found["offset"]
    if name and name.lower() not in ZONES:
        return None
    if offset:
        sign, digits = offset[0], offset[1:].strip().replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, 0)
        span = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-span if sign == "-" else span)
    return timezone(timedelta(minutes=ZONES[name.lower()])) if name else zone


def _parse_any(text: str, zone: tzinfo, day_first: bool) -> Moment | None:
    """Read a date whose words are of any language."""
    if len(text) > _LONGEST or not _NUMBERS.search(text):
        return None
    english = months.translate(datelines.strip_lead(text))
    return _parse_english(english, zone, day_first)


def find(text: str, zone: tzinfo, *, day_first: bool = True) -> Iterator[str]:
    """Yield what in *text*, a line of a page, is a date as a whole or in a part.

    The parts are what commas, bars, dots and the words of a byline set apart.
    """
    if not _NUMBERS.search(text):
        return
    text = _LEAD.sub("", text.strip())
    pieces = (
        *(text, *re.split(r"\s+[|•·●–—]\s+|\s+/\s+|\n", text), *_find_days(text)),
        text.rpartition(", ")[2],
    )
    for piece in dict.fromkeys(piece.strip(" ,;") for piece in pieces):
        if len(piece) <= _LONGEST and parse(piece, zone, day_first=day_first):
            yield piece


_NAME = r"(?:d[’'])?[^\W\d_][^\s\d.,/|:;()·•–—+]{1,13}\.?"
_OF = r"(?:\s?(?:of|de|del|di|do|da|den)\s)?"
_DAY_OF = r"\d{1,2}(?:st|nd|rd|th|er|[ºª°o]|\.)?"
_FOUND_DAY = re.compile(
    rf"(?<![\w.:/-])(?:{_DAY_OF}{_OF}\s*{_NAME}(?:/{_NAME})?,?{_OF}\s*(?:19|20|2[45])\d\d"
    rf"|{_NAME}\s+{_DAY_OF},?\s+(?:19|20)\d\d"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d\d|\d\d\.\d\d\.\d\d(?!\d)"
    r"|(?:19|20)\d\d[./-]\s?\d{1,2}[./-]\s?\d{1,2}"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    rf"|(?:19|20)\d\d\.?\s+{_NAME}\s+\d{{1,2}}\.?)(?![\d/])"
    r"(?:\s?\([^\W\d]{1,3}\))?"
    # and its time, where one follows
    r"(?:г\.|г|,)?(?:[\s,|–—-]*"
    r"(?:at|um|à|alle|a las|às|kl\.?|klo|о|в|오전|오후|午前|午後|上午|下午)?\s*"
    r"\d{1,2}[:.h時时시]\d\d(?::\d\d)?(?!\d)[分분]?"
    r"(?:\s?[ap]\.?\s?m\b\.?)?(?:\s?(?:Uhr|[A-Z]{3,4})\b)?)?"
)


def _find_days(text: str) -> Iterator[str]:
    return (found[0] for found in _FOUND_DAY.finditer(text))


def find_opening(text: str, zone: tzinfo, *, day_first: bool = True) -> str | None:
    """Return the date that *text*, a paragraph, opens with as agencies' texts do."""
    found = _FOUND_DAY.search(text[: 2 * _LONGEST])
    if not found or not datelines.is_opening(
        text[: found.start()], text[found.end() :]
    ):
        return None
    return found[0] if parse(found[0], zone, day_first=day_first) else None


_LOOKS_WRITTEN = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d+\s+(?:minute|hour|day|week)s?\s+ago)",
    re.IGNORECASE,
)


def looks_written(text: str) -> bool:
    """Say whether *text*, a short line, is meant as a date, readable or not."""
    return len(text) <= _LONGEST and _LOOKS_WRITTEN.search(text) is not None


def has_date(text: str, zone: tzinfo, *, day_first: bool = True) -> bool:
    """Say whether *text*, a short line, is meant as a date, or has one to be read."""
    return looks_written(text) or any(find(text, zone, day_first=day_first))


def looks_dated(text: str) -> bool:
    """Say whether a date stands somewhere in *text*, a line of a page."""
    return len(text) <= 2 * _LONGEST and _LOOKS_WRITTEN.search(text) is not None


_AROUND = re.compile(r"\s+(?:by|in)\s+|\s*[|•·●]\s*|\s+\d+\s*min", re.IGNORECASE)


def strip_lead(text: str) -> str:
    """Return the date that *text* holds, without the words of the line around it."""
    parts = _AROUND.split(_LEAD.sub("", text.strip()))
    return next(filter(_LOOKS_WRITTEN.search, parts), parts[0])
