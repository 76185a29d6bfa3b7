"""The comparison with other libraries, none of which is needed here."""

import gzip
import json
import runpy
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction import __main__ as comparison
from benchmarks.extraction import environments, measures, moments, pages, words, worst
from benchmarks.extraction.figures import compare, judge
from benchmarks.extraction.libraries import LIBRARIES, OWN, Library
from benchmarks.extraction.measures import MEASURES
from benchmarks.extraction.pages import BadFolder, Page, Record
from benchmarks.extraction.speed import Speed
from benchmarks.extraction.workers import Broken, at_work

MEASURE = {measure.name: measure for measure in MEASURES}
TEXTS = st.text("abc é-.\u00ad", max_size=40)
WRITTEN = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)

STORY = """<html lang="en"><head><title>{title} – The Lantern</title>
<script type="application/ld+json">{{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "{title}", "datePublished": "{date}",
"author": {{"@type": "Person", "name": "Ada Quill"}}}}</script></head>
<body><article><h1>{title}</h1><p>By Ada Quill</p>{text}</article></body></html>"""
PARAGRAPHS = [
    f"The {colour} ferry left Port Calder before noon, and nobody on the quay could"
    f" say who had paid for its new sails." for colour in ("red", "green", "blue")
]  # fmt: skip


def value(name: str, gold: Record, found: Record) -> float | None:
    measure = MEASURE[name]
    facts = measure.of_page(gold, found)
    return None if facts is None else measure.figure(facts)


