from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import pytest

from newscrawl.site import (
    Site,
    described,
    home,
    is_day_first,
    is_language,
    section_key,
    section_name,
    site_name,
    zone,
    zone_name,
)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("-Top News", "Top News", "top-news"),
        (" - Top News ", "Top News", "top-news"),
        ("UK News", "UK News", "uk-news"),
        ("Arts & Books", "Arts & Books", "arts-books"),
        ("COLUMNS", "COLUMNS", "columns"),
        ("", "", ""),
    ],
)
def test_sections(text: str, name: str, key: str) -> None:
    assert (section_name(text), section_key(text)) == (name, key)


@pytest.mark.parametrize(
    ("url", "name", "front"),
    [
        ("https://www.Paper.example/x", "paper.example", "https://paper.example/"),
        ("https://blogs.paper.example", "blogs.paper.example", None),
        ("http://127.0.0.1:8000/", "127.0.0.1_8000", "http://127.0.0.1:8000/"),
        ("https://paper.example:443/", "paper.example", None),
        ("https://zürich.example/", "xn--zrich-kva.example", None),
        ("http://[::1]:80/", "--1", None),
    ],
)
def test_a_newspaper_is_named_by_its_host(
    url: str, name: str, front: str | None
) -> None:
    assert site_name(url) == name
    assert front in (None, home(name))


@pytest.mark.parametrize(
    "name", ["Asia/Kolkata", "UTC", "UTC+05:30", "UTC-03:30", "America/New_York"]
)
def test_zones_are_written_as_they_are_read(name: str) -> None:
    found = zone(name)

    assert found is not None
    assert zone_name(found) == name


@pytest.mark.parametrize(
    "name", ["Asia/Kolkatta", "", "/etc/passwd", "../x", "+15:00", "+02:75", "Asia"]
)
def test_what_is_no_zone(name: str) -> None:
    assert zone(name) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("en", True),
        ("pt-BR", True),
        ("zh-Hant-TW", True),
        ("x", False),
        ("en_GB", False),
    ],
)
def test_languages(text: str, is_one: bool) -> None:
    assert is_language(text) is is_one


@pytest.mark.parametrize(
    ("language", "where", "expected"),
    [
        ("en-US", UTC, False),
        ("en", ZoneInfo("America/Chicago"), False),
        ("en", ZoneInfo("Europe/London"), True),
        ("en-CA", ZoneInfo("America/New_York"), True),
        ("es-US", ZoneInfo("America/New_York"), True),
        (None, UTC, True),
    ],
)
def test_which_comes_first_day_or_month(
    language: str | None, where: tzinfo, expected: bool
) -> None:
    assert is_day_first(language, where) is expected


def test_a_newspaper_is_described_by_zone_and_language() -> None:
    paper = described(ZoneInfo("America/New_York"), "en")

    assert (paper.zone, paper.day_first) == (ZoneInfo("America/New_York"), False)
    assert described(None, "hi") == Site(language="hi")
