import json
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import Document
from newscrawl.roads import rest
from newscrawl.roads.rest import Posts, read
from newscrawl.site import Site

DOOR = "https://paper.example/wp-json/wp/v2/posts"
URL = rest.first(DOOR)
SITE = Site(zone=ZoneInfo("Asia/Kolkata"))


def post(number: int, **given: Any) -> dict[str, Any]:
    """Return a post as the API gives it."""
    return {
        "id": number,
        "date_gmt": f"2022-05-{number:02}T20:00:00",
        "modified_gmt": f"2022-06-{number:02}T09:30:00",
        "link": f"https://paper.example/{number}/",
        "title": {"rendered": f"Story &#8220;{number}&#8221;"},
        "content": {"rendered": "<p>One &amp; two.</p>", "protected": False},
        "excerpt": {"rendered": "<p>One &amp; two.</p>"},
        **given,
    }


EMBEDDED = {
    "author": [{"name": "Mira &amp; Co"}, {"code": "rest_user_invalid_id"}],
    "wp:term": [
        [
            {"taxonomy": "category", "name": "-Top News"},
            {"taxonomy": "category", "name": "Arts &amp; Trade"},
        ],
        [{"taxonomy": "post_tag", "name": "tides"}],
    ],
    "wp:featuredmedia": [
        {"media_type": "file", "source_url": "https://paper.example/a.pdf"},
        {
            "media_type": "image",
            "source_url": "https://paper.example/a.jpg",
            "caption": {"rendered": "<p>The wall</p>"},
        },
    ],
}


def posts(*numbers: int, url: str = URL) -> Posts:
    found = read(json.dumps(list(map(post, numbers))).encode(), url)
    assert found is not None
    return found


def urls(stories: tuple[Any, ...]) -> list[int]:
    return [int(story.url.split("/")[-2]) for story in stories]


def asked(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def test_all_that_it_tells() -> None:
    body = json.dumps([post(3, _embedded=EMBEDDED)]).encode()
    found = read(body, URL)
    assert found is not None
    (story,) = found.stories

    assert story.post_id == "3"
    assert (story.published, story.modified) == (
        "2022-05-03T20:00:00Z",
        "2022-06-03T09:30:00Z",
    )
    assert story.authors == ("Mira & Co",)
    assert story.sections == ("Top News", "Arts & Trade")
    assert story.tags == ("tides",)
    assert story.photograph is not None
    assert story.photograph.url == "https://paper.example/a.jpg"
    lead = story.lead(SITE)
    assert (lead.text, lead.day) == ("Story “3”", date(2022, 5, 4))
    assert lead.changed == datetime(2022, 6, 3, 9, 30, tzinfo=UTC)


def test_a_draft_date_is_none() -> None:
    body = json.dumps([post(3, date_gmt="0000-00-00T00:00:00", modified_gmt=None)])
    found = read(body.encode(), URL)
    assert found is not None

    lead = found.stories[0].lead(SITE)
    assert (lead.day, lead.changed) == (None, None)
    assert rest.mark(found) is None


def test_neighbours_stand_beside_each_other() -> None:
    newest, middle, oldest = posts(3, 2, 1).stories

    assert (newest.next, newest.previous) == (None, middle.url)
    assert (middle.next, middle.previous) == (newest.url, oldest.url)
    assert (oldest.next, oldest.previous) == (middle.url, None)


def test_what_has_changed_is_in_no_order_of_neighbours() -> None:
    url = rest.changed(DOOR, "2022-06-01T00:00:00Z")
    found = posts(3, 1, url=url)

    assert rest.is_of_changes(url)
    assert not rest.is_of_changes(URL)
    assert {story.previous for story in found.stories} == {None}
    assert asked(url)["modified_after"] == "2022-06-01T00:00:00Z"
    assert rest.base(url) == DOOR
    assert rest.mark(found) == "2022-06-03T09:30:00Z"


def test_all_of_a_short_list_are_told() -> None:
    found = posts(3, 2, 1)

    assert found.is_last
    assert urls(found.inner) == [3, 2, 1]
    assert found.edges == ()
    assert found.older(URL) is None


def test_answers_overlap() -> None:
    url = rest.first(DOOR, count=3)
    first = posts(9, 8, 7, url=url)
    older = first.older(url)
    assert older is not None
    assert asked(older)["offset"] == "1"
    second = posts(8, 7, 6, url=older)
    last = posts(7, 6, url=second.older(older) or "")

    told = [urls(found.inner) for found in (first, second, last)]
    assert told == [[9, 8], [7], [6]]
    assert last.older(url) is None


def test_the_edges_of_a_bounded_list_have_neighbours_beyond() -> None:
    url = rest.first(DOOR, date(2022, 5, 1), date(2022, 5, 31), count=3)
    found = posts(9, 8, 7, url=url)

    assert asked(url)["after"] == "2022-04-30T23:59:59"
    assert asked(url)["before"] == "2022-06-01T00:00:00"
    assert (urls(found.edges), urls(found.inner)) == ([9], [8])
    older = found.older(url)
    assert older is not None
    last = posts(8, 7, url=older)
    assert (urls(last.edges), urls(last.inner)) == ([7], [])
    assert posts(url=url).edges == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html></html>",
        '{"code": "rest_forbidden"}',
        "[1, 2]",
        '[{"id": 3}]',
        json.dumps([post(1, title=None)]),
        json.dumps([post(1, link="mailto:x")]),
    ],
)
def test_no_posts(body: str) -> None:
    assert read(body.encode(), URL) is None


def test_no_posts_yet() -> None:
    assert posts().stories == ()


def test_where_a_page_says_that_it_is() -> None:
    head = '<link rel="https://api.w.org/" href="{}">'
    page = "<html><head>{}</head><body></body></html>"

    def declared(*hrefs: str) -> str | None:
        html = page.format("".join(map(head.format, hrefs)))
        return rest.declared(Document(html, "https://paper.example/"))

    assert declared("https://paper.example/wp-json/") == DOOR
    assert declared("mailto:x", "/api") == "https://paper.example/api/wp/v2/posts"
    assert declared() is None


@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    read(body, URL)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(list(post(1))), inner)
        ),
    )
)
def test_any_json(value: Any) -> None:
    read(json.dumps(value).encode(), URL)
