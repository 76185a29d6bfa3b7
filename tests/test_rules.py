import pytest

from newscrawl.document import Document
from newscrawl.rules import Rule, all_of, every, first, ld, meta
from newscrawl.tree import BadSelector

PAGE = Document(
    """<html><head><meta name=author content="Mina"><meta property=og:title content=T>
    <script type="application/ld+json">{"@type": "Article", "headline": "L &amp; L",
    "author": [{"name": "Tom"}, {"name": "Ida"}]}</script></head><body>
    <h1 class=headline>The <em>title</em></h1><a class=k href="/a">a</a>
    <a class=k href="/b">b</a><a class=k>c</a><p> </p></body></html>""",
    "https://asianlite.com/a/",
)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("h1.headline", ["The title"]),
        ("h1.headline::text", ["The title"]),
        ("a.k::attr(href)", ["/a", "/b"]),
        ("a.k", ["a", "b", "c"]),
        ("h2", []),
        ("p", []),
        (lambda page: page.title or None, []),
        (lambda page: "made", ["made"]),
        (ld("headline"), ["L & L"]),
        (ld("author"), ["Tom"]),
        (ld("nothing"), []),
        (meta("nothing", "og:title", "author"), ["T"]),
        (meta("nothing"), []),
    ],
)
def test_a_rule_finds(rule: Rule, values: list[str]) -> None:
    assert list(all_of(PAGE, rule)) == values


def test_the_first_rule_that_finds_counts() -> None:
    rules: tuple[Rule, ...] = ("h2", "a.k", "h1")

    assert first(PAGE, rules) == "a"
    assert every(PAGE, rules) == ["a", "b", "c"]
    assert (first(PAGE, ()), every(PAGE, ())) == (None, [])


def test_a_rule_that_is_no_selector_is_told() -> None:
    with pytest.raises(BadSelector, match="no selector"):
        first(PAGE, ("no selector ((",))
