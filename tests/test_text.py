import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (" a \n b\t c ", "a b c"),
        ("a\u00a0b", "a b"),
        ("so\u00adft\u200b \ufeffhyphen", "soft hyphen"),
        ("", ""),
    ],
)
def test_collapse(raw: str, expected: str) -> None:
    assert text.collapse(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\ntwo", ["one\ntwo"]),
        ("one\n \n two", ["one", "two"]),
        (" a  b \n\n\n\n c ", ["a b", "c"]),
        (" \n ", []),
    ],
)
def test_split_lines(raw: str, expected: list[str]) -> None:
    assert text.split_lines(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("<em>Gull</em> &#8211; &lt;b&gt;Anchor", "Gull – Anchor"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert text.clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"), [("Two – words.", 2), ("", 0), ("सभा रेल", 2), ("10 %", 1)]
)
def test_count_words(raw: str, expected: int) -> None:
    assert text.count_words(raw) == expected


@pytest.mark.parametrize("twin", ["The  ﬁrst", "the first!", "THE “FIRST”"])
def test_fold(twin: str) -> None:
    assert text.fold(twin) == "the first"


def test_digest_keeps_its_texts_apart() -> None:
    assert text.digest("a b", "c") != text.digest("a", "b c")
    assert text.digest("A b", "c!") == text.digest("a B", "C")


@given(st.text())
def test_what_is_done_is_done(raw: str) -> None:
    assert text.collapse(text.collapse(raw)) == text.collapse(raw)
    assert text.fold(text.fold(raw)) == text.fold(raw)
    assert all(block == block.strip() != "" for block in text.split_lines(raw))
