"""The asianlite spider against a real WordPress, whole records."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wordpress import comparison
from tests.wordpress.site import WordPress
from tests.wordpress.themes import THEMES
from tests.wordpress.truth import Record

pytestmark = pytest.mark.wordpress

ROOT = Path(__file__).parents[2]
LIMIT = 300
"""Seconds for one crawl; it takes some twenty."""
LOOPBACK = {
    # No one is disturbed here.
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}
CASES = [
    (name, road)
    for name, theme in THEMES.items()
    for road in ("neighbours", "sections")
    if road == "sections" or (theme.neighbours and not theme.full)
]


def crawl(start: str, roads: str, folder: Path) -> list[Record]:
    """The records of a crawl from `start`, as the feed has them."""
    feed = folder / "articles.jsonl"
    settings = LOOPBACK | {"NEWSCRAWL_CORPUS": str(folder / "corpus")}
    command = [sys.executable, "-m", "scrapy", "crawl", "asianlite"]
    command += ["-a", f"start={start}", "-a", f"roads={roads}", "-O", str(feed)]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def crawled(
    request: pytest.FixtureRequest,
    site: WordPress,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Record], list[Record]]:
    """The truth under a theme, and what a crawl by one road made of it."""
    theme, roads = request.param
    site.use_theme(theme)
    truth = site.truth()
    middle = [line for line in truth if line.get("expected", True)][160]
    start = middle["url"] if roads == "neighbours" else site.url
    folder = tmp_path_factory.mktemp(f"{theme}-{roads}-drawn-{site.draw}-")
    return truth, crawl(start, roads, folder)


def test_every_post_is_found_once_and_no_stranger(
    crawled: tuple[list[Record], list[Record]],
) -> None:
    truth, records = crawled
    assert comparison.strays(truth, records) == {
        "missing": [],
        "strange": [],
        "twice": [],
    }


def test_fields_are_as_the_reader_sees_them(
    crawled: tuple[list[Record], list[Record]],
) -> None:
    wrong = comparison.wrong(*crawled) + comparison.wrong_numbers(*crawled)
    assert not wrong, "\n".join([f"{len(wrong)} wrong", *wrong[:20]])


def test_bodies_are_whole_and_nothing_else(
    crawled: tuple[list[Record], list[Record]],
) -> None:
    scores = comparison.body_scores(*crawled)
    worst = sorted(scores, key=scores.__getitem__)[:5]
    assert comparison.mean(scores) >= 0.995, [(url, scores[url]) for url in worst]
    _, records = crawled
    assert [r["url"] for r in records if "ALSO READ" in r["text"]] == []


def test_a_repeated_text_names_the_article_it_repeats(
    crawled: tuple[list[Record], list[Record]],
) -> None:
    truth, records = crawled
    texts: dict[str, list[str]] = {}
    for url, line, _ in comparison.pairs(truth, records):
        texts.setdefault(line["text"], []).append(url)
    twins = {frozenset(urls) for urls in texts.values() if len(urls) > 1}
    named = {
        frozenset(comparison.addresses([r, {"url": r["duplicate_of"]}]))
        for r in records
        if r["duplicate_of"]
    }
    assert named == twins
    assert sum(bool(r["duplicate_of"]) for r in records) == len(twins)
