"""Every road to the articles of a real WordPress, alone and without the others.

By its nature each of them reaches every post: the REST API and the sitemaps list all,
the feed has further pages, every month has an archive.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.article import ADDED
from tests.wordpress import comparison
from tests.wordpress.conftest import Read
from tests.wordpress.crawling import crawl
from tests.wordpress.site import WordPress
from tests.wordpress.themes import CLASSIC, THEMES
from tests.wordpress.truth import Record

pytestmark = pytest.mark.wordpress

EACH = list(THEMES)

NOTHING: dict[str, list[str]] = {"missing": [], "strange": [], "twice": []}

SAME = (
    "site", "url", "title", "standfirst", "credit", "section", "text", "word_count",
    "language", "images", "previous_url", "next_url", "also_read", "content_hash",
)  # fmt: skip
"""Fields in which what the REST API tells is what the page says."""

MORE = ("authors", "sections", "tags")
"""Of these a theme may print a part, or nothing."""

EXACT = ("published", "modified")
"""These a theme prints as a day, or not at all: the API knows the second."""

OF_THE_TEXT = ("text", "word_count", "content_hash")

PRINTED = ("reading_minutes", "related")
"""What a theme makes up itself, and so no API tells."""

OF_THE_RUN = (
    "post_id", "published_raw", "published_source", "published_precision",
    "modified_raw", "roads", "fetched", "revision", "duplicate_of", *ADDED[2],
)  # fmt: skip


@pytest.fixture
def opened(site: WordPress) -> Iterator[WordPress]:
    """Return the site with all its roads open, before and after."""
    site.shut()
    yield site
    site.shut()


def strays(site: WordPress, records: list[Record]) -> dict[str, list[str]]:
    return comparison.strays(site.truth(), records)


@pytest.mark.parametrize("theme", EACH)
def test_rest_tells_what_the_pages_say(
    theme: str, opened: WordPress, read: Read, tmp_path: Path
) -> None:
    pages = read(theme, "sections").records
    opened.use_theme(theme)
    before = len(opened.requests())
    told = crawl(tmp_path, start=opened.url, roads="rest")
    asked = opened.requests()[before:]

    assert strays(opened, told) == NOTHING
    assert len(asked) <= len(told) / 50 + 10
    by_url = {record["url"]: record for record in pages}
    wrong = [
        f"{record['url']} {name}: page {page[name]!r}, told {record[name]!r}"
        for record in told
        for page in [by_url[record["url"]]]
        for name in record.keys() - lacking(page, record, theme)
        if not is_explained(name, page[name], record[name])
    ]
    assert not wrong, "\n".join([f"{len(wrong)} wrong", *wrong[:20]])


def lacking(page: Record, told: Record, theme: str) -> set[str]:
    """Return the fields in which a theme shows less, as it links no further part."""
    whole, shown = told["text"], page["text"]
    is_cut = whole != shown and whole.startswith(f"{shown}\n\n")
    return {*OF_THE_TEXT} if is_cut and not THEMES[theme].parts else set()


def is_explained(name: str, page: Any, told: Any) -> bool:
    """Say whether what is *told* is what the *page* says, as far as it says it."""
    if name in OF_THE_RUN:
        return True
    if name in MORE:
        return set(page) <= set(told)
    if name in EXACT:
        return page is None or page == told or page.endswith("T00:00:00Z")
    if name == "images":  # a theme may leave out what is printed under one
        less = [one | {"caption": None, "credit": None} for one in told]
        pairs = zip(page, told, less, strict=True)
        return all(shown in (one, bare) for shown, one, bare in pairs)
    if name in PRINTED:
        return not told or told == page
    assert name in SAME
    return bool(comparison.plain(page) == comparison.plain(told))


@pytest.mark.parametrize("theme", [EACH[0], EACH[-2]], ids=["classic", "blocks"])
def test_the_archives_of_months_reach_all(
    theme: str, opened: WordPress, tmp_path: Path
) -> None:
    opened.use_theme(theme)

    assert strays(opened, crawl(tmp_path, start=opened.url, roads="dates")) == NOTHING


@pytest.mark.parametrize(
    ("shut", "roads"),
    [
        ((), "feeds"),
        ((), "sitemaps"),
        (("rest",), ""),
        (("sitemaps",), ""),
        (("feeds",), ""),
        (("rest", "sitemaps", "feeds"), ""),
    ],
)
def test_what_is_open_reaches_all(
    shut: tuple[str, ...], roads: str, opened: WordPress, tmp_path: Path
) -> None:
    opened.use_theme(CLASSIC)
    opened.shut(*shut)

    given = {"roads": roads} if roads else {}
    assert strays(opened, crawl(tmp_path, start=opened.url, **given)) == NOTHING
