"""One WordPress for all marked tests, or the reason why there is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from tests.wordpress import comparison
from tests.wordpress.crawling import crawl
from tests.wordpress.packages import reason
from tests.wordpress.site import WordPress
from tests.wordpress.truth import Record


@dataclass(frozen=True)
class Crawl:
    """The truth under a theme, and what a crawl by one road made of it."""

    roads: str
    truth: list[Record]
    records: list[Record]
    paths: list[str]
    """What it asked for, in order."""


Read = Callable[[str, str], Crawl]
"""Crawls under a theme by a road; each crawl is made once."""


@pytest.fixture(scope="session")
def site() -> Iterator[WordPress]:
    if why := reason():
        pytest.skip(why)
    with WordPress(posts=120) as site:
        yield site


@pytest.fixture(scope="session")
def read(site: WordPress, tmp_path_factory: pytest.TempPathFactory) -> Read:
    @cache
    def read(theme: str, roads: str) -> Crawl:
        site.shut()
        site.use_theme(theme)
        truth = site.truth()
        articles = comparison.expected(truth)
        one = articles[len(articles) // 2]["url"]
        start = one if roads == "neighbours" else site.url
        folder = tmp_path_factory.mktemp(f"{theme}-{roads}-drawn-{site.draw}-")
        before = len(site.requests())
        records = crawl(folder, start=start, roads=roads)
        return Crawl(roads, truth, records, site.requests()[before:])

    return read
