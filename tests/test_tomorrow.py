"""The second day: what a run costs, and what it brings, once the corpus is there."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Crawl, crawl
from tests.daily import FIRST, HOST, Daily
from tests.politeness.server import Answer, serving

LISTS = {"/", "/category/uk-news/"}
COUNT = 60


@pytest.fixture
def paper() -> Iterator[Daily]:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(COUNT))
        yield daily


@pytest.fixture
def corpus(paper: Daily, tmp_path: Path) -> Path:
    """Return the folder of a corpus that has been crawled yesterday."""
    assert run(paper, tmp_path).code == 0
    asked = paper.asked()
    assert len(asked) == len(set(asked))
    assert len(feed(tmp_path)) == COUNT
    return tmp_path


def run(paper: Daily, folder: Path, **arguments: str) -> Crawl:
    return crawl(folder, paper.start, output="extra.jsonl", **arguments)


def feed(folder: Path) -> list[dict[str, Any]]:
    name = folder / "corpus" / "asianlite" / "articles.jsonl"
    lines = name.read_text("utf-8").splitlines()
    assert sorted((folder / "extra.jsonl").read_text("utf-8").splitlines()) == (
        sorted(lines)
    )
    return [json.loads(line) for line in lines]


def archive(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "corpus" / "asianlite" / "archive.sqlite")


def make_due(folder: Path, *paths: str) -> None:
    connection = archive(folder)
    for path in paths:
        connection.execute(
            "UPDATE pages SET due = '2001-01-01T00:00:00Z' WHERE url LIKE ?",
            (f"%{path}",),
        )
    connection.commit()
    connection.close()


def test_an_unchanged_site_costs_its_lists(paper: Daily, corpus: Path) -> None:
    again = run(paper, corpus)

    assert again.code == 4
    assert set(paper.asked()) == LISTS
    assert "list 1 · unchanged 1" in again.errors
    assert len(feed(corpus)) == COUNT


def test_the_next_day_costs_what_is_new(paper: Daily, corpus: Path) -> None:
    paper.publish(60, 61, 62)
    paper.stories[58] = "Another headline"
    paper.texts[40] = "A correction that no list shows."
    paper.delete(41)
    make_due(corpus, paper.path(40), paper.path(41), paper.path(42))

    again = run(paper, corpus)
    asked = paper.asked()
    added = feed(corpus)[COUNT:]

    assert again.code == 0
    assert sorted(asked) == sorted(
        [*LISTS, "/page/2/", "/category/uk-news/page/2/"]
        + [paper.path(n) for n in (60, 61, 62, 58, 40, 41, 42)]
    )
    assert sorted((one["title"], one["revision"]) for one in added) == [
        ("Another headline", 2),
        ("Headline 40", 2),
        *((f"Headline {n}", 1) for n in (60, 61, 62)),
    ]
    rows = archive(corpus).execute("SELECT url FROM articles WHERE gone IS NOT NULL")
    assert [url.endswith(paper.path(41)) for (url,) in rows] == [True]
    history = archive(corpus).execute(
        "SELECT revision, title FROM history WHERE url LIKE '%story-58/'"
    )
    assert history.fetchall() == [(1, "Headline 58"), (2, "Another headline")]


def test_a_due_article_that_is_unchanged_adds_nothing(
    paper: Daily, corpus: Path
) -> None:
    make_due(corpus, paper.path(7))

    assert run(paper, corpus).code == 4
    assert paper.path(7) in paper.asked()
    assert len(feed(corpus)) == COUNT
    run(paper, corpus)
    assert paper.path(7) not in paper.asked()


def test_pinned_stories_do_not_hide_what_is_new(paper: Daily, tmp_path: Path) -> None:
    paper.pinned = tuple(range(10, 20))
    paper.print()
    run(paper, tmp_path)
    paper.asked()
    paper.publish(100)

    assert run(paper, tmp_path).code == 0
    assert paper.path(100) in paper.asked()
    assert len(feed(tmp_path)) == COUNT + 1


def test_a_full_sweep_asks_for_everything(paper: Daily, corpus: Path) -> None:
    paper.texts[3] = "A change that nothing shows."
    paper.print()

    again = run(paper, corpus, sweep="full")

    assert again.code == 0
    assert {paper.path(number) for number in range(COUNT)} <= set(paper.asked())
    assert [one["revision"] for one in feed(corpus)[COUNT:]] == [2]


def first_day(number: int) -> str:
    """Return the day of publication of a story."""
    return (FIRST + timedelta(days=number)).date().isoformat()


@pytest.mark.parametrize(
    "arguments",
    [{"limit": "5"}, {"since": first_day(50)}, {"until": first_day(9)}],
    ids=" ".join,
)
def test_what_was_read_and_not_kept_is_read_again(
    arguments: dict[str, str], paper: Daily, tmp_path: Path
) -> None:
    run(paper, tmp_path, **arguments)

    assert run(paper, tmp_path).code == 0
    assert len({one["url"] for one in feed(tmp_path)}) == COUNT
    assert len(feed(tmp_path)) == COUNT


def test_an_article_that_answers_unchanged_stays_on_the_schedule(
    paper: Daily, tmp_path: Path
) -> None:
    paper.publish(398)
    run(paper, tmp_path)
    make_due(tmp_path, paper.path(398))
    query = "SELECT outcome, due > visited FROM pages WHERE url LIKE '%story-398/'"

    assert run(paper, tmp_path).code == 4
    assert archive(tmp_path).execute(query).fetchall() == [("unchanged", 1)]


def test_a_page_of_an_article_that_was_missing_is_read_later(
    paper: Daily, tmp_path: Path
) -> None:
    paper.publish(COUNT)
    paper.rest[COUNT] = "The rest of it."
    paper.print()
    path, second = paper.path(COUNT), f"{paper.path(COUNT)}2/"
    paper.server.scripts[HOST + second] = lambda nth: Answer(status=404)
    run(paper, tmp_path)
    make_due(tmp_path, path)
    paper.print()

    assert run(paper, tmp_path).code == 0
    *_, before, after = feed(tmp_path)
    assert "The rest" not in before["text"]
    assert after["text"].endswith("\n\nThe rest of it.")
    assert (after["url"], after["revision"]) == (paper.server.url(HOST + path), 2)
