"""Parquet, by pyarrow: the extra `newscrawl[parquet]`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from newscrawl.corpus.selection import Record, Row
from newscrawl.corpus.shape import properties

_GROUP = 4096
"""Records that are written together; so many are in memory."""

_TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
}


def arrow_schema(fields: tuple[str, ...]) -> Any:
    """Return the columns of *fields*, as the schema of the record has them."""
    parts = properties()
    return pyarrow.schema([(name, _type(parts[name])) for name in fields])


def _type(asked: dict[str, Any]) -> Any:
    if asked.get("format") == "date-time":
        return pyarrow.timestamp("ms", "UTC")
    kinds = asked.get("type", "string")  # values that are listed are strings
    (kind,) = {kinds} if isinstance(kinds, str) else set(kinds) - {"null"}
    if kind == "array":
        return pyarrow.list_(_type(asked["items"]))
    if kind == "object":
        parts = asked["properties"].items()
        return pyarrow.struct([(name, _type(part)) for name, part in parts])
    return _TYPES[kind]


class ParquetWriter:
    """Writes rows to the file at *path*."""

    def __init__(self, path: Path, fields: tuple[str, ...]) -> None:
        self._schema = arrow_schema(fields)
        self._times = tuple(
            field.name
            for field in self._schema
            if pyarrow.types.is_timestamp(field.type)
        )
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Record] = []

    def write(self, row: Row) -> None:
        """Write *row*, when enough are together."""
        self._rows.append(row.record)
        if len(self._rows) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = [
            [self._value(name, record[name]) for record in self._rows]
            for name in self._schema.names
        ]
        arrays = map(pyarrow.array, columns, self._schema.types)
        batch = pyarrow.record_batch(list(arrays), schema=self._schema)
        self._writer.write_batch(batch)
        self._rows.clear()

    def _value(self, name: str, value: Any) -> Any:
        is_time = name in self._times and value is not None
        return datetime.fromisoformat(value) if is_time else value

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._flush()
        self._writer.close()


def read(path: Path) -> Iterator[Record]:
    """Yield the records of the file at *path*. Raises ValueError or OSError."""
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_GROUP):
                for record in batch.to_pylist():
                    yield {name: _written(value) for name, value in record.items()}
    except pyarrow.ArrowException as error:  # not all are errors of values
        raise ValueError(str(error)) from error


def _written(value: Any) -> Any:
    is_time = isinstance(value, datetime)
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if is_time else value
