from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from newscrawl.article import Article, Image, Right
from newscrawl.pipelines import (
    AskedPipeline,
    BeyondLimit,
    DatesPipeline,
    DuplicateArticle,
    DuplicatesPipeline,
    IncompleteArticle,
    LimitPipeline,
    OutsideDates,
    OutsideSections,
    Pipeline,
    ReservedArticle,
    RightsPipeline,
    TextPipeline,
    ValidatePipeline,
)
from tests.archives import open_crawler

STORY = Article(
    site="asianlite",
    url="https://asianlite.com/2022/uk-news/lanterns/",
    post_id="7",
    title="Lanterns return",
    text=" ".join(f"word{number}" for number in range(30)),
)


def crawl(**arguments: str) -> Crawler:
    return open_crawler(**arguments)


def figures(crawler: Crawler) -> dict[str, Any]:
    assert crawler.stats is not None
    return crawler.stats.get_stats()


def published(raw: str, **arguments: str) -> tuple[Article, dict[str, Any]]:
    crawler = crawl(**arguments)
    article = replace(STORY, published_raw=raw, published_source="visible")
    return DatesPipeline(crawler).process(article), figures(crawler)


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(replace(STORY, title=""), id="no headline"),
        pytest.param(replace(STORY, text=""), id="neither text nor picture"),
    ],
)
def test_what_cannot_be_an_article_is_dropped(article: Article) -> None:
    with pytest.raises(IncompleteArticle, match="lanterns"):
        ValidatePipeline(crawl()).process(article)


def test_a_gallery_without_words_is_an_article() -> None:
    gallery = replace(STORY, text="", images=[Image(url="https://asianlite.com/a.jpg")])

    assert ValidatePipeline(crawl()).process(gallery) == gallery


@pytest.mark.parametrize(
    ("raw", "time", "precision"),
    [
        ("February 1, 2022", "2022-02-01T00:00:00Z", "day"),
        ("1 July 2022, 10.30pm", "2022-07-01T21:30:00Z", "minute"),
        ("2022-02-01T10:30:00+05:30", "2022-02-01T05:00:00Z", "second"),
    ],
)
def test_a_date_becomes_a_time_in_utc(raw: str, time: str, precision: str) -> None:
    article, _ = published(raw)

    assert (article.published, article.published_precision) == (time, precision)
    assert article.published_raw == raw


FUTURE = datetime.now(UTC) + timedelta(days=3)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param("February 31, 2022", "unreadable", id="no such day"),
        pytest.param("2 hours ago", "unreadable", id="relative"),
        pytest.param(FUTURE.isoformat(), "future", id="future"),
        pytest.param("1 January 1970", "before_founding", id="before the paper"),
    ],
)
def test_a_date_that_is_not_certain_is_refused(raw: str, reason: str) -> None:
    article, counted = published(raw)

    assert article.published is None
    assert article.published_precision is None
    assert article.published_raw == raw
    assert counted[f"newscrawl/published/refused/{reason}"] == 1


def test_a_page_dated_by_a_clock_ahead_of_ours_is_believed() -> None:
    soon = datetime.now(UTC) + timedelta(hours=3)

    assert published(soon.isoformat())[0].published is not None


def test_the_last_change_is_a_time_too() -> None:
    article = replace(STORY, modified_raw="5 March 2022 09:00")

    assert DatesPipeline(crawl()).process(article).modified == "2022-03-05T09:00:00Z"


@pytest.mark.parametrize(
    ("time", "precision", "is_asked_for"),
    [
        pytest.param("2022-06-30T22:59:59Z", "second", False, id="the evening before"),
        pytest.param("2022-06-30T23:00:00Z", "second", True, id="midnight in London"),
        pytest.param("2022-07-01T00:00:00Z", "day", True, id="the first day"),
        pytest.param("2022-07-31T22:59:59Z", "second", True, id="the last second"),
        pytest.param("2022-07-31T23:00:00Z", "second", False, id="the day after"),
        pytest.param("2022-08-01T00:00:00Z", "day", False, id="the day after, bare"),
        pytest.param(None, None, True, id="nobody knows"),
    ],
)
def test_days_are_those_of_the_site(
    time: str | None, precision: Any, is_asked_for: bool
) -> None:
    pipeline = AskedPipeline(crawl(since="2022-07-01", until="2022-07-31"))
    article = replace(STORY, published=time, published_precision=precision)

    if is_asked_for:
        assert pipeline.process(article) == article
    else:
        with pytest.raises(OutsideDates):
            pipeline.process(article)


