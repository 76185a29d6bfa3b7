from datetime import date

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.test import get_crawler

from newscrawl.frontier import digest
from newscrawl.lead import Lead
from newscrawl.spiders.asianlite import AsianLiteSpider
from newscrawl.walks import Days, Walk, WalkMiddleware

SINCE = date(2022, 7, 1)
BEFORE, AFTER = date(2022, 6, 1), date(2022, 8, 1)


def leads(*numbers: int) -> list[Lead]:
    return [
        Lead(url=f"https://asianlite.com/{number}/", road="sections")
        for number in numbers
    ]


def test_a_list_goes_on_while_it_shows_new_stories() -> None:
    walk = Walk()

    assert [walk.step(leads(9, 1, 2)), walk.step(leads(9, 3, 4))] == [True, True]
    assert walk.fresh == tuple(digest(lead.url) for lead in leads(3, 4))


@pytest.mark.parametrize(
    "page", [pytest.param((1, 2), id="a loop"), pytest.param((), id="empty")]
)
def test_a_list_ends_where_nothing_is_new(page: tuple[int, ...]) -> None:
    walk = Walk()
    walk.step(leads(1, 2))

    assert not walk.step(leads(*page))


@pytest.mark.parametrize(
    ("days", "is_proved"),
    [
        pytest.param([BEFORE, BEFORE], True, id="all before"),
        pytest.param([BEFORE, AFTER], False, id="one after"),
        pytest.param([BEFORE, SINCE], False, id="one on the day"),
        pytest.param([BEFORE, None], True, id="one is no story"),
        pytest.param([None, None], False, id="no story at all"),
        pytest.param([BEFORE], False, id="one not yet read"),
        pytest.param([], False, id="nothing read"),
    ],
)
def test_a_list_is_spared_only_on_proof(
    days: list[date | None], is_proved: bool
) -> None:
    crawler = get_crawler(AsianLiteSpider)
    crawler.spider = spider = AsianLiteSpider(since=str(SINCE))
    stories = leads(1, 2)
    for lead, day in zip(stories, days, strict=False):
        spider.days.set(lead.url, day)
    after = tuple(digest(lead.url) for lead in stories)
    request = Request("https://asianlite.com/page/3/", meta={"after": after})
    middleware = WalkMiddleware.from_crawler(crawler)

    if is_proved:
        with pytest.raises(IgnoreRequest, match="2022-07-01"):
            middleware.process_request(request)
    else:
        middleware.process_request(request)
    assert crawler.stats is not None
    assert crawler.stats.get_value("newscrawl/lists_spared", 0) == int(is_proved)


def test_an_empty_page_proves_nothing() -> None:
    assert not Days().all_before(SINCE, [])


def test_requests_of_other_spiders_pass() -> None:
    WalkMiddleware(get_crawler()).process_request(Request("https://a.example/"))
