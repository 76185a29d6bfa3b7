"""How a field is found: a CSS string, or a function of the document."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from newscrawl import jsonld
from newscrawl.document import Document
from newscrawl.text import clean

Rule = str | Callable[[Document], str | None]
"""A CSS selector, closed by `::text` or `::attr(name)`, or a function.

`h1.headline::text` is the text of the first match on one line; without an ending
`::text` is meant. A function returns the value or None.
"""
Rules = tuple[Rule, ...]

_ENDING = re.compile(r"::(?:text|attr\(([\w:-]+)\))$")


@lru_cache(maxsize=1024)
def _compile(rule: str) -> tuple[str, str | None]:
    found = _ENDING.search(rule)
    return (rule[: found.start()], found[1]) if found else (rule, None)


def all_of(document: Document, rule: Rule) -> Iterator[str]:
    """Yield every value that *rule* finds, none of them empty.

    Raises BadSelector where the rule is a string and no CSS selector.
    """
    if not isinstance(rule, str):
        value = rule(document)
        if value:
            yield value
        return
    query, attribute = _compile(rule)
    found = document.values(query, attribute) if attribute else document.texts(query)
    yield from (value for raw in found if (value := clean(raw)))


def first(document: Document, rules: Iterable[Rule]) -> str | None:
    """Return the first value that any of *rules* finds, in their order."""
    return next((value for rule in rules for value in all_of(document, rule)), None)


def every(document: Document, rules: Iterable[Rule]) -> list[str]:
    """Return all values of the first of *rules* that finds any, each once."""
    for rule in rules:
        if values := list(dict.fromkeys(all_of(document, rule))):
            return values
    return []


def ld(name: str) -> Rule:
    """Return the rule that reads the field *name* of the page's JSON-LD article."""

    def read_ld(document: Document) -> str | None:
        values = jsonld.strings(document.article.get(name), document.things)
        return values[0] if values else None

    return read_ld


def meta(*names: str) -> Rule:
    """Return the rule that reads the first meta tag of *names*, in that order."""

    def read_meta(document: Document) -> str | None:
        found = (document.meta[name][0] for name in names if name in document.meta)
        return next(found, None)

    return read_meta
