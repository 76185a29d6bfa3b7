"""What a page and the headers it came with say of how it may be used."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newscrawl import jsonld, tree
from newscrawl.article import Right
from newscrawl.document import Document
from newscrawl.rights import AI_AGENTS, directives
from newscrawl.text import collapse
from newscrawl.usage import SIGNALS

Header = tuple[str, str]
"""A name and a value."""

_TDM = ("tdm-reservation", "tdm-policy")
_LICENCES = ("dcterms.license", "dc.license", "dcterms:license", "dc.rights.license")
"""https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#license"""

# Whom a meta tag of directives is for, beside `robots`, which is everyone.
_SEARCHERS = ("googlebot", "googlebot-news", "bingbot", "msnbot", "slurp")
_ADDRESSEES = ("newscrawl", *_SEARCHERS, *(agent.lower() for agent in AI_AGENTS))

# https://www.rfc-editor.org/rfc/rfc8288#section-3, as far as it is used.
_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s,;"]+))?)*)')
_LICENSED = '[rel~="license" i]'
_REL = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s,;"]+))', re.IGNORECASE)


def of_headers(headers: Iterable[Header], *, is_page: bool = True) -> list[Right]:
    """Return what the *headers* of an answer say.

    Where it is no page, but tells of many, what it says to robots is of the answer
    alone: WordPress does not want the answers of its API to be listed.
    """
    return [
        Right(signal=signal, value=value, source="header")
        for signal, value in _of_headers(headers, is_page=is_page)
        if value
    ]


def _of_headers(headers: Iterable[Header], *, is_page: bool) -> Iterator[Header]:
    signals = {signal.lower(): signal for signal in (*_TDM, *SIGNALS)}
    for given, text in headers:
        name, value = given.lower(), text.strip()
        if name in signals:
            yield signals[name], value
        elif name == "x-robots-tag" and is_page and any(directives(value)):
            yield "robots", value
        elif name == "link":
            for target, parameters in _LINK.findall(value):
                rel = _REL.search(parameters)
                if rel and "license" in (rel[1] or rel[2]).lower().split():
                    yield "licence", target.strip()


def of_page(document: Document) -> list[Right]:
    """Return what a page says, each statement once."""
    found = (*_of_meta(document), *_of_links(document), *_of_jsonld(document))
    return list(dict.fromkeys(found))


def _of_links(document: Document) -> Iterator[Right]:
    for node in document.select(f"link{_LICENSED}, a{_LICENSED}"):
        href = (tree.attributes(node).get("href") or "").strip()
        # What stands under a picture is the licence of the picture.
        if href and "figure" not in map(tree.tag, tree.around(node)):
            yield Right(signal="licence", value=href, source="link")


def _of_meta(document: Document) -> Iterator[Right]:
    for name, values in document.meta.items():
        for value in values:
            if signal := _signal(name, value):
                is_of_one = signal == "robots" != name
                said = f"{name}: {value}" if is_of_one else value
                yield Right(signal=signal, value=said, source="meta")
    for value in document.items("isAccessibleForFree"):
        yield Right(signal="isAccessibleForFree", value=value, source="meta")


def _signal(name: str, value: str) -> str | None:
    if name in _TDM:
        return name
    if name in _LICENCES:
        return "licence"
    is_of_robots = name == "robots" or name in _ADDRESSEES
    return "robots" if is_of_robots and any(directives(value)) else None


def _of_jsonld(document: Document) -> Iterator[Right]:
    for thing in document.own:
        for signal, value in _stated(thing):
            yield Right(signal=signal, value=value, source="jsonld")


def _stated(thing: jsonld.Thing) -> Iterator[tuple[str, str]]:
    given = {
        "licence": _addresses(thing.get("license")),
        "usageInfo": _addresses(thing.get("usageInfo")),
        "copyrightNotice": jsonld.strings(thing.get("copyrightNotice")),
        "isAccessibleForFree": _answers(thing),
    }
    for signal, values in given.items():
        yield from ((signal, value) for value in values if value)


def _answers(thing: jsonld.Thing) -> Iterator[str]:
    """Yield whether *thing* is free, and whether its parts are."""
    for part in (thing, *_parts(thing)):
        value = part.get("isAccessibleForFree")
        if isinstance(value, bool | str):
            yield collapse(str(value))


def _addresses(value: Any) -> Iterator[str]:
    """Yield the addresses, or else the words, that a property has as its value."""
    for each in value if isinstance(value, list) else [value]:
        names = ("url", "@id", "name")
        given = map(each.get, names) if isinstance(each, dict) else [each]
        yield from [collapse(text) for text in given if isinstance(text, str)][:1]


def _parts(thing: jsonld.Thing) -> Iterator[jsonld.Thing]:
    """Yield the parts of an article, as those behind a paywall are described."""
    parts = thing.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict):
            yield part
