"""Who wrote an article: the people of its byline, each by name."""

import re
from collections.abc import Iterator
from typing import Any

from newscrawl import bylines, jsonld, marks, names
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.masthead import Masthead
from newscrawl.names import Credits
from newscrawl.rules import Rules, every
from newscrawl.text import fold

_META = (
    *("author", "parsely-author", "sailthru.author", "byl", "article:author"),
    *("dc.creator", "dcterms.creator", "citation_author", "og:article:author"),
    *("cxenseparse:author", "shareaholic:article_author_name", "vr:author"),
)
# https://developer.yoast.com/features/social/twitter-cards: in the site's language.
_LABEL, _VALUE = "twitter:label1", "twitter:data1"
_ACCOUNT = re.compile(r"([^\W\d_]{2,})[._]([^\W\d_]{2,})")
_LABELS = frozenset(
    "written by|verfasst von|écrit par|escrito por|scritto da|geschreven door"
    "|skrevet af|skriven av|skrevet av|napisane przez|est. reading time".split("|")
)


def find(
    document: Document, rules: Rules, header: Header, masthead: Masthead
) -> list[str]:
    """Return the byline, a name each.

    People that are shown beside the headline go before those that the page declares;
    agencies, newsrooms and the site itself count where no person is named.
    """
    if stated := every(document, rules):
        found = names.read(stated, masthead.names)
        return found.people + found.accounts + found.bodies
    led = bylines.led(document, header, masthead)
    declared = names.read(_of_things(document), masthead.names)
    tagged = names.read(_of_meta(document), masthead.names)
    stated = declared.people or tagged.people
    if led.people:
        return _fuller(led.people, stated) or led.people
    if stated and all(map(names.is_full, stated)):
        return stated
    marked = marks.find(document)
    shown = bylines.marked(document, header, masthead, marked)
    if shown.people:
        return _fuller(shown.people, stated) or stated or shown.people
    everywhere = bylines.anywhere(document, masthead, marked)
    return (
        stated
        or bylines.at_end(document, header, masthead, marked).people
        or everywhere.people
        or _spelt(_no_person(declared, shown, tagged, everywhere), header)
    )


def _spelt(accounts: list[str], header: Header) -> list[str]:
    """Return *accounts*, each in full where the text prints the name it is made of."""
    texts = [block.text for block in (*header.body.blocks, *header.body.closing)]
    return [_printed(account, texts) or account for account in accounts]


def _printed(account: str, texts: list[str]) -> str | None:
    """Return the name in *texts* that *account* is made of: "mina.farrow"."""
    parts = _ACCOUNT.fullmatch(account)
    if parts is None:
        return None
    first, last = parts.groups()
    name = re.compile(rf"\b{first}(?: [^\W\d_]\.)? {last}\b", re.IGNORECASE)
    found = (match[0] for text in texts for match in name.finditer(text))
    return next(filter(names.is_full, found), None)


def _no_person(
    declared: Credits, shown: Credits, tagged: Credits, everywhere: Credits
) -> list[str]:
    """Return whom else the page credits: an account, the site, an agency."""
    ranked = (declared, shown, tagged, everywhere)
    accounts = (found.accounts for found in ranked if found.accounts)
    bodies = declared.bodies or shown.bodies or everywhere.bodies
    return next(accounts, bodies)


def _fuller(shown: list[str], stated: list[str]) -> list[str]:
    """Return the fuller of two lists of the same people; none where they differ."""
    these, those = map(_words, (shown, stated))
    if not these & those:
        return []
    return stated if these <= those else shown


def _words(some: list[str]) -> set[str]:
    return {word for name in some for word in fold(name).split()}


def _of_things(document: Document) -> Iterator[str]:
    for name in ("author", "creator"):
        found = list(_named(document.article.get(name), document))
        yield from found
        if found:
            return


def _named(value: Any, document: Document) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _named(item, document)
    elif isinstance(value, dict) and "name" not in value and "familyName" in value:
        parts = (value.get("givenName"), value["familyName"])
        yield " ".join(part for part in parts if isinstance(part, str))
    else:
        yield from jsonld.strings(value, document.things)


def _of_meta(document: Document) -> Iterator[str]:
    for name in _META:
        values = [v for v in document.meta.get(name, ()) if "://" not in v]
        if values:
            yield from values
            return
    label = document.meta.get(_LABEL, [""])[0].lower()
    if label in _LABELS:
        yield from document.meta.get(_VALUE, ())
