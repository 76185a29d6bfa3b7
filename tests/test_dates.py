from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import dates

LONDON = ZoneInfo("Europe/London")
DAY, MINUTE, SECOND = "day", "minute", "second"


@pytest.mark.parametrize(
    ("raw", "time", "precision"),
    [
        ("February 1, 2022", "2022-02-01T00:00:00Z", DAY),
        ("FEBRUARY 1, 2022", "2022-02-01T00:00:00Z", DAY),
        ("Feb. 1 2022", "2022-02-01T00:00:00Z", DAY),
        ("1st February 2022", "2022-02-01T00:00:00Z", DAY),
        ("2nd of March, 2022", "2022-03-02T00:00:00Z", DAY),
        ("Tuesday, 1 February 2022", "2022-02-01T00:00:00Z", DAY),
        ("1 Sept 2022", "2022-09-01T00:00:00Z", DAY),
        ("1-Feb-2022", "2022-02-01T00:00:00Z", DAY),
        ("2022 February 1", "2022-02-01T00:00:00Z", DAY),
        ("Posted on May 14, 2014", "2014-05-14T00:00:00Z", DAY),
        ("Published: 14 May 2014", "2014-05-14T00:00:00Z", DAY),
        ("Last updated on 14 May 2014", "2014-05-14T00:00:00Z", DAY),
        ("14\u00a0May\u00a02014", "2014-05-14T00:00:00Z", DAY),
        ("2022-02-01", "2022-02-01T00:00:00Z", DAY),
        ("20220201", "2022-02-01T00:00:00Z", DAY),
        ("2022/02/01", "2022-02-01T00:00:00Z", DAY),
        ("3/6/2024", "2024-06-03T00:00:00Z", DAY),
        ("3.6.2024", "2024-06-03T00:00:00Z", DAY),
        ("25/12/2024", "2024-12-25T00:00:00Z", DAY),
        ("12/25/2024", "2024-12-25T00:00:00Z", DAY),
        # Which of two zones these name, nobody can tell; the day is as written.
        ("1 May 2022 10:30 CST", "2022-05-01T00:00:00Z", DAY),
        ("1 May 2022 10:30 BDT", "2022-05-01T00:00:00Z", DAY),
        ("1 May 2022 10:30 XYZ", "2022-05-01T00:00:00Z", DAY),
        ("1 February 2022 10:30", "2022-02-01T10:30:00Z", MINUTE),
        ("1 July 2022 10:30", "2022-07-01T09:30:00Z", MINUTE),
        ("1 July 2022, 10.30pm", "2022-07-01T21:30:00Z", MINUTE),
        ("July 1, 2022 at 12:05 a.m.", "2022-06-30T23:05:00Z", MINUTE),
        ("July 1, 2022 12:05 PM", "2022-07-01T11:05:00Z", MINUTE),
        ("July 1, 2022 - 5pm", "2022-07-01T16:00:00Z", MINUTE),
        ("March 5th, 2021 @ 3:15 PM", "2021-03-05T15:15:00Z", MINUTE),
        ("10:30 GMT, 1 July 2022", "2022-07-01T10:30:00Z", MINUTE),
        ("10:30 am IST, Feb 1, 2022", "2022-02-01T05:00:00Z", MINUTE),
        ("Feb 1, 2022 10:30 (GMT+5:30)", "2022-02-01T05:00:00Z", MINUTE),
        ("Feb 1, 2022 10:30 +04", "2022-02-01T06:30:00Z", MINUTE),
        ("Feb 1, 2022 10:30 -0500", "2022-02-01T15:30:00Z", MINUTE),
        ("Feb 1, 2022 14:30 hrs", "2022-02-01T14:30:00Z", MINUTE),
        ("Feb 1, 2022 5pm EST", "2022-02-01T22:00:00Z", MINUTE),
        ("Updated: 3 Sept 2021 | 11:05 BST", "2021-09-03T10:05:00Z", MINUTE),
        ("Feb 1, 2022 10:30:45", "2022-02-01T10:30:45Z", SECOND),
        ("Tue, 01 Feb 2022 10:30:00 GMT", "2022-02-01T10:30:00Z", SECOND),
        ("01 Feb 2022 10:30 +0530", "2022-02-01T05:00:00Z", MINUTE),
        ("2022-02-01T10:30:00Z", "2022-02-01T10:30:00Z", SECOND),
        ("2022-02-01T10:30:00.123Z", "2022-02-01T10:30:00Z", SECOND),
        ("2022-02-01T10:30:00+05:30", "2022-02-01T05:00:00Z", SECOND),
        ("2022-02-01T10:30:00+0530", "2022-02-01T05:00:00Z", SECOND),
        ("2022-07-01T10:30", "2022-07-01T09:30:00Z", MINUTE),
        ("2022-07-01 10:30:00", "2022-07-01T09:30:00Z", SECOND),
        ("20220701T103000Z", "2022-07-01T10:30:00Z", SECOND),
        ("1.2.22", "2022-02-01T00:00:00Z", DAY),
        ("1. 2. 22", "2022-02-01T00:00:00Z", DAY),
        ("12 Jan 23", "2023-01-12T00:00:00Z", DAY),
        ("12 Jan 23, 10:30", "2023-01-12T10:30:00Z", MINUTE),
    ],
)
def test_what_newspapers_print(raw: str, time: str, precision: str) -> None:
    moment = dates.parse(raw, LONDON)

    assert moment is not None
    assert (str(moment), moment.precision) == (time, precision)


