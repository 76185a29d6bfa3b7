"""The spider against the newspaper in the box: every article, once, as it is."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.comparison import compare
from newscrawl.site import section_name
from tests.crawling import crawl

ARTICLES = 80


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    with Newspaper(articles=ARTICLES, layout="today") as paper:
        yield paper


def articles(paper: Newspaper) -> list[dict[str, Any]]:
    return [line for line in paper.truth() if line["expected"]]


@pytest.mark.parametrize("layout", ["today", "edition", "archive", "bare"])
@pytest.mark.parametrize("roads", ["sections", "neighbours"])
def test_every_article_is_found_once_and_true(
    layout: str, roads: str, tmp_path: Path
) -> None:
    with Newspaper(articles=ARTICLES, layout=layout) as paper:
        start = paper.start_urls[0]
        if roads == "neighbours":
            start = articles(paper)[ARTICLES // 2]["url"]
        found = crawl(tmp_path, start, roads=roads)
        difference = compare(found.records, paper.truth())

    assert not difference, str(difference)
    assert (found.code, found.errors.count("Traceback")) == (0, 0)


def test_the_three_eras_together(tmp_path: Path) -> None:
    with Newspaper(articles=120, layout="all") as paper:
        found = crawl(tmp_path, paper.start_urls[0])
        difference = compare(found.records, paper.truth())

    assert not difference, str(difference)


def test_no_page_is_fetched_twice(tmp_path: Path) -> None:
    with Newspaper(articles=ARTICLES, layout="today") as paper:
        crawl(tmp_path, *paper.start_urls)
        truth = {line["url"] for line in paper.truth() if line["expected"]}
        asked = {url: n for url, n in paper.requests.items() if url in truth}

    assert set(asked) == truth
    # One of them answers 500 at first, and heals.
    assert sorted(asked.values())[-2:] == [1, 2]


@pytest.mark.parametrize(
    ("since", "until"),
    [("2023-06-01", "2023-09-30"), ("2024-06-01", None), (None, "2022-06-30")],
    ids=["between", "since", "until"],
)
@pytest.mark.parametrize("roads", ["sections", "neighbours"])
def test_days(
    paper: Newspaper, since: str | None, until: str | None, roads: str, tmp_path: Path
) -> None:
    asked = {"since": since, "until": until}
    given = {name: day for name, day in asked.items() if day}
    known = articles(paper)
    start = paper.start_urls[0] if roads == "sections" else known[ARTICLES // 2]["url"]

    found = crawl(tmp_path, start, roads=roads, **given)

    expected = {
        line["url"]
        for line in known
        if line["published"]
        and (since or "") <= line["published"][:10] <= (until or "3")
    }
    dated = {record["url"] for record in found.records if record["published"]}
    assert len(expected) > 5
    assert dated == expected


def test_lists_that_are_too_old_are_spared(tmp_path: Path) -> None:
    with Newspaper(articles=200, layout="today") as paper:
        latest = max(
            line["published"] or "" for line in paper.truth() if line["expected"]
        )
        day = date.fromisoformat(latest[:10])
        crawl(tmp_path, *paper.start_urls, roads="sections", since=str(day))
        few = sum(paper.requests.values())
    with Newspaper(articles=200, layout="today") as paper:
        crawl(tmp_path, *paper.start_urls, roads="sections")
        all_of_them = sum(paper.requests.values())

    assert few < all_of_them / 2


def test_sections(paper: Newspaper, tmp_path: Path) -> None:
    before = sum(paper.requests.values())
    found = crawl(tmp_path, *paper.start_urls, sections="UK News,Business")
    asked = sum(paper.requests.values()) - before

    expected = {
        line["url"]
        for line in articles(paper)
        if {"UK News", "Business"} & set(map(section_name, line["sections"]))
    }
    assert found.urls == expected
    # The sections' own lists and stories, and the front page that leads to them.
    assert asked < 2 * len(expected)


def test_limit(paper: Newspaper, tmp_path: Path) -> None:
    found = crawl(tmp_path, *paper.start_urls, limit="7")

    assert (found.code, len(found.records)) == (0, 7)


def test_every_line_is_of_the_schema(paper: Newspaper, tmp_path: Path) -> None:
    schema = Path(__file__).parents[1] / "newscrawl" / "article.schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))

    found = crawl(tmp_path, *paper.start_urls)

    assert len(found.records) == ARTICLES
    for record in found.records:
        validator.validate(record)
        assert list(record) == list(found.records[0])


def test_a_single_article(paper: Newspaper, tmp_path: Path) -> None:
    url = articles(paper)[3]["url"]

    found = crawl(tmp_path, url, limit="1")

    assert found.urls == {url}
    assert found.records[0]["roads"] == ["start"]
