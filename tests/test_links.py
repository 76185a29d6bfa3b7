from typing import Any

import pytest

from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.links import Leads, Links
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

LIST = "https://asianlite.com/category/uk-news/"
SITE = Site(sections=("-Top News", "UK News"))
HOSTS = frozenset({"asianlite.com", "asianlite.uk"})


def leads(body: str, url: str = LIST, **rules: Any) -> Leads:
    page = Document(f"<html><body>{body}</body></html>", url)
    return Leads(Reading(page, ArticlePage(), SITE, HOSTS), Links(**rules), SITE, HOSTS)


def paths(found: Any) -> list[str]:
    return [lead.url.removeprefix("https://asianlite.com") for lead in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<a href=/category/a/>A</a><a href=/category/a/page/2/>2</a>",
            ["/category/a/"],
        ),
        ("<a href=/top/>-Top News</a><a href=/rivers/>Rivers</a>", ["/top/"]),
        ("<a href=/tag/uk-news/>UK News</a><a href=/feed/>UK News</a>", []),
        ("<a href=https://asianlite.uk/>UK</a>", ["https://asianlite.uk/"]),
        ("<a href=https://other.example/category/a/>A</a>", []),
        ("<a href='http://asianlite.com:x/category/a/'>A</a>", []),
    ],
)
def test_sections(body: str, expected: list[str]) -> None:
    assert paths(leads(body).sections()) == expected


def test_only_the_sections_asked_for() -> None:
    body = (
        "<a href=/category/uk-news/>x</a><a href=/b/>UK News</a><a href=/category/c/>"
    )

    found = leads(body).sections(frozenset({"uk-news"}))

    assert paths(found) == ["/category/uk-news/", "/b/"]


def test_stories_are_pages_that_may_be_articles() -> None:
    body = (
        f"<a href=/a/>A</a><a href=/tag/x/>x</a><a href={LIST}>own</a>"
        "<a href=/?p=3>B</a><a href=/a.jpg>picture</a><a href=#top>top</a>"
    )

    assert paths(leads(body).stories()) == ["/a/", "/?p=3"]


def test_further_pages_of_a_story_are_no_stories() -> None:
    body = "<a href=/a/>A</a><a href=/a/2/>2</a><a href=/b/3/>B, of which no more</a>"

    assert paths(leads(body).stories()) == ["/a/", "/b/3/"]


@pytest.mark.parametrize(
    ("card", "day"),
    [
        ("<div><h2><a href=/a/>A</a></h2><p>4 March 2022</p></div>", "2022-03-04"),
        ("<div><p>4 March 2022</p><a href=/a/>A</a></div>", "2022-03-04"),
        ("<div><a href=/a/>A</a><p>4 March 2022</p><p>5 March 2022</p></div>", "None"),
        (f"<div><a href=/a/>A</a><p>4 March 2022{' and so on' * 20}</p></div>", "None"),
        ("<a href=/a/>A</a>4 March 2022 <a href=/c/>C</a>", "None"),
    ],
)
def test_the_day_of_a_story_is_that_of_its_card(card: str, day: str) -> None:
    body = f"{card}<div><a href=/b/>B</a><p>1 March 2022</p></div>"

    assert str(next(leads(body).stories(dated=True)).day) == day


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        ("<a href=page/2/>2</a><a href=page/9/>9</a>", LIST, ["page/2/"]),
        ("<a href=../2/>2</a><a href=../4/>4</a>", f"{LIST}page/3/", ["page/4/"]),
        ("<a href=/category/other/page/2/>2</a>", LIST, []),
        (
            "<a href=/?query-3-page=2>Next Page</a>",
            "https://asianlite.com/",
            ["/?query-3-page=2"],
        ),
        (
            "<a href=/older/>Older posts</a><a href=/x/>More posts</a>",
            LIST,
            ["/older/"],
        ),
        ("<a href=/older/ rel=next>…</a>", LIST, ["/older/"]),
        ("<a href=/feed/>Older posts</a>", LIST, []),
        (f"<a href={LIST}>Next</a>", LIST, []),
        ("<a href=/a/>A</a>", LIST, []),
    ],
)
def test_older(body: str, url: str, expected: list[str]) -> None:
    found = [
        path.removeprefix("/category/uk-news/")
        for path in paths(leads(body, url).older())
    ]

    assert found == expected


STORY = "<h1>A</h1><a rel=prev href=/b/>B</a><a rel=next href=/c/>C</a>"


@pytest.mark.parametrize(
    ("backward", "forward", "expected"),
    [(True, True, ["/b/", "/c/"]), (True, False, ["/b/"]), (False, True, ["/c/"])],
)
def test_neighbours(backward: bool, forward: bool, expected: list[str]) -> None:
    story = leads(STORY, "https://asianlite.com/a/")

    assert paths(story.neighbours(backward=backward, forward=forward)) == expected


def test_neighbours_on_other_sites_are_none() -> None:
    story = leads("<h1>A</h1><a rel=prev href=https://other.example/b/>B</a>")

    assert paths(story.neighbours()) == []


def test_related() -> None:
    addresses = ["https://asianlite.com/a/", "https://x.example/b/", f"{LIST}"]

    assert paths(leads("").related(addresses)) == ["/a/"]


@pytest.mark.parametrize("road", ["sections", "stories", "older", "neighbours"])
def test_rules_take_the_place_of_the_defaults(road: str) -> None:
    body = (
        "<a href=/category/a/>A</a><a class=x href=/x/>X</a><a href=/page/2/>2</a>"
        "<a class=x href=https://other.example/>elsewhere</a>"
    )
    ruled = leads(body, "https://asianlite.com/", **{road: ("a.x::attr(href)",)})

    assert paths(getattr(ruled, road)()) == ["/x/"]


def test_what_is_denied_is_not_followed() -> None:
    body = "<a href=/a/>A</a><a href=/puzzles/b/>B</a>"

    assert paths(leads(body, deny="/puzzles/").stories()) == ["/a/"]


def test_leads_are_values() -> None:
    assert Lead(url="a", road="start") == Lead(url="a", road="start")
