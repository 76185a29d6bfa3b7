"""`scrapy export --respect`, and what card, manifest and status say of rights."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.article import ADDED, Right
from newscrawl.corpus import reading
from tests.terminal.shelf import Done, Shelf, address, command, story

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SAID = [
    Right(signal="licence", value=LICENCE, source="link"),
    Right(signal="licence", value=LICENCE, source="jsonld"),
]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder whose publishers reserve some articles."""
    shelf = Shelf(tmp_path / "corpus")
    shelf.store(story(1))
    shelf.store(story(2, reserved=["tdm", "noai"]))
    shelf.store(story(3, reserved=["noindex"], rights=SAID))
    shelf.store(story(4))
    shelf.store(story(4, 2, reserved=["noai"]))
    shelf.store(story(5, reserved=["noarchive"]))
    shelf.store(story(5, 2))
    shelf.close()
    return shelf


def export(shelf: Shelf, target: Path, *options: str) -> tuple[list[str], Done]:
    done = command(shelf.folder, "export", "asianlite", "-o", str(target), *options)
    assert done.code == 0, done.stderr
    records = reading.open_corpus(target).records()
    return [f"{numbered(one)}.{one['revision']}" for one in records], done


def numbered(record: dict[str, Any]) -> str:
    return str(record["url"]).rstrip("/").rpartition("-")[2]


@pytest.mark.parametrize(
    ("words", "found", "left_out"),
    [
        ("tdm", "1.1 3.1 4.2 5.2", "1 left out"),
        ("noai", "1.1 3.1 5.2", "2 left out"),
        ("noindex, tdm", "1.1 4.2 5.2", "2 left out"),
        ("tdm,noai,noarchive,noindex", "1.1 5.2", "3 left out"),
        ("noarchive", "1.1 2.1 3.1 4.2 5.2", ""),
    ],
)
def test_what_is_reserved_is_left_out_and_counted(
    words: str, found: str, left_out: str, shelf: Shelf, tmp_path: Path
) -> None:
    taken, done = export(shelf, tmp_path / "some.jsonl", "--respect", words)

    assert taken == found.split()
    assert left_out in done.stdout
    assert ("left out" in done.stdout) is bool(left_out)


def test_of_all_revisions_the_last_tells_what_is_reserved(
    shelf: Shelf, tmp_path: Path
) -> None:
    options = ("--revisions", "all", "--respect", "noai,noarchive")
    taken, done = export(shelf, tmp_path / "all.jsonl", *options)

    assert taken == ["1.1", "3.1", "5.1", "5.2"]
    assert "3 left out" in done.stdout


def test_what_is_not_asked_for_is_not_counted(shelf: Shelf, tmp_path: Path) -> None:
    options = ("--respect", "tdm,noai", "--until", "2022-03-31")
    taken, done = export(shelf, tmp_path / "some.jsonl", *options)

    assert (taken, "1 left out" in done.stdout) == (["1.1"], True)


def test_records_of_version_1_reserve_nothing(shelf: Shelf, tmp_path: Path) -> None:
    fields = ", ".join(f"'$.{name}'" for name in ADDED[2])
    archive = sqlite3.connect(shelf.path)
    with archive:
        archive.execute(f"UPDATE revisions SET record = json_remove(record, {fields})")
    archive.close()

    taken, _ = export(shelf, tmp_path / "a.jsonl", "--respect", "tdm")
    assert len(taken) == 5
    options = ("--respect", "tdm", "--revisions", "all")
    assert len(export(shelf, tmp_path / "b.jsonl", *options)[0]) == 7


def test_the_folder_says_what_was_respected(shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / "lite", "--respect", "noarchive,tdm")
    card = (tmp_path / "lite" / "README.md").read_text("utf-8")
    manifest = json.loads((tmp_path / "lite" / "manifest.json").read_text("utf-8"))

    assert manifest["asked"]["respect"] == ["tdm", "noarchive"]
    assert manifest["reserved"] == {"noindex": 1, "noai": 1}
    assert manifest["licences"] == {LICENCE: 1}
    rights = card.partition("## Rights")[2]
    assert "reserves mining of texts and data (`tdm`) or keeping of copies" in rights
    assert "1 article of the archives was left out" in rights
    assert "| no mining of texts and data (`tdm`) | 0 |" in rights
    assert "| no use for AI (`noai`) | 1 |" in rights
    assert f"| {LICENCE} | 1 |" in rights
    assert "with respect `tdm,noarchive`" in card


def test_the_folder_says_that_nothing_was_respected(
    shelf: Shelf, tmp_path: Path
) -> None:
    options = ("--urls-only", "--until", "2022-02-28")
    export(shelf, tmp_path / "lite", *options)
    rights = (tmp_path / "lite" / "README.md").read_text("utf-8")
    rights = rights.partition("## Rights")[2]

    assert "Nothing that publishers reserve was left out." in rights
    assert "licence that is named" not in rights
    assert "`rights` tells" not in rights


@pytest.mark.parametrize("words", ["nofun", "tdm,nofun", ","])
def test_what_is_no_reservation_is_told(
    words: str, shelf: Shelf, tmp_path: Path
) -> None:
    line = ("export", "asianlite", "-o", str(tmp_path / "a.jsonl"), "--respect", words)
    done = command(shelf.folder, *line)

    assert done.code == 2
    assert "tdm, noai, noarchive, noindex" in done.stderr
    assert not (tmp_path / "a.jsonl").exists()


# -- status ---------------------------------------------------------------------------


def test_status_tells_what_the_last_run_read(tmp_path: Path) -> None:
    said = [
        {"signal": "robots.txt", "value": "GPTBot", "source": "/robots.txt"},
        *(
            {"signal": "tdm-reservation", "value": f"/{n}/ 1", "source": "/t"}
            for n in range(5)
        ),
    ]
    shelf = Shelf(tmp_path)
    figures = {"newscrawl/rights/b.example": said, "newscrawl/rights/a.example": []}
    shelf.archive.end_run(shelf.run, "finished", figures)
    shelf.archive.end_run(
        shelf.archive.begin_run({}, "{}", timedelta(days=1)), "locked", {}
    )
    shelf.close()

    site = json.loads(command(tmp_path, "status", "--json").stdout)["sites"][0]
    assert site["rights"] == {"a.example": [], "b.example": said}
    text = command(tmp_path, "status").stdout
    assert "rights  a.example: nothing is said\n" in text
    assert (
        "b.example: robots.txt forbids GPTBot;"
        " tdm-reservation at /0/ 1, /1/ 1, /2/ 1 and 2 more\n"
    ) in text


def test_status_knows_nothing_before_the_first_run(shelf: Shelf) -> None:
    site = json.loads(command(shelf.folder, "status", "--json").stdout)["sites"][0]

    assert site["rights"] == {}
    assert "rights" not in command(shelf.folder, "status").stdout


def test_an_archive_knows_what_an_article_reserves(shelf: Shelf) -> None:
    again = Shelf(shelf.folder)
    known = {number: again.archive.articles.at(address(number)) for number in (1, 4, 5)}
    again.archive.close()

    reserved = {number: one.reserved for number, one in known.items() if one}
    assert reserved == {1: [], 4: ["noai"], 5: []}
