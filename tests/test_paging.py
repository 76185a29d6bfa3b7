import pytest

from newscrawl import paging
from newscrawl.document import Document
from newscrawl.links import Leads, Links
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

ROOT = "https://paper.example"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("/category/a/page/7/", 7),
        ("/?paged=3", 3),
        ("/?query-3-page=2", 2),
        ("/politik/?seite=2", 2),
        ("/politik/seite-2.html", 2),
        ("/politica/p%C3%A1gina/4", 4),
        ("/politica/pagina2", 2),
        ("/politics,page-3", 3),
        ("/politics/p2", 2),
        ("/list.php?start=20&sort=a", 20),
        ("/news?p=2", 2),
        ("/news/index_3.html", 3),
        ("/?p=1234", None),
        ("/politics/2/", None),
        ("/politics/", None),
        ("/a-page-of-history/", None),
        ("/2022/uk-news/page-turners/", None),
    ],
)
def test_which_page_of_a_list(url: str, number: int | None) -> None:
    assert paging.number(ROOT + url) == number


@pytest.mark.parametrize(
    ("url", "own", "number"),
    [
        ("/politics/2/", "/politics/", 2),
        ("/politics/2/", "/sport/", None),
        ("/politics/2022/", "/politics/", None),
        ("/politik/?seite=3", "/politik/?seite=2", 3),
        ("/politik/?sort=a&seite=3", "/politik/?sort=a", 3),
        ("/politik/?sort=a&seite=3", "/politik/", None),
        ("/sport?page=2", "/politics?page=1", None),
        ("/politics/", "/politics/", None),
    ],
)
def test_which_page_of_this_list(url: str, own: str, number: int | None) -> None:
    assert paging.of(ROOT + url, ROOT + own) == number


@pytest.mark.parametrize(
    ("url", "is_dated"),
    [
        ("/events/2026-03/", True),
        ("/archiv/2026/3/1", True),
        ("/archiv/2026", True),
        ("/calendar?day=2026-03-01", True),
        ("/2026/03/the-lanterns/", False),
        ("/review-of-2026/", False),
    ],
)
def test_what_ends_in_a_date(url: str, is_dated: bool) -> None:
    assert paging.is_dated(ROOT + url) is is_dated


def leads(body: str, url: str) -> Leads:
    page = Document(f"<html><body>{body}</body></html>", ROOT + url)
    hosts = frozenset({"paper.example"})
    reading = Reading(page, ArticlePage(), Site(), hosts)
    return Leads(reading, Links(), Site(), hosts)


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        (
            "<a href=?seite=2>2</a><a href=?seite=9>9</a>",
            "/politik/",
            "/politik/?seite=2",
        ),
        (
            "<a href=/politik/2/>2</a><a href=/politik/3/>3</a>",
            "/politik/",
            "/politik/2/",
        ),
        ("<a href=?page=1>2</a><a href=?page=2>3</a>", "/list", "/list?page=1"),
        ("<a href=?page=1>1</a><a href=?page=2>2</a>", "/list", "/list?page=2"),
        ("<a href=?page=1>weiter ›</a>", "/list", "/list?page=1"),
        (
            "<a href=/politik/archiv/>Ältere Artikel</a>",
            "/politik/",
            "/politik/archiv/",
        ),
        ("<a href=?ab=20240401>Más noticias</a>", "/a/", "/a/?ab=20240401"),
        ("<a href=/a/x/>Следующая страница</a>", "/a/", "/a/x/"),
        ("<a href=/a/x/>下一页</a>", "/a/", "/a/x/"),
        ("<a href=/sport/>Mehr</a>", "/politik/", None),
        ("<a href=/sport/>More</a>", "/politics/", None),
    ],
)
def test_older_pages_in_the_words_of_many(
    body: str, url: str, expected: str | None
) -> None:
    found = [lead.url.removeprefix(ROOT) for lead in leads(body, url).older()]

    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        ("<a href=?seite=2>2</a><a href=/a/>A</a>", "/politik/", ["/a/"]),
        ("<a href=?sort=date>x</a><a href=/a/>A</a>", "/politik/", ["/a/"]),
        ("<a href=/b/?sort=date>x</a><a href=/b/>B</a>", "/politik/", ["/b/"]),
        ("<a href=/b/?seite=2>2</a><a href=/b/>B</a>", "/politik/", ["/b/"]),
        ("<a href=/b/?seite=2>2</a>", "/politik/", ["/b/?seite=2"]),
        ("<a href=/n?id=12>x</a><a href=/n>News</a>", "/", ["/n?id=12", "/n"]),
        ("<a href=/los/2026-04/>April</a>", "/los/2026-03/", []),
        ("<a href=/los/2026-04/>4</a><a href=/a/>A</a>", "/los/2026-03/", ["/a/"]),
        (
            "<a href=/los/2026-04/>4</a><a href=/the-lanterns-of-the-harbour/>L</a>",
            "/los/2026-03/",
            ["/los/2026-04/", "/the-lanterns-of-the-harbour/"],
        ),
    ],
)
def test_a_list_shown_otherwise_is_no_story(
    body: str, url: str, expected: list[str]
) -> None:
    found = [lead.url.removeprefix(ROOT) for lead in leads(body, url).stories()]

    assert found == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<nav><a href=/politik/>Politik</a><a href=/sport/>Sport</a></nav>",
            ["/politik/", "/sport/"],
        ),
        (
            "<ul class=main-menu><li><a href=/kultur/film/>Film</a></ul>",
            ["/kultur/film/"],
        ),
        ("<nav><a href=/the-lanterns-of-the-harbour/>L</a></nav>", []),
        ("<nav><a href=/politik/?a=1>Politik</a><a href=/x-story/>own</a></nav>", []),
        ("<p><a href=/politik/>Politik</a></p>", []),
    ],
)
def test_the_menu_leads_to_sections(body: str, expected: list[str]) -> None:
    found = leads(body, "/x-story/").sections()

    assert [lead.url.removeprefix(ROOT) for lead in found] == expected
