from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.estimate import Estimate, estimate, independent


def test_two_roads_are_lincoln_and_petersen() -> None:
    # 60 by one, 50 by the other, 30 by both: 60 * 50 / 30 = 100.
    found = estimate(80, [60, 50])

    assert found is not None
    assert found.total in (99, 100)
    assert found.least < 95
    assert 105 < found.most < 150


def test_roads_that_agree_leave_nothing_open() -> None:
    assert estimate(500, [500, 500, 500]) == Estimate(500, 500, 500)


def test_roads_that_have_nothing_in_common_tell_nothing() -> None:
    found = estimate(100, [50, 50])

    assert found is not None
    assert found.most == inf


@pytest.mark.parametrize("counts", [[], [10], [10, 0]])
def test_fewer_than_two_roads_tell_nothing(counts: list[int]) -> None:
    assert estimate(10, counts) is None


def test_of_100_papers_with_5_percent_hidden_at_least_90_are_within() -> None:
    """Each of three roads passes over stories of its own, 5 % are on none."""
    within = 0
    for seed in range(100):
        random = Random(seed)
        shown = [
            [random.random() > 0.05 ** (1 / 3) for _ in range(3)] for _ in range(2_000)
        ]
        known = [each for each in shown if any(each)]
        found = estimate(len(known), [sum(road) for road in zip(*known, strict=True)])
        assert found is not None
        within += found.least <= len(shown) <= found.most
    assert within >= 90


@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=6), st.integers(0, 10**5))
def test_bounds_are_in_order(counts: list[int], more: int) -> None:
    found = estimate(max(counts) + min(more, sum(counts) - max(counts)), counts)

    if found is not None:
        assert max(counts) <= found.least <= found.total <= found.most


def test_a_road_that_knows_only_the_newest_is_left_out() -> None:
    counts = {"rest": 100, "feeds": 10, "sections": 25}

    assert independent(counts, 100, 0.25) == ["rest", "sections"]
