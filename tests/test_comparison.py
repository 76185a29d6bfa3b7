"""When a run is not like those before it."""

from collections import Counter
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.drift import Drift, Share, chance, compare, rows
from newscrawl.tally import OWN_TEXT, Tally, length


def tally(
    articles: int,
    words: int = 400,
    *,
    new: int = 0,
    lag: float | None = None,
    other: int = 0,
    **filled: int,
) -> Tally:
    """Return what a run counted; a field that is not named is on all articles."""
    names = ("published", "authors", OWN_TEXT)
    return Tally(
        articles,
        Counter({name: filled.get(name, articles) for name in names}),
        Counter({length(words): articles}),
        Counter({"article": articles, "other": other}),
        new,
        lag,
    )


BEFORE = [tally(100), tally(10), tally(8)]


def fields(before: list[Tally], now: Tally) -> list[str]:
    return [drift.field for drift in compare(before, now)]


def test_what_is_as_it_was_does_not_drift() -> None:
    assert compare(BEFORE, tally(10)) == []
    assert compare([], tally(10, authors=0)) == []


@pytest.mark.parametrize(
    ("now", "field", "words"),
    [
        (
            tally(10, authors=1),
            "authors",
            "on 1 of 10 articles; before, on 118 of 118",
        ),
        (
            tally(10, published=0),
            "published",
            "on 0 of 10 articles; before, on 118 of 118",
        ),
        (
            tally(10, words=90),
            "text",
            "about 90 words in half of them; before, 394",
        ),
        (
            tally(2, other=8),
            "stories",
            "2 of 10 pages are articles; before, 118 of 118",
        ),
    ],
)
def test_what_collapses_drifts(now: Tally, field: str, words: str) -> None:
    (drift,) = compare(BEFORE, now)

    assert drift == Drift(field, words)


def test_what_is_essential_comes_first() -> None:
    now = tally(10, words=3, authors=0, published=0)

    assert fields(BEFORE, now) == ["text", "published", "authors"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(BEFORE, tally(4, authors=0), id="four articles"),
        pytest.param([tally(19)], tally(10, authors=0), id="nineteen before"),
        pytest.param(BEFORE, tally(10, authors=6), id="more than half"),
        pytest.param(
            [*BEFORE, tally(9, authors=0)], tally(9, authors=0), id="a bad day"
        ),
        pytest.param([tally(100, authors=30)], tally(6, authors=0), id="chance"),
        pytest.param(BEFORE, tally(10, words=250), id="somewhat shorter"),
        pytest.param(BEFORE, tally(10, words=4000), id="longer"),
    ],
)
def test_less_does_not(before: list[Tally], now: Tally) -> None:
    assert compare(before, now) == []


def test_new_articles_are_of_these_days() -> None:
    before = [tally(100, new=100, lag=3.0), tally(9, new=6, lag=20.0)]

    assert fields(before, tally(9, new=6, lag=30 * 24.0)) == ["newest"]
    assert fields(before, tally(9, new=6, lag=8 * 24.0)) == []  # ten times a day
    assert fields(before, tally(9, new=4, lag=30 * 24.0)) == []
    assert fields(before, tally(9, new=6)) == []
    assert fields([tally(100)], tally(9, new=6, lag=30 * 24.0)) == []


def test_rows_are_those_of_what_there_is() -> None:
    found = {row.field: row for row in rows(BEFORE, tally(10, authors=5))}

    assert list(found) == ["stories", OWN_TEXT, "authors", "published"]
    assert found["authors"].now.rate == 0.5
    assert found["authors"].worst == 1
    assert rows([], tally(0)) == []
    assert Share(0, 0).rate == 0


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 20), st.integers(0, 20))
def test_chance_is_fishers(of: int, found: int, own: int, own_found: int) -> None:
    found, own_found = min(found, of), min(own_found, own)
    every, filled = of + own, found + own_found

    exact = sum(
        Fraction(comb(filled, k) * comb(every - filled, own - k), comb(every, own))
        for k in range(own_found + 1)
        if k <= filled and own - k <= every - filled
    )

    assert chance(Share(found, of), Share(own_found, own)) == pytest.approx(
        float(exact), rel=1e-6
    )
