"""One test for each field of each saved page; see tests/pages."""

from pathlib import Path

import pytest

from newscrawl.spiders.asianlite import AsianLiteSpider
from tests import pages

FIELDS = [
    pytest.param(page, field, id=f"{pages.name(page)}/{field}")
    for page in pages.PAGES
    for field in pages.expected(page)
]
EACH = pytest.mark.parametrize("page", pages.PAGES, ids=pages.name)


@pytest.mark.parametrize(("page", "field"), FIELDS)
def test_field(page: Path, field: str) -> None:
    assert pages.read(page).get(field) == pages.expected(page)[field]


@EACH
def test_nothing_else_is_read(page: Path) -> None:
    assert pages.read(page).keys() == pages.expected(page).keys()


@EACH
def test_the_same_page_gives_the_same_record(page: Path) -> None:
    assert pages.read(page) == pages.read(page)


@pytest.mark.parametrize("spider", [AsianLiteSpider], ids=lambda spider: spider.name)
def test_every_spider_has_saved_pages(spider: type[AsianLiteSpider]) -> None:
    assert any(page.parent.name == spider.name for page in pages.PAGES)
