import pytest
from scrapy import Request
from scrapy.dupefilters import RFPDupeFilter
from scrapy.utils.test import get_crawler

from newscrawl.frontier import Seen, SeenFilter
from newscrawl.lead import Lead
from newscrawl.spiders.asianlite import AsianLiteSpider

STORY = "https://asianlite.com/2022/uk-news/lanterns/"


@pytest.mark.parametrize(
    "again",
    [
        STORY,
        "http://www.asianlite.com/2022/uk-news/lanterns",
        f"{STORY}?utm_source=feed",
        f"{STORY}#comments",
        f"{STORY}amp/",
    ],
)
def test_an_address_is_new_once(again: str) -> None:
    seen = Seen()

    assert seen.add(STORY, "sections")
    assert not seen.add(again, "neighbours")
    assert len(seen) == 1


def test_every_road_is_remembered() -> None:
    seen = Seen()
    leads = [Lead(url=STORY, road="sections"), Lead(url=STORY, road="neighbours")]

    assert seen.add_new(leads) == leads[:1]
    assert seen.roads(STORY) == ["neighbours", "sections"]
    assert seen.roads("https://asianlite.com/another/") == []


def test_two_addresses_of_one_page_share_their_roads() -> None:
    seen = Seen()
    seen.add("https://asianlite.com/?p=7", "start")
    seen.add(STORY, "related")

    seen.join("https://asianlite.com/?p=7", STORY)

    assert seen.roads(STORY) == ["start", "related"]
    assert not seen.add("https://asianlite.com/?p=7", "sections")


@pytest.mark.parametrize(
    ("url", "origins", "is_known"),
    [
        pytest.param(STORY, [], False, id="the spider made sure"),
        pytest.param(STORY, [STORY.rstrip("/")], False, id="a slash was added"),
        pytest.param(STORY, ["https://asianlite.com/?p=7"], True, id="known page"),
        pytest.param(f"{STORY}2", ["https://asianlite.com/?p=8"], False, id="new page"),
    ],
)
def test_redirects_to_known_pages_are_filtered(
    url: str, origins: list[str], is_known: bool
) -> None:
    seen = Seen()
    seen.add(STORY, "sections")
    request = Request(url, meta={"redirect_urls": origins, "road": "sections"})

    assert SeenFilter(seen).request_seen(request) is is_known


def test_other_spiders_keep_scrapys_filter() -> None:
    assert isinstance(SeenFilter.from_crawler(get_crawler()), RFPDupeFilter)


def test_a_news_spider_has_its_own() -> None:
    crawler = get_crawler(AsianLiteSpider)
    crawler.spider = AsianLiteSpider()

    assert isinstance(SeenFilter.from_crawler(crawler), SeenFilter)
