"""Crawls that keep pages, and what readers of WARC find in their files."""

import json
import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator as OtherIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.crawling import ROOT, Crawl, crawl
from tests.processes import run

KEEP = "NEWSCRAWL_WARC=1"
SITE = "asianlite"

Lines = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Record:
    """What a reader finds in a record."""

    kind: str
    url: str
    status: str
    body: bytes
    headers: dict[str, str]


def keep(folder: Path, start: str, *settings: str, **arguments: str) -> Crawl:
    """Return a crawl of *start* that keeps pages."""
    output = "extra.jsonl"
    settings = (KEEP, *settings)
    return crawl(folder, start, output=output, settings=settings, **arguments)


def command(folder: Path, *words: str) -> tuple[int, str]:
    """Return the exit code of a command over the corpus, and what it printed."""
    corpus = f"NEWSCRAWL_CORPUS={folder / 'corpus'}"
    done = run(*words, "-s", corpus, cwd=ROOT)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def reread(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code of `scrapy reread`, and what it found."""
    code, text = command(folder, "reread", SITE, "--json", *words)
    found: dict[str, Any] = json.loads(text)
    return code, found


def home(folder: Path) -> Path:
    return folder / "corpus" / SITE


def files(folder: Path) -> list[Path]:
    return sorted((home(folder) / "pages").glob("*.warc.gz"))


def stored(folder: Path) -> Lines:
    lines = (home(folder) / "articles.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(home(folder) / "archive.sqlite")
    try:
        rows = connection.execute(query).fetchall()
        connection.commit()
        return rows
    finally:
        connection.close()


def check(folder: Path) -> None:
    """Have `warcio check` look at every file."""
    found = files(folder)
    assert found
    asked = Namespace(inputs=list(map(str, found)), verbose=False)
    assert Checker(asked).process_all() == 0


def by_warcio(path: Path, offset: int = 0) -> Iterator[Record]:
    """Yield the records of a file from *offset* on."""
    with path.open("rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file):
            headers = dict(record.rec_headers.headers)
            http = record.http_headers
            yield Record(
                record.rec_type,
                headers.get("WARC-Target-URI", ""),
                http.get_statuscode() if http and record.rec_type != "request" else "",
                record.raw_stream.read(),
                headers,
            )


def by_fastwarc(path: Path) -> Iterator[Record]:
    """Yield the records of a file as another reader finds them."""
    with path.open("rb") as file:
        for record in OtherIterator(file, parse_http=True):
            http = record.http_headers
            yield Record(
                record.headers["WARC-Type"],
                record.headers.get("WARC-Target-URI") or "",
                str(http.status_code or "") if http else "",
                record.reader.read(),
                dict(record.headers),
            )


def records(folder: Path) -> list[Record]:
    return [record for path in files(folder) for record in by_warcio(path)]


def page_of(folder: Path, article: dict[str, Any]) -> Record:
    """Return the record that *article* names."""
    path = home(folder) / article["warc_file"]
    return next(by_warcio(path, article["warc_offset"]))
