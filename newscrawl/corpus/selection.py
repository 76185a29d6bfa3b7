"""Which articles of which archives make a corpus, and in which order."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Literal, NamedTuple

from newscrawl.archive.opening import moment
from newscrawl.archive.records import complete
from newscrawl.asked import published_day
from newscrawl.corpus.repeats import Repeats
from newscrawl.site import section_key, section_name

Record = dict[str, Any]

ADDRESS_FIELDS = (
    "site", "url", "published", "published_precision", "content_hash", "fetched",
    "revision", "duplicate_of", "duplicate_kind", "cluster", "reserved",
)  # fmt: skip
"""What is left of a record where its words may not be passed on."""

_REVISIONS = """
    FROM articles
    JOIN revisions AS latest ON latest.article = articles.id AND latest.revision =
        (SELECT max(revision) FROM revisions WHERE article = articles.id)
    JOIN revisions AS taken ON taken.article = articles.id
"""
"""Each revision, with the latest one of its article."""
_TAKEN = {"latest": "WHERE taken.id = latest.id", "all": ""}


class Source(NamedTuple):
    """An archive that articles are taken from."""

    site: str
    path: str
    zone: tzinfo
    """Where its days begin and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is taken of each archive; by default all, each article as it is now."""

    since: date | None = None
    until: date | None = None
    sections: tuple[str, ...] = ()
    language: str | None = None
    """A language tag; `en` takes `en-GB` as well."""
    fields: tuple[str, ...] = ()
    """The fields of a record, in this order; none means all."""
    revisions: Literal["latest", "all"] = "latest"
    duplicates: Literal["mark", "drop"] = "mark"
    respect: tuple[str, ...] = ()
    """The reservations whose articles are left out."""

    def holds(self, record: Record, zone: tzinfo) -> bool:
        """Say whether *record* is taken by its values; its days are those in *zone*."""
        return (
            self._is_of_days(record, zone)
            and self._is_of_sections(record)
            and self._is_of_language(record)
        )

    def leaves_out(self, reserved: list[str]) -> bool:
        """Say whether any of what is *reserved* is respected."""
        return not set(self.respect).isdisjoint(reserved)

    def _is_of_days(self, record: Record, zone: tzinfo) -> bool:
        if not (self.since or self.until):
            return True
        published, precision = record["published"], record["published_precision"]
        day = published_day(published, precision, zone)
        return day is not None and ((self.since or day) <= day <= (self.until or day))

    def _is_of_sections(self, record: Record) -> bool:
        wanted = set(map(section_key, self.sections))
        return not wanted or not wanted.isdisjoint(map(section_key, record["sections"]))

    def _is_of_language(self, record: Record) -> bool:
        if self.language is None:
            return True
        wanted, own = self.language.lower(), (record["language"] or "").lower()
        return own == wanted or own.startswith(f"{wanted}-")

    def shorten(self, record: Record) -> Record:
        """Return *record* with the fields that are wanted."""
        return {name: record[name] for name in self.fields or record}


class Row(NamedTuple):
    """One record of the corpus."""

    line: str
    """It as JSON, as its archive has it where all fields are taken."""
    record: Record
    """It with all fields, also with those that are not taken."""


def count(source: Source, selection: Selection) -> int:
    """Return how many records *source* has, before any is left out by its values."""
    query = f"SELECT count(*) {_REVISIONS} {_TAKEN[selection.revisions]}"
    with moment(source.path) as connection:
        return int(connection.execute(query).fetchone()[0])


def sections(source: Source) -> dict[str, str]:
    """Return the sections that articles of *source* are of, by what they are asked by.

    Raises ArchiveError or sqlite3.Error.
    """
    with moment(source.path) as connection:
        found = connection.execute(
            "SELECT DISTINCT value FROM revisions, json_each(record, '$.sections')"
            " ORDER BY value"
        )
        return {section_key(name): section_name(name) for (name,) in found}


def rows(
    sources: Sequence[Source],
    selection: Selection,
    leave_out: Callable[[Record], None] = lambda record: None,
) -> Iterator[Row]:
    """Yield the records of *sources* that are taken.

    *leave_out* is given those that would be, were their reservations not respected.

    In the order of the sources, then by the time of publication that the latest
    revision of the article has, those without one last, then by address, then by
    revision. Raises ArchiveError or sqlite3.Error.
    """
    with Repeats() as repeats:
        for source in sources:
            with moment(source.path) as connection:
                for row in _rows(connection, selection, source.zone, leave_out):
                    if selection.duplicates != "drop" or not repeats.add(row.record):
                        yield row


def _rows(
    connection: sqlite3.Connection,
    selection: Selection,
    zone: tzinfo,
    leave_out: Callable[[Record], None],
) -> Iterator[Row]:
    for line, reserved in _lines(connection, selection):
        stored = json.loads(line)
        record = complete(stored)
        if not selection.holds(record, zone):
            continue
        if selection.leaves_out(json.loads(reserved or "[]")):
            leave_out(record)
        else:
            is_whole = record is stored and not selection.fields
            yield Row(line if is_whole else _dumps(record, selection), record)


def _dumps(record: Record, selection: Selection) -> str:
    return json.dumps(selection.shorten(record), ensure_ascii=False)


def _lines(
    connection: sqlite3.Connection, selection: Selection
) -> Iterator[tuple[str, str | None]]:
    """Yield records, each with what its article reserves by now; both are JSON."""
    # Only the numbers are sorted: the records would not fit into memory, and SQLite
    # would write them to its temporary files.
    numbers = connection.execute(
        "SELECT taken.id, json_extract(latest.record, '$.reserved')"
        f" {_REVISIONS} {_TAKEN[selection.revisions]} ORDER BY"
        " json_extract(latest.record, '$.published') NULLS LAST,"
        " articles.url, taken.revision"
    )
    for number, reserved in numbers:
        row = connection.execute("SELECT record FROM revisions WHERE id = ?", (number,))
        yield row.fetchone()[0], reserved
