"""CSV: a header, and a line a record; lists are JSON."""

import csv
import json
from pathlib import Path

from newscrawl.corpus.selection import Row


class CsvWriter:
    """Writes rows to the file at *path*."""

    def __init__(self, path: Path, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._file = path.open("w", encoding="utf-8", newline="")
        # The usual ending, or a lone carriage return would not be quoted.
        self._writer = csv.writer(self._file)
        self._writer.writerow(fields)

    def write(self, row: Row) -> None:
        """Write *row*."""
        self._writer.writerow(_cell(row.record[name]) for name in self._fields)

    def close(self) -> None:
        """Write what is left."""
        self._file.close()


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
