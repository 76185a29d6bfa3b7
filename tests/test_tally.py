from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.article import Article, Image
from newscrawl.tally import OWN_TEXT, Source, Tally, length, present, total

BEGUN = datetime(2026, 11, 1, 12, tzinfo=UTC)
BARE = Article(site="paper", url="https://paper.example/a/", title="A")
FULL = replace(
    BARE,
    post_id="7",
    authors=["A. Brindle"],
    images=[Image(url="https://paper.example/a.jpg")],
    published="2026-11-01T06:00:00Z",
    published_source="jsonld",
    published_precision="second",
    word_count=300,
)

TALLIES = st.builds(
    Tally,
    articles=st.integers(0, 999),
    filled=st.builds(Counter, st.dictionaries(st.text(), st.integers(1, 99))),
    lengths=st.builds(Counter, st.dictionaries(st.integers(0, 99), st.integers(1, 99))),
    outcomes=st.builds(Counter, st.dictionaries(st.text(), st.integers(1, 99))),
    new=st.integers(0, 99),
    lag=st.none() | st.floats(-1e3, 1e6),
)


def test_tells_which_fields_an_article_has() -> None:
    assert present(BARE) == set()
    fields = {"post_id", "authors", "images", "published"}
    assert present(FULL) == {*fields, "time of day", "published in jsonld"}
    day = replace(FULL, published_precision="day", published_source="visible")
    assert present(day) == {*fields, "published in visible"}


def test_counts() -> None:
    tally = Tally()
    for article in (FULL, FULL, BARE):
        tally.add(article, BEGUN)

    assert (tally.articles, tally.filled["post_id"]) == (3, 2)
    assert abs(tally.words - 300) < 300 / 16  # a step is a sixteenth to each side
    assert tally.quantile(0.1) == length(0) == 0
    assert tally.lag == 6
    assert Tally().words == 0


def test_says_where_articles_come_from() -> None:
    assert str(Source("paper.example", "page")) == "paper.example, pages"
    assert str(Source("paper.example", "rest")) == "paper.example, rest"
    assert OWN_TEXT not in present(FULL)  # which one article cannot tell


@given(TALLIES)
def test_comes_back_as_it_was_written(tally: Tally) -> None:
    assert Tally.loads(tally.dumps()) == tally


@given(st.lists(TALLIES, max_size=4))
def test_is_the_sum_of_its_parts_in_any_order(tallies: list[Tally]) -> None:
    assert total(tallies) == total(reversed(tallies))
    assert total(tallies).articles == sum(tally.articles for tally in tallies)
