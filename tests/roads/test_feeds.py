from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import Document
from newscrawl.roads.feeds import Feed, declared, older, read
from newscrawl.site import Site

URL = "https://paper.example/feed/"
SITE = Site(zone=ZoneInfo("Europe/London"))

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Lantern</title><link>https://paper.example/</link>
<generator>https://wordpress.org/?v=6.6</generator>
<item><title>Harbour &amp;amp; wall</title>
<link>https://paper.example/harbour/?utm_source=rss</link>
<pubDate>Sun, 01 May 2022 23:30:00 +0000</pubDate>
<dc:creator>Mira Castellan</dc:creator>
<category>UK News</category><category>tides</category>
<content:encoded><![CDATA[<p>One &amp; two.</p>]]></content:encoded></item>
<item><title>Second</title><link>/second/</link></item>
<item><title>No link</title></item>
<item><title>Third</title><link>https://paper.example/third/</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<link rel="next" href="/atom?page=2"/>
<entry><title>Harbour</title><link href="https://paper.example/harbour/"/>
<published>2022-05-01T10:00:00Z</published><updated>2022-05-03T10:00:00Z</updated>
<author><name>Mira Castellan</name></author></entry></feed>"""


def feed(text: str, url: str = URL) -> Feed:
    found = read(text.encode(), url)
    assert found is not None
    return found


def test_rss() -> None:
    first, *others = feed(RSS).stories

    assert first.url == "https://paper.example/harbour/"
    assert first.content == "<p>One &amp; two.</p>"
    assert first.published == "Sun, 01 May 2022 23:30:00 +0000"
    assert first.modified is None
    assert first.authors == ("Mira Castellan",)
    assert first.tags == ("UK News", "tides")
    lead = first.lead(SITE)
    assert (lead.text, lead.day, lead.road) == (
        "Harbour & wall",
        date(2022, 5, 2),
        "feeds",
    )
    assert [story.url for story in others] == [
        "https://paper.example/second/",
        "https://paper.example/third/",
    ]
    assert others[0].lead(SITE).day is None


def test_atom() -> None:
    (story,) = feed(ATOM).stories

    assert story.published == "2022-05-01T10:00:00Z"
    assert story.lead(SITE).changed == datetime(2022, 5, 3, 10, tzinfo=UTC)
    assert story.authors == ("Mira Castellan",)


def test_neighbours_of_those_between_two_others() -> None:
    found = feed(RSS)
    first, second, third = found.stories

    (inner,) = found.inner
    assert (inner.url, inner.next, inner.previous) == (second.url, first.url, third.url)
    assert found.edges == (first, third)


def test_older_pages() -> None:
    rss = feed(RSS)

    assert older(rss, URL) == f"{URL}?paged=2"
    assert older(rss, f"{URL}?paged=2") == f"{URL}?paged=3"
    assert older(rss, f"{URL}?paged=x") == f"{URL}?paged=2"
    assert older(feed(ATOM), URL) == "https://paper.example/atom?page=2"
    assert older(feed(RSS.replace("wordpress", "press")), URL) is None
    assert older(feed("<rss version='2.0'><channel></channel></rss>"), URL) is None


@pytest.mark.parametrize("text", ["", "<html><body>No feed</body></html>", "{}"])
def test_no_feed(text: str) -> None:
    assert read(text.encode(), URL) is None


def test_an_entity_bomb_is_survived() -> None:
    entities = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)
    )
    bomb = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss', 1)
    found = read(bomb.replace("Second", "&e11;").encode(), URL)

    assert found is None or all(len(story.title) < 999 for story in found.stories)


def test_an_address_that_is_none_is_left_out() -> None:
    assert len(feed(RSS.replace("/second/", "http://[")).stories) == 2


def test_feeds_that_a_page_declares() -> None:
    page = Document(
        "<html><head>"
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" type="application/atom+xml" href="/atom">'
        '<link rel="alternate" type="application/atom+xml" href="mailto:x">'
        '<link rel="alternate" hreflang="fr" href="/fr/">'
        "</head><body></body></html>",
        "https://paper.example/",
    )

    assert [lead.url for lead in declared(page)] == [
        "https://paper.example/feed/",
        "https://paper.example/atom",
    ]


@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    read(body, URL)
