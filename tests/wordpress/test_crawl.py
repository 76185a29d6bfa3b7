"""The asianlite spider against a real WordPress, whole records."""

import pytest

from tests.wordpress import comparison
from tests.wordpress.conftest import Crawl, Read
from tests.wordpress.themes import THEMES
from tests.wordpress.truth import Record

pytestmark = pytest.mark.wordpress

CASES = [
    pytest.param((name, road), id=f"{name}-{road}")
    for name, theme in THEMES.items()
    for road in ("neighbours", "sections")
    if road == "sections" or (theme.neighbours and not theme.full)
]


@pytest.fixture(params=CASES)
def crawled(request: pytest.FixtureRequest, read: Read) -> Crawl:
    return read(*request.param)


def test_every_post_is_found_once_and_no_stranger(crawled: Crawl) -> None:
    strays = comparison.strays(crawled.truth, crawled.records)
    assert strays == {"missing": [], "strange": [], "twice": []}


def test_fields_are_as_the_reader_sees_them(crawled: Crawl) -> None:
    wrong = [
        *comparison.wrong(crawled.truth, crawled.records),
        *comparison.wrong_numbers(crawled.truth, crawled.records),
    ]
    assert not wrong, "\n".join([f"{len(wrong)} wrong", *wrong[:20]])


def test_bodies_are_whole_and_nothing_else(crawled: Crawl) -> None:
    scores = comparison.body_scores(crawled.truth, crawled.records)
    worst = sorted(scores, key=scores.__getitem__)[:5]
    assert comparison.mean(scores) >= 0.995, [(url, scores[url]) for url in worst]
    called = [r["url"] for r in crawled.records if "ALSO READ" in r["text"]]
    assert called == []


def test_a_repeated_text_names_the_article_it_repeats(crawled: Crawl) -> None:
    # Not near copies: all posts are cast in a few moulds.
    repeating = [r for r in crawled.records if r["duplicate_kind"] == "text"]
    named = [
        frozenset(comparison.addresses([r, {"url": r["duplicate_of"]}]))
        for r in repeating
    ]
    assert sorted(map(sorted, named)) == sorted(map(sorted, twins(crawled.truth)))


def test_nothing_is_asked_for_twice(crawled: Crawl) -> None:
    assert len(crawled.paths) == len(set(crawled.paths))
    if crawled.roads == "neighbours":
        # Every article and part, the post behind a password, robots.txt, tdmrep.json.
        needed = comparison.expected(crawled.truth)
        needed += [line for line in crawled.truth if line.get("why") == "part"]
        assert len(crawled.paths) == len(needed) + 3


def twins(truth: list[Record]) -> list[frozenset[str]]:
    texts: dict[str, list[str]] = {}
    articles = comparison.expected(truth)
    for url, line in zip(comparison.addresses(articles), articles, strict=True):
        texts.setdefault(line["text"], []).append(url)
    return [frozenset(urls) for urls in texts.values() if len(urls) > 1]
