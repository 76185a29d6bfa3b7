from collections.abc import Iterator
from typing import Any

import pytest

from newscrawl.newspaper import Newspaper, quirks
from newscrawl.newspaper.layouts import LAYOUTS
from tests.newspaper.client import Client

ARTICLES = 60
Line = dict[str, Any]


@pytest.fixture(scope="package", params=list(LAYOUTS))
def paper(request: pytest.FixtureRequest) -> Iterator[Newspaper]:
    with Newspaper(ARTICLES, layout=request.param) as served:
        press = served.presses[0]
        press.slow_seconds = 0.0  # the pages are asked for again and again
        edition = press.edition
        healer = Client()
        healer.get(edition.url(quirks.place("healing", edition.seed)))
        healer.close()
        yield served


@pytest.fixture(scope="package")
def truth(paper: Newspaper) -> list[Line]:
    return list(paper.truth())


@pytest.fixture(scope="package")
def articles(truth: list[Line]) -> list[Line]:
    return [line for line in truth if line["expected"]]


@pytest.fixture
def client() -> Iterator[Client]:
    opened = Client()
    yield opened
    opened.close()
