"""Reads a corpus back: a folder with its manifest, or one file."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from newscrawl.corpus import lines, manifest
from newscrawl.corpus.formats import ENDINGS, FormatError, form_of, parquet
from newscrawl.corpus.manifest import CorpusError, Manifest, Remark
from newscrawl.corpus.selection import Record
from newscrawl.corpus.shape import properties

_DAMAGED = (csv.Error, *lines.DAMAGED)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that somebody handed on."""

    path: Path
    listed: Manifest | None
    """What the manifest of a folder says; a file has none."""

    @property
    def files(self) -> list[Path]:
        """The files that hold its records."""
        if self.listed is None:
            return [self.path]
        return [self.path / file.path for file in self.listed.files]

    def check(self) -> list[Remark]:
        """Return what is to be said of its files. Raises CorpusError."""
        if self.listed is None:
            return []
        try:
            return list(manifest.check(self.path, self.listed))
        except OSError as error:
            raise CorpusError(f"{self.path} cannot be read: {_why(error)}") from error

    def records(self) -> Iterator[Record]:
        """Yield its records. Raises CorpusError."""
        for path in self.files:
            yield from records(path)


def open_corpus(path: Path) -> Corpus:
    """Return the corpus at *path*. Raises CorpusError for what is none."""
    try:
        if path.is_dir():
            return Corpus(path, manifest.load(path))
        if not path.is_file():
            raise CorpusError(f"there is nothing at {path}")
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {_why(error)}") from error
    if form_of(path) is None:
        raise CorpusError(f"{path} is no corpus by its name: a folder, or {ENDINGS}")
    return Corpus(path, None)


def records(path: Path) -> Iterator[Record]:
    """Yield the records of the file at *path*. Raises CorpusError."""
    try:
        if path.stat().st_size:  # nothing holds nothing, in any format
            yield from _records(path)
    except (*_DAMAGED, ValueError, EOFError, FormatError, OSError) as error:
        raise CorpusError(f"{path} cannot be read: {_why(error)}") from error


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _records(path: Path) -> Iterator[Record]:
    form = form_of(path)
    if form == "parquet":
        yield from parquet().read(path)
    elif form == "csv":
        yield from _rows(path)
    else:
        with lines.opened(path) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _record(line, number)


def _record(line: bytes, number: int) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"line {number} is no JSON ({error})") from error
    if not isinstance(record, dict):
        raise ValueError(f"line {number} is no record")
    return record


def _rows(path: Path) -> Iterator[Record]:
    kinds = {name: _kind(asked) for name, asked in properties().items()}
    # A text may be longer than the 128 KiB that are read by default.
    csv.field_size_limit(1 << 30)
    # What spreadsheets save begins with a byte order mark.
    with closing(TextIOWrapper(path.open("rb"), "utf-8-sig", newline="")) as stream:
        rows = csv.reader(stream, strict=True)
        names = next(rows, [])
        if "url" not in names or len(set(names)) != len(names):
            raise ValueError("its first line does not name columns, url among them")
        for cells in filter(None, rows):
            if len(cells) != len(names):
                raise ValueError(
                    f"the row that ends in line {rows.line_num} has {len(cells)} cells,"
                    f" and not {len(names)}"
                )
            record = zip(names, cells, strict=True)
            yield {name: _value(name, kinds.get(name), cell) for name, cell in record}


def _kind(asked: dict[str, Any]) -> tuple[str, bool]:
    """Return what kind of value a field holds, and whether it may be null."""
    kinds = asked.get("type", ["string", "null"])  # values that are listed
    kinds = [kinds] if isinstance(kinds, str) else kinds
    (kind,) = set(kinds) - {"null"}
    return kind, "null" in kinds


def _value(name: str, kind: tuple[str, bool] | None, cell: str) -> Any:
    told, is_nullable = kind or ("string", True)
    if not cell and is_nullable:
        return None
    if told not in ("array", "integer", "number"):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{cell[:40]!r} is no {name}: {error}") from error
