"""What the paper tells machines, and what each road passes over."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from newscrawl.lead import Road
from newscrawl.newspaper import Newspaper, NewspaperError, hiding
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.words import SECTIONS
from newscrawl.roads import feeds, rest, sitemaps
from newscrawl.urls import canonical
from tests.newspaper.client import Client

ARTICLES = 130
ALL = ("sitemaps", "feeds", "rest")
COUNTS = dict.fromkeys(hiding.LISTING, 4)


@pytest.fixture(scope="module")
def wire() -> Iterator[Newspaper]:
    hide = partial(hiding.alone, counts=COUNTS)
    with Newspaper(ARTICLES, layout="today", offers=ALL, hide=hide) as served:
        served.presses[0].slow_seconds = 0.0
        yield served


def order(paper: Newspaper) -> list[str]:
    return [line["url"] for line in paper.truth() if line["expected"]]


def by_sitemaps(base: str, client: Client) -> list[str]:
    (index,) = [
        line.removeprefix("Sitemap: ")
        for line in client.get(f"{base}robots.txt").html.splitlines()
        if line.startswith("Sitemap: ")
    ]
    found = sitemaps.read(client.get(index).body, index)
    assert found
    (lead,) = found.maps
    pages = sitemaps.read(client.get(lead.url).body, lead.url)
    assert pages
    assert client.get(f"{base}wp-sitemap-posts-post-2.xml").status == 404
    return [page.url for page in pages.pages]


def by_feeds(base: str, client: Client) -> list[str]:
    url = f"{base}feed/"
    listed: list[str] = []
    while True:
        page = client.get(url)
        if page.status == 404:
            return listed
        feed = feeds.read(page.body, url, page.headers["content-type"])
        assert feed
        assert 0 < len(feed.stories) <= 10
        listed += [story.url for story in feed.stories]
        url = feeds.older(feed, url) or ""


def by_rest(base: str, client: Client) -> list[str]:
    url: str | None = rest.first(f"{base}wp-json/wp/v2/posts")
    listed = []
    while url:
        posts = rest.read(client.get(url).body, url)
        assert posts
        listed += [story.url for story in posts.stories]
        url = posts.older(url)
    return list(dict.fromkeys(listed))


def by_sections(base: str, client: Client) -> list[str]:
    pages = (
        page
        for name in SECTIONS
        for page in client.older(f"{base}category/{slug(name)}/")
    )
    return [link for page in pages for link in page.links]


def by_dates(base: str, client: Client) -> list[str]:
    months = (f"{base}{y}/{m:02}/" for y in range(2022, 2027) for m in range(1, 13))
    pages = (page for month in months for page in client.older(month))
    return [link for page in pages for link in page.links]


ROADS: dict[str, Callable[[str, Client], list[str]]] = {
    "sitemaps": by_sitemaps,
    "feeds": by_feeds,
    "rest": by_rest,
    "sections": by_sections,
    "dates": by_dates,
}


@pytest.mark.parametrize("road", ROADS)
def test_a_road_leads_to_all_that_is_not_hidden_from_it(
    wire: Newspaper, client: Client, road: Any
) -> None:
    hidden = {url for url, roads in wire.hidden.items() if road in roads}

    listed = set(map(canonical, ROADS[road](wire.start_urls[0], client)))

    assert len(hidden) == 20
    assert listed & {*order(wire)} == {*order(wire)} - hidden


def test_the_chain_passes_over_what_is_hidden_from_it(
    wire: Newspaper, client: Client
) -> None:
    lines = {line["url"]: line for line in wire.truth() if line["expected"]}
    first, *_ = lines
    visited = [first]
    while following := lines[visited[-1]]["next_url"]:
        page = client.get(visited[-1])
        if page.status == 500:  # for once, by its quirk
            page = client.get(visited[-1])
        assert following in page.links
        visited.append(following)
    hidden = {url for url, roads in wire.hidden.items() if "neighbours" in roads}

    assert set(visited) == set(lines) - hidden


def test_no_story_names_one_that_is_hidden(wire: Newspaper) -> None:
    for line in wire.truth():
        if line["expected"]:
            named = {*line["also_read"], *line["related"]}
            assert not named & wire.hidden.keys()


def test_the_api_is_asked_by_date_and_by_change(
    wire: Newspaper, client: Client
) -> None:
    url = f"{wire.start_urls[0]}wp-json/wp/v2/posts"

    def listed(query: str) -> tuple[list[Any], str]:
        page = client.get(f"{url}?{query}")
        return json.loads(page.body), page.headers["x-wp-total"]

    posts, total = listed("per_page=100")
    assert total == str(ARTICLES - 20)
    middle = posts[50]["date_gmt"]
    after, _ = listed(f"per_page=100&after={middle}")
    before, _ = listed(f"per_page=100&before={middle}")
    assert {p["id"] for p in after} | {posts[50]["id"]} == {
        p["id"] for p in posts[: len(after) + 1]
    }
    assert not {p["id"] for p in after} & {p["id"] for p in before}
    changed, _ = listed(f"orderby=modified&modified_after={middle}Z&per_page=100")
    times = [p["modified_gmt"] for p in changed]
    assert times == sorted(times, reverse=True)
    assert min(times) > middle


def test_nothing_is_offered_unasked(client: Client) -> None:
    with Newspaper(20, layout="today") as paper:
        base = paper.start_urls[0]
        assert "Sitemap" not in client.get(f"{base}robots.txt").html
        for path in ("wp-sitemap.xml", "wp-json/wp/v2/posts"):
            assert client.get(base + path).status == 404
        assert b"<item>" not in client.get(f"{base}feed/").body


def test_by_chance_each_road_passes_over_its_share() -> None:
    shares: dict[Road, float] = {"rest": 0.5, "feeds": 0.1}
    hide = partial(hiding.by_chance, shares=shares)
    with Newspaper(2_000, layout="bare", hide=hide) as paper:
        found = Counter(road for roads in paper.hidden.values() for road in roads)

    assert found.keys() == shares.keys()
    assert abs(found["rest"] - 1_000) < 100
    assert abs(found["feeds"] - 200) < 60


def test_what_cannot_be_hidden_or_offered() -> None:
    hide = partial(hiding.alone, counts={"rest": 100})
    with (
        pytest.raises(NewspaperError, match="100 stories cannot be hidden: there are"),
        Newspaper(90, hide=hide, layout="today"),
    ):
        pass
    with pytest.raises(NewspaperError, match="no road 'smoke'; there are: sitemaps"):
        Newspaper(90, offers=["smoke"])


def test_what_was_hidden_can_be_deleted(client: Client) -> None:
    shares = dict.fromkeys(hiding.LISTING, 0.5)
    hide = partial(hiding.by_chance, shares=shares)
    with Newspaper(60, layout="today", offers=ALL, hide=hide) as paper:
        day = paper.next_day(new=3, changed=2, deleted=6)
        base = paper.start_urls[0]
        for find in ROADS.values():
            assert not set(find(base, client)) & day.deleted.keys()
        assert set(day.new) <= set(by_rest(base, client))
