"""The comparison finds what is wrong: each fault, one at a time."""

from typing import Any

import pytest

from tests.wordpress import comparison
from tests.wordpress.scoring import f1
from tests.wordpress.truth import Record

HOST = "http://127.0.0.1:1/"
TEXT = "One two three four five six seven."


def line(url: str, **fields: Any) -> Record:
    known: Record = dict.fromkeys(comparison.EQUAL)
    return known | {"url": HOST + url, "post_id": "7", "text": TEXT} | fields


TRUTH = [
    line("a"),
    line("%e0%a4%ac"),
    {"url": HOST + "p", "expected": False, "why": "x"},
]
RIGHT = [line("a"), line("%E0%A4%AC")]


def test_nothing_is_wrong_with_what_is_right() -> None:
    assert comparison.strays(TRUTH, RIGHT) == {
        "missing": [],
        "strange": [],
        "twice": [],
    }
    assert comparison.wrong(TRUTH, RIGHT) == []
    assert comparison.wrong_numbers(TRUTH, RIGHT) == []
    assert comparison.mean(comparison.body_scores(TRUTH, RIGHT)) == 1.0


@pytest.mark.parametrize(
    ("records", "kind", "found"),
    [
        (RIGHT[1:], "missing", [HOST + "a"]),
        ([*RIGHT, line("p")], "strange", [HOST + "p (x)"]),
        ([*RIGHT, line("q")], "strange", [HOST + "q (None)"]),
        ([*RIGHT, line("a")], "twice", [HOST + "a"]),
    ],
)
def test_strays(records: list[Record], kind: str, found: list[str]) -> None:
    assert comparison.strays(TRUTH, records)[kind] == found


@pytest.mark.parametrize("field", comparison.EQUAL)
def test_a_field_that_differs(field: str) -> None:
    wrong = comparison.wrong(TRUTH, [line("a", **{field: "other"}), RIGHT[1]])
    assert wrong == [f"{HOST}a {field}: wanted None, found 'other'"]


@pytest.mark.parametrize(("number", "wrong"), [("7", 0), (None, 0), ("8", 1)])
def test_post_number(number: str | None, wrong: int) -> None:
    records = [line("a", post_id=number), RIGHT[1]]
    assert len(comparison.wrong_numbers(TRUTH, records)) == wrong


@pytest.mark.parametrize(
    ("found", "least", "most"),
    [
        (TEXT, 1.0, 1.0),
        ("One two three\n\nfour five six\u00ad seven", 1.0, 1.0),
        (f"{TEXT} And a callout.", 0.7, 0.8),
        ("One two three four five.", 0.6, 0.7),
        ("", 0.0, 0.0),
    ],
)
def test_score(found: str, least: float, most: float) -> None:
    assert least <= f1(TEXT, found) <= most