def test_only_the_sections_asked_for_are_stored() -> None:
    pipeline = AskedPipeline(crawl(sections="UK News"))
    wanted = replace(STORY, sections=["Top News", "UK News"])

    assert pipeline.process(wanted) == wanted
    assert pipeline.process(STORY) == STORY  # found in the section, and tells of none
    with pytest.raises(OutsideSections, match="Sports"):
        pipeline.process(replace(STORY, sections=["Sports"]))


SAID = [
    Right(signal="robots", value="noindex", source="meta"),
    Right(signal="robots.txt", value="GPTBot", source="/robots.txt"),
]


def test_what_follows_from_its_rights_is_taken_down() -> None:
    crawler = crawl(respect="tdm,noarchive")
    article = RightsPipeline(crawler).process(replace(STORY, rights=SAID))

    assert article.reserved == ["noai", "noindex"]
    assert figures(crawler)["newscrawl/reserved/noai"] == 1


def test_what_is_respected_is_dropped() -> None:
    pipeline = RightsPipeline(crawl(respect="tdm,noai"))

    with pytest.raises(ReservedArticle, match=r"reserved \(noai, noindex\)") as dropped:
        pipeline.process(replace(STORY, rights=SAID))
    assert dropped.value.state == "aside"
    assert pipeline.process(replace(STORY, rights=SAID[:1])).reserved == ["noindex"]


def test_text_is_counted_and_hashed() -> None:
    article = TextPipeline(crawl()).process(replace(STORY, text="Two – words."))
    same = TextPipeline(crawl()).process(replace(STORY, text="TWO words"))

    assert article.word_count == 2
    assert article.content_hash == same.content_hash
    assert len(article.content_hash or "") == 64


OTHER = replace(STORY, url="https://asianlite.com/other/", post_id="8")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(STORY, id="the same"),
        pytest.param(replace(STORY, url=f"{STORY.url}?utm_source=x"), id="address"),
        pytest.param(replace(OTHER, post_id="7", text="new"), id="number"),
    ],
)
def test_an_article_is_stored_once(again: Article) -> None:
    pipeline = DuplicatesPipeline(crawl())
    pipeline.process(STORY)

    with pytest.raises(DuplicateArticle, match=r"asianlite\.com"):
        pipeline.process(again)


def test_a_repeated_text_is_stored_and_labelled() -> None:
    crawler = crawl()
    pipeline, words = DuplicatesPipeline(crawler), TextPipeline(crawler)
    pipeline.process(words.process(STORY))

    repeated = pipeline.process(words.process(replace(OTHER, title="Another")))

    assert repeated.duplicate_of == STORY.url
    assert figures(crawler)["newscrawl/duplicates/text"] == 1


@pytest.mark.parametrize(
    ("title", "text", "is_labelled"),
    [
        pytest.param("Lanterns return", "Short.", True, id="short, same title"),
        pytest.param("Another", "Short.", False, id="short, other title"),
        pytest.param("Lanterns return", "", False, id="galleries without a word"),
    ],
)
def test_short_texts_are_compared_with_their_titles(
    title: str, text: str, is_labelled: bool
) -> None:
    pipeline = DuplicatesPipeline(crawl())
    pipeline.process(replace(STORY, text=text))

    repeated = pipeline.process(replace(OTHER, title=title, text=text))

    assert bool(repeated.duplicate_of) is is_labelled


def test_numbers_of_other_hosts_are_other_articles() -> None:
    pipeline = DuplicatesPipeline(crawl())
    pipeline.process(STORY)
    elsewhere = replace(STORY, url="https://asianlite.uk/lanterns/", text="Another.")

    assert pipeline.process(elsewhere).duplicate_of is None


def test_no_more_than_the_limit_is_stored() -> None:
    crawler = crawl(limit="1")
    pipeline = LimitPipeline(crawler)
    pipeline.process(STORY)

    with pytest.raises(BeyondLimit, match="limit=1"):
        pipeline.process(OTHER)
    assert figures(crawler)["newscrawl/articles"] == 1


@pytest.mark.parametrize(
    "step",
    [
        *(ValidatePipeline, DatesPipeline, AskedPipeline, RightsPipeline),
        *(TextPipeline, DuplicatesPipeline, LimitPipeline),
    ],
)
def test_items_of_other_spiders_pass(step: type[Pipeline]) -> None:
    item = {"name": "a recipe"}

    assert step.from_crawler(get_crawler()).process_item(item) is item


def test_a_spider_of_another_kind_has_its_articles_dated_too() -> None:
    crawler = get_crawler()
    article = replace(STORY, published_raw="2022-02-01")

    assert DatesPipeline(crawler).process_item(article).published


def test_drops_are_scrapys_own() -> None:
    assert issubclass(IncompleteArticle, DropItem)
