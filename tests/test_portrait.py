"""What a person sees of a reading."""

from datetime import date

import pytest

from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.portrait import line, portray
from newscrawl.site import Site

TODAY = date(2026, 11, 27)
URL = "https://lantern.example/news/tea/"
TEXT = " ".join(f"word{number}" for number in range(40))


def portrait(html: str, **rules: tuple[str, ...]) -> str:
    reading = Reading(Document(html, URL), ArticlePage(**rules), Site())  # type: ignore[arg-type]
    return portray(reading, TODAY)


def article(head: str = "", body: str = f"<p>{TEXT}.</p><p>And more.</p>") -> str:
    return f"""<head><title>Tea</title>{head}</head><body class="single single-post
        postid-1"><h1>Tea rises</h1><div class="entry-content">{body}</div></body>"""


def published(when: str) -> str:
    return f'<meta property="article:published_time" content="{when}">'


def test_an_article_is_shown_with_where_its_date_stands() -> None:
    shown = portrait(article(published("2026-01-02T10:00:00+05:30")))

    assert "         title  Tea rises\n" in shown
    assert "2026-01-02T04:30:00Z · written '2026-01-02T10:00:00+05:30'" in shown
    assert "42 words, 2 paragraphs\n" in shown
    assert "begins  word0 word1" in shown
    assert "ends  … word33" in shown


def test_what_is_missing_is_named_with_what_finds_it() -> None:
    shown = portrait(article())

    for rule in ("published=(", "authors=(", "sections=("):
        assert f"ArticlePage({rule}" in shown
    assert "title=(" not in shown


def test_a_page_without_text_says_so() -> None:
    shown = portrait(article(body=""))

    assert "body=" in shown
    assert "words" not in shown


def test_a_short_text_is_shown_whole_with_its_flags() -> None:
    shown = portrait(article(body="<p>Tea rose.</p><video src=a.mp4></video>"))

    assert "whole  Tea rose." in shown
    assert "2 words, 1 paragraph\n" in shown
    assert "flags  video" in shown


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-01-02", "date  2026-01-02 · written"),
        ("2087-01-02", "2087-01-02 is refused"),
        ("soon", "none that is certain"),
    ],
)
def test_a_date_is_shown_as_far_as_it_goes(when: str, said: str) -> None:
    assert said in portrait(article(published(when)))


def test_a_page_that_is_no_article_is_called_so() -> None:
    assert "neither an article nor a list" in portrait("<title>About us</title><p>We.")
    assert "title" not in portrait("<p>We.")
    stories = "".join(f"<h2><a href=/{n}>Story {n}</a></h2>" for n in range(9))
    assert "kind  a list" in portrait(f"<body class=archive>{stories}")


def test_what_is_to_be_copied_stays_in_one_piece() -> None:
    address = "https://lantern.example/" + "very-" * 30
    assert line("page", address) == f"          page  {address}"
