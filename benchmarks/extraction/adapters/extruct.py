"""extruct: what a page declares in JSON-LD, Open Graph and microdata, and no more.

extruct returns what is declared as it stands; which of it is the record is said here.
"""

from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import extruct

SYNTAXES = ["json-ld", "microdata", "opengraph"]

Thing = dict[str, Any]


def read(body: bytes, url: str) -> dict[str, Any]:
    found = extruct.extract(
        body.decode(errors="replace"),
        base_url=url,
        syntaxes=SYNTAXES,
        errors="ignore",
        uniform=True,
    )
    graph = found.get("opengraph") or []
    declared = [found.get("json-ld"), found.get("microdata")]
    things = [thing for one in declared for thing in _things(one)]
    articles = [thing for thing in things if _is_article(thing)]
    return {
        "title": _first(articles, "headline", "name") or _first(graph, "og:title"),
        "date": _date(articles, graph, things),
        "authors": _authors(articles, graph, things),
        "text": _first(articles, "articleBody"),
        "tags": (_first(articles, "keywords") or "").split(","),
    }


def _things(found: Any) -> Iterator[Thing]:
    if isinstance(found, list):
        for one in found:
            yield from _things(one)
    elif isinstance(found, dict):
        yield found
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "blogPost"):
            yield from _things(found.get(name))


def _is_article(thing: Thing) -> bool:
    kinds = thing.get("@type") or ""
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(("Article", "Posting")) for kind in kinds)


def _first(things: Iterable[Thing], *names: str) -> str | None:
    """Return the first text under one of *names*, the earlier name first."""
    found = (thing.get(name) for name in names for thing in things)
    texts = (
        ",".join(map(str, one)) if isinstance(one, list) else one
        for one in found
        if one
    )
    return next((text for text in texts if isinstance(text, str)), None)


def _date(articles: list[Thing], graph: list[Thing], things: list[Thing]) -> str | None:
    written = (
        _first(articles, "datePublished")
        or _first(graph, "article:published_time", "og:article:published_time")
        or _first(things, "datePublished")
    )
    try:
        return parsedate_to_datetime(written or "").isoformat()
    except ValueError:
        return written


def _authors(
    articles: list[Thing], graph: list[Thing], things: list[Thing]
) -> list[str]:
    known = {thing["@id"]: thing for thing in things if "@id" in thing}
    for article in articles:
        if names := list(_names(article.get("author"), known)):
            return names
    name = _first(graph, "article:author", "og:article:author") or ""
    return [] if "://" in name else [name]


def _names(found: Any, known: dict[str, Thing]) -> Iterator[str]:
    if isinstance(found, list):
        for one in found:
            yield from _names(one, known)
    elif isinstance(found, dict):
        named = found if "name" in found else known.get(found.get("@id", ""), {})
        yield from _names(named.get("name"), {})
    elif isinstance(found, str):
        yield found
