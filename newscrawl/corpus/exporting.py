"""Writes a corpus: one file, or a folder that explains itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from newscrawl.corpus import card, manifest
from newscrawl.corpus.formats import Format, parquet
from newscrawl.corpus.lines import LinesWriter
from newscrawl.corpus.manifest import DATA, Contents, File
from newscrawl.corpus.selection import Record, Row, Selection
from newscrawl.corpus.spreadsheet import CsvWriter

_SPLITS: tuple[tuple[str, ...], ...] = (
    ("train",),
    ("train", "test"),
    ("train", "validation", "test"),
)
"""By the number of days that part them."""


class Writer(Protocol):
    """Writes rows to a file."""

    def write(self, row: Row) -> None:
        """Write *row*."""

    def close(self) -> None:
        """Write what is left."""


def open_writer(path: Path, form: Format, fields: tuple[str, ...]) -> Writer:
    """Return what writes *fields* to *path*. Raises FormatError."""
    if form == "csv":
        return CsvWriter(path, fields)
    if form == "parquet":
        writer: Writer = parquet().ParquetWriter(path, fields)
        return writer
    return LinesWriter(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a corpus is laid out."""

    form: Format
    fields: tuple[str, ...]
    shards: Literal["", "year"] | int = ""
    """Files by year of publication, or of so many bytes of JSON at most."""
    splits: tuple[date, ...] = ()
    """Days of publication on which the next split begins; none, one or two."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the splits, in their order."""
        return _SPLITS[len(self.splits)]

    def split(self, record: Record) -> str:
        """Return the split of *record*; without a date it is of the first."""
        day: str = (record["published"] or "")[:10]
        place = sum(day >= begin.isoformat() for begin in self.splits)
        return self.names[place]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    contents: Contents
    empty: tuple[str, ...] = ()
    """The splits that no record is of: they have no file."""


def write_file(path: Path, rows: Iterable[Row], plan: Plan) -> Written:
    """Write *rows* to the file at *path*."""
    return Written(_write(rows, open_writer(path, plan.form, plan.fields)))


def _write(rows: Iterable[Row], writer: Writer) -> Contents:
    contents = Contents()
    try:
        for row in rows:
            writer.write(row)
            contents.add(row.record)
    finally:
        writer.close()
    return contents


def write_folder(
    folder: Path,
    rows: Iterable[Row],
    plan: Plan,
    describe: Callable[[Contents, list[File]], card.Description],
) -> Written:
    """Write *rows* to *folder*, with manifest and card.

    *describe* tells what the card says of them.
    """
    shards = Shards(folder, plan)
    contents, files = _write(rows, shards), shards.files()
    about = describe(contents, files)
    path = folder / manifest.CARD
    path.write_text(card.render(about), "utf-8")
    digest = manifest.digest(path)
    beside = {"asked": dict(about.asked), "zone_not_known": list(about.guessed)}
    text = manifest.dumps(files, contents, beside, about.generator, digest)
    (folder / manifest.NAME).write_text(text, "utf-8")
    # `datasets` loads no corpus that has an empty split.
    filled = {file.split for file in files}
    return Written(contents, tuple(each for each in plan.names if each not in filled))


class Shards:
    """The files of a corpus while they are written."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self._folder = folder
        self._plan = plan
        self._open: dict[str, Writer] = {}
        self._records: dict[str, int] = {}
        self._splits: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._number: dict[str, int] = {}
        (folder / DATA).mkdir()

    def write(self, row: Row) -> None:
        """Write *row* to the file that it belongs to."""
        split = self._plan.split(row.record)
        name = f"{DATA}/{self._name(split, row)}.{self._plan.form}"
        if name not in self._records:
            path = self._folder / name
            self._open[name] = open_writer(path, self._plan.form, self._plan.fields)
            self._records[name], self._splits[name] = 0, split
        self._open[name].write(row)
        self._records[name] += 1

    def _name(self, split: str, row: Row) -> str:
        shards = self._plan.shards
        if not shards:
            return split
        if shards == "year":
            return f"{split}-{(row.record['published'] or '')[:4] or 'undated'}"
        return f"{split}-{self._place(split, shards, len(row.line.encode()) + 1):05}"

    def _place(self, split: str, most: int, size: int) -> int:
        """Return the number of the shard that has room for *size* bytes more."""
        number = self._number.setdefault(split, 0)
        filled = self._size.get(split, 0)
        if filled and filled + size > most:
            number, filled = number + 1, 0
            self._number[split] = number
            self._finish(split, number - 1)
        self._size[split] = filled + size
        return number

    def _finish(self, split: str, number: int) -> None:
        name = f"{DATA}/{split}-{number:05}.{self._plan.form}"
        self._open.pop(name).close()

    def close(self) -> None:
        """Write what is left."""
        while self._open:
            self._open.popitem()[1].close()

    def files(self) -> list[File]:
        """Return the files that were written, by split and name."""
        order = self._plan.names
        names = sorted(self._records, key=lambda n: (order.index(self._splits[n]), n))
        return [self._file(name) for name in names]

    def _file(self, name: str) -> File:
        path = self._folder / name
        size, digest = path.stat().st_size, manifest.digest(path)
        return File(name, self._splits[name], self._records[name], size, digest)


def asked(selection: Selection, plan: Plan) -> dict[str, Any]:
    """Return what was asked for, as the manifest tells it: nothing that is usual."""
    given = {
        "since": selection.since and selection.since.isoformat(),
        "until": selection.until and selection.until.isoformat(),
        "sections": list(selection.sections),
        "language": selection.language,
        "fields": list(selection.fields),
        "revisions": selection.revisions if selection.revisions == "all" else None,
        "duplicates": selection.duplicates if selection.duplicates == "drop" else None,
        "respect": list(selection.respect),
        "shards": plan.shards,
        "split_at": [day.isoformat() for day in plan.splits],
    }
    return {name: value for name, value in given.items() if value}
