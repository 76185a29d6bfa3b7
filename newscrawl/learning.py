"""What a newspaper's own site tells of the newspaper: zone, language, title."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from w3lib.url import add_or_replace_parameters

from newscrawl import masthead, titles, urls
from newscrawl.document import Document
from newscrawl.language import identify
from newscrawl.site import is_language
from newscrawl.text import clean

Offset = tuple[datetime, timedelta]
"""A time as it is written on a page, and how far it says to be from UTC."""

FIELDS = "name,timezone_string,gmt_offset"
"""What is asked for at the root of the REST API of WordPress:
https://developer.wordpress.org/rest-api/reference/settings/"""

_RELATION = "https://api.w.org/"
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?([+-]\d\d):?(\d\d)$"
)
_DATES = ("datePublished", "dateModified", "dateCreated", "uploadDate")
_MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the REST API of WordPress tells of its site."""

    title: str | None = None
    zone: str | None = None
    """Its zone, by name or in hours from UTC, which is how it prints times."""


def api(document: Document) -> str | None:
    """Return the root of the REST API that a page of the site declares."""
    found = map(document.absolute, document.links(_RELATION))
    return next(filter(None, found), None)


def question(document: Document, hosts: frozenset[str]) -> str | None:
    """Return where the API is asked what it tells, if it is of these *hosts*."""
    root = api(document)
    if not root or not urls.within(root, hosts):
        return None
    return add_or_replace_parameters(root, {"_fields": FIELDS})


def told(body: bytes) -> Told:
    """Return what *body*, the answer at the root of the API, tells."""
    try:
        root = json.loads(body)
    except ValueError:
        return Told()
    if not isinstance(root, dict):
        return Told()
    names = (root.get(name) for name in ("timezone_string", "gmt_offset"))
    zone = next((str(name) for name in names if name not in (None, "")), None)
    return Told(clean(str(root.get("name") or "")) or None, zone)


def language(document: Document) -> str | None:
    """Return the language of the page by its words, or else as it declares it."""
    declared = next(filter(is_language, _declared(document)), None)
    text = "\n".join(block.text for block in document.blocks)[:_MOST_TEXT]
    return identify(text, declared).tag


def _declared(document: Document) -> Iterator[str]:
    yield document.language or ""
    for name in ("og:locale", "content-language", "language"):
        for value in document.meta.get(name, ()):
            yield value.replace("_", "-")


def name(document: Document, others: Iterable[str] = ()) -> str | None:
    """Return the name of the newspaper, as far as it is certain.

    One of its pages declares it; or it stands in the title of that page and in
    *others*, those of more pages; or in that title, as the host has it.
    """
    own = document.title
    return (
        next(masthead.declared(document), None)
        or titles.shared((own, *others))
        or next(filter(masthead.find(document).names, titles.ends(own)), None)
    )


def title(document: Document) -> str | None:
    """Return the name of the newspaper, or else the title of its front page."""
    return name(document) or document.title or None


def offsets(document: Document) -> list[Offset]:
    """Return the times on the page that say how far they are from UTC.

    A "Z" says in which form a time is kept, and not where.
    """
    found = (_TIME.match(text.strip()) for text in dict.fromkeys(_times(document)))
    return [offset for each in found if each and (offset := _offset(each))]


def _times(document: Document) -> Iterator[str]:
    yield from document.values("time[datetime]", "datetime")
    for name, values in document.meta.items():
        if "time" in name or "date" in name:
            yield from values
    for thing in document.things:
        yield from (str(thing[name]) for name in _DATES if thing.get(name))


def _offset(found: re.Match[str]) -> Offset | None:
    sign = -1 if found[2].startswith("-") else 1
    away = timedelta(hours=int(found[2][1:]), minutes=int(found[3])) * sign
    try:
        time = datetime.fromisoformat(found[1])
        return time.replace(tzinfo=timezone(away)), away
    except ValueError:  # the 31st of February
        return None
