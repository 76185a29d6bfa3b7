"""A crawl set beside the truth: what is missing, strange, twice or wrong."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Any
from urllib.parse import unquote

from tests.wordpress.scoring import f1
from tests.wordpress.truth import Record

EQUAL = (
    "title",
    "standfirst",
    "credit",
    "authors",
    "section",
    "sections",
    "tags",
    "published",
    "published_precision",
    "reading_minutes",
    "language",
    "images",
    "previous_url",
    "next_url",
    "also_read",
    "related",
)
"""Fields that must be as in the truth."""


def addresses(records: Sequence[Record]) -> list[str]:
    """The records' addresses, in the form they are compared in."""
    return [unquote(record["url"]) for record in records]


def expected(truth: Sequence[Record]) -> list[Record]:
    """The lines of truth that are articles."""
    return [line for line in truth if line.get("expected", True)]


def strays(truth: Sequence[Record], records: Sequence[Record]) -> dict[str, list[str]]:
    """Addresses found but not expected, expected but not found, and found twice."""
    wanted = set(addresses(expected(truth)))
    found = Counter(addresses(records))
    reasons = {unquote(line["url"]): line.get("why") for line in truth}
    return {
        "missing": sorted(wanted - found.keys()),
        "strange": [f"{u} ({reasons.get(u)})" for u in sorted(found.keys() - wanted)],
        "twice": sorted(url for url, times in found.items() if times > 1),
    }


def wrong(truth: Sequence[Record], records: Sequence[Record]) -> list[str]:
    """A line for every field that differs: where, which, wanted, found."""
    return [
        f"{url} {field}: wanted {want.get(field)!r}, found {have.get(field)!r}"
        for url, want, have in pairs(truth, records)
        for field in EQUAL
        if plain(want.get(field)) != plain(have.get(field))
    ]


def wrong_numbers(truth: Sequence[Record], records: Sequence[Record]) -> list[str]:
    """Addresses whose post number is neither right nor left open."""
    return [
        url
        for url, want, have in pairs(truth, records)
        if have["post_id"] not in (None, want["post_id"])
    ]


def body_scores(truth: Sequence[Record], records: Sequence[Record]) -> dict[str, float]:
    """The 4-gram F1 of each body."""
    return {
        url: f1(want["text"], have["text"]) for url, want, have in pairs(truth, records)
    }


def mean(scores: dict[str, float]) -> float:
    """Their mean; 0 for none."""
    return fmean(scores.values()) if scores else 0.0


def pairs(
    truth: Sequence[Record], records: Sequence[Record]
) -> list[tuple[str, Record, Record]]:
    """Each expected article with what was found of it."""
    found = dict(zip(addresses(records), records, strict=True))
    articles = expected(truth)
    return [
        (url, line, found[url])
        for url, line in zip(addresses(articles), articles, strict=True)
        if url in found
    ]


def plain(value: Any) -> Any:
    """The value with addresses unescaped: %E0 and %e0 are the same."""
    if isinstance(value, str):
        return unquote(value) if value.startswith("http") else value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value
