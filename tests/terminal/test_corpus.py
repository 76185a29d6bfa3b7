"""`scrapy export`, `import` and `verify` of a corpus."""

import csv
import gzip
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl.archive.articles import dumps
from newscrawl.article import ADDED, Article, Image
from newscrawl.corpus import lines as corpus_lines
from newscrawl.corpus import reading
from newscrawl.corpus.exporting import FORMATS, Plan, write_file
from newscrawl.corpus.selection import ADDRESS_FIELDS, Row
from newscrawl.schema import build
from newscrawl.text import digest
from tests.crawling import ROOT
from tests.terminal.shelf import Done, Shelf, address, command, lines, story

FIELDS = tuple(build()["properties"])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    shelf = Shelf(tmp_path / "corpus")
    for number in (5, 3, 11, 8):
        shelf.store(story(number, language="en-GB", sections=["UK News"]))
    shelf.store(story(20, published=None, sections=["Sports"], language="hi"))
    shelf.store(story(3, 2))
    repeated = story(21, published="2023-01-01T00:00:00Z", sections=["-Top News"])
    shelf.store(repeated)
    shelf.store(story(22, published="2024-05-01T10:00:00Z", duplicate_of=address(3)))
    shelf.close()
    return shelf


def run(shelf: Shelf, *words: str) -> Done:
    return command(shelf.folder, *words)


def export(shelf: Shelf, target: Path, *options: str) -> list[dict[str, Any]]:
    done = run(shelf, "export", "asianlite", "-o", str(target), *options)
    assert done.code == 0, done.stderr
    return read(target)


def read(target: Path) -> list[dict[str, Any]]:
    return [one for file in reading.files(target) for one in reading.records(file)]


def urls(records: list[dict[str, Any]]) -> list[str]:
    return [re.findall(r"\d+", record["url"])[-1] for record in records]


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


# -- files ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_holds_the_same(form: str, shelf: Shelf, tmp_path: Path) -> None:
    truth = export(shelf, tmp_path / "all.jsonl", "--revisions", "all")
    one, other = tmp_path / f"one.{form}", tmp_path / f"other.{form}"

    assert export(shelf, one, "--revisions", "all") == truth
    export(shelf, other, "--revisions", "all")
    assert one.read_bytes() == other.read_bytes()


def test_files_are_packed_as_their_names_say(shelf: Shelf, tmp_path: Path) -> None:
    for form, magic in {"gz": b"\x1f\x8b", "zst": b"\x28\xb5\x2f\xfd"}.items():
        export(shelf, tmp_path / f"all.jsonl.{form}")
        assert (tmp_path / f"all.jsonl.{form}").read_bytes().startswith(magic)
    assert len(gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes())) > 1000


_NAMES = st.text(st.characters(codec="utf-8"), max_size=20)
_ARTICLES = st.builds(
    Article,
    site=_NAMES,
    url=_NAMES,
    title=_NAMES,
    text=st.text(st.characters(codec="utf-8"), max_size=200),
    standfirst=st.none() | _NAMES.filter(bool),
    authors=st.lists(_NAMES, max_size=3),
    images=st.lists(
        st.builds(Image, url=_NAMES, caption=st.none() | _NAMES.filter(bool)),
        max_size=2,
    ),
    published=st.none() | st.just("2022-02-01T10:00:00Z"),
    published_source=st.none() | st.just("jsonld"),
    word_count=st.integers(0, 10**6),
    reading_minutes=st.none() | st.integers(0, 60),
)


@pytest.mark.parametrize("form", FORMATS)
def test_any_record_comes_back_as_it_was(form: Any, tmp_path: Path) -> None:
    path = tmp_path / f"corpus.{form}"

    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(_ARTICLES, max_size=4))
    def comes_back(articles: list[Article]) -> None:
        texts = list(map(dumps, articles))
        rows = (Row(text, json.loads(text)) for text in texts)
        write_file(path, rows, Plan(form=form, fields=FIELDS))
        assert list(map(json.loads, texts)) == list(reading.records(path))

    comes_back()


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