@pytest.mark.parametrize(
    "raw",
    [
        *("", " ", "news", "2022", "February", "February 2022", "1 February"),
        *("2 hours ago", "yesterday", "today", "just now", "last Tuesday"),
        *("31 February 2022", "February 30, 2022", "2022-13-01", "2022-02-30"),
        *("99 May 2020", "1 Smarch 2022", "0 May 2022", "32/1/2022", "13/13/2022"),
        *("1 February 2022, 10", "1 February 2022 25:00", "1 May 2022 10:61"),
        *("1 May 2022 13:30 pm", "1 May 2022 0am"),
        *("2022-02-01T25:00:00", "2022-W05-2", "01/02/22"),
        *("5 Dec 10:10:10", "5 Dec 18h30", "30. April 20:15", "12 May, 10 am"),
        *("5 listopada 2024", "1 May 1022", "5 things we learnt in May 2022"),
        "x" * 500,
    ],
)
def test_what_is_not_certain_is_not_read(raw: str) -> None:
    assert dates.parse(raw, LONDON) is None


def test_the_order_is_the_sites() -> None:
    assert str(dates.parse("3/6/2024", UTC, day_first=False)).startswith("2024-03-06")


def test_what_is_more_than_a_date_is_none() -> None:
    assert dates.parse("the 3rd day of June 2024", UTC) is None


@pytest.mark.parametrize(
    ("raw", "zone", "day"),
    [
        ("2022-06-30T23:30:00Z", LONDON, date(2022, 7, 1)),
        ("2022-06-30T23:30:00Z", UTC, date(2022, 6, 30)),
        ("2022-06-30", ZoneInfo("America/New_York"), date(2022, 6, 30)),
    ],
)
def test_the_day_is_that_of_the_zone(raw: str, zone: tzinfo, day: date) -> None:
    moment = dates.parse(raw, zone)

    assert moment is not None
    assert moment.day(zone) == day


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("February 1, 2022", ["February 1, 2022"]),
        ("Posted on May 14, 2014 by Ida Holm", ["May 14, 2014"]),
        ("By Ida Holm | 14 May 2014 | World", ["14 May 2014"]),
        ("London, 14 May 2014, 10:30 GMT", ["14 May 2014, 10:30 GMT"]),
        ("Posted on February 30, 2014 by Ida Holm", []),
        ("A day like any other", []),
    ],
)
def test_find(line: str, found: list[str]) -> None:
    assert list(dates.find(line, UTC)) == found


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("February 31, 2022", True),
        ("30 Feb", True),
        ("2 hours ago", True),
        ("31/31/2022", True),
        ("May the best side win", False),
        ("x" * 100, False),
    ],
)
def test_looks_written(text: str, looks: bool) -> None:
    assert dates.looks_written(text) is looks


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Posted on February 30, 2014 by Ida Holm", "February 30, 2014"),
        ("Sat 30 Feb 2024, 07:58 GMT", "Sat 30 Feb 2024, 07:58 GMT"),
        ("30 Feb 2024 | 3 mins read", "30 Feb 2024"),
    ],
)
def test_strip_lead(line: str, date: str) -> None:
    assert dates.looks_dated(line)
    assert dates.strip_lead(line) == date


TIMES = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2035, 12, 31)
).map(lambda time: time.replace(microsecond=0, second=0, fold=0))
ZONES = st.sampled_from(["Europe/London", "Asia/Kolkata", "America/New_York", "UTC"])
FORMS = st.sampled_from(
    [
        "%d %B %Y %H:%M",
        "%B %d, %Y at %I:%M %p",
        "%A, %d %b %Y, %H.%M",
        "%H:%M, %d %B %Y",
        "%Y-%m-%d %H:%M",
        "%d/%m/%Y %H:%M",
    ]
)


@given(TIMES, ZONES, FORMS)
def test_what_is_written_is_read(time: datetime, zone: str, form: str) -> None:
    place = ZoneInfo(zone)

    moment = dates.parse(time.strftime(form), place)

    assert moment is not None
    assert moment.time == time.replace(tzinfo=place).astimezone(UTC)


@given(st.text(max_size=150), st.booleans())
def test_any_text_is_a_moment_or_none(text: str, day_first: bool) -> None:
    moment = dates.parse(text, LONDON, day_first=day_first)

    assert moment is None or moment.time.utcoffset() == timedelta(0)
    list(dates.find(text, LONDON))


PIECES = st.sampled_from(
    "1 31 2022 22 May Feb february st , : / . - 10:30 am pm GMT IST BST on at of Tue"
    " T Z + 05:30 ago".split()
)


@given(st.lists(PIECES, max_size=9))
def test_any_medley_of_dates_is_a_moment_or_none(pieces: list[str]) -> None:
    for joined in (" ".join(pieces), "".join(pieces)):
        moment = dates.parse(joined, LONDON)
        assert moment is None or 1900 <= moment.time.year <= 2100
