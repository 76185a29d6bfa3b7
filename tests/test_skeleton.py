"""What the skeleton of a spider says."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from newscrawl.skeleton import Skeleton, wrong_name

LONG = """\
    allowed_domains = ["lantern.example", "post.example"]
    start_urls = ["https://lantern.example/"]
    site = Site(
        zone=ZoneInfo("Asia/Kolkata"),
        language="en-IN",
        founded=date(1990, 1, 1),  # to be filled in, the day of its first issue
        sections=(
            "Section number 0",
            "Section number 1",
            "Section number 2",
            "Section number 3",
            "Section number 4",
            "Section number 5",
            "Section number 6",
            "Section number 7",
            "Section number 8",
        ),
    )"""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        *(("lantern", ""), ("post_2", ""), ("class", "a word of Python")),
        *((name, "small letters") for name in ("2post", "a-b", "", "a.example", "Ä")),
    ],
)
def test_a_name_is_that_of_a_module(name: str, why: str) -> None:
    assert why in wrong_name(name)
    assert bool(wrong_name(name)) is bool(why)


def test_long_lists_go_over_several_lines() -> None:
    sections = tuple(f"Section number {number}" for number in range(9))
    skeleton = Skeleton(
        domains=("lantern.example", "post.example"),
        starts=("https://lantern.example/",),
        zone="Asia/Kolkata",
        language="en-IN",
        sections=sections,
    )
    assert skeleton.lines() == LONG
    one = Skeleton(domains=("a.example",), starts=("https://a.example/",))
    assert (
        'zone=ZoneInfo("UTC"),  # to be filled in, such as Asia/Kolkata' in one.lines()
    )
    assert "language=None,  # to be filled in, such as en-IN" in one.lines()
    single = Skeleton(domains=("a",), starts=("b",), sections=("News",))
    assert 'sections=("News",),' in single.lines()


def test_where_the_month_comes_first_it_is_said() -> None:
    one = Skeleton(domains=("a",), starts=("b",), language="en-US", day_first=False)

    assert 'language="en-US",\n        day_first=False,\n' in one.lines()


@pytest.mark.parametrize(
    ("name", "written", "offset"),
    [
        ("Asia/Kolkata", 'ZoneInfo("Asia/Kolkata")', timedelta(hours=5.5)),
        ("UTC+05:30", "timezone(timedelta(hours=5.5))", timedelta(hours=5.5)),
        ("UTC-03:00", "timezone(timedelta(hours=-3))", timedelta(hours=-3)),
    ],
)
def test_a_zone_is_written_with_what_it_imports(
    name: str, written: str, offset: timedelta
) -> None:
    skeleton = Skeleton(domains=("a",), starts=("b",), zone=name)
    found: dict[str, Any] = {}
    exec(f"{skeleton.variables['imports']}\nzone = {written}", found)

    assert f"zone={written},\n" in skeleton.lines()
    assert found["zone"].utcoffset(datetime(2026, 1, 1)) == offset
