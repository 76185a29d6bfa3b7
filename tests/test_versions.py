"""The rules of a page that changed: which of them hold on a day."""

from datetime import date

import pytest

from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading, Versions, check, version
from newscrawl.roads.story import Story
from newscrawl.site import Site
from newscrawl.spiders.base import NewsSpider

OLD = ArticlePage(until=date(2020, 5, 1))
OLDER = ArticlePage(until=date(2015, 1, 1))
NEW = ArticlePage()


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        (date(2014, 12, 31), OLDER),
        (date(2015, 1, 1), OLDER),
        (date(2015, 1, 2), OLD),
        (date(2020, 5, 1), OLD),
        (date(2020, 5, 2), NEW),
        (None, NEW),
    ],
)
def test_the_day_of_the_fetch_decides(day: date | None, chosen: ArticlePage) -> None:
    assert version((OLDER, OLD, NEW), day) is chosen
    document = Document("<p>", "https://lantern.example/")
    reading = Reading(document, (OLDER, OLD, NEW), Site(), fetched=day)
    assert reading.page is chosen


def test_one_page_holds_always() -> None:
    assert version(NEW, date(2001, 1, 1)) is NEW
    check(NEW)
    check((OLDER, OLD, NEW))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (OLD, "without until="),
        ((), "without until="),
        ((OLDER, OLD), "without until="),
        ((NEW, NEW), "needs its until="),
        ((OLD, OLDER, NEW), "2020-05-01, 2015-01-01"),
        ((OLD, OLD, NEW), "lies after the one before"),
    ],
)
def test_what_cannot_be_meant_fails_with_the_class(page: Versions, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        type("LanternSpider", (NewsSpider,), {"page": page})


def test_a_field_that_is_none_fails_with_the_class() -> None:
    with pytest.raises(TypeError, match="titel"):
        ArticlePage(titel=("h1",))  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"title=\('h1',\)"):
        ArticlePage(title="h1")  # type: ignore[arg-type]


def test_what_a_road_told_is_read_by_its_day_as_well() -> None:
    class LanternSpider(NewsSpider):
        name = "lantern"
        page = (ArticlePage(until=date(2020, 5, 1), drop=".advice"), ArticlePage())

    told = Story(
        url="https://lantern.example/2019/tea/",
        road="rest",
        title="Tea",
        content="<p>Tea rose on Monday.</p><p class=advice>Drink slowly.</p>",
    )
    spider = LanternSpider()
    assert spider.record(told, date(2020, 5, 1)).text == "Tea rose on Monday."
    assert spider.record(told).text.endswith("Drink slowly.")
