from typing import Any

import pytest

from newscrawl import jsonld

STORY = '{"@type": "NewsArticle", "headline": "A"}'


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(STORY, id="plain"),
        pytest.param(f"[{STORY}]", id="list"),
        pytest.param(f'{{"@graph": [{{"@type": "WebPage"}}, {STORY}]}}', id="graph"),
        pytest.param(
            f'{{"@type": "WebPage", "mainEntity": {STORY}}}', id="main entity"
        ),
        pytest.param(STORY.replace("}", ",}"), id="trailing comma"),
        pytest.param(STORY.replace('"A"', '"A", "x": "a\nb"'), id="raw newline"),
        pytest.param(f"<!-- {STORY} -->", id="comment"),
        pytest.param(f"//<![CDATA[\n{STORY}\n//]]>", id="CDATA"),
        pytest.param(f"/* <![CDATA[ */ {STORY} /* ]]> */", id="commented CDATA"),
        pytest.param(f"{STORY};", id="semicolon"),
        pytest.param(STORY.replace("}", ', "x": "a "b" c"}'), id="beyond repair"),
        pytest.param(STORY.replace("News", "http://schema.org/News"), id="prefix"),
        pytest.param(
            STORY.replace('"NewsArticle"', '["Thing", "Article"]'), id="types"
        ),
    ],
)
def test_articles_are_found(script: str) -> None:
    (article,) = jsonld.articles(jsonld.read([script]))

    assert article["headline"] == "A"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "null",
        "3",
        "[]",
        "{}",
        "[[]]",
        "{",
        "[" * 100_000,
        '{"@type": 3}',
        "x" * 9999,
    ],
    ids=lambda script: script[:8],
)
def test_what_is_none_is_none(script: str) -> None:
    assert jsonld.articles(jsonld.read([script])) == []


def test_spaces_without_end_take_no_long_time() -> None:
    assert jsonld.read([" " * 200_000 + "x"]) == []


def test_a_broken_article_keeps_its_plain_fields() -> None:
    script = (
        '{"@type":"NewsArticle","headline":"The \\"A\\"","datePublished":"2022-02-01",'
        ' "url":"https:\\/\\/a.example\\/", "description":"a "b" c"}'
    )

    (article,) = jsonld.articles(jsonld.read([script]))

    assert article["headline"] == 'The "A"'
    assert article["datePublished"] == "2022-02-01"
    assert article["url"] == "https://a.example/"


THINGS = [{"@id": "#m", "@type": "Person", "name": "Mina"}, {"@id": "#n"}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A &amp; B", ["A & B"]),
        (["A", "", None, 3, "B"], ["A", "B"]),
        ({"name": "Mina"}, ["Mina"]),
        ({"name": ["Mina", "Tom"]}, ["Mina", "Tom"]),
        ({"@id": "#m"}, ["Mina"]),
        ([{"@id": "#m"}, {"@id": "#n"}, {"@id": "#o"}], ["Mina"]),
        ({"name": {"nested": "deep"}}, []),
        (None, []),
    ],
)
def test_strings(value: Any, expected: list[str]) -> None:
    assert jsonld.strings(value, THINGS) == expected
