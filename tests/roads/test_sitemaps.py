import gzip
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.roads import sitemaps
from newscrawl.roads.sitemaps import Sitemap, read

URL = "https://paper.example/sitemap.xml"
OPENING = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def urlset(*entries: str) -> bytes:
    return f'<?xml version="1.0"?>{OPENING}{"".join(entries)}</urlset>'.encode()


def index(*urls: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{maps}</sitemapindex>".encode()


def pages(body: bytes) -> list[str]:
    found = read(body, URL)
    assert found is not None
    return [lead.url for lead in found.pages]


def test_pages_with_their_last_change() -> None:
    found = read(
        urlset(
            "<url><loc> https://paper.example/a/ </loc>"
            "<lastmod>2022-05-01T10:00:00+02:00</lastmod></url>",
            "<url><loc>/b/?utm_source=map</loc><lastmod>2022-05-02</lastmod></url>",
            "<url><loc>https://paper.example/c/</loc><lastmod>soon</lastmod></url>",
        ),
        URL,
    )

    assert found is not None
    assert found.maps == ()
    assert [(lead.url, lead.day, lead.changed) for lead in found.pages] == [
        (
            "https://paper.example/a/",
            date(2022, 5, 1),
            datetime(2022, 5, 1, 8, tzinfo=UTC),
        ),
        (
            "https://paper.example/b/",
            date(2022, 5, 2),
            datetime(2022, 5, 2, tzinfo=UTC),
        ),
        ("https://paper.example/c/", None, None),
    ]
    assert {lead.road for lead in found.pages} == {"sitemaps"}


def test_a_news_sitemap_tells_title_and_day() -> None:
    body = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://paper.example/a/</loc><lastmod>2022-06-01</lastmod>"
        "<news:news><news:publication><news:name>The Lantern</news:name>"
        "</news:publication><news:publication_date>2022-05-01T10:00:00Z"
        "</news:publication_date><news:title> Harbour &amp; wall </news:title>"
        "</news:news></url></urlset>"
    )
    found = read(body.encode(), URL)

    assert found is not None
    (lead,) = found.pages
    assert (lead.text, lead.day) == ("Harbour & wall", date(2022, 5, 1))
    assert lead.changed == datetime(2022, 6, 1, tzinfo=UTC)


def test_an_index_without_what_holds_no_stories() -> None:
    base = "https://paper.example/"
    stories = ["wp-sitemap-posts-post-1.xml", "post-sitemap2.xml", "news.xml?page=2"]
    others = [
        "wp-sitemap-taxonomies-category-1.xml",
        "wp-sitemap-users-1.xml",
        "category-sitemap.xml",
        "post_tag-sitemap.xml",
        "author-sitemap.xml",
    ]
    found = read(index(*(base + name for name in (*stories, *others))), URL)

    assert found is not None
    assert found.pages == ()
    assert [lead.url for lead in found.maps] == [base + name for name in stories]


def test_packed() -> None:
    body = urlset("<url><loc>https://paper.example/a/</loc></url>")

    assert pages(gzip.compress(body)) == ["https://paper.example/a/"]
    assert read(gzip.compress(body)[:5], URL) is None
    assert read(b"\x1f\x8b torn", URL) is None


def test_plain_text() -> None:
    assert pages(b"https://paper.example/a/\nhttps://paper.example/b/\n") == [
        "https://paper.example/a/",
        "https://paper.example/b/",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><html><body><h1>Not found</h1></body></html>",
        b"<rss><channel></channel></rss>",
        b"<",
        b"Not found",
        b'{"code": "rest_no_route"}',
    ],
)
def test_no_sitemap(body: bytes) -> None:
    assert read(body, URL) is None


def test_one_that_is_torn_gives_what_can_be_read() -> None:
    body = urlset(
        "<url><loc>https://paper.example/a/</loc></url>",
        "<url><lastmod>2022-05-01</lastmod></url>",
        "<url><loc>http://[</loc></url>",
        "<url><loc>https://paper.example/b/</loc></url>",
        "<url><loc>https://paper.ex",
    )
    assert pages(body[: -len("</urlset>")])[:2] == [
        "https://paper.example/a/",
        "https://paper.example/b/",
    ]


def test_an_entity_bomb_is_no_page() -> None:
    entities = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)
    )
    body = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "ha">{entities}]>'
        f"{OPENING}<url><loc>https://paper.example/&e11;</loc></url></urlset>"
    )
    assert read(body.encode(), URL) == Sitemap() or len(pages(body.encode())[0]) < 99


def test_a_bomb_of_zeros_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 1000)
    body = urlset("<url><loc>https://paper.example/a/</loc></url>") + b" " * 10**7

    assert pages(gzip.compress(body)) == ["https://paper.example/a/"]


def test_the_most_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 2)
    entry = "<url><loc>https://paper.example/{}/</loc></url>"

    assert len(pages(urlset(*map(entry.format, range(5))))) == 2


@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    read(body, URL)


@given(st.binary(max_size=40))
def test_any_damage(damage: bytes) -> None:
    body = urlset("<url><loc>https://paper.example/a/</loc></url>")
    read(body[:70] + damage + body[70:], URL)