def _cut(target: Path) -> None:
    path = target / "data" / "train.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def _flip(target: Path) -> None:
    path = target / "data" / "train.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_cut, "data/train.parquet has "),
        (_flip, "data/train.parquet was changed: its SHA-256 is another"),
        (lambda t: (t / "data" / "train.parquet").unlink(), "is missing"),
        (lambda t: (t / "data" / "more").touch(), "data/more is not of the corpus"),
    ],
    ids=["cut", "flip", "missing", "more"],
)
def test_verify_finds_what_is_wrong(
    damage: Callable[[Path], Any], words: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    assert "7 records: all is well" in run(shelf, "verify", str(target)).stdout

    damage(target)

    done = run(shelf, "verify", str(target))
    assert done.code == 1
    assert words in done.stdout
    told = json.loads(run(shelf, "verify", str(target), "--json").stdout)
    assert told["is_well"] is False
    assert run(shelf, "import", str(target)).code == 1


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
    assert "holds cat.jpg, which is not of a corpus" in done.stderr
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


# -- import ---------------------------------------------------------------------------


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


def test_a_torn_line_is_named(shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / "all.jsonl.gz")
    whole = gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes())
    (tmp_path / "torn.jsonl").write_bytes(whole[:-20])

    done = run(shelf, "import", str(tmp_path / "torn.jsonl"))

    assert done.code == 1
    assert "torn.jsonl cannot be read: line 7 is no JSON" in done.stderr


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "csv", "parquet"])
def test_what_is_damaged_is_named(form: str, shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / f"all.{form}")
    for content in (b"no corpus at all" * 99, b'"a\n"b,c"'):
        (tmp_path / f"all.{form}").write_bytes(content)

        done = run(shelf, "import", str(tmp_path / f"all.{form}"))

        assert done.code == 1
        assert done.stderr.endswith("nothing is stored\n")


@pytest.mark.parametrize("path", ["../articles.jsonl", "/etc/passwd"])
def test_a_manifest_names_nothing_outside(
    path: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    text = (target / "manifest.json").read_text("utf-8")
    spoilt = text.replace("data/train.parquet", path)
    (target / "manifest.json").write_text(spoilt, "utf-8")

    for name in ("verify", "import"):
        done = run(shelf, name, str(target))
        assert done.code == 2
        assert "names files that are none of a corpus" in done.stderr


def test_force_keeps_what_was_added_to_a_corpus(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    (target / "notes.txt").write_text("mine")

    done = run(shelf, "export", "asianlite", "-o", str(target), "--force")

    assert done.code == 2
    assert (target / "notes.txt").read_text() == "mine"


def test_what_is_forgotten_is_not_imported(shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / "all.jsonl")
    run(shelf, "forget", "asianlite", address(8))

    done = run(shelf, "import", str(tmp_path / "all.jsonl"))

    assert "left 1 of what is to be kept out" in done.stdout
    assert "8" not in urls(export(shelf, tmp_path / "after.jsonl"))


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
        (("import", "nowhere.jsonl"), "there is nothing at"),
        (("import",), "name one corpus"),
        (("verify", "tests"), "tests is no corpus: it has no manifest.json"),
        (("import", "Makefile"), "is no corpus by its name"),
    ],
)
def test_what_is_wrong_is_said(
    words: tuple[str, ...], told: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    done = run(shelf, *words)

    assert done.code == 2
    assert told in done.stderr


def test_parquet_without_its_extra_says_what_to_install(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "newscrawl.corpus.parquet", raising=False)

    done = run(shelf, "export", "asianlite", "-o", str(tmp_path / "a.parquet"))

    assert done.code == 2
    assert "pip install 'newscrawl[parquet]'" in done.stderr
    assert not list(tmp_path.glob("*a.parquet"))


def test_a_csv_is_what_a_spreadsheet_opens(shelf: Shelf, tmp_path: Path) -> None:
    export(shelf, tmp_path / "all.csv")

    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 7
    assert rows[1]["sections"] == '["UK News"]'
    assert rows[-1]["published"] == ""


def test_lines_of_the_archive_are_those_of_the_corpus(
    shelf: Shelf, tmp_path: Path
) -> None:
    export(shelf, tmp_path / "all.jsonl.zst", "--revisions", "all")
    shelf.archive = type(shelf.archive)(str(shelf.path), shelf.archive.clock)
    shelf.deliver()
    shelf.close()

    with corpus_lines.opened(tmp_path / "all.jsonl.zst") as stream:
        assert sorted(stream) == sorted(shelf.feed.read_bytes().splitlines(True))
    assert len(lines(shelf.feed)) == 8
