"""Spider arguments against a real WordPress: what is stored, what is not asked for."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.wordpress.comparison import addresses, expected
from tests.wordpress.crawling import crawl
from tests.wordpress.site import WordPress
from tests.wordpress.truth import Record, day

pytestmark = pytest.mark.wordpress


@pytest.fixture
def articles(site: WordPress) -> list[Record]:
    site.use_theme("twentytwentyone")
    return expected(site.truth())


def london(record: Record) -> str:
    return day(datetime.fromisoformat(record["published"]))[:10]


def late(articles: list[Record]) -> list[Record]:
    """Articles of a summer night: in London it was the next day already."""
    return [r for r in articles if london(r) != r["published"][:10]]


def test_since_by_sections(
    site: WordPress, articles: list[Record], tmp_path: Path
) -> None:
    for newest in (late(articles)[-1], articles[-9]):
        since = london(newest)
        before = len(site.requests())
        found = crawl(tmp_path / since, start=site.url, roads="sections", since=since)
        wanted = [r for r in articles if london(r) >= since]
        assert sorted(addresses(found)) == sorted(addresses(wanted))
        pages = [path for path in site.requests()[before:] if path[:6] == "/page/"]
        # Lists are in order of publication, ten articles a page.
        assert len(pages) <= len(wanted) / 10 + 3


def test_since_and_until_by_neighbours(articles: list[Record], tmp_path: Path) -> None:
    first, *_, last = late(articles)[-4:]
    since, until = london(first), last["published"][:10]
    start = articles[len(articles) // 2]["url"]
    found = crawl(tmp_path, start=start, roads="neighbours", since=since, until=until)
    wanted = [r for r in articles if since <= london(r) <= until]
    assert sorted(addresses(found)) == sorted(addresses(wanted))


def test_sections(site: WordPress, articles: list[Record], tmp_path: Path) -> None:
    names = {"UK News", "Business"}
    found = crawl(tmp_path, start=site.url, sections=",".join(sorted(names)))
    wanted = [r for r in articles if names & set(r["sections"])]
    assert sorted(addresses(found)) == sorted(addresses(wanted))


def test_limit(site: WordPress, articles: list[Record], tmp_path: Path) -> None:
    found = crawl(tmp_path, start=site.url, limit="25")
    assert len(found) == 25
    assert not set(addresses(found)) - set(addresses(articles))
