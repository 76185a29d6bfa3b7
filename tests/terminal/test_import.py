"""`scrapy import`: an archive is made of a corpus, or nothing is stored."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscrawl.text import digest
from tests.crawling import ROOT
from tests.terminal.corpora import export, run, stocked, urls
from tests.terminal.shelf import Shelf, address, command, story


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    return stocked(tmp_path / "corpus")


@pytest.mark.parametrize("name", ["all.jsonl.zst", "all.csv", "all.parquet", "folder"])
def test_a_corpus_becomes_an_archive_again(
    name: str, shelf: Shelf, tmp_path: Path
) -> None:
    export(shelf, tmp_path / name, "--revisions", "all")
    export(shelf, tmp_path / "before.jsonl", "--revisions", "all")
    other = Shelf(tmp_path / "other")
    other.close()
    other.path.unlink()

    done = run(other, "import", str(tmp_path / name))
    assert "7 articles, 8 revisions stored" in done.stdout
    export(other, tmp_path / "after.jsonl", "--revisions", "all")

    before, after = (tmp_path / f"{when}.jsonl" for when in ("before", "after"))
    assert before.read_bytes() == after.read_bytes()
    assert run(other, "verify", "asianlite").code == 0
    again = run(other, "import", str(tmp_path / name))
    assert "0 articles, 0 revisions stored\n  left 8 that were there" in again.stdout


def test_what_is_there_stays_what_is_later_is_added(
    shelf: Shelf, tmp_path: Path
) -> None:
    export(shelf, tmp_path / "latest.jsonl")
    other = Shelf(tmp_path / "other")
    other.store(story(3))
    other.store(story(5, 1, title="Another story 5", content_hash="0" * 64))
    other.close()

    done = run(other, "import", str(tmp_path / "latest.jsonl"))

    assert "5 articles, 6 revisions stored" in done.stdout
    assert "left 1 that say otherwise than what is there, which stays" in done.stdout
    records = export(other, tmp_path / "all.jsonl", "--revisions", "all")
    assert urls(records) == ["3", "3", "5", "8", "11", "21", "22", "20"]
    assert records[2]["title"] == "Another story 5"


def test_latest_revisions_alone_are_a_whole_archive(
    shelf: Shelf, tmp_path: Path
) -> None:
    export(shelf, tmp_path / "latest.jsonl")
    other = Shelf(tmp_path / "other")
    other.close()
    other.path.unlink()

    run(other, "import", str(tmp_path / "latest.jsonl"))

    assert run(other, "verify", "asianlite").stdout.endswith("all is well\n")


def _without_text(record: dict[str, Any]) -> None:
    del record["text"]


def _of_another_hash(record: dict[str, Any]) -> None:
    record["content_hash"] = digest("another", "text")


def _of_a_site_elsewhere(record: dict[str, Any]) -> None:
    record["site"] = "../elsewhere"


def _of_another_type(record: dict[str, Any]) -> None:
    record["authors"] = "A. Writer"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            _without_text,
            "record 7 (https://asianlite.com/2022/uk-news/story-20/)",
        ),
        (_of_another_hash, "is not as article.schema.json has it: hash"),
        (_of_a_site_elsewhere, "is of no site that can be: '../elsewhere'"),
        (_of_another_type, "is not as article.schema.json has it: misshapen"),
    ],
)
def test_of_a_corpus_with_a_fault_nothing_is_stored(
    spoil: Callable[[dict[str, Any]], None], words: str, shelf: Shelf, tmp_path: Path
) -> None:
    records = export(shelf, tmp_path / "all.jsonl")
    spoil(records[-1])
    path = tmp_path / "spoilt.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    other = tmp_path / "other"

    done = command(other, "import", str(path))

    assert done.code == 1
    assert words in done.stderr
    assert done.stderr.endswith("nothing is stored\n")
    assert not other.exists()


def test_what_is_forgotten_is_not_imported(shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / "all.jsonl")
    run(shelf, "forget", "asianlite", address(8))

    done = run(shelf, "import", str(tmp_path / "all.jsonl"))

    assert "left 1 of what is to be kept out" in done.stdout
    assert "8" not in urls(export(shelf, tmp_path / "after.jsonl"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.jsonl",), "there is nothing at"),
        ((), "name one corpus"),
        (("Makefile",), "is no corpus by its name"),
    ],
)
def test_what_is_no_corpus_is_said(
    words: tuple[str, ...], told: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    done = run(shelf, "import", *words)

    assert done.code == 2
    assert told in done.stderr
