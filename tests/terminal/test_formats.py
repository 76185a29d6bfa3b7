"""Each format holds the same, and comes back as it was."""

import csv
import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl.archive.articles import dumps
from newscrawl.article import Article, Image
from newscrawl.corpus import lines as corpus_lines
from newscrawl.corpus import reading
from newscrawl.corpus.exporting import FORMATS, Plan, write_file
from newscrawl.corpus.selection import Row
from tests.terminal.corpora import FIELDS, export, run, stocked
from tests.terminal.shelf import Shelf, lines


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    return stocked(tmp_path / "corpus")


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
