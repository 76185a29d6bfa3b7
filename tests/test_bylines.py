"""A line beside the headline that names who wrote the article, and when."""

import pytest

from newscrawl.article import Article
from tests import harbour
from tests.harbour import PROSE


def read(lines: str) -> Article:
    return harbour.read(lines + PROSE * 4)


SEPARATORS = (
    *(" &nbsp; ", "&nbsp;", "   ", " | ", " · ", " • ", " ● ", ", ", " – ", " / "),
    "; ",
)


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("byline", "authors", "day"),
    [
        ("Von Änne Weiß und Karl Groß", ["Änne Weiß", "Karl Groß"], "3.4.2024"),
        ("By Jane Roe and Bob Hill", ["Jane Roe", "Bob Hill"], "3 April 2024"),
        (
            "Par Jeanne Roux et Marc Le Goff",
            ["Jeanne Roux", "Marc Le Goff"],
            "3/4/2024",
        ),
        (
            "Por Juana Ruiz y Marcos Gil",
            ["Juana Ruiz", "Marcos Gil"],
            "3 de abril de 2024",
        ),
        ("Von Änne Weiß", ["Änne Weiß"], "3. April 2024"),
    ],
)
def test_a_byline_and_a_day_in_one_line(
    byline: str, authors: list[str], day: str, separator: str, tag: str
) -> None:
    article = read(f"<{tag}>{byline}{separator}{day}</{tag}>")
    assert article.authors == authors
    assert (article.published_raw or "").endswith(day)
    assert byline not in article.text


@pytest.mark.parametrize("separator", [" &nbsp; ", " | ", ", ", " ● "])
@pytest.mark.parametrize(
    "day",
    ["Mittwoch, 3. April 2024", "Wednesday 3 April 2024", "mercredi 3 avril 2024"],
)
def test_a_weekday_is_no_name(day: str, separator: str) -> None:
    article = read(f"<p>By Jane Roe{separator}{day}</p>")
    assert article.authors == ["Jane Roe"]
    assert day.endswith(article.published_raw or "none")


@pytest.mark.parametrize("separator", [" | ", " · ", " ● ", " – "])
def test_names_before_a_day_are_a_byline_without_a_word_that_says_so(
    separator: str,
) -> None:
    article = read(f"<p>Änne Weiß und Karl Groß{separator}3.4.2024</p>")
    assert article.authors == ["Änne Weiß", "Karl Groß"]
    assert article.published_raw == "3.4.2024"


@pytest.mark.parametrize(
    "line",
    [
        "By the old harbour wall of Anselm Bay on 3 April 2024",
        "The lanterns will be back in Anselm Bay on 3 April 2024",
        "By Jane Roe, who saw the last of them on 3 April 2024",
    ],
)
def test_a_line_that_tells_of_a_day_gives_no_date(line: str) -> None:
    assert read(f"<p>{line}</p>").published_raw is None


def test_what_looks_like_a_date_and_is_none_is_kept_without_the_names() -> None:
    article = read("<p>By Jane Roe and Bob Hill | 31 February 2024</p>")
    assert article.published_raw == "31 February 2024"


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        # What markup parts without a space.
        (
            "<p>by <a href=/m>Mina Farrow</a><span>in <a href=/n>News</a></span></p>",
            ["Mina Farrow"],
        ),
        ("<p>by <a href=/m>Mina Farrow</a><span>on: May</span></p>", ["Mina Farrow"]),
        ("<p>by <a href=/mina>Mina Farrow</a></p>", ["Mina Farrow"]),
        ("<p>by <a href=/mina>Mina</a><b>Farrow Reyes</b></p>", ["MinaFarrow Reyes"]),
        (
            "<p>by <a href=/mina>Ada Holm</a> and Mina Farrow</p>",
            ["Ada Holm", "Mina Farrow"],
        ),
        # A picture of the writer beside it.
        ("<div><img src=/m.jpg>By Mina Farrow</div>", ["Mina Farrow"]),
        ("<div><img src=/m.jpg>Photo by Mina Farrow</div>", []),
        ("<div><img src=/m.jpg>Mina Farrow</div>", []),
    ],
)
def test_markup_around_a_name(html: str, authors: list[str]) -> None:
    assert read(html).authors == authors


def test_a_byline_behind_the_last_paragraph_may_be_within_the_body() -> None:
    byline = "<p class=byline><span class='author vcard'>Mina Farrow</span></p>"
    links = "<p><a href=/x>Another story of the harbour</a></p>" * 9
    html = f"<div class=entry-content>{PROSE * 4}{byline}{links}</div>"
    assert read(html).authors == ["Mina Farrow"]


@pytest.mark.parametrize(
    ("account", "printed", "author"),
    [
        ("mina.farrow", "All is well. (Mina J. Farrow)", "Mina J. Farrow"),
        ("mina_farrow", "So Mina Farrow writes from the lock.", "Mina Farrow"),
        ("mina.farrow", "So Mina writes from the lock.", "mina.farrow"),
        ("mina.farrow", "So mina farrow writes from the lock.", "mina.farrow"),
        ("minafarrow", "So Mina Farrow writes from the lock.", "minafarrow"),
    ],
)
def test_an_account_is_spelt_as_the_text_has_the_name(
    account: str, printed: str, author: str
) -> None:
    meta = f"<meta name=author content={account}>"
    assert read(f"{meta}{PROSE * 4}<p>{printed}</p>").authors == [author]
