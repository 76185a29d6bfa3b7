"""Reads a corpus back: a folder with its manifest, or one file."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from newscrawl.corpus import lines, manifest
from newscrawl.corpus.exporting import FORMATS, FormatError, form_of, parquet
from newscrawl.corpus.selection import Record
from newscrawl.schema import build

_DAMAGED = (csv.Error, *lines.DAMAGED)


class CorpusError(Exception):
    """A corpus that cannot be read; says where and why."""


def files(path: Path) -> list[Path]:
    """Return the files of the corpus at *path*.

    Raises CorpusError for what is none, ManifestError for a folder without manifest.
    """
    if path.is_dir():
        return [path / file["path"] for file in manifest.load(path)["files"]]
    if not path.is_file():
        raise CorpusError(f"there is nothing at {path}")
    if form_of(path) is None:
        known = ", ".join(f".{form}" for form in FORMATS)
        raise CorpusError(f"{path} is no corpus by its name: a folder, or {known}")
    return [path]


def records(path: Path) -> Iterator[Record]:
    """Yield the records of the file at *path*. Raises CorpusError or OSError."""
    try:
        yield from _records(path)
    except (*_DAMAGED, ValueError, EOFError, KeyError, FormatError) as error:
        raise CorpusError(f"{path} cannot be read: {error}") from error


def _records(path: Path) -> Iterator[Record]:
    form = form_of(path)
    if form == "parquet":
        yield from parquet().read(path)
    elif form == "csv":
        yield from _cells(path)
    else:
        with lines.opened(path) as stream:
            for number, line in enumerate(stream, 1):
                yield _record(line, number)


def _record(line: bytes, number: int) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is no JSON ({error})") from error
    if not isinstance(record, dict):
        raise ValueError(f"line {number} is no record")
    return record


def _cells(path: Path) -> Iterator[Record]:
    kinds = {name: _kind(asked) for name, asked in build()["properties"].items()}
    # A text may be longer than the 128 KiB that are read by default.
    csv.field_size_limit(1 << 30)
    with closing(TextIOWrapper(path.open("rb"), "utf-8", newline="")) as stream:
        reader = csv.DictReader(stream, strict=True)
        if "url" not in (reader.fieldnames or ()):
            raise ValueError("it has no column url")
        for row in reader:
            yield {name: _value(kinds.get(name), cell) for name, cell in row.items()}


def _kind(asked: dict[str, Any]) -> tuple[str, bool]:
    """Return what kind of value a field holds, and whether it may be null."""
    kinds = asked.get("type", ["string", "null"])  # values that are listed
    kinds = [kinds] if isinstance(kinds, str) else kinds
    (kind,) = set(kinds) - {"null"}
    return kind, "null" in kinds


def _value(kind: tuple[str, bool] | None, cell: str) -> Any:
    name, is_nullable = kind or ("string", True)
    if not cell and is_nullable:
        return None
    if name in ("array", "integer", "number"):
        return json.loads(cell)
    return cell
