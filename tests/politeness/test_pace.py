"""The parts that need no server."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.politeness.loopback import is_loopback
from newscrawl.politeness.pace import PUBLIC_DELAY, Pace
from newscrawl.politeness.retry_after import retry_after

NOW = datetime(2022, 2, 1, 10, 30, tzinfo=UTC)
DATE = format_datetime(NOW, usegmt=True)


@pytest.mark.parametrize(
    "host",
    ["localhost", "paper.localhost", "127.0.0.1", "127.1.2.3", "::1"],
)
def test_knows_its_own_machine(host: str) -> None:
    assert is_loopback(host)
    assert Pace.of(host).delay(0) == 0


@pytest.mark.parametrize(
    "host",
    [
        "asianlite.com",
        "localhost.example",
        "notlocalhost",
        "127.0.0.1.example",
        "10.0.0.1",
        "192.168.0.1",
        "0.0.0.0",
        "2130706433",
        "::ffff:127.0.0.1",
        "2001:db8::1",
        "",
    ],
)
def test_takes_all_else_for_public(host: str) -> None:
    assert not is_loopback(host)
    assert Pace.of(host).delay(0) == PUBLIC_DELAY


@pytest.mark.parametrize(
    ("value", "seconds"),
    {
        "0": 0.0,
        " 120 ": 120.0,
        "Tue, 01 Feb 2022 10:32:00 GMT": 120.0,
        "Tue, 01 Feb 2022 11:31:00 +0100": 60.0,
        "Tue, 01 Feb 2022 10:32:00 -0000": 120.0,
        "Tuesday, 01-Feb-22 10:32:00 GMT": 120.0,
        "Tue Feb  1 10:32:00 2022": 120.0,
        "Tue, 01 Feb 2022 10:29:00 GMT": 0.0,
        "": None,
        "-1": None,
        "1.5": None,
        "soon": None,
        "Tue, 31 Feb 2022 10:29:00 GMT": None,
        "9" * 5000: None,
    }.items(),
)
def test_reads_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, DATE) == seconds


def test_reads_a_date_by_its_own_clock_where_the_server_shows_none() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert retry_after(until) == pytest.approx(3600, abs=5)
    assert retry_after(until, "no date") == pytest.approx(3600, abs=5)


@given(st.text(max_size=60), st.text(max_size=60))
def test_reads_anything(value: str, date: str) -> None:
    seconds = retry_after(value, date)
    assert seconds is None or seconds >= 0


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_is_only_ever_raised(one: float, other: float) -> None:
    pace = Pace.of("asianlite.com")
    pace.raise_to(one)
    pace.raise_to(other)
    assert pace.least == max(PUBLIC_DELAY, one, other)


def test_slows_down_by_half_and_comes_back() -> None:
    pace = Pace.of("asianlite.com")
    delays = []
    for _ in range(8):
        pace.slow_down()
        delays.append(pace.delay(0))
    assert delays == [2, 4, 8, 16, 32, 60, 60, 60]
    for _ in range(14):
        pace.ease()
    assert 25 < pace.delay(0) < 35
    for _ in range(200):
        pace.ease()
    assert pace.delay(0) == PUBLIC_DELAY


def test_never_slows_down_below_what_was_announced() -> None:
    pace = Pace.of("asianlite.com")
    pace.raise_to(90)
    pace.slow_down()
    assert pace.delay(0) == 90


def test_keeps_the_longer_pause() -> None:
    pace = Pace.of("localhost")
    pace.pause(60)
    pace.pause(1)
    assert pace.rest() == pytest.approx(60, abs=1)
