"""`scrapy export`: which articles, in which order, and what their folder tells."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl import zones
from newscrawl.archive.archive import Archive
from newscrawl.archive.articles import dumps
from newscrawl.archive.facts import NAMED, Fact
from newscrawl.article import ADDED
from newscrawl.corpus.selection import ADDRESS_FIELDS
from tests.archives import NOW
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


# -- what repeats another -------------------------------------------------------------


def test_of_one_text_the_first_in_the_corpus_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    original = address(8)  # published in September
    shelf.store(story(8, cluster="c" * 16))
    shelf.store(story(3, duplicate_of=original, cluster="c" * 16))
    shelf.store(story(9, duplicate_of=original))  # as older versions stored it
    shelf.store(story(5))
    shelf.store(story(10, duplicate_of="https://asianlite.com/forgotten/"))
    shelf.store(story(11, duplicate_of="https://asianlite.com/forgotten/"))
    shelf.close()

    def left(*options: str) -> list[str]:
        target = tmp_path / "left.jsonl"
        options = ("--duplicates", "drop", "--force", *options)
        return urls(export(shelf, target, *options))

    assert left() == ["3", "5", "10"]
    assert left("--since", "2022-05-01") == ["5", "8", "10"]
    assert left("--since", "2022-10-01", "--until", "2022-10-31") == ["9"]
    for choice in ("mark", "keep"):
        options = ("--duplicates", choice, "--force")
        assert len(export(shelf, tmp_path / "left.jsonl", *options)) == 6


def test_of_one_text_in_two_sites_the_first_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    shelf.store(story(3, cluster="c" * 16))
    shelf.close()
    url = "https://lantern.example/story/"
    other = story(1, site="lantern", url=url, cluster="c" * 16)
    Path(tmp_path / "other.jsonl").write_text(f"{dumps(other)}\n", "utf-8")
    assert run(shelf, "import", str(tmp_path / "other.jsonl")).code == 0

    for sites in (("asianlite", "lantern"), ("lantern", "asianlite")):
        target = tmp_path / f"{sites[0]}.jsonl"
        words = (*sites, "-o", str(target), "--duplicates", "drop")
        assert run(shelf, "export", *words).code == 0
        assert [record["site"] for record in read(target)] == [sites[0]]


def test_revisions_of_an_article_do_not_repeat_each_other(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    shelf.store(story(1, cluster="c" * 16))
    shelf.store(story(1, 2, cluster="c" * 16))
    shelf.store(story(2, cluster="c" * 16, duplicate_of=address(1)))
    shelf.store(story(2, 2, cluster="d" * 16))
    shelf.close()

    options = ("--duplicates", "drop", "--revisions", "all")
    records = export(shelf, tmp_path / "left.jsonl", *options)

    assert [(record["post_id"], record["revision"]) for record in records] == [
        ("1", 1), ("1", 2), ("2", 2),
    ]  # fmt: skip


def test_revisions_of_an_article_stand_together(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    shelf.store(story(1, published="2022-05-01T10:00:00Z"))
    shelf.store(story(2, published="2022-04-01T10:00:00Z"))
    shelf.store(story(1, 2, published=None))
    shelf.store(story(3, published=None))
    shelf.store(story(3, 2, published="2022-01-01T10:00:00Z"))
    shelf.close()

    records = export(shelf, tmp_path / "all.jsonl", "--revisions", "all")

    assert [(record["post_id"], record["revision"]) for record in records] == [
        ("3", 1), ("3", 2), ("2", 1), ("1", 1), ("1", 2),
    ]  # fmt: skip


# -- what is empty --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["none.jsonl", "none.jsonl.zst", "none.csv", "none"])
def test_where_nothing_is_of_what_was_asked_it_is_told(
    name: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / name

    done = run(shelf, "export", "asianlite", "-o", str(target), "--language", "xx")

    assert done.code == 0
    assert done.stdout == f"0 records from asianlite to {target}\n"
    told = f"nothing is of what was asked for: {target} holds no record"
    assert done.stderr == f"newscrawl: {told}\n"
    assert read(target) == []
    if target.is_dir():
        assert run(shelf, "verify", str(target)).code == 0
        assert "configs:" not in (target / "README.md").read_text("utf-8")


def test_a_split_of_no_article_is_told_and_left_out(
    shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    days = ("--split-at", "2024-01-01,2030-01-01")

    done = run(shelf, "export", "asianlite", "-o", str(target), *days)

    assert done.code == 0
    assert done.stderr == (
        "newscrawl: no article is of the split test: it has no file\n"
    )
    card = (target / "README.md").read_text("utf-8")
    assert re.findall("split: (.*)", card) == ["train", "validation"]


def test_a_site_that_is_named_twice_is_taken_once(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "all.csv"

    done = run(shelf, "export", "asianlite", "asianlite", "-o", str(target))

    assert done.stdout == f"7 records from asianlite to {target}\n"


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
    ("fact", "told"),
    [
        (Fact("UTC", zones.UNTOLD), ["asianlite"]),
        (Fact("UTC", NAMED), []),
        (Fact("Asia/Kolkata", "the offsets of its dates"), []),
    ],
)
def test_a_folder_says_whose_zone_is_not_known(
    fact: Fact, told: list[str], shelf: Shelf, tmp_path: Path
) -> None:
    with closing(Archive(str(shelf.path), lambda: NOW)) as archive:
        archive.begin()
        archive.facts.keep({"zone": fact}, archive.now())
        archive.commit()

    export(shelf, tmp_path / "lite")
    card = (tmp_path / "lite" / "README.md").read_text("utf-8")
    manifest = json.loads((tmp_path / "lite" / "manifest.json").read_text("utf-8"))

    assert manifest["zone_not_known"] == told
    assert ("The zone of asianlite is not known" in card) == bool(told)


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
        (
            (
                *("export", "asianlite", "-o", "a.csv"),
                *("--since", "2022-02-01", "--until", "2022-01-31"),
            ),
            "--since 2022-02-01 is after --until 2022-01-31",
        ),
        (
            ("export", "asianlite", "-o", "a.csv", "--sections", "UK New,Sports"),
            "no article is of the section 'UK New'; there is UK News\n",
        ),
        (
            ("export", "asianlite", "-o", "a.csv", "--sections", "Chess"),
            "of the section 'Chess'; there is Top News, Sports, UK News\n",
        ),
        (("export", "asianlite", "-o", "a.csv", "--sections", ","), "names nothing"),
    ],
)
def test_what_is_wrong_is_said(
    words: tuple[str, ...], told: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    done = run(shelf, *words)

    assert done.code == 2
    assert told in done.stderr
