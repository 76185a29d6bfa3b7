from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from newscrawl.article import Article, Image
from newscrawl.page import ArticlePage
from newscrawl.roads.story import Photograph, Story, article
from newscrawl.site import Site

SITE = Site(zone=ZoneInfo("Europe/London"), language="en-GB")
LONG = "The harbour wall was measured twice before the tide and once after it came in."
STORY = Story(
    url="https://paper.example/2022/uk-news/harbour/",
    road="rest",
    title="Harbour &#8220;wall&#8221; measured",
    content=(
        f"<p>{LONG}</p>\n<figure><img src='/b.jpg' width='600'>"
        "<figcaption>The wall (Photo: Anita Rowe)</figcaption></figure>\n"
        '<p>ALSO READ-<a href="/2022/uk-news/tide/">The tide</a></p>\n'
        f"<p>Again: {LONG}</p>"
    ),
    post_id="17",
    published="2022-05-01T10:00:00Z",
    modified="2022-05-02T10:00:00Z",
    authors=("Mira Castellan",),
    sections=("Top News", "UK News"),
    tags=("tides",),
    photograph=Photograph(url="https://paper.example/a.jpg", caption="<p>A boat</p>"),
    previous="https://paper.example/2022/uk-news/boat/",
)


def record(story: Story) -> Article:
    return article(story, "paper", ArticlePage(), SITE, frozenset({"paper.example"}))


def test_the_record() -> None:
    found = record(STORY)

    assert found.url == STORY.url
    assert found.title == "Harbour “wall” measured"
    assert found.text == f"{LONG}\n\nAgain: {LONG}"
    assert found.images == [
        Image(url="https://paper.example/a.jpg", caption="A boat"),
        Image(
            url="https://paper.example/b.jpg", caption="The wall", credit="Anita Rowe"
        ),
    ]
    assert found.also_read == ["https://paper.example/2022/uk-news/tide/"]
    assert (found.section, found.sections) == ("Top News", ["Top News", "UK News"])
    assert (found.authors, found.tags) == (["Mira Castellan"], ["tides"])
    assert (found.published_raw, found.published_source) == (STORY.published, "rest")
    assert (found.modified_raw, found.post_id) == (STORY.modified, "17")
    assert (found.previous_url, found.next_url) == (STORY.previous, None)
    assert (found.language, found.standfirst, found.related) == ("en-GB", None, [])


def test_of_a_feed() -> None:
    found = record(Story(url=STORY.url, road="feeds", title="Harbour"))

    assert (found.published_source, found.section, found.images) == (None, None, [])
    assert record(replace(STORY, road="feeds")).published_source == "feed"


@pytest.mark.parametrize(
    ("excerpt", "standfirst"),
    [
        ("<p>A wall and its tide.</p>", "A wall and its tide."),
        (f"<p>{LONG}</p>", None),
        ("<p>The harbour wall was measured [&hellip;]</p>", None),
        ("", None),
    ],
)
def test_an_excerpt_that_a_person_wrote(excerpt: str, standfirst: str | None) -> None:
    assert record(replace(STORY, excerpt=excerpt)).standfirst == standfirst


@pytest.mark.parametrize(
    ("given", "is_whole"),
    [
        (STORY, True),
        (replace(STORY, is_protected=True), False),
        (replace(STORY, content="<p> </p>"), False),
        (replace(STORY, content="<p>The harbour wall was [&#8230;]</p>"), False),
        (replace(STORY, content="<p>The harbour wall was...</p>"), False),
    ],
)
def test_whole(given: Story, is_whole: bool) -> None:
    assert given.is_whole is is_whole


def test_split() -> None:
    assert not STORY.is_split
    assert replace(STORY, content="<p>1</p><!--nextpage--><p>2</p>").is_split
