"""What a front page and the API of WordPress tell of a newspaper."""

from datetime import datetime, timedelta, timezone

import pytest

from newscrawl import learning
from newscrawl.document import Document
from newscrawl.learning import Told

URL = "https://paper.example/"
GERMAN = "<p>Die Laternen brannten am Hafen, und niemand wollte nach Hause gehen. " * 6


def page(body: str = "", head: str = "", language: str = "") -> Document:
    return Document(f"<html {language}><head>{head}</head><body>{body}", URL)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            b'{"name": "A &amp; B", "timezone_string": "Asia/Kolkata",'
            b' "gmt_offset": 5.5}',
            Told("A & B", "Asia/Kolkata"),
        ),
        (b'{"name": "", "timezone_string": "", "gmt_offset": "-3"}', Told(zone="-3")),
        (b'{"gmt_offset": 0}', Told(zone="0")),
        (b"{}", Told()),
        (b"[1]", Told()),
        (b"<html>", Told()),
    ],
)
def test_the_api_tells(body: bytes, expected: Told) -> None:
    assert learning.told(body) == expected


def test_the_root_of_the_api_is_declared() -> None:
    link = '<link rel="https://api.w.org/" href="/wp-json/">'

    assert learning.api(page(head=link)) == "https://paper.example/wp-json/"
    assert learning.api(page()) is None


def test_the_api_of_another_host_is_not_asked() -> None:
    declared = page(head='<link rel="https://api.w.org/" href="/wp-json/">')
    asked = learning.question(declared, frozenset({"paper.example"}))

    assert asked is not None
    assert asked.startswith("https://paper.example/wp-json/?_fields=name")
    assert learning.question(declared, frozenset({"other.example"})) is None
    assert learning.question(page(), frozenset({"paper.example"})) is None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (page(GERMAN), "de"),
        (page(GERMAN, language="lang=en-US"), "de"),
        (page(GERMAN, language="lang=de-AT"), "de-AT"),
        (page(language="lang=pt-BR"), "pt-BR"),
        (page(head="<meta property=og:locale content=pt_BR>"), "pt-BR"),
        (page(language="lang='{{ lang }}'"), None),
        (page(), None),
    ],
)
def test_its_language(document: Document, expected: str | None) -> None:
    assert learning.language(document) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Home</title><meta property=og:site_name content=Lantern>", "Lantern"),
        (
            '<script type="application/ld+json">{"@type": "WebSite",'
            ' "name": "The Lantern"}</script><title>Home</title>',
            "The Lantern",
        ),
        (
            '<script type="application/ld+json">{"@type": "WebSite"}</script>'
            "<title>Lantern news</title>",
            "Lantern news",
        ),
        ("", None),
    ],
)
def test_its_title(head: str, expected: str | None) -> None:
    assert learning.title(page(head=head)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta name=application-name content=Lantern>", "Lantern"),
        (
            '<script type="application/ld+json">[{"@type": "Organization",'
            ' "name": "Lantern Holdings"}, {"@type": "WebSite", "name": "Lantern"},'
            ' {"@type": "NewsArticle", "publisher": {"name": "Lantern News"}}]'
            "</script>",
            "Lantern News",
        ),
        (
            '<script type="application/ld+json">[{"@type": "Organization",'
            ' "name": "Lantern Holdings"}, {"@type": "WebSite", "name": "Lantern"}]'
            "</script>",
            "Lantern",
        ),
    ],
)
def test_a_name_that_is_declared_stands_above_all_titles(
    head: str, expected: str
) -> None:
    document = page(head=f"<title>News – The Lantern UK</title>{head}")

    assert learning.name(document, ["A story – The Lantern UK"]) == expected


@pytest.mark.parametrize(
    ("title", "others", "expected"),
    [
        ("News – The Lantern UK", ["Bells – The Lantern UK"], "The Lantern UK"),
        ("Home", ["Bells | The Lantern", "Tide | The Lantern"], "The Lantern"),
        ("The Lantern | News, sport", ["Bells | The Lantern"], "The Lantern"),
        ("The Lantern - UK", ["Bells - The Lantern - UK"], "The Lantern - UK"),
        ("News | Lantern", ["Bells | News | Lantern"], "Lantern"),
        ("Lantern » News", ["Lantern » News » Bells"], "Lantern"),
        ("Latest | Paper Online", ["Bells"], "Paper Online"),
        ("Latest | Lantern", ["Bells | Tide", ""], None),
        # One page by two addresses.
        ("Latest | Lantern", ["Latest | Lantern"], None),
        ("News | UK", ["Bells | News | UK"], None),
    ],
)
def test_the_name_that_its_titles_share(
    title: str, others: list[str], expected: str | None
) -> None:
    document = page(head=f"<title>{title}</title>")

    assert learning.name(document, others) == expected


def test_its_times() -> None:
    document = page(
        "<time datetime=2024-03-04T10:00:00+01:00>10</time>"
        "<time datetime=2024-03-04T10:00:00+01:00>again</time>"
        "<time datetime=2024-03-04T09:00:00Z>9</time><time datetime=2024-03-04>4</time>"
        "<time datetime=2024-02-31T10:00+01:00>31</time>",
        "<meta property=article:published_time content=2024-07-04T10:00:00.5-0330>"
        "<meta property=og:title content=2024-03-04T10:00:00+09:00>"
        '<script type="application/ld+json">{"@type": "NewsArticle",'
        ' "datePublished": "2024-07-04 11:00+02:00"}</script>',
    )

    assert learning.offsets(document) == [
        written(datetime(2024, 3, 4, 10), timedelta(hours=1)),
        written(datetime(2024, 7, 4, 10), -timedelta(hours=3, minutes=30)),
        written(datetime(2024, 7, 4, 11), timedelta(hours=2)),
    ]


def written(time: datetime, away: timedelta) -> learning.Offset:
    return time.replace(tzinfo=timezone(away)), away
