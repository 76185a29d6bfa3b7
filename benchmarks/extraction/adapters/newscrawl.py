"""newscrawl, by its generic rules only.

Expected texts begin with the standfirst where a page has one, so it is put before the
text, which leaves it out. The date is as written, in the zone it was written in. What
is written in UTC is a moment, and readers of a newspaper saw it by the clock of its
country: it is given in that zone where the host or the language tells it, else as the
day that the address gives, where that is a day off at most.
"""

import re
from datetime import datetime, time, timedelta
from typing import Any

from newscrawl import dates, stamps, urls, zones
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

PAGE, SITE = ArticlePage(), Site()
_A_DAY = timedelta(days=1)
_UTC = re.compile(r"(?:\dZ|[+-]00:?00|\b(?:GMT|UTC))$")


def read(body: bytes, url: str) -> dict[str, Any]:
    document = Document.from_bytes(body, url, "utf-8")
    article = Reading(document, PAGE, SITE).article("any")
    return {
        "title": article.title,
        "date": _date(document, article.published_raw),
        "authors": article.authors,
        "text": _text(article),
        "tags": article.tags,
    }


def _text(article: Article) -> str:
    text, standfirst = article.text, article.standfirst or ""
    if standfirst in text[: len(standfirst) + 200]:
        return text
    return f"{standfirst}\n\n{text}"


def _date(document: Document, raw: str | None) -> str | None:
    moment = dates.parse(raw, SITE.zone, day_first=SITE.day_first) if raw else None
    if raw is None or moment is None:
        return None
    if moment.precision == "day":
        return moment.time.date().isoformat()
    if _UTC.search(raw):
        return _by_clock(document, moment.time)
    try:
        return datetime.fromisoformat(raw.strip()).isoformat()
    except ValueError:
        return moment.time.isoformat()


def _by_clock(document: Document, moment: datetime) -> str:
    """Return *moment*, which is of UTC, as readers of the newspaper saw it."""
    if moment.time() == time():  # how a bare day is stored by many
        return moment.isoformat()
    if zone := zones.guess(urls.host(document.url), document.language, ()):
        return moment.astimezone(zone).isoformat()
    for raw in stamps.in_address(document.url):
        told = dates.parse(raw, SITE.zone, day_first=SITE.day_first)
        if told and timedelta() < abs(told.time.date() - moment.date()) <= _A_DAY:
            return told.time.date().isoformat()
    return moment.isoformat()
