"""What the stored articles are: by month, section, date, length, and one by one."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_LATEST = """
    SELECT record, articles.gone IS NOT NULL FROM articles
    JOIN revisions ON revisions.article = articles.id
    WHERE revision = (SELECT max(revision) FROM revisions AS other
        WHERE other.article = articles.id)
"""


class Entry(NamedTuple):
    """An article as a list shows it."""

    url: str
    title: str
    published: str | None
    precision: str | None
    section: str | None
    words: int
    revision: int
    original: str | None
    """Address of the article whose text it repeats."""
    is_gone: bool


@dataclass(slots=True)
class Inventory:
    """The articles as they are now: the latest revision of each."""

    entries: list[Entry] = field(default_factory=list)
    """All of them, the newest first; at the end those without a date."""
    sections: Counter[str | None] = field(default_factory=Counter)
    dates: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    """By source and precision of `published`."""
    minutes: Counter[int | None] = field(default_factory=Counter)
    """By the reading time that the page states."""
    languages: Counter[str | None] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    """In how many records each field holds anything."""


def read_inventory(connection: sqlite3.Connection) -> Inventory:
    """Return the inventory of the archive to which *connection* leads."""
    found = Inventory()
    for record, is_gone in _records(connection):
        found.entries.append(_entry(record, is_gone=is_gone))
        found.sections[record["section"]] += 1
        found.dates[_proof(record)] += 1
        found.minutes[record["reading_minutes"]] += 1
        found.languages[record["language"]] += 1
        found.filled.update(name for name, value in record.items() if value)
    found.entries.sort(key=lambda entry: entry.published or "", reverse=True)
    return found


def _records(connection: sqlite3.Connection) -> Iterator[tuple[dict[str, Any], bool]]:
    for text, is_gone in connection.execute(_LATEST):
        yield json.loads(text), bool(is_gone)


def _proof(record: dict[str, Any]) -> tuple[str | None, str | None]:
    if not record["published"]:
        return None, None
    return record["published_source"], record["published_precision"]


def _entry(record: dict[str, Any], *, is_gone: bool) -> Entry:
    return Entry(
        url=record["url"],
        title=record["title"],
        published=record["published"],
        precision=record["published_precision"],
        section=record["section"],
        words=record["word_count"],
        revision=record["revision"],
        original=record["duplicate_of"],
        is_gone=is_gone,
    )
