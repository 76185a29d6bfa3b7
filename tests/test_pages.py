"""One test for each field of each saved page; see tests/pages."""

from pathlib import Path

import pytest
from scrapy.spiderloader import get_spider_loader

from tests.pages import CAPTURES

FIELDS = [
    pytest.param(page, field, id=CAPTURES.name(page, field))
    for page, field in CAPTURES.fields()
]
EACH = pytest.mark.parametrize("page", CAPTURES.pages(), ids=CAPTURES.name)
SPIDERS = get_spider_loader(CAPTURES.settings).list()


@pytest.mark.parametrize(("page", "field"), FIELDS)
def test_field(page: Path, field: str) -> None:
    assert CAPTURES.read(page).get(field) == CAPTURES.expected(page)[field]


@EACH
def test_nothing_else_is_read(page: Path) -> None:
    assert CAPTURES.read(page).keys() == CAPTURES.expected(page).keys()


@EACH
def test_the_same_page_gives_the_same_record(page: Path) -> None:
    assert CAPTURES.read(page) == CAPTURES.read(page)


# Any newspaper's spider has no pages of its own: its rules are the defaults.
@pytest.mark.parametrize("spider", sorted({*SPIDERS} - {"news"}))
def test_every_spider_has_saved_pages(spider: str) -> None:
    assert CAPTURES.pages(spider)
