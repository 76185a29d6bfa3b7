import re
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl import flags
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site
from newscrawl.text import count_words

SENTENCE = "The lanterns came back to the harbour and a crowd of some size was there. "
STORY = Article(
    site="lite",
    url="https://lite.example/2022/03/lanterns/",
    title="Lanterns",
    text=SENTENCE * 10,
    word_count=140,
    published="2022-03-05T10:00:00Z",
    published_precision="second",
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, [], id="nothing odd"),
        pytest.param({"text": SENTENCE * 3}, ["short"], id="three sentences"),
        pytest.param({"text": "港" * 400}, [], id="no spaces between words"),
        pytest.param({"text": SENTENCE * 8 + "And then …"}, ["truncated"], id="dots"),
        pytest.param({"text": SENTENCE * 8 + "[...]"}, ["truncated"], id="brackets"),
        pytest.param(
            {"text": f"{SENTENCE * 8}\n\nRead more »"}, ["truncated"], id="read more"
        ),
        pytest.param({"text": SENTENCE * 8 + "“Come…”"}, [], id="words that trail off"),
        pytest.param({"published": None}, ["date"], id="no date"),
        pytest.param(
            {"modified": "2022-03-01T00:00:00Z"}, ["date"], id="changed before"
        ),
        pytest.param({"modified": "2022-03-05T00:00:00Z"}, [], id="changed on the day"),
        pytest.param({"published": "2021-03-05T10:00:00Z"}, ["date"], id="other year"),
        pytest.param({"published": "2022-04-05T10:00:00Z"}, ["date"], id="other month"),
        pytest.param({"published": "2022-02-28T23:30:00Z"}, [], id="another zone"),
        pytest.param({"flags": ["video"], "text": "A film."}, ["short", "video"]),
    ],
)
def test_flags_of_an_article(given: dict[str, object], expected: list[str]) -> None:
    article = replace(STORY, **given)  # type: ignore[arg-type]
    article = replace(article, word_count=count_words(article.text))

    assert flags.judge(article) == expected


def page(body: str, head: str = "") -> list[str]:
    html = (
        f"<html><head>{head}</head><body><article><h1>Lanterns return to the pier</h1>"
        f'<time datetime="2022-03-05">5 March 2022</time>'
        f'<div class="entry-content">{body}</div></article></body></html>'
    )
    document = Document(html, STORY.url)
    return Reading(document, ArticlePage(), Site()).article("lite").flags


TEXT = f"<p>{SENTENCE * 12}</p>"
LINE = f"<p>{SENTENCE}</p>"
PICTURE = '<figure><img src="/{}.jpg" width="600"></figure>'
CARD = f'<li><a href="/story-{{}}/">{SENTENCE}</a></li>'
STATED = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Lanterns'
    ' return to the pier", "wordCount": {}}}</script>'
)


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        pytest.param(TEXT, "", [], id="a story"),
        pytest.param(
            LINE + "".join(map(PICTURE.format, range(4))), "", ["gallery"], id="gallery"
        ),
        pytest.param(
            TEXT + "".join(map(PICTURE.format, range(4))), "", [], id="with pictures"
        ),
        pytest.param(
            f'{LINE}<iframe src="https://www.youtube.com/embed/x"></iframe>',
            "",
            ["video"],
            id="a film of another site",
        ),
        pytest.param(
            f'{LINE}<video src="/film.mp4"></video>', "", ["video"], id="a film"
        ),
        pytest.param(
            f'{LINE}<iframe src="https://maps.example/"></iframe>', "", [], id="a map"
        ),
        pytest.param(
            f'{TEXT}<iframe src="https://www.youtube.com/embed/x"></iframe>',
            "",
            [],
            id="a story with a film",
        ),
        pytest.param(
            LINE,
            '<meta property="og:type" content="video.other">',
            ["video"],
            id="a film by declaration",
        ),
        pytest.param(
            f'{LINE}<p>The report is <a href="/r.pdf?v=2">here</a> for all to see.</p>',
            "",
            ["document"],
            id="a document",
        ),
        pytest.param(
            f"{LINE}<ul>{''.join(map(CARD.format, range(6)))}</ul>",
            "",
            ["links"],
            id="links",
        ),
        pytest.param(TEXT, STATED.format(900), ["truncated"], id="words stated"),
        pytest.param(TEXT, STATED.format(200), [], id="words stated and there"),
        pytest.param(TEXT, STATED.format('"many"'), [], id="words not stated"),
        pytest.param(
            f"{TEXT}<p>To continue reading, sign in.</p>",
            "",
            ["truncated"],
            id="a wall behind the text",
        ),
        pytest.param(
            f"{TEXT}<p>This article is for subscribers only.</p>",
            "",
            ["truncated"],
            id="for subscribers",
        ),
        pytest.param(
            f"{TEXT}<p>Sign up for our newsletter</p>", "", [], id="a newsletter"
        ),
        pytest.param("", STATED.format(900), ["truncated"], id="no text at all"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_flags_of_a_page(body: str, head: str, expected: list[str]) -> None:
    assert page(body, head) == expected


def test_the_documentation_lists_all() -> None:
    text = (Path(__file__).parents[1] / "docs" / "labels.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M) == [*flags.FLAGS.items()]
