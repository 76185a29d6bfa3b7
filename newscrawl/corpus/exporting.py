"""Writes a corpus: one file, or a folder that explains itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol

from newscrawl.corpus import card, manifest
from newscrawl.corpus.lines import LinesWriter
from newscrawl.corpus.manifest import Contents, File
from newscrawl.corpus.selection import Record, Row, Selection
from newscrawl.corpus.spreadsheet import CsvWriter

Format = Literal["jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")

DATA = "data"
_SPLITS = (("train",), ("train", "test"), ("train", "validation", "test"))
"""By the number of days that part them."""


class FormatError(Exception):
    """A format that cannot be written here; says what is missing."""


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


def parquet() -> Any:
    """Return the module for Parquet. Raises FormatError without pyarrow."""
    try:
        return import_module("newscrawl.corpus.parquet")
    except ImportError as error:
        raise FormatError(
            "Parquet needs pyarrow, which is not installed: pip install"
            " 'newscrawl[parquet]', or choose another format, such as jsonl.gz"
        ) from error


def form_of(path: Path) -> Format | None:
    """Return the format that the name of *path* says; None of a folder."""
    names = (form for form in FORMATS if path.name.endswith(f".{form}"))
    return next(names, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a corpus is laid out."""

    form: Format
    fields: tuple[str, ...]
    shards: Literal["", "year"] | int = ""
    """Files by year of publication, or of so many bytes of JSON at most."""
    splits: tuple[date, ...] = ()
    """Days of publication on which the next split begins; none, one or two."""

    def split(self, record: Record) -> str:
        """Return the split of *record*; without a date it is of the first."""
        names = _SPLITS[len(self.splits)]
        day = (record["published"] or "")[:10]
        place = sum(day >= begin.isoformat() for begin in self.splits)
        return names[place]


def write_file(path: Path, rows: Iterable[Row], plan: Plan) -> Contents:
    """Write *rows* to the file at *path*; return what they are."""
    return _write(rows, open_writer(path, plan.form, plan.fields))


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
) -> Contents:
    """Write *rows* to *folder*, with manifest and card; return what they are.

    *describe* tells what the card says of them.
    """
    shards = Shards(folder, plan)
    contents, files = _write(rows, shards), shards.files()
    about = describe(contents, files)
    text = manifest.dumps(files, contents, about.asked, about.generator)
    (folder / manifest.NAME).write_text(text, "utf-8")
    (folder / manifest.CARD).write_text(card.render(about), "utf-8")
    return contents


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
        order = _SPLITS[len(self._plan.splits)]
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
