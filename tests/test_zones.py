from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import zones

WINTER = datetime(2024, 1, 10, 12, tzinfo=UTC)
SUMMER = datetime(2024, 7, 10, 12)  # without a zone it is taken for UTC


def seen(*hours: float) -> list[tuple[datetime, timedelta]]:
    """Return the first of *hours* seen in winter, the second in summer."""
    return [
        (moment, timedelta(hours=offset))
        for moment, offset in zip((WINTER, SUMMER), hours, strict=False)
    ]


@pytest.mark.parametrize(
    ("host", "language", "offsets", "named", "zone"),
    [
        ("paper.example", None, (), "Asia/Kolkata", "Asia/Kolkata"),
        ("paper.de", "de", (1, 2), " Asia/Kolkata ", "Asia/Kolkata"),
        ("paper.de", None, (), None, "Europe/Berlin"),
        ("paper.de", None, (), "Nowhere/Atoll", "Europe/Berlin"),
        ("paper.de", None, (), "Europe", "Europe/Berlin"),
        ("paper.de", None, (), "../../etc/passwd", "Europe/Berlin"),
        ("paper.de", None, (), "UTC+99", "Europe/Berlin"),
        ("www.paper.co.uk", "en-US", (), None, "Europe/London"),
        ("paper.in", None, (), None, "Asia/Kolkata"),
        ("paper.com.pk.", None, (), None, "Asia/Karachi"),
        ("paper.ie", None, (), None, "Europe/Dublin"),
        ("paper.es", None, (), None, "Europe/Madrid"),
        ("paper.es", None, (0, 1), None, "Atlantic/Canary"),
        ("paper.com.my", None, (), None, "Asia/Kuala_Lumpur"),
        ("paper.co.nz", None, (), None, "Pacific/Auckland"),
        # All that it writes is UTC, as its system does.
        ("paper.de", None, (0, 0), None, "Europe/Berlin"),
        # Words, not countries; behind a second level they are countries.
        ("paper.io", None, (), None, None),
        ("paper.co", None, (), None, None),
        ("paper.com.co", None, (), None, "America/Bogota"),
        ("paper.example", "en-GB", (), None, "Europe/London"),
        ("paper.example", "hi_IN", (), None, "Asia/Kolkata"),
        ("paper.example", "zh-Hant-TW", (), None, "Asia/Taipei"),
        ("paper.example", "de-AT", (), None, "Europe/Vienna"),
        ("paper.example", "es-419", (), None, None),
        ("paper.example", "de", (), None, "Europe/Berlin"),
        ("paper.example", "JA", (), None, "Asia/Tokyo"),
        ("paper.example", "en", (), None, None),
        ("paper.example", "xx", (), None, None),
        ("paper.zz", None, (), None, None),
        # A country of several clocks keeps the one that is seen.
        ("paper.us", "en-US", (), None, None),
        ("paper.example", "en-US", (-5,), None, "America/New_York"),
        ("paper.example", "en-US", (-6, -5), None, "America/Chicago"),
        ("paper.example", "en-US", (-7,), None, None),
        ("paper.example", "en-US", (-7, -7), None, "America/Phoenix"),
        ("paper.com.br", "pt-BR", (-3,), None, "America/Sao_Paulo"),
        ("paper.example", "en-CA", (-5, -4), None, "America/Toronto"),
        # A clock that its country does not keep: what is written is true.
        ("paper.example", "en-US", (0, 1), None, "Europe/London"),
        ("paper.example", "en-US", (5.5,), None, "Asia/Kolkata"),
        ("paper.example", None, (1, 2), None, "Europe/Paris"),
        ("paper.example", None, (1,), None, None),
        ("paper.example", None, (0, 0), None, None),
        ("", None, (), None, None),
    ],
)
def test_what_tells_the_zone(
    host: str,
    language: str | None,
    offsets: tuple[float, ...],
    named: str | None,
    zone: str | None,
) -> None:
    found = zones.guess(host, language, seen(*offsets), named)

    assert _clock(found) == _clock(ZoneInfo(zone) if zone else None)


def _clock(zone: tzinfo | None) -> list[timedelta | None]:
    """Return what the clocks of *zone* show: Paris and Berlin cannot be told apart."""
    return [
        datetime(2024, month, 15, tzinfo=UTC).astimezone(zone).utcoffset()
        for month in (range(1, 13) if zone else ())
    ]


@pytest.mark.parametrize(
    ("named", "hours"),
    [
        ("5.5", 5.5),
        ("5.75", 5.75),
        ("-3", -3),
        ("+0530", 5.5),
        ("UTC+2", 2),
        ("GMT -03:30", -3.5),
        ("0", 0),
    ],
)
def test_an_offset_that_the_site_names_is_its_zone(named: str, hours: float) -> None:
    found = zones.guess("paper.de", "de", (), named)

    assert found == timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("host", "language", "offsets", "named", "reason"),
    [
        ("paper.de", "de", (), "UTC+2", "the site names it: UTC+2"),
        ("paper.de", "de", (), None, "the country of paper.de"),
        ("paper.example", "de-AT", (), None, "the country of its language, de-AT"),
        ("paper.example", "de", (), None, "where its language, de, is written"),
        ("paper.example", "en", (5.5,), None, "the offsets of its dates"),
        (
            *("paper.example", "en", (), None),
            "neither its host, its language nor its dates tell",
        ),
    ],
)
def test_explain(
    host: str,
    language: str | None,
    offsets: tuple[float, ...],
    named: str | None,
    reason: str,
) -> None:
    assert zones.explain(host, language, seen(*offsets), named) == reason


MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1), max_value=datetime(2025, 12, 31)
).map(lambda time: time.replace(tzinfo=UTC))
HOSTS = st.sampled_from(["paper.de", "paper.us", "paper.com.br", "paper.example"])
LANGUAGES = st.sampled_from([None, "en-US", "es-MX", "pt", "de"])
PLACES = st.sampled_from(
    ["America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Europe/Berlin"]
)


@given(HOSTS, LANGUAGES, PLACES, st.lists(MOMENTS, max_size=4))
def test_the_zone_agrees_with_all_that_is_seen(
    host: str, language: str | None, place: str, moments: list[datetime]
) -> None:
    clock = ZoneInfo(place)
    offsets = [(time, clock.utcoffset(time.astimezone(clock))) for time in moments]

    zone = zones.guess(host, language, [(t, o) for t, o in offsets if o])

    assert zone is None or all(
        time.astimezone(zone).utcoffset() == offset for time, offset in offsets
    )
