"""Roads in a crawl: what each brings, what it costs, and what the next day costs."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.agency import MAPS, Agency
from tests.crawling import Crawl, crawl
from tests.daily import FIRST
from tests.politeness.server import serving, text

COUNT = 30


@pytest.fixture
def paper() -> Iterator[Agency]:
    with serving() as server:
        agency = Agency(server)
        agency.publish(*range(COUNT))
        yield agency


def run(paper: Agency, folder: Path, **arguments: str) -> Crawl:
    found = crawl(folder, paper.start, output="extra.jsonl", **arguments)
    assert "Traceback" not in found.errors
    return found


def feed(folder: Path) -> list[dict[str, Any]]:
    name = folder / "corpus" / "asianlite" / "articles.jsonl"
    return [json.loads(line) for line in name.read_text("utf-8").splitlines()]


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(folder / "corpus" / "asianlite" / "archive.sqlite")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def stories(paths: list[str]) -> list[str]:
    return [path for path in paths if "/story-" in path]


# -- the REST API ---------------------------------------------------------------------


def test_rest_tells_the_stories_whole(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"rest"}

    found = run(paper, tmp_path)
    records = feed(tmp_path)

    assert found.code == 0
    assert len(stories(paper.asked())) == 3  # to compare
    assert {record["title"] for record in records} == set(paper.stories.values())
    told = [record for record in records if record["published_source"] == "rest"]
    assert len(told) == COUNT - 3
    assert "rest 30 (30 told whole)" in found.errors
    assert rows(tmp_path, "SELECT total FROM answers WHERE road = 64") == [(COUNT,)]


def test_rest_with_other_texts_gives_addresses(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"rest"}
    paper.told = dict.fromkeys(range(COUNT), "What our app says.")

    found = run(paper, tmp_path, roads="rest")

    assert {record["text"] for record in feed(tmp_path)} == set(paper.texts.values())
    assert "not believed: the pages have another text" in found.errors
    assert len(set(stories(paper.asked()))) == COUNT


def test_the_next_day_by_rest(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"rest"}
    paper.has_neighbours = True
    paper.print()
    run(paper, tmp_path, roads="rest")
    paper.asked()

    assert run(paper, tmp_path, roads="rest").code == 4
    (asked,) = paper.of_rest()
    assert asked["modified_after"] == f"{paper.published(29):%Y-%m-%dT%H:%M:%SZ}"

    paper.publish(40, 41)
    paper.texts[7] = "A correction."
    paper.changes[7] = paper.published(50)
    paper.print()
    run(paper, tmp_path, roads="rest")
    paths = paper.asked()
    added = feed(tmp_path)[COUNT:]

    assert stories(paths) == []
    assert len([path for path in paths if path.startswith("rest")]) == 2
    assert [(one["title"], one["revision"]) for one in added] == [
        ("Headline 7", 2),
        ("Headline 41", 1),
        ("Headline 40", 1),
    ]
    newest = next(one for one in added if one["title"] == "Headline 40")
    assert newest["next_url"].endswith("/story-41/")
    assert newest["previous_url"].endswith("/story-29/")


def test_a_limit_leaves_the_rest_for_later(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"rest"}

    run(paper, tmp_path, roads="rest", limit="5")
    assert len(feed(tmp_path)) == 5

    run(paper, tmp_path, roads="rest")
    titles = [record["title"] for record in feed(tmp_path)]
    assert sorted(titles) == sorted(paper.stories.values())


def test_what_robots_txt_forbids_is_not_told_either(
    paper: Agency, tmp_path: Path
) -> None:
    paper.offered = {"rest"}
    rules = f"User-agent: *\nDisallow: {paper.path(7)}\n"
    paper.server.scripts["127.0.0.1/robots.txt"] = lambda nth: text(rules)

    run(paper, tmp_path, roads="rest")

    titles = {record["title"] for record in feed(tmp_path)}
    assert titles == set(paper.stories.values()) - {"Headline 7"}
    refused = rows(tmp_path, "SELECT url FROM pages WHERE state = 'refused'")
    assert [url.endswith(paper.path(7)) for (url,) in refused] == [True]
    assert paper.path(7) not in paper.asked()


def test_what_is_to_be_kept_out_stays_out(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"rest"}
    run(paper, tmp_path, roads="rest")
    connection = sqlite3.connect(tmp_path / "corpus" / "asianlite" / "archive.sqlite")
    connection.execute("UPDATE pages SET state = 'forgotten' WHERE url LIKE '%-7/'")
    connection.commit()
    connection.close()
    paper.changes[7] = paper.published(50)
    paper.texts[7] = "A correction."

    assert run(paper, tmp_path, roads="rest").code == 4


# -- what is not offered --------------------------------------------------------------


def test_a_door_that_is_not_there_is_passed_by(paper: Agency, tmp_path: Path) -> None:
    found = run(paper, tmp_path)

    assert found.code == 0
    assert "not offered: feeds, rest, sitemaps" in found.errors
    assert "failed" not in found.errors
    doors = [path for path in paper.asked() if "sitemap" in path or path == "/feed/"]
    assert len(doors) == len(set(doors)) == 6

    run(paper, tmp_path)
    asked = paper.asked()
    assert not [path for path in asked if path in doors or path.startswith("rest")]


# -- sitemaps -------------------------------------------------------------------------


def test_sitemaps_alone(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"sitemaps"}
    paper.hidden = set(range(COUNT))
    paper.print()

    run(paper, tmp_path, roads="sitemaps")
    assert len(feed(tmp_path)) == COUNT
    assert {tuple(record["roads"]) for record in feed(tmp_path)} == {("sitemaps",)}
    assert set(paper.asked()) >= {MAPS, "/map-0.xml", "/map-1.xml", "/map-2.xml"}

    run(paper, tmp_path, roads="sitemaps")
    assert [path for path in paper.asked() if "map" in path] == [MAPS]


def test_a_later_change_in_a_sitemap(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"sitemaps"}
    run(paper, tmp_path, roads="sitemaps")
    paper.asked()
    paper.changes[15] = datetime.now(UTC) + timedelta(hours=1)
    paper.texts[15] = "A correction."
    paper.print()

    run(paper, tmp_path, roads="sitemaps")

    asked = [path for path in paper.asked() if "map" in path or "story" in path]
    assert asked == [MAPS, "/map-1.xml", paper.path(15)]
    assert [record["revision"] for record in feed(tmp_path)[COUNT:]] == [2]


def test_a_sitemap_that_says_all_has_changed_is_not_believed(
    paper: Agency, tmp_path: Path
) -> None:
    paper.publish(*range(10, 10 + COUNT))
    paper.offered = {"sitemaps"}
    run(paper, tmp_path, roads="sitemaps")
    paper.asked()
    for number in range(100, 130):
        paper.publish(number)
    run(paper, tmp_path, roads="sitemaps")
    paper.asked()
    later = datetime.now(UTC) + timedelta(hours=1)
    paper.changes = dict.fromkeys(paper.stories, later)

    run(paper, tmp_path, roads="sitemaps")

    assert len(stories(paper.asked())) <= len(paper.stories)


def test_what_is_too_old_is_set_aside(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"sitemaps"}
    since = (FIRST + timedelta(days=25)).date().isoformat()

    run(paper, tmp_path, roads="sitemaps", since=since)
    asked = paper.asked()
    # The index tells that the other maps hold nothing as late as that.
    assert [path for path in asked if "map" in path] == [MAPS, "/map-2.xml"]
    assert set(stories(asked)) <= {paper.path(n) for n in range(24, COUNT)}
    aside = rows(tmp_path, "SELECT count(*) FROM pages WHERE state = 'aside'")
    assert aside[0][0] in (4, 5, 6)

    run(paper, tmp_path, roads="sitemaps")
    assert len(feed(tmp_path)) == COUNT


# -- feeds ----------------------------------------------------------------------------


def test_a_feed_to_its_last_page(paper: Agency, tmp_path: Path) -> None:
    paper.offered = {"feeds"}

    run(paper, tmp_path, roads="feeds")
    assert len(feed(tmp_path)) == COUNT
    pages = ["/feed/", *(f"/feed/?paged={page}" for page in (2, 3, 4))]
    assert [path for path in paper.asked() if "feed" in path] == pages

    paper.publish(100)
    run(paper, tmp_path, roads="feeds")
    assert len(feed(tmp_path)) == COUNT + 1
    asked = [path for path in paper.asked() if "feed" in path]
    assert asked == pages[:2]


# -- archives of months ---------------------------------------------------------------


def test_thin_months_are_looked_up(paper: Agency, tmp_path: Path) -> None:
    paper.publish(*range(COUNT, 300))
    thin = paper.published(150)
    month = f"/{thin:%Y}/{thin:%m}/"
    paper.hidden = {n for n in range(300) if f"{paper.published(n):/%Y/%m/}" == month}
    paper.print()
    shown = [n for n in range(300) if n not in paper.hidden]
    cards = "".join(
        f"<article><h2><a href={paper.path(n)}>{paper.stories[n]}</a></h2></article>"
        for n in sorted(paper.hidden)
    )
    html = f"<html><body class='archive date'><h1>Month</h1>{cards}</body></html>"
    paper._serve(month, html)

    run(paper, tmp_path)

    assert len(feed(tmp_path)) == len(shown) + len(paper.hidden)
    asked = paper.asked()
    assert asked.count(month) == 1
    by_dates = {one["title"] for one in feed(tmp_path) if one["roads"] == ["dates"]}
    assert by_dates == {paper.stories[number] for number in paper.hidden}

    run(paper, tmp_path)
    assert month not in paper.asked()
