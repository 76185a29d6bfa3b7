"""How far two texts are alike, on pairs of which it is known."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.sketch import Sketch, compare, draw, is_copy
from tests import labelled
from tests.labelled import Pair

PRECISION, RECALL = 0.99, 0.97


def judge(pair: Pair) -> bool:
    one, other = draw(pair.one), draw(pair.other)
    assert one
    assert other
    assert is_copy(one, other) == is_copy(other, one)
    return is_copy(one, other)


def test_copies_are_told_from_what_looks_like_them() -> None:
    texts = labelled.read_set()
    found = Counter(
        (pair.is_copy, judge(pair))
        for pair in (*labelled.copies(texts), *labelled.others(texts))
    )

    assert found[True, True] / (found[True, True] + found[False, True]) >= PRECISION
    assert found[True, True] / (found[True, True] + found[True, False]) >= RECALL
    # As many that are none as are, and hard ones.
    assert found.total() > 3_000


@pytest.mark.parametrize("kind", labelled.EDITS)
def test_no_kind_of_edit_is_missed_often(kind: str) -> None:
    pairs = [p for p in labelled.copies(labelled.read_set(), 1) if p.kind == kind]

    assert sum(map(judge, pairs)) >= 0.9 * len(pairs)


@pytest.mark.parametrize("code", [code for code, _ in labelled.read_foreign()])
def test_other_languages_have_words_too(code: str) -> None:
    texts = dict(labelled.read_foreign())[code]
    copies = [
        pair
        for pair in labelled.copies(texts)
        if not pair.kind.startswith(("20", "25", "30"))
    ]

    assert sum(map(judge, copies)) >= RECALL * len(copies)
    assert not any(map(judge, labelled.others(texts)))


def test_a_short_text_has_no_sketch() -> None:
    assert draw("The lanterns came back to the harbour on a quiet evening.") is None
    assert draw("") is None


def test_a_text_without_facts_is_compared_by_its_words() -> None:
    text = " ".join(f"{word} and then another" for word in labelled.FOLDER.name * 9)
    sketch = draw(f"{text} {' '.join(map(chr, range(97, 123)))}")
    assert sketch
    assert is_copy(sketch, sketch)
    assert compare(sketch, sketch).names == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=200))
def test_any_text_is_like_itself(text: str) -> None:
    sketch = draw(text)
    if sketch:
        stored = Sketch.loads(sketch.dumps())
        assert stored.pairs == sketch.pairs
        assert stored.numbers == sketch.numbers
        assert is_copy(sketch, stored)
