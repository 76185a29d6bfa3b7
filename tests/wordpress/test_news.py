"""The spider `news` against a real WordPress, of which it knows the front page."""

from pathlib import Path

import pytest

from newscrawl.site import site_name
from tests.wordpress import comparison
from tests.wordpress.crawling import crawl
from tests.wordpress.site import WordPress
from tests.wordpress.truth import Record

pytestmark = pytest.mark.wordpress

EACH = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
FIELDS = ("title", "published", "sections")
NOTHING: dict[str, list[str]] = {"missing": [], "strange": [], "twice": []}


def wrong(truth: list[Record], records: list[Record]) -> list[str]:
    named = tuple(f" {field}: " for field in FIELDS)
    lines = comparison.wrong(truth, records)
    return [line for line in lines if any(name in line for name in named)]


@pytest.mark.parametrize(
    "shut", [(), ("rest", "feeds", "sitemaps")], ids=["open", "shut"]
)
@pytest.mark.parametrize("theme", EACH)
def test_the_whole_corpus_is_found_from_the_front_page(
    site: WordPress, theme: str, shut: tuple[str, ...], tmp_path: Path
) -> None:
    site.shut(*shut)
    site.use_theme(theme)

    records = crawl(tmp_path, "news", start=site.url)

    truth = site.truth()
    site.shut()
    assert comparison.strays(truth, records) == NOTHING
    assert not (lines := wrong(truth, records)), "\n".join(lines[:20])
    scores = comparison.body_scores(truth, records)
    worst = sorted(scores, key=scores.__getitem__)[:5]
    assert comparison.mean(scores) >= 0.98, [(url, scores[url]) for url in worst]
    assert {record["site"] for record in records} == {site_name(site.url)}
