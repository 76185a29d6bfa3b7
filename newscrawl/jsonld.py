"""JSON-LD: what a page declares of itself in its scripts."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from newscrawl.text import clean

Thing = dict[str, Any]
"""An object of JSON-LD, as parsed."""

# https://schema.org/Article and below, and what newspapers use beside them.
ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting LiveBlogPosting OpinionNewsArticle"
    " AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle"
    " ReportageNewsArticle ReviewNewsArticle SocialMediaPosting Report"
    " SatiricalArticle ScholarlyArticle TechArticle AdvertiserContentArticle".split()
)
LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})

# What scripts were once wrapped in, to hide them from browsers or from XML parsers.
_OPENINGS = ("//", "/*", "<!--", "<![CDATA[", "*/")
_CLOSINGS = ("*/", "]]>", "-->", "/*", "//", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TYPE = re.compile(r'"@type"\s*:\s*"(\w+)"')
_STRING = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|inLanguage|url)"'
    r'\s*:\s*"((?:[^"\\]|\\.)*)"'
)


def read(scripts: Iterable[str]) -> list[Thing]:
    """Return every object of *scripts*, graphs and lists laid flat, in page order."""
    return [thing for script in scripts for thing in _flatten(_load(script))]


def _load(script: str) -> Any:
    text = _unwrap(script)
    for candidate in (text, _TRAILING_COMMA.sub("", text)):
        try:
            # strict=False: raw newlines inside strings are the commonest fault.
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvage(text)


def _unwrap(script: str) -> str:
    text = script.strip()
    for opening in _OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return text


def _salvage(text: str) -> Thing:
    """Return the plain fields of an article whose JSON is beyond repair."""
    if not ARTICLE_TYPES.intersection(_TYPE.findall(text)):
        return {}
    thing: Thing = {"@type": "NewsArticle"}
    for name, value in _STRING.findall(text):
        thing.setdefault(name, value.replace('\\"', '"').replace("\\/", "/"))
    return thing


def _flatten(value: Any) -> Iterator[Thing]:
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item)
    elif isinstance(value, dict):
        if value:
            yield value
        yield from _flatten(value.get("@graph"))
        for name in ("mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(name), dict):
                yield from _flatten(value[name])


def types(thing: Thing) -> frozenset[str]:
    """Return the types of *thing*, without the prefix of their vocabulary."""
    names = thing.get("@type")
    listed = names if isinstance(names, list) else [names]
    return frozenset(
        name.rpartition("/")[2] for name in listed if isinstance(name, str)
    )


def articles(things: Iterable[Thing]) -> list[Thing]:
    """Return those of *things* that are articles."""
    return [thing for thing in things if types(thing) & ARTICLE_TYPES]


def strings(value: Any, things: Iterable[Thing] = ()) -> list[str]:
    """Return the texts or names of *value*; *things* resolve references by `@id`."""
    if isinstance(value, list):
        return [text for item in value for text in strings(item, things)]
    if isinstance(value, dict):
        name = value.get("name")
        if name is None and "@id" in value:
            name = _resolve(value["@id"], things)
        return strings(name, things) if not isinstance(name, dict) else []
    return [text] if isinstance(value, str) and (text := clean(value)) else []


def _resolve(identity: Any, things: Iterable[Thing]) -> Any:
    found = (thing for thing in things if thing.get("@id") == identity)
    return next((thing["name"] for thing in found if "name" in thing), None)
