from datetime import date

import pytest

from newscrawl.arguments import LEARNT, ArgumentError, Arguments
from newscrawl.lead import ROADS
from newscrawl.site import Site

SITE = Site(sections=("-Top News", "UK News"))


def test_nothing_asked_is_everything() -> None:
    arguments = Arguments.parse({}, SITE)

    assert arguments == Arguments()
    assert arguments.roads == set(ROADS)


def test_all_of_them() -> None:
    arguments = Arguments.parse(
        {
            "start": "https://asianlite.uk/ http://127.0.0.1:8000/",
            "roads": "neighbours, sections",
            "sections": "top news,UK News",
            "since": "2022-01-01",
            "until": "2022-03-01",
            "limit": "500",
            "sweep": "full",
            "respect": "tdm, noai",
        },
        SITE,
    )

    assert arguments == Arguments(
        start=("https://asianlite.uk/", "http://127.0.0.1:8000/"),
        roads=frozenset({"neighbours", "sections"}),
        sections=frozenset({"top-news", "uk-news"}),
        since=date(2022, 1, 1),
        until=date(2022, 3, 1),
        limit=500,
        sweep="full",
        respect=frozenset({"tdm", "noai"}),
    )


@pytest.mark.parametrize("between", [" ", ",", ", ", " , ", "\n"])
def test_several_addresses_stand_between_commas_or_spaces(between: str) -> None:
    starts = ("https://a.example/news,12.html", "http://b.example/")
    given = f"{between.join(starts)}{between}"

    assert Arguments.parse({"start": given}, SITE).start == starts


def test_sections_alone_are_found_by_sections() -> None:
    assert Arguments.parse({"sections": "UK News"}, SITE).roads == {"sections"}


def test_a_site_that_names_no_sections_has_any() -> None:
    assert Arguments.parse({"sections": "Gossip"}, Site()).sections == {"gossip"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("secions", "UK", "did you mean sections"),
        ("colour", "red", "it takes start, roads"),
        ("start", "paper.example", "such as start=https://paper.example"),
        ("start", "127.0.0.1:8000", "such as start=http://127.0.0.1:8000"),
        ("start", "!", "such as start=https://any-paper.example/"),
        ("start", "ftp://asianlite.com/", "no web address"),
        ("start", "https://", "no web address"),
        ("start", "https://a b", "no web address"),
        ("start", "http://[", "no web address"),
        ("start", "http://a.example:port/", "no web address"),
        ("start", " ", "names no address"),
        ("roads", "canals", "no road is called canals"),
        ("roads", "", "no road is called nothing"),
        ("sections", "Gossip", "known are Top News, UK News"),
        ("sections", ",", "names no section"),
        ("since", "2022-02-30", "since=2022-01-31"),
        ("until", "1 March", "until=2022-01-31"),
        ("since", "20220101", "is no day"),
        ("limit", "0", "from 1 up"),
        ("limit", "-3", "from 1 up"),
        ("limit", "many", "from 1 up"),
        ("sweep", "half", "sweep='half' is none; there are"),
        (
            "respect",
            "tdm,nofun",
            "called nofun; there are tdm, noai, noarchive, noindex",
        ),
        ("respect", " ", "no reservation is called nothing"),
    ],
)
def test_what_is_wrong_is_told(name: str, value: str, words: str) -> None:
    with pytest.raises(ArgumentError, match=words) as caught:
        Arguments.parse({name: value}, SITE)
    assert "\n" not in str(caught.value)


def test_days_in_the_wrong_order_are_told() -> None:
    with pytest.raises(ArgumentError, match=r"since=2022-02-01 is after"):
        Arguments.parse({"since": "2022-02-01", "until": "2022-01-01"}, SITE)


def test_what_is_respected_is_of_the_job() -> None:
    """What one leaves aside, the other is to look at again."""
    arguments = Arguments.parse({"respect": "tdm,noai"}, SITE)

    assert arguments.job == {"respect": ["noai", "tdm"]}
    assert arguments.scope == '{"respect": ["noai", "tdm"]}'


def test_what_is_said_of_a_newspaper_asks_for_no_other_pages() -> None:
    arguments = Arguments.parse(
        {"zone": "Asia/Kolkata", "language": "hi"}, SITE, LEARNT
    )

    assert (arguments.zone, arguments.language) == ("Asia/Kolkata", "hi")
    assert (arguments.job, arguments.scope) == ({}, "{}")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("zone", "Asia/Kolkatta", "such as zone=Asia/Kolkata"),
        ("zone", "!", "such as zone=Asia/Kolkata"),
        ("language", "hindi_", "language=hi or"),
        ("zones", "UTC", "did you mean zone"),
    ],
)
def test_what_is_wrong_of_a_newspaper_is_told(
    name: str, value: str, words: str
) -> None:
    with pytest.raises(ArgumentError, match=words):
        Arguments.parse({name: value}, SITE, LEARNT)


def test_of_a_newspaper_with_a_spider_nothing_is_said() -> None:
    with pytest.raises(ArgumentError, match="unknown spider argument 'zone'"):
        Arguments.parse({"zone": "UTC"}, SITE)
