"""A small `python -m benchmarks.deaths`: what dies loses nothing, repeats nothing."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from benchmarks.deaths import machine, signals
from benchmarks.deaths.books import BOOKS, Tally
from benchmarks.deaths.model import measure
from benchmarks.deaths.papers import Paper, serve_box
from benchmarks.deaths.results import Model, Series

ARTICLES = 60


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    with serve_box(ARTICLES) as paper:
        yield paper


@pytest.fixture(scope="module")
def model(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Model:
    model, series = measure(paper, tmp_path_factory.mktemp("model"))
    assert_whole(series)
    assert len(model.records) == ARTICLES
    return model


def assert_whole(series: Series) -> None:
    assert not series.troubles
    assert series.tallies == dict.fromkeys(BOOKS, Tally(0, 0, 0, 0))
    assert series.changed == {}


@pytest.mark.parametrize(
    ("way", "deaths"), [("kill", 6), ("term", 2), ("interrupts", 1)]
)
def test_a_crawl_that_dies_loses_nothing_and_repeats_nothing(
    way: str, deaths: int, paper: Paper, model: Model, tmp_path: Path
) -> None:
    series = signals.die(way, deaths, paper, model, tmp_path, Random(5))
    assert series.deaths == deaths
    assert_whole(series)


def test_a_crawl_goes_on_from_what_a_dead_machine_left(
    paper: Paper, model: Model, tmp_path: Path
) -> None:
    series = machine.die(1, paper, model, tmp_path, Random(5))
    assert series.deaths == 1
    assert_whole(series)
