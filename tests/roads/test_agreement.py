from dataclasses import replace
from typing import Any

import pytest

from newscrawl.article import Article, Image, Right
from newscrawl.roads.agreement import Agreement, agree, compare, samples
from newscrawl.roads.story import Story

TOLD = Article(
    site="paper",
    url="https://paper.example/a/",
    title="Harbour wall measured",
    standfirst="By a child.",
    authors=["Mira"],
    sections=["Top News", "UK News"],
    tags=["tides"],
    published_raw="2022-05-01T10:00:00Z",
    text="One.\n\nTwo.",
    language="en-GB",
    images=[Image(url="https://paper.example/a.jpg")],
    previous_url="https://paper.example/b/",
)


def page(**given: Any) -> Article:
    return replace(TOLD, language="en-US", **given)


def test_what_agrees_is_believed() -> None:
    found = compare([(page(), TOLD), (page(), TOLD)])

    assert found == Agreement(language="en-US")
    assert found.is_whole
    assert found.apply(story(1), record).language == "en-US"


@pytest.mark.parametrize(
    "given",
    [
        {"authors": [], "tags": [], "sections": ["UK News"]},
        {"images": []},
        {"images": [Image(url="https://paper.example/a-640x360.jpg", caption="A")]},
        {"text": "One.\nTwo. "},
        {"published_raw": "May 1, 2022"},
        {"published_raw": "yesterday"},
        {"published_raw": None, "post_id": "17"},
    ],
)
def test_a_page_may_print_less(given: dict[str, Any]) -> None:
    assert compare([(page(**given), TOLD)]).is_whole


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Harbour wall"),
        ("text", "One.\n\nTwo.\n\nThree."),
        ("published", None),
        ("authors", ["Mira", "Tomas"]),
        ("sections", ["World"]),
        ("tags", ["tides", "boats"]),
        ("also_read", ["https://paper.example/c/"]),
        ("images", [Image(url="https://paper.example/z.jpg")]),
        ("standfirst", "By an adult."),
        ("previous_url", "https://paper.example/c/"),
    ],
)
def test_where_a_page_tells_more_or_else_the_road_is_not_believed(
    name: str, value: Any
) -> None:
    field = "published_raw" if name == "published" else name
    value = "2022-05-03T10:00:00Z" if name == "published" else value
    found = compare([(page(), TOLD), (page(**{field: value}), TOLD)])

    assert not found.is_whole
    assert found.differs == f"{name} (https://paper.example/a/)"


def test_what_no_page_prints_is_left_out() -> None:
    bare = page(standfirst=None, previous_url=None)
    found = compare([(bare, TOLD), (bare, TOLD)])

    assert found.unprinted == ("standfirst", "previous_url")
    made = found.apply(story(1), lambda _: TOLD)
    assert (made.standfirst, made.previous_url) == (None, None)


def test_a_theme_that_prints_no_excerpts() -> None:
    given = replace(story(1), excerpt="<p>By a child.</p>")
    printed = replace(record(given), standfirst="By a child.")
    other = replace(printed, text="Other")

    assert agree([(printed, given)], record) == Agreement()
    assert agree([(other, given)], record).differs == f"text ({given.url})"

    def first_line(each: Story) -> Article:
        return replace(record(each), standfirst=each.standfirst or "As printed.")

    found = agree([(first_line(story(1)), given)], first_line)
    assert found == Agreement(unprinted=("excerpt",))
    assert found.apply(given, first_line).standfirst == "As printed."


def test_pages_of_two_languages_tell_none() -> None:
    found = compare([(page(), TOLD), (replace(page(), language="hi"), TOLD)])

    assert found.language is None


def test_without_a_page_nothing_is_believed() -> None:
    assert not compare([]).is_whole


def test_it_is_kept_as_json() -> None:
    found = Agreement(differs="text", unprinted=("credit",), language="en")

    assert Agreement.loads(found.dumps()) == found


def story(number: int, content: str = "<p>One.</p>", **given: Any) -> Story:
    url = f"https://paper.example/{number}/"
    return Story(url=url, road="rest", title="One", content=content, **given)


def record(given: Story) -> Article:
    return Article(
        site="paper", url=given.url, title=given.title, standfirst=given.standfirst
    )


def test_samples_are_whole_young_and_old() -> None:
    split = story(0, "<p>One.</p><!--nextpage--><p>Two.</p>")
    stories = [split, *map(story, range(1, 10)), story(10, "")]

    assert samples(stories) == [story(1), story(9), story(2)]
    assert samples(stories[:3]) == [story(1), story(2)]


def test_samples_have_what_a_story_can_have() -> None:
    stories = [story(number) for number in range(10)]
    stories[3] = story(3, excerpt="<p>By a child.</p>")
    stories[6] = story(6, tags=("tides",), authors=("Mira",))

    assert samples(stories) == [stories[6], stories[3], stories[0]]


@pytest.mark.parametrize(
    ("source", "value", "is_believed"),
    [
        ("meta", "noarchive", False),
        ("header", "noarchive", False),
        ("meta", "googlebot: noarchive", True),
        # The files of the site are known without the page.
        ("/robots.txt", "noarchive", True),
    ],
)
def test_what_a_page_reserves_must_be_told(
    source: str, value: str, is_believed: bool
) -> None:
    said = [Right(signal="robots", value=value, source=source)]
    found = compare([(page(), TOLD), (page(rights=said), TOLD)])

    assert found.is_whole is is_believed
    assert is_believed or found.differs == f"reservation ({TOLD.url})"
