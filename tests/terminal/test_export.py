"""`scrapy export`: which articles, in which order, and where to."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newscrawl.article import ADDED
from newscrawl.corpus.selection import ADDRESS_FIELDS
from tests.crawling import ROOT
from tests.terminal.corpora import FIELDS, export, read, run, stocked, urls
from tests.terminal.shelf import Shelf, address, story


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    return stocked(tmp_path / "corpus")


# -- which articles, in which order ---------------------------------------------------


def test_records_are_in_the_order_of_publication(shelf: Shelf, tmp_path: Path) -> None:
    records = export(shelf, tmp_path / "all.jsonl")

    assert urls(records) == ["3", "5", "8", "11", "21", "22", "20"]
    assert [record["revision"] for record in records] == [2, 1, 1, 1, 1, 1, 1]
    assert list(records[0]) == list(FIELDS)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--revisions", "all"), ["3", "3", "5", "8", "11", "21", "22", "20"]),
        (("--since", "2022-06-01"), ["5", "8", "11", "21", "22"]),
        (("--since", "2022-06-01", "--until", "2022-09-03"), ["5", "8"]),
        (("--sections", "Top News,sports"), ["21", "20"]),
        (("--language", "en"), ["5", "8", "11"]),
        (("--language", "EN-gb"), ["5", "8", "11"]),
        (("--duplicates", "drop"), ["3", "5", "8", "11", "21", "20"]),
    ],
)
def test_takes_what_was_asked_for(
    options: tuple[str, ...], found: list[str], shelf: Shelf, tmp_path: Path
) -> None:
    assert urls(export(shelf, tmp_path / "some.jsonl", *options)) == found


def test_takes_the_fields_that_were_asked_for(shelf: Shelf, tmp_path: Path) -> None:
    records = export(shelf, tmp_path / "some.csv", "--fields", "title, url")
    assert records[0] == {"title": "Story 3", "url": address(3)}

    records = export(shelf, tmp_path / "urls.parquet", "--urls-only")
    assert tuple(records[0]) == ADDRESS_FIELDS
    assert "harbour" not in json.dumps(records)


def test_fills_what_records_of_version_1_lack(shelf: Shelf, tmp_path: Path) -> None:
    fields = ", ".join(f"'$.{name}'" for name in ADDED[2])
    archive = sqlite3.connect(shelf.path)
    with archive:
        archive.execute(f"UPDATE revisions SET record = json_remove(record, {fields})")
    archive.close()

    assert "records that are not" not in run(shelf, "verify", "asianlite").stdout
    records = export(shelf, tmp_path / "all.jsonl")
    assert tuple(records[0]) == FIELDS
    assert [records[0][name] for name in ("flags", "cluster")] == [[], None]


# -- folders --------------------------------------------------------------------------


def test_a_folder_explains_itself(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite"
    days = ("--split-at", "2023-01-01,2024-01-01")
    records = export(shelf, target, *days, "--format", "jsonl.gz")

    assert urls(records) == ["3", "5", "8", "11", "20", "21", "22"]
    names = sorted(path.name for path in (target / "data").iterdir())
    assert names == ["test.jsonl.gz", "train.jsonl.gz", "validation.jsonl.gz"]
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    assert (manifest["records"], manifest["undated"], manifest["repeats"]) == (7, 1, 1)
    assert manifest["years"] == {"2022": 4, "2023": 1, "2024": 1}
    card = (target / "README.md").read_text("utf-8")
    assert "7 news articles from [asianlite](https://asianlite.com/)" in card
    assert "  - split: validation\n    path:\n    - data/validation.jsonl.gz\n" in card
    assert all(f"| `{name}` |" in card for name in FIELDS)
    assert f"Version `{manifest['version']}`" in card


@pytest.mark.parametrize(
    ("shards", "names"),
    [
        ("year", ["train-2022", "train-2023", "train-2024", "train-undated"]),
        ("2500B", ["train-00000", "train-00001", "train-00002", "train-00003"]),
        ("1GB", ["train-00000"]),
    ],
)
def test_a_folder_may_have_many_files(
    shards: str, names: list[str], shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"

    records = export(shelf, target, "--shards", shards, "--format", "jsonl")

    assert sorted(path.stem for path in (target / "data").iterdir()) == names
    assert len(records) == 7
    assert run(shelf, "verify", str(target)).code == 0


def test_the_same_archives_give_the_same_folder(shelf: Shelf, tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "lite", tmp_path / "b" / "lite"
    for target in (one, other):
        export(shelf, target)

    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert len(files) == 3
    assert all(
        (one / file).read_bytes() == (other / file).read_bytes() for file in files
    )


# -- places ---------------------------------------------------------------------------


def test_what_is_there_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.jsonl", tmp_path / "lite"
    for target in (file, folder):
        export(shelf, target)
    before = file.read_bytes()

    for target in (file, folder):
        done = run(
            shelf, "export", "asianlite", "-o", str(target), "--until", "2022-02-01"
        )
        assert done.code == 2
        assert "is there already; --force replaces it" in done.stderr
    assert file.read_bytes() == before

    assert urls(export(shelf, file, "--force", "--since", "2024-01-01")) == ["22"]
    assert urls(export(shelf, folder, "--force", "--since", "2024-01-01")) == ["22"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.jsonl", "corpus", "lite",
    ]  # fmt: skip


def test_force_replaces_no_folder_of_other_things(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "cat.jpg").touch()

    done = run(shelf, "export", "asianlite", "-o", str(target), "--force")

    assert done.code == 2
    assert "is no corpus: it has no manifest.json" in done.stderr
    assert (target / "cat.jpg").exists()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "lite"])
def test_a_kill_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    for number in range(3000):
        shelf.store(story(number, text="Lanterns over the harbour. " * 200))
    shelf.close()
    target = tmp_path / name
    export(shelf, target, "--until", "2022-01-31", "--language", "hi")
    assert read(target) == []
    words = ["export", "asianlite", "-o", str(target), "--force"]
    line = [sys.executable, "-m", "newscrawl", *words]
    line += ["-s", f"NEWSCRAWL_CORPUS={shelf.folder}"]
    part = tmp_path / f".part.{name}"

    with subprocess.Popen(line, cwd=ROOT) as running:
        while not part.exists():
            time.sleep(0.005)
        time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL

    assert part.exists()
    assert read(target) == []
    assert len(export(shelf, target, "--force")) == 3000
    assert not part.exists()


def test_force_keeps_what_was_added_to_a_corpus(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    (target / "notes.txt").write_text("mine")

    done = run(shelf, "export", "asianlite", "-o", str(target), "--force")

    assert done.code == 2
    assert (target / "notes.txt").read_text() == "mine"


# -- what is wrong --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "asianlite"), "where to write with -o PATH"),
        (("export", "nobody", "-o", "a.jsonl"), "no archive of 'nobody'"),
        (("export", "asianlite", "-o", "a.csv", "--shards", "year"), "are for folders"),
        (
            ("export", "asianlite", "-o", "a.csv", "--format", "jsonl"),
            "is not what",
        ),
        (
            ("export", "asianlite", "-o", "a.csv", "--fields", "titel"),
            "no field",
        ),
        (("export", "asianlite", "-o", "a", "--shards", "many"), "neither `year` nor"),
        (("export", "asianlite", "-o", "a", "--split-at", "2022"), "no day such as"),
        (
            ("export", "asianlite", "-o", "a", "--split-at", "2023-01-01,2022-01-01"),
            "nor two in their order",
        ),
        (("export", "asianlite", "-o", "a.csv", "--sinse", "2022"), "unknown option"),
    ],
)
def test_what_is_wrong_is_said(
    words: tuple[str, ...], told: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    done = run(shelf, *words)

    assert done.code == 2
    assert told in done.stderr
