"""`scrapy import`: an archive is made of a corpus, or nothing is stored."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.archive.archive import Archive
from newscrawl.archive.articles import dumps
from newscrawl.archive.lock import Lock
from newscrawl.archive.opening import MEMORY
from newscrawl.archive.records import fault
from newscrawl.article import Article, Image
from newscrawl.corpus.formats import FORMATS
from newscrawl.corpus.importing import check, fill
from newscrawl.corpus.manifest import CorpusError
from newscrawl.corpus.reading import Corpus, open_corpus
from newscrawl.text import digest
from tests.archives import NOW
from tests.crawling import ROOT
from tests.terminal.corpora import FIELDS, export, run, stocked, urls
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
    record["authors"] = "A. Brindle"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            _without_text,
            "record 7 (https://asianlite.com/2022/uk-news/story-20/)",
        ),
        (_of_another_hash, "has a content_hash that is not that of its title and text"),
        (_of_a_site_elsewhere, "is of no site that can be: '../elsewhere'"),
        (_of_another_type, "authors is 'A. Brindle', and not of type array"),
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


def write(path: Path, *articles: Article, **given: Any) -> Path:
    """Write *articles* to *path* as JSON Lines, each with what is *given*."""
    records = ({**json.loads(dumps(article)), **given} for article in articles)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


# -- what cannot be stored ------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"images": [{"foo": 1}]}, "images[0] has no url"),
        ({"images": ["x"]}, "images[0] is 'x', and not of type object"),
        ({"images": [{"url": "x", "size": 1}]}, "images[0] has 'size', which is no"),
        ({"rights": [{"signal": "robots"}]}, "rights[0] has no source, value"),
        (
            {"rights": [{"signal": 1, "value": "", "source": ""}]},
            "rights[0].signal is 1",
        ),
        ({"sections": ["UK News", None]}, "sections[1] is None"),
        ({"url": "nonsense"}, "its url is no web address: 'nonsense'"),
        ({"url": "http://[half"}, "its url is"),
        ({"url": None}, "url is None, and not of type string"),
        ({"published": "2022-13-45T00:00:00Z"}, "published is '2022-13-45T00:00:00Z'"),
        ({"published": "2022-01-31T24:00:00Z"}, "published is"),
        ({"published": "2022-01-31T10:00:00Z\n"}, "published is"),
        ({"modified": "٢٠٢٢-01-31T10:00:00Z"}, "modified is"),
        ({"fetched": "yesterday"}, "fetched is 'yesterday'"),
        ({"published_source": "a dream"}, "is 'a dream', which is none that is known"),
        ({"published_source": ["jsonld"]}, "published_source is ['jsonld']"),
        (
            {"roads": ["sections", "by balloon"]},
            "its road 'by balloon' is none of start",
        ),
        ({"revision": 0}, "its revision is 0; the first one is 1"),
        ({"revision": 1 << 63}, "9223372036854775808, which is too large"),
        ({"revision": True}, "revision is True, and not of type integer"),
        ({"language_confidence": float("nan")}, "language_confidence is nan"),
        ({"title": "Half \ud83d"}, "title has half a character"),
        ({"colour": "red"}, "it has 'colour', which is no field"),
        ({"content_hash": None}, "has a content_hash that is not"),
        ({"site": ["asianlite"]}, "site is ['asianlite']"),
    ],
)
def test_what_cannot_be_stored_is_told_before(
    given: dict[str, Any], words: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "odd.jsonl", story(1))
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**json.loads(dumps(story(2))), **given}) + "\n")

    with pytest.raises(CorpusError) as caught:
        check(open_corpus(path).records())

    assert str(caught.value).startswith("record 2 (")
    assert words in str(caught.value)


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    path = write(tmp_path / "all.jsonl", story(1), language_confidence=1)

    assert command(tmp_path / "corpus", "import", str(path)).code == 0
    assert command(tmp_path / "corpus", "verify", "asianlite").code == 0


def test_nothing_is_stored_of_a_corpus_with_an_odd_record(tmp_path: Path) -> None:
    path = write(tmp_path / "odd.jsonl", story(1), images=[{"foo": 1}])

    done = command(tmp_path / "corpus", "import", str(path))

    assert done.code == 1
    assert (
        "record 1 (https://asianlite.com/2022/uk-news/story-1/) is not" in done.stderr
    )
    assert done.stderr.endswith("images[0] has no url; nothing is stored\n")
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("change", [{"site": "lantern"}, {"images": None}])
def test_a_corpus_that_changes_meanwhile_is_told(
    change: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "all.jsonl", *map(story, range(1001)))
    whole = open_corpus(path)
    records = list(whole.records())
    passes = iter([records, [*records[:-1], {**records[-1], **change}]])
    monkeypatch.setattr(Corpus, "records", lambda _: next(passes))

    done = command(tmp_path / "corpus", "import", str(path))

    assert done.code == 1
    assert done.stderr.endswith("it has changed meanwhile: import it again\n")
    monkeypatch.undo()
    again = command(tmp_path / "corpus", "import", str(path))
    assert "1 article, 1 revision stored\n  left 1,000 that were there" in again.stdout


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
    | st.sampled_from(["2022-02-30T10:00:00Z", "http://a:b/", "https://a/\0", "day"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["url", "caption", "signal"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def test_what_is_checked_can_be_stored(tmp_path: Path) -> None:
    record = json.loads(dumps(story(1, images=[Image(url="a.jpg")])))
    fields = st.dictionaries(st.sampled_from([*FIELDS, "colour"]), _VALUES, max_size=2)

    @settings(max_examples=400, deadline=None)
    @given(fields)
    def is_told_or_stored(given: dict[str, Any]) -> None:
        odd = {**record, **given}
        odd["content_hash"] = given.get("content_hash", _digest(odd))
        try:
            sites = check([odd]).sites
        except CorpusError:
            return
        with closing(Archive(MEMORY, lambda: NOW)) as archive:
            fill([odd], sites, "odd", lambda _: nullcontext(archive))
            (stored,) = archive.articles.revisions(0, "1", ())
        own = (odd["url"], odd["revision"], odd["content_hash"])
        assert fault(stored.record, *own) is None

    is_told_or_stored()


def _digest(record: dict[str, Any]) -> str | None:
    try:
        return digest(record["title"], record["text"])
    except (TypeError, ValueError):
        return None


@pytest.mark.parametrize("option", [("--urls-only",), ("--fields", "url,title")])
def test_a_corpus_of_fewer_fields_says_why_it_is_none(
    option: tuple[str, ...], shelf: Shelf, tmp_path: Path
) -> None:
    export(shelf, tmp_path / "few.csv", *option)

    done = run(shelf, "import", str(tmp_path / "few.csv"))

    assert done.code == 1
    assert "exported with --fields or --urls-only cannot be imported" in done.stderr


# -- several sites --------------------------------------------------------------------


def test_where_one_site_is_crawled_nothing_is_stored(tmp_path: Path) -> None:
    path = write(tmp_path / "two.jsonl", story(1), story(2, site="lantern"))
    corpus = tmp_path / "corpus"
    lock = Lock(str(corpus / "lantern" / "archive.sqlite"))
    Archive(str(corpus / "lantern" / "archive.sqlite"), lambda: NOW).close()
    lock.acquire("now")
    try:
        done = command(corpus, "import", str(path))
    finally:
        lock.release()

    assert done.code == 5
    assert "nothing is stored, try again when it has ended" in done.stderr
    assert not (corpus / "asianlite").exists()
    assert command(corpus, "import", str(path)).code == 0
    assert command(corpus, "verify", "asianlite").code == 0
    runs = sqlite3.connect(corpus / "lantern" / "archive.sqlite")
    (figures,) = runs.execute("SELECT figures FROM runs").fetchone()
    runs.close()
    assert json.loads(figures) == {"newscrawl/articles": 1}


# -- revisions ------------------------------------------------------------------------


def test_a_revision_may_be_dated_before_the_one_it_changes(tmp_path: Path) -> None:
    made = Shelf(tmp_path / "made")
    made.store(story(1, published="2022-05-01T10:00:00Z"))
    made.store(story(2, published="2022-04-01T10:00:00Z"))
    made.store(story(1, 2, published="2022-03-01T10:00:00Z"))
    made.close()
    records = export(made, tmp_path / "all.jsonl", "--revisions", "all")
    assert [(record["post_id"], record["revision"]) for record in records] == [
        ("1", 1), ("1", 2), ("2", 1),
    ]  # fmt: skip
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "back.jsonl").write_text("".join(reversed(lines)), "utf-8")

    for name in ("all", "back"):
        done = command(tmp_path / name, "import", str(tmp_path / f"{name}.jsonl"))
        assert "2 articles, 3 revisions stored" in done.stdout
        after = tmp_path / f"after-{name}.jsonl"
        words = ("asianlite", "-o", str(after), "--revisions", "all")
        assert command(tmp_path / name, "export", *words).code == 0
        assert after.read_bytes() == (tmp_path / "all.jsonl").read_bytes()
        assert command(tmp_path / name, "verify", "asianlite").code == 0


def test_imports_of_the_latest_alone_leave_no_fault(tmp_path: Path) -> None:
    for revision in (2, 5):
        path = write(tmp_path / "latest.jsonl", story(1, revision))
        done = command(tmp_path / "other", "import", str(path))
        assert "1 revision stored" in done.stdout

    assert command(tmp_path / "other", "verify", "asianlite").code == 0

    other = Shelf(tmp_path / "other")
    other.store(story(1, 8))
    other.close()
    done = run(other, "verify", "asianlite")
    assert done.code == 1
    assert f"articles that lack a revision: 1, in {other.path}" in done.stdout


def test_a_revision_is_added_and_what_is_gone_stays_so(tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.store(story(1))
    other.visit(address(1), kind="article", state="gone", outcome="HTTP 410")
    other.close()
    path = write(tmp_path / "both.jsonl", story(1, 3), story(1, 2))

    done = run(other, "import", str(path))

    assert "0 articles, 2 revisions stored" in done.stdout
    archive = sqlite3.connect(other.path)
    query = "SELECT gone IS NOT NULL, state FROM articles JOIN pages ON pages.id = page"
    assert archive.execute(query).fetchall() == [(1, "gone")]
    archive.close()


def test_an_article_is_known_by_its_number(tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.store(story(1))
    other.deliver()
    other.close()
    moved = story(1, 2, url="https://asianlite.com/2022/world-news/story-1-again/")
    path = write(tmp_path / "moved.jsonl", moved)

    done = run(other, "import", str(path))

    assert "0 articles, 0 revisions stored" in done.stdout
    assert "left 1 of articles that are there under another address" in done.stdout
    assert run(other, "verify", "asianlite").code == 0


# -- how others write -----------------------------------------------------------------


def test_a_byte_order_mark_and_blank_lines_are_passed_by(
    shelf: Shelf, tmp_path: Path
) -> None:
    for name, mark in {"all.csv": b"\xef\xbb\xbf", "all.jsonl": b""}.items():
        path = tmp_path / name
        export(shelf, path)
        path.write_bytes(mark + path.read_bytes() + b"\r\n")

        done = run(shelf, "import", str(path))

        assert done.code == 0, done.stderr
        assert "left 7 that were there already" in done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_corpus_without_records_is_told(
    form: str, shelf: Shelf, tmp_path: Path
) -> None:
    whole, empty = tmp_path / f"whole.{form}", tmp_path / f"empty.{form}"
    export(shelf, whole, "--language", "xx")
    empty.touch()

    for path in (whole, empty):
        done = run(shelf, "import", str(path))
        assert done.code == 0
        assert "0 articles, 0 revisions stored" in done.stdout
        assert done.stderr == f"newscrawl: {path} holds no record\n"


# -- what is no corpus ----------------------------------------------------------------


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