def page(name: str, gold: Record, of_set: str = "a") -> Page:
    return Page(name, of_set, f"https://lantern.example/{name}/", gold, Path(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two pages in two sets, both of which are read well."""
    (tmp_path / "html").mkdir()
    rows = [_save(tmp_path, name, of) for name, of in (("ferry", "a"), ("sails", "b"))]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def _save(folder: Path, name: str, of_set: str) -> dict[str, Any]:
    gold = {
        "title": f"The {name} of Port Calder",
        "date": "2024-05-01T08:30:00+01:00",
        "authors": ["Ada Quill"],
        "text": "\n".join(PARAGRAPHS),
    }
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = STORY.format(title=gold["title"], date=gold["date"], text=text)
    path = folder / "html" / f"{name}.html.gz"
    path.write_bytes(gzip.compress(html.encode()))
    url = f"https://lantern.example/{name}/"
    return {"id": name, "set": of_set, "url": url, "gold": gold}


def test_of_a_body_runs_of_four_words_are_compared() -> None:
    gold, found = (
        {"text": "one two three four five"},
        {"text": "one two three four six"},
    )
    assert measures.body(gold, found) == (0.5, True, 0.5, True)
    assert value("body", gold, gold | {"text": "One two three four five"}) == 0.5
    assert measures.body(gold, {"text": None}) == (0, False, 0, True)
    assert measures.body({"title": "no text"}, found) is None
    assert words.shingles("a b").total() == 1
    assert words.shingles(" – ").total() == 0


@given(TEXTS, TEXTS)
def test_precision_one_way_is_recall_the_other_way(one: str, other: str) -> None:
    left, right = ({"text": f"{text} end"} for text in (one, other))
    there, back = measures.body(left, right), measures.body(right, left)
    assert there is not None
    assert back is not None
    assert (there[0], there[2]) == (back[2], back[0])
    assert 0 <= there[0] <= 1
    assert value("body", left, left) == 1


@given(st.lists(WRITTEN, max_size=4), st.lists(WRITTEN, max_size=4))
def test_what_is_equal_scores_one_and_nothing_scores_more(
    one: list[str], other: list[str]
) -> None:
    for name in ("authors", "tags"):
        gold, found = {name: one}, {name: other}
        assert value(name, gold, gold) in (None, 0, 1)  # 0: a tag without a letter
        score, turned = value(name, gold, found), value(name, found, gold)
        if score is not None and turned is not None:
            assert score == pytest.approx(turned)
            assert 0 <= score <= 1


def test_of_passages_those_count_that_are_and_those_that_should_not_be_there() -> None:
    gold = {"with": ["new  sails", "an oar"], "without": ["Read more", "Share"]}
    found = {"text": "The new\nsails. Read more"}
    assert measures.segments(gold, found) == (1, 1, 1)
    assert value("segments", gold, found) == 0.5
    assert measures.segments({"text": "x"}, found) is None


def test_of_a_title_case_accents_and_punctuation_do_not_count() -> None:
    gold = {"title": "Café “Quay” – re\u00adopens"}
    assert value("title", gold, {"title": "CAFE 'Quay' reopens"}) == 1
    assert value("title", gold, {"title": "Café Quay reopens – The Lantern"}) == 0
    assert value("title", gold, {}) == 0
    assert value("title", {}, gold) is None


@pytest.mark.parametrize(
    ("gold", "found", "day", "time"),
    [
        ("2024-05-01 08:30:59+01:00", "2024-05-01T07:30:00Z", 1, 1),
        ("2024-05-01 00:30:00+01:00", "2024-04-30T23:30:00Z", 0, 1),
        ("2024-05-01 08:30:00+01:00", "2024-05-01T08:30:00Z", 1, 0),
        ("2024-05-01 08:30:00+01:00", "2024-05-01T08:30:00", 1, 0),
        ("2024-05-01T08:30:00", "2024-05-01T08:30:00-05:00", 1, 1),
        ("2024-05-01T08:30:00", "2024-05-01", 1, 0),
        ("2024-05-01T00:00:00", "2024-05-01", 1, None),
        ("2024-05-01", "1 May 2024", 0, None),
        ("2024-05-01", "2024-05-99", 0, None),
        ("yesterday", "2024-05-01", None, None),
        (None, "2024-05-01", None, None),
    ],
)
def test_day_as_written_and_time_to_the_minute(
    gold: str | None, found: str, day: float | None, time: float | None
) -> None:
    assert value("day", {"date": gold}, {"date": found}) == day
    assert value("time", {"date": gold}, {"date": found}) == time


@given(st.datetimes(), st.timezones())
def test_a_moment_agrees_with_itself_and_with_no_other(time: Any, zone: Any) -> None:
    written = moments.moment(time.replace(tzinfo=zone).isoformat())
    if written is not None and 1 < written.year < 9999:
        assert moments.agree(written, written)
        assert not moments.agree(written, written + timedelta(minutes=1))
        assert not moments.agree(written, None)


def test_names_are_taken_apart_and_freed_of_what_stands_around_them() -> None:
    byline = ["By Ada Quill and <b>Bo Sandérs</b>, Cy Tern", "von Dee Und"]
    assert words.names(byline) == {"ada quill", "bo sanders", "cy tern", "dee"}
    assert words.names(None) == words.names([" ", "–"]) == set()
    assert value("authors", {"authors": ["Ada Quill"]}, {"authors": ["Staff"]}) == 0
    assert measures.authors({"authors": []}, {"authors": ["Staff"]}) is None
    assert value("spurious", {"authors": []}, {"authors": ["Staff"]}) == 1
    assert value("spurious", {"authors": []}, {"authors": []}) == 0
    assert value("spurious", {"authors": ["Ada Quill"]}, {}) is None
    assert value("spurious", {}, {"authors": ["Staff"]}) is None


def test_a_figure_is_that_of_all_pages_and_stands_in_its_interval() -> None:
    there = [page(str(n), {"title": "Ferry"}) for n in range(40)]
    half = {str(n): {"title": "Ferry"} for n in range(20)}
    figure = judge(MEASURE["title"], there, half)
    assert figure is not None
    assert (figure.value, figure.pages) == (0.5, 40)
    low, high = figure.interval
    assert 0.3 < low < 0.4
    assert 0.6 < high < 0.7
    assert judge(MEASURE["body"], there, half) is None


def test_differences_are_of_the_same_pages() -> None:
    there = [page(str(n), {"title": "Ferry"}) for n in range(40)]
    half = {str(n): {"title": "Ferry"} for n in range(20)}
    more = half | {str(n): {"title": "Ferry"} for n in range(20, 32)}
    judged = {
        name: judge(MEASURE["title"], there, found)
        for name, found in ((OWN, more), ("same", half), ("none", {}))
    }
    figures = {name: figure for name, figure in judged.items() if figure}
    ahead = compare(MEASURE["title"], OWN, figures)
    assert ahead.other == "same"
    assert ahead.value == pytest.approx(0.3)
    assert ahead.interval[0] > 0.1  # apart, their intervals overlap
    with pytest.raises(LookupError, match="nothing to compare newscrawl with"):
        compare(MEASURE["title"], OWN, {OWN: figures[OWN]})


def test_ratios_are_of_the_same_round() -> None:
    own, other = Speed((30.0, 60.0, 45.0)), Speed((10.0, 20.0, 15.0))
    assert own.median == 45
    assert own.times(other) == (3, 3, 3)


def test_reads_a_folder_and_prints_tables(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, records = tmp_path / "figures.json", tmp_path / "records"
    words = f"{folder} --libraries {OWN} --rounds 2 --timed 1 --json {figures}"
    code = comparison.main([*words.split(), "--records", str(records)])
    printed = capsys.readouterr().out
    assert code == 0
    assert "| a | body F1 (1) | title (1) | day (1) | time (1) |" in printed
    assert f"| {OWN} | **1.000 (1.000–1.000)** | **1.000" in printed
    assert "| speed | pages per CPU-second |" in printed

    found = json.loads(figures.read_text("utf-8"))
    assert list(found["sets"]) == ["a", "b"]
    of_body = found["sets"]["b"]["body"][OWN]
    assert of_body == {"figure": 1, "interval": [1, 1], "pages": 1}
    assert len(found["speed"][OWN]["rounds"]) == 2
    read = json.loads((records / f"{OWN}.json").read_text("utf-8"))
    assert read["ferry"]["date"] == "2024-05-01T08:30:00+01:00"
    assert read["ferry"]["text"].splitlines()[::2] == PARAGRAPHS


def test_lists_what_is_read_worst(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = folder / "gold.jsonl"
    gold.write_text(gold.read_text("utf-8").replace("The sails", "Sails"), "utf-8")
    words = f"{folder} --libraries {OWN} --rounds 0 --worst title 5"
    assert comparison.main(words.split()) == 0
    printed = capsys.readouterr().out
    assert "0.00  sails  https://lantern.example/sails/" in printed
    assert "expected 'Sails of Port Calder'" in printed
    assert "0.00  ferry" not in printed


def test_of_texts_what_is_missing_and_what_is_too_much_is_listed() -> None:
    there = [
        page("a", {"text": "One two three four.\nThe last line is gone."}),
        page("b", {"with": ["an oar"], "without": ["Read more"]}),
    ]
    found = {
        "a": {"text": "One two three four.\nSubscribe to our letter now."},
        "b": {"text": "Read more"},
    }
    body = list(worst.tell("body", 5, there, found))
    assert [line.split(maxsplit=1)[0] for line in body[1:]] == ["missing", "too"]
    segments = [line.strip() for line in worst.tell("segments", 5, there, found)]
    assert segments[1:] == ["missing  'an oar'", "too much 'Read more'"]
    assert list(worst.tell("spurious", 5, [page("c", {"authors": []})], {})) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "names no page"),
        ("{", "line 1: not a page with id, set, url and gold"),
        ('{"id": "x", "set": "a", "url": "u", "gold": {}}', "x.html.gz is missing"),
    ],
)
def test_a_folder_without_pages_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, complaint: str
) -> None:
    (folder / "gold.jsonl").write_text(line, "utf-8")
    assert comparison.main([str(folder)]) == 1
    assert complaint in capsys.readouterr().err


def test_what_is_missing_or_damaged_is_named(folder: Path) -> None:
    with pytest.raises(BadFolder, match="has no set c: a, b"):
        pages.read(folder, ["c"])
    with pytest.raises(BadFolder, match="cannot be read"):
        pages.read(folder / "html")
    assert [one.id for one in pages.read(folder, ["b"])] == ["sails"]
    (folder / "html" / "sails.html.gz").write_bytes(b"<html>")
    with pytest.raises(BadFolder, match=r"sails\.html\.gz cannot be read"):
        pages.read(folder)[1].body()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("--libraries lynx", "lynx is none of newscrawl, trafilatura"),
        ("--rounds few", "few is no number"),
        ("--worst taste 3", "taste is none of body, segments"),
        ("--worst body few", "few is no number"),
        ("--libraries goose3 --worst body 3", "which --libraries leaves out"),
        ("--json there/is/none.json", "there is no folder there/is"),
    ],
)
def test_wrong_options_are_refused(
    words: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        comparison.main(["folder", *words.split()])
    assert complaint in capsys.readouterr().err


def test_a_library_that_breaks_is_named(folder: Path) -> None:
    broken = Library(name="broken", file="none.py", source="")
    with (
        pytest.raises(Broken, match=r"broken ended with 1: FileNotFoundError"),
        at_work(broken, Path(sys.executable), pages.read(folder)) as worker,
    ):
        worker.records()


def test_every_library_has_an_adapter_and_is_pinned() -> None:
    for library in LIBRARIES:
        assert library.adapter.is_file()
        assert library.source.startswith("https://")
        assert all("==" in requirement for requirement in library.requirements)
        assert bool(library.requirements) == (library.name != OWN)


def test_environments_are_kept_in_the_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert environments.default() == tmp_path / "newscrawl" / "extraction"
    made = tmp_path / "goose3-3.1.22"
    made.mkdir()
    goose = next(library for library in LIBRARIES if library.name == "goose3")
    (made / "made").write_text("\n".join(goose.requirements), "utf-8")
    assert environments.python(goose, tmp_path).parent.parent == made
    assert environments.python(LIBRARIES[0], tmp_path) == Path(sys.executable)


@pytest.mark.parametrize(
    ("url", "raw", "date"),
    [
        ("https://paper.at/a", "2023-11-08T23:49:00Z", "2023-11-09T00:49:00+01:00"),
        (
            "https://paper.com.ar/a",
            "Thu, 09 Nov 2023 01:49:00 GMT",
            "2023-11-08T22:49:00-03:00",
        ),
        ("https://paper.example/2023/11/08/a", "2023-11-09T01:49:00Z", "2023-11-08"),
        (
            "https://paper.example/2023/11/09/a",
            "2023-11-09T01:49:00Z",
            "2023-11-09T01:49:00+00:00",
        ),
        (
            "https://paper.example/2021/11/08/a",
            "2023-11-09T01:49:00Z",
            "2023-11-09T01:49:00+00:00",
        ),
        # A bare day, and what is written by another clock.
        ("https://paper.cl/a", "2023-11-09T00:00:00Z", "2023-11-09T00:00:00+00:00"),
        (
            "https://paper.cl/a",
            "2023-11-09T01:49:00+01:00",
            "2023-11-09T01:49:00+01:00",
        ),
        ("https://paper.cl/a", "9 November 2023, 10:30", "2023-11-09T10:30:00+00:00"),
        ("https://paper.cl/a", "9 November 2023", "2023-11-09"),
        ("https://paper.cl/a", "soon", None),
    ],
)
def test_what_is_in_utc_is_given_by_the_clock_of_the_newspaper(
    url: str, raw: str, date: str | None
) -> None:
    own = next(library for library in LIBRARIES if library.name == OWN)
    read = runpy.run_path(str(own.adapter))["read"]
    page = f'<meta name="article:published_time" content="{raw}"><h1>Lanterns</h1>'

    assert read(page.encode(), url)["date"] == date
