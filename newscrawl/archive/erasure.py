"""Takes the pages of what is forgotten out of the files that keep them."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from newscrawl import urls
from newscrawl.archive.archive import Archive
from newscrawl.archive.findings import Watch
from newscrawl.archive.forgetting import Subject
from newscrawl.archive.values import page_key
from newscrawl.warc import erasing
from newscrawl.warc.kept import FOLDER
from newscrawl.warc.members import header
from newscrawl.warc.mending import files

_PLACES = """
    SELECT DISTINCT json_extract(record, '$.warc_file'),
        json_extract(record, '$.warc_offset') FROM revisions
    WHERE article = ? AND json_extract(record, '$.warc_file') IS NOT NULL
"""


def erase(archive: Archive, watch: Watch) -> Iterator[tuple[Path, int]]:
    """Take the pages of what is forgotten out of their files.

    Yield each file that held any, with how many records it were. Raises OSError where
    one cannot be written; it is then as it was.
    """
    folder = Path(archive.path).with_name(FOLDER)
    found, doomed = files(folder), Doomed(archive.connection)
    for path in watch(found, "files of pages", len(found)):
        members = erasing.find(path, doomed.holds)
        if members:
            erasing.erase(path, members, archive.now())
            archive.begin()
            for member in members:
                archive.kept.drop(path.name, member.start)
            archive.commit()
            yield path, len(members)


class Doomed:
    """The addresses of what is to be kept out, further pages of articles among them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT key FROM forgotten UNION SELECT key FROM pages"
            " WHERE state = 'forgotten'"
        )
        self._keys = {key for (key,) in rows}

    def holds(self, url: str) -> bool:
        """Say whether the page of *url* is to be kept out."""
        try:
            part = urls.part(urls.canonical(url))
            return page_key(url) in self._keys or bool(
                part and page_key(part[0]) in self._keys
            )
        except ValueError:  # the record of a file about itself has none
            return False


def places(archive: Archive, subjects: Iterable[Subject]) -> set[tuple[str, int]]:
    """Return where what the articles of *subjects* were read from is kept."""
    numbers = [number for subject in subjects for number in subject.articles]
    return {
        place
        for number in numbers
        for place in archive.connection.execute(_PLACES, (number,))
    }


def left(archive: Archive, places: Iterable[tuple[str, int]]) -> set[Path]:
    """Return the files that still hold what was at *places*.

    That is the answer of a road, which told of other articles as well.
    """
    folder = Path(archive.path).parent
    found = ((folder / file, offset) for file, offset in places)
    return {
        path
        for path, offset in found
        if path.exists() and header(path, offset).get("warc-type") == "response"
    }
