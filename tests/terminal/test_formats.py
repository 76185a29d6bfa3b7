"""Each format holds the same, and comes back as it was."""

import csv
import gzip
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl.archive.articles import dumps
from newscrawl.article import Article, Image
from newscrawl.corpus import lines as corpus_lines
from newscrawl.corpus import reading
from newscrawl.corpus.exporting import Plan, write_file
from newscrawl.corpus.formats import FORMATS
from newscrawl.corpus.importing import check
from newscrawl.corpus.manifest import CorpusError
from newscrawl.corpus.selection import Row
from tests.terminal.corpora import FIELDS, export, run, stocked
from tests.terminal.shelf import Shelf, lines, story


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


@pytest.mark.parametrize("form", FORMATS)
def test_damage_at_random_is_told(form: Any, tmp_path: Path) -> None:
    path = tmp_path / f"corpus.{form}"
    texts = [dumps(story(number, tags=["a", "b"])) for number in range(20)]
    rows = (Row(text, json.loads(text)) for text in texts)
    write_file(path, rows, Plan(form=form, fields=FIELDS))
    whole = path.read_bytes()
    places = st.integers(0, len(whole) - 1)

    @settings(max_examples=300, deadline=None)
    @given(places, st.binary(max_size=4), st.integers(0, 40))
    def is_read_or_told(place: int, other: bytes, length: int) -> None:
        path.write_bytes(whole[:place] + other + whole[place + length :])
        with suppress(CorpusError):
            check(reading.open_corpus(path).records())

    is_read_or_told()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "url,tags\nhttps://a/\n", "in line 2 has 1 cells, and not 2"),
        (
            "a.csv",
            "url,tags\nhttps://a/,[],7\n",
            "in line 2 has 3 cells, and not 2",
        ),
        ("a.csv", "url,tags\nhttps://a/,red\n", "'red' is no tags"),
        ("a.csv", "url,url\nhttps://a/,https://a/\n", "does not name columns"),
        ("a.jsonl", "[" * 100_000, "line 1 is no JSON"),
        ("a.jsonl", "7\n", "line 1 is no record"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    name: str, content: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)

    with pytest.raises(CorpusError) as caught:
        list(reading.records(tmp_path / name))

    assert str(caught.value).startswith(f"{tmp_path / name} cannot be read: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["gone.jsonl", "gone.csv", "gone.parquet"])
def test_a_file_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=f"{name} cannot be read: No such file"):
        list(reading.records(tmp_path / name))


@pytest.mark.parametrize("form", FORMATS)
def test_the_ending_of_a_name_may_be_in_capitals(
    form: str, shelf: Shelf, tmp_path: Path
) -> None:
    whole, capital = tmp_path / f"all.{form}", tmp_path / f"ALL.{form.upper()}"

    assert export(shelf, capital) == export(shelf, whole)
    assert capital.read_bytes() == whole.read_bytes()
