"""When a page says that its article was published and changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from newscrawl import dates, header, jsonld, printed, stamps
from newscrawl.article import DateSource
from newscrawl.dates import Moment
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.rules import Rules, every
from newscrawl.site import Site

_OFFSET = re.compile(r"[+-](?!00:?00)\d\d:?\d\d$")
_A_DAY = timedelta(days=1)
# The beginning of Unix time, which a machine writes for no time at all.
_NOTHING = frozenset({date(1969, 12, 31), date(1970, 1, 1)})


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, and where."""

    raw: str | None = None
    source: DateSource | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A date as written, and the moment it names."""

    written: Written
    moment: Moment

    @property
    def day(self) -> date:
        """The day of it, in UTC where it has a time."""
        return self.moment.time.date()

    @property
    def has_time(self) -> bool:
        """Whether a time of day is written."""
        return self.moment.precision != "day"

    @property
    def has_offset(self) -> bool:
        """Whether it is written by a clock that is not that of UTC."""
        return _OFFSET.search(self.written.raw or "") is not None


def find(document: Document, rules: Rules, top: Header, site: Site) -> Written:
    """Return the first date that can be read, by trust in its source.

    A later one is returned where two that agree outvote the first, or where it names
    the same time more closely. Where none can be read, the first that is written.
    """
    unread = Written()
    for candidates in (
        _of_rules(document, rules),
        _declared(document, top),
        _seen(document, top, site),
    ):
        for candidate in candidates:
            if moment := _moment(candidate.raw, site):
                found = Found(candidate, moment)
                return _weigh(found, _read(candidates, site), top, site).written
            unread = unread if unread.raw else candidate
    return unread


def find_modified(
    document: Document, rules: Rules, top: Header, site: Site
) -> str | None:
    """Return the date of the last change as written, if it can be read."""
    candidates = _modified(document, rules, top, site)
    return next((raw for raw in candidates if _moment(raw, site)), None)


def _modified(
    document: Document, rules: Rules, top: Header, site: Site
) -> Iterator[str | None]:
    yield from every(document, rules)
    yield from jsonld.strings(document.article.get("dateModified"))
    yield from stamps.metas(document, stamps.MODIFIED_META)
    yield from document.values("meta[itemprop~=dateModified]", "content")
    yield from stamps.modified(stamps.times(document))
    yield header.updated(top, site.zone, day_first=site.day_first)
    yield from printed.updated(document, top, site)


def _moment(raw: str | None, site: Site) -> Moment | None:
    moment = dates.parse(raw, site.zone, day_first=site.day_first) if raw else None
    return moment if moment and moment.time.date() not in _NOTHING else None


def _read(candidates: Iterable[Written], site: Site) -> Iterator[Found]:
    for candidate in candidates:
        if moment := _moment(candidate.raw, site):
            yield Found(candidate, moment)


def _weigh(found: Found, others: Iterator[Found], top: Header, site: Site) -> Found:
    """Return *found*, or that of *others* which is more certain or tells more."""
    if found.written.source not in ("jsonld", "meta"):
        return found if found.has_time else _tell_more(found, others)
    declared = list(others)
    if any(other.day != found.day for other in declared):
        found = _outvote(found, declared, top, site)
    return found if found.has_offset else _tell_more(found, iter(declared))


def _outvote(found: Found, others: list[Found], top: Header, site: Site) -> Found:
    """Return that of *others* whose day is printed as well, else *found*."""
    shown = header.date(top, site.zone, day_first=site.day_first)
    seen = _moment(shown, site)
    if seen is None or abs(seen.time - found.moment.time) <= _A_DAY:
        return found
    day = seen.time.date()
    return next((other for other in others if other.day == day), found)


def _tell_more(found: Found, others: Iterator[Found]) -> Found:
    """Return that of *others* which tells the time, or the offset, of the same date."""
    for other in others:
        if other.written.source == "url":
            break  # what comes behind is sought where nothing else tells
        if found.has_time:
            if other.moment == found.moment and other.has_offset:
                return other
        elif other.has_time and other.day == found.day:
            return other
    return found


def _each(source: DateSource, raws: Iterable[str | None]) -> Iterator[Written]:
    return (Written(raw, source) for raw in raws if raw)


def _of_rules(document: Document, rules: Rules) -> Iterator[Written]:
    return _each("visible", every(document, rules))


def _declared(document: Document, top: Header) -> Iterator[Written]:
    """Yield what says that it is the date of publication."""
    times = stamps.times(document)
    named = "meta[itemprop~=datePublished]"
    yield from _each("jsonld", jsonld.strings(document.article.get("datePublished")))
    yield from _each("meta", stamps.metas(document, stamps.PUBLISHED_META))
    yield from _each("meta", document.values(named, "content"))
    yield from _each("time", stamps.published(times))
    yield from _each("time", stamps.beside(times, top))


def _seen(document: Document, top: Header, site: Site) -> Iterator[Written]:
    """Yield what a reader takes for it, and what is called a date, or made one."""
    shown = header.date(top, site.zone, day_first=site.day_first)
    times, own = stamps.times(document), printed.home(document, top)
    yield from _each("visible", stamps.values(document, "[itemprop~=datePublished]"))
    yield from _each("visible", stamps.attributed(document))
    yield from _each("visible", [shown])
    yield from _each("meta", stamps.metas(document, stamps.DATED_META))
    yield from _each("jsonld", stamps.of_things(document))
    yield from _each("url", stamps.in_address(document.url))
    yield from _each("visible", printed.opening(top, site))
    yield from _each("visible", printed.beside(document, top, site))
    yield from _each("time", stamps.anywhere(document, times, own))
    yield from _each("visible", printed.named(document, top, site))
    yield from _each("visible", printed.worded(document, top, site))
    yield from _each("visible", printed.entitled(document, site))
    # The only date that readers see beside the headline is that of the page to them.
    changed = header.updated(top, site.zone, day_first=site.day_first)
    yield from _each("visible", [changed])
