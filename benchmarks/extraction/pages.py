"""A folder of saved pages and what a careful person says is on them."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
"""title, date, authors, text and tags; of an expected one also `with`, `without`."""


class BadFolder(Exception):
    """A folder that does not hold pages as it should."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a set, and the record that is expected of it."""

    id: str
    set: str
    url: str
    gold: Record
    path: Path

    def body(self) -> bytes:
        """Return the page as it was saved, in UTF-8.

        Raises BadFolder.
        """
        try:
            return gzip.decompress(self.path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise BadFolder(f"{self.path} cannot be read: {error}") from error


def read(folder: Path, sets: Sequence[str] = ()) -> list[Page]:
    """Return the pages of *folder*: those of *sets*, or all.

    Raises BadFolder.
    """
    pages = list(_read(folder / "gold.jsonl"))
    there = {page.set for page in pages}
    if missing := [name for name in sets if name not in there]:
        raise BadFolder(f"{folder} has no set {missing[0]}: {', '.join(sorted(there))}")
    if not pages:
        raise BadFolder(f"{folder / 'gold.jsonl'} names no page")
    return [page for page in pages if not sets or page.set in sets]


def _read(gold: Path) -> Iterator[Page]:
    try:
        lines = gold.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise BadFolder(f"{gold} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            path = gold.parent / "html" / f"{row['id']}.html.gz"
            page = Page(row["id"], row["set"], row["url"], dict(row["gold"]), path)
        except (ValueError, KeyError, TypeError) as error:
            raise BadFolder(
                f"{gold}, line {number}: not a page with id, set, url and gold"
            ) from error
        if not path.is_file():
            raise BadFolder(f"{gold}, line {number}: {path} is missing")
        yield page
