"""Crawlers with an archive in memory, for tests of the parts that ask it."""

from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from newscrawl.archive.archive import Archive
from newscrawl.archive.opening import MEMORY
from newscrawl.archive.values import Found, Page, Visit, page_key
from newscrawl.archiving import archiving
from newscrawl.spiders.asianlite import AsianLiteSpider

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FRONT = "https://asianlite.com/"


def open_crawler(**arguments: str) -> Crawler:
    """Return a crawler of the asianlite spider, its archive in memory and open."""
    settings = {"EXTENSIONS": {"newscrawl.archiving.Archiving": 0}}
    crawler = get_crawler(AsianLiteSpider, settings)
    crawler.spider = AsianLiteSpider(**arguments)
    archiving(crawler).open()
    return crawler


def open_archive() -> Archive:
    """Return a new archive in memory, whose time stands still."""
    return Archive(MEMORY, lambda: NOW)


def add_page(crawler: Crawler, url: str, road: str = "sections") -> Visit:
    """Return a visit to the page of *url*, which becomes known by it."""
    visits = archiving(crawler).visits
    pages, run = visits.archive.pages, visits.run
    found = Found(url=url, host="asianlite.com", road=road)
    visits.archive.begin()
    pages.add(page_key(url), found, run.job, run.sweep)
    page = pages.at(url)
    assert isinstance(page, Page)
    return visits.begin(page)
