"""What publishers say of rights: how it is read, and what follows from it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import rights
from newscrawl.article import Right
from newscrawl.declarations import of_headers, of_page
from newscrawl.document import Document
from newscrawl.rights import RESERVATIONS, reserved
from newscrawl.robots import Robots
from newscrawl.tdmrep import Tdmrep
from newscrawl.usage import refused

URL = "https://paper.example/2026/tea/"


def right(signal: str, value: str, source: str = "header") -> Right:
    return Right(signal=signal, value=value, source=source)


def of(*said: tuple[str, str, str]) -> list[str]:
    return reserved([right(*one) for one in said])


# -- preferences ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("train-ai=n", "noai"),
        ("train-ai=n, search=n", "noai noindex"),
        (" train-ai=n ,search=y ", "noai"),
        ("train-ai=y", ""),
        ("train-ai=n;since=2026;by=\"x;, y\", search=n", "noai noindex"),
        # The last counts, where one stands twice.
        ("train-ai=n, train-ai=y", ""),
        # What is not `y` or `n` says nothing, and nor does what has no value.
        ("train-ai=maybe", ""),
        ("train-ai=\"n\"", ""),
        ("train-ai", ""),
        ("colour=n, train-ai=n", "noai"),
        ("train-ai=(n y), search=n", "noindex"),
        # What is no dictionary says nothing at all.
        ("Train-AI=n", ""),
        ("train-ai=n,", ""),
        ("train-ai=n search=n", ""),
        ("", ""),
        # Older drafts, and all that machines do.
        ("genai=n", "noai"),
        ("bots=n", "noai tdm"),
        ("all=n", "noai tdm"),
        ("tdm=n, ai=y", "tdm"),
        ("bots=n, search=y", "noai tdm"),
        ("search=yes, ai-train=no", "noai"),
        ("ai-input=no", "noai"),
    ],
)  # fmt: skip
def test_a_preference_refuses(value: str, found: str) -> None:
    assert refused(value) == set(found.split())


@given(st.text() | st.text('train-ai=ny,; "\\()'))
def test_any_text_may_be_a_preference(value: str) -> None:
    assert refused(value) <= set(RESERVATIONS)


# -- what follows ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("noindex", "noindex"),
        ("NOINDEX, NoArchive", "noarchive noindex"),
        ("none", "noindex"),
        ("noimageai", ""),
        ("noai,noimageai", "noai"),
        ("nofollow, noodp, max-snippet:-1", ""),
        ("max-snippet: 20, noarchive", "noarchive"),
        ("googlebot: noarchive", ""),
        ("googlebot: noarchive, noai", ""),
        ("noai, googlebot: noarchive", "noai"),
        ("googlebot: nofollow, NewsCrawl: noarchive", "noarchive"),
        ("GPTBot: noarchive", "noai"),
        ("GPTBot: noimageai", ""),
        ("unavailable_after: Friday, 25 Jun 2030 15:00:00 PST, noai", "noai"),
        (" , ", ""),
    ],
)
def test_directives_reserve(value: str, found: str) -> None:
    assert reserved([right("robots", value)]) == found.split()


def test_directives_are_for_us_under_our_own_name() -> None:
    said = [right("robots", "lantern: noarchive")]

    assert reserved(said, "Lantern/2.0 (+https://lantern.example)") == ["noarchive"]
    assert reserved(said) == []


FILE = "/.well-known/tdmrep.json"


@pytest.mark.parametrize(
    ("file", "header", "meta", "found"),
    [
        ("1", "", "", ["tdm"]),
        ("0", "", "", []),
        ("", "1", "", ["tdm"]),
        ("", "", "1", ["tdm"]),
        ("1", "0", "", []),
        ("0", "1", "", ["tdm"]),
        ("0", "0", "1", ["tdm"]),
        ("1", "1", "0", []),
        # What is neither is as if it were not said.
        ("1", "2", "true", ["tdm"]),
        ("", "yes", "", []),
    ],
)
def test_of_mining_the_nearest_has_the_last_word(
    file: str, header: str, meta: str, found: list[str]
) -> None:
    said = [("tdm-reservation", file, FILE), ("tdm-reservation", header, "header")]

    assert of(("tdm-reservation", meta, "meta"), *said) == found


def test_what_is_reserved_is_in_one_order() -> None:
    said = of(
        ("robots", "noindex, noarchive", "meta"),
        ("robots.txt", "GPTBot", "/robots.txt"),
        ("tdm-reservation", "1", "header"),
        ("licence", "https://creativecommons.org/licenses/by/4.0/", "link"),
        ("isAccessibleForFree", "False", "jsonld"),
    )
    assert tuple(said) == RESERVATIONS


@given(st.lists(st.builds(Right, signal=st.text(), value=st.text(), source=st.text())))
def test_of_anything_something_follows(said: list[Right]) -> None:
    assert set(reserved(said)) <= set(RESERVATIONS)


def test_the_agents_of_ai_are_named_once() -> None:
    names = [name.lower() for name in rights.AI_AGENTS]

    assert len(names) == len(set(names))
    assert "newscrawl" not in names


# -- robots.txt -----------------------------------------------------------------------

ROBOTS = """
License: https://paper.example/licence.xml  # RSL
User-agent: *
Disallow: /private/
Content-Usage: train-ai=n
Content-Usage: /free/\ttrain-ai=y
content-usage : /free/not/ search=n
Content-Signal: /free/not/ ai-train=no

User-agent: GPTBot
User-agent: ccbot
Sitemap: https://paper.example/sitemap.xml
Disallow: /
Allow: /free/

User-Agent: ClaudeBot
Disallow:

User-agent: bytespider
Disallow: /2026/*/$

User-agent: guest
Content-Usage: search=n
Content-Usage:
licence: no such word
License:
"""


def said(found: list[Right]) -> list[tuple[str, str]]:
    return [(one.signal, one.value) for one in found]


LICENCE = ("licence", "https://paper.example/licence.xml")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", [("robots.txt", "GPTBot, CCBot"), ("Content-Usage", "train-ai=n")]),
        (
            "/2026/tea/",
            [
                ("robots.txt", "GPTBot, CCBot, Bytespider"),
                ("Content-Usage", "train-ai=n"),
            ],
        ),
        ("/free/", [("Content-Usage", "train-ai=y")]),
        (
            "/free/not/",
            [("Content-Usage", "search=n"), ("Content-Signal", "ai-train=no")],
        ),
    ],
)  # fmt: skip
def test_robots_txt_says_of_a_page(path: str, found: list[tuple[str, str]]) -> None:
    robots = Robots(ROBOTS)

    assert said(robots.of(f"https://paper.example{path}")) == [*found, LICENCE]
    assert {one.source for one in robots.of(URL)} == {"/robots.txt"}


def test_robots_txt_speaks_to_us_where_it_names_us() -> None:
    robots = Robots(ROBOTS, "Guest/1.0")

    assert said(robots.of("https://paper.example/free/")) == [
        ("Content-Usage", "search=n"),
        ("Content-Usage", ""),
        LICENCE,
    ]


def test_lines_of_one_length_stand_together() -> None:
    robots = Robots("User-agent: *\nContent-Usage: train-ai=y\nContent-Usage: search=n")

    assert reserved(robots.of(URL)) == ["noindex"]


def test_all_that_robots_txt_says() -> None:
    assert said(Robots(ROBOTS).statements()) == [
        ("robots.txt", "GPTBot, CCBot, Bytespider"),
        ("Content-Usage", "train-ai=n"),
        ("Content-Usage", "/free/ train-ai=y"),
        ("Content-Usage", "/free/not/ search=n"),
        ("Content-Signal", "/free/not/ ai-train=no"),
        LICENCE,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow: /\n",
        "Disallow: /\nContent-Usage: train-ai=n",
        "User-agent: Slurp\nDisallow: /",
        "<html>",
    ],
)
def test_robots_txt_may_say_nothing(text: str) -> None:
    assert Robots(text).of(URL) == Robots(text).statements() == []


@given(st.text(), st.text())
def test_any_text_may_be_a_robots_txt(text: str, url: str) -> None:
    lines = f"User-agent: *\nContent-Usage: {text}\n{text}"
    robots = Robots(lines)
    assert isinstance(reserved(robots.of(f"https://a.example/{url}")), list)
    assert isinstance(robots.statements(), list)


# -- tdmrep.json ----------------------------------------------------------------------

POLICY = "https://paper.example/policy.json"
RULES = [
    {"location": "/free/", "tdm-reservation": 0, "tdm-policy": 7},
    {"location": "/2026/*$", "tdm-reservation": "1", "tdm-policy": f" {POLICY} "},
    {"location": "/", "tdm-reservation": 1},
]


def test_of_tdmrep_json_the_first_that_fits_counts() -> None:
    mining = Tdmrep(json.dumps(RULES))

    assert said(mining.of(URL)) == [("tdm-reservation", "1"), ("tdm-policy", POLICY)]
    assert said(mining.of("https://paper.example/")) == [("tdm-reservation", "1")]
    assert said(mining.of("https://paper.example/free/")) == [("tdm-reservation", "0")]
    assert said(mining.statements()) == [
        ("tdm-reservation", "/free/ 0"),
        ("tdm-reservation", "/2026/*$ 1"),
        ("tdm-policy", f"/2026/*$ {POLICY}"),
        ("tdm-reservation", "/ 1"),
    ]


def test_one_rule_needs_no_list() -> None:
    assert reserved(Tdmrep(json.dumps(RULES[2])).of(URL)) == ["tdm"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>Not found</html>",
        "null",
        "[" * 100_000,
        '[{"location": "/"}]',
        '[{"location": "/", "tdm-reservation": true}]',
        '[{"location": ["/"], "tdm-reservation": 1}]',
        '[{"location": "/tea/", "tdm-reservation": 1}]',
        '["/"]',
    ],
)
def test_what_is_no_rule_is_passed_over(text: str) -> None:
    assert Tdmrep(text).of(URL) == []


_JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["location", "tdm-reservation", "tdm-policy", "hasPart"]),
            inner,
        )
    ),
)


@given(_JSON)
def test_any_json_may_be_a_tdmrep_json(given: Any) -> None:
    mining = Tdmrep(json.dumps(given))
    assert set(reserved(mining.of(URL))) <= {"tdm"}
    assert isinstance(mining.statements(), list)


# -- headers --------------------------------------------------------------------------


def test_headers_are_read_as_they_come() -> None:
    found = of_headers(
        [
            ("content-usage", " train-ai=n "),
            ("X-Robots-Tag", "noarchive"),
            ("x-robots-tag", "GPTBot: noindex"),
            ("X-Robots-Tag", "nofollow"),
            ("TDM-Reservation", "1"),
            ("tdm-policy", ""),
            ("Content-Type", "text/html"),
            (
                "Link",
                '</a.css>; rel=preload; as=style, <https://cc.example/by>;title="a, b";'
                ' rel="nofollow LICENSE", </c>; rel=license, </d>, </e>; rel="next"',
            ),
        ]
    )
    assert said(found) == [
        ("Content-Usage", "train-ai=n"),
        ("robots", "noarchive"),
        ("robots", "GPTBot: noindex"),
        ("tdm-reservation", "1"),
        ("licence", "https://cc.example/by"),
        ("licence", "/c"),
    ]
    assert {one.source for one in found} == {"header"}


def test_what_an_api_says_to_robots_is_of_its_answer_alone() -> None:
    headers = [("X-Robots-Tag", "noindex"), ("tdm-reservation", "1")]

    assert reserved(of_headers(headers, is_page=False)) == ["tdm"]
    assert reserved(of_headers(headers)) == ["tdm", "noindex"]


@given(st.sampled_from(["Link", "X-Robots-Tag", "Content-Usage"]), st.text())
def test_any_text_may_be_a_header(name: str, value: str) -> None:
    assert isinstance(reserved(of_headers([(name, value)])), list)


# -- pages ----------------------------------------------------------------------------


def page(html: str) -> list[tuple[str, str, str]]:
    found = of_page(Document(html, URL))
    return [(one.signal, one.value, one.source) for one in found]


def linked(thing: dict[str, Any]) -> list[tuple[str, str, str]]:
    given = {"@type": "NewsArticle", "url": URL, **thing}
    return page(f'<script type="application/ld+json">{json.dumps(given)}</script>')


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<META NAME="ROBOTS" CONTENT="NoArchive">', ("robots", "NoArchive", "meta")),
        ('<meta name="CCBot" content="noai">', ("robots", "ccbot: noai", "meta")),
        (
            '<meta name="TDM-Reservation" content=" 1 ">',
            ("tdm-reservation", "1", "meta"),
        ),
        ('<meta name="tdm-policy" content="/p">', ("tdm-policy", "/p", "meta")),
        ('<meta name="dcterms.license" content="/by">', ("licence", "/by", "meta")),
        ('<link rel="license" href="/by">', ("licence", "/by", "link")),
        ('<a rel="nofollow License" href=" /by ">', ("licence", "/by", "link")),
        (
            '<meta itemprop="isAccessibleForFree" content="false">',
            ("isAccessibleForFree", "false", "meta"),
        ),
    ],
)
def test_a_tag_says(tag: str, found: tuple[str, str, str]) -> None:
    assert page(tag) == [found]


def test_the_same_is_said_once() -> None:
    tag = '<meta name="robots" content="noai">'

    assert page(tag * 2) == [("robots", "noai", "meta")]


def test_tags_that_are_of_no_right_say_nothing() -> None:
    assert not page(
        '<meta name="robots" content="index, follow"><meta name="robots" content="">'
        '<meta name="description" content="noai"><meta name="tdm" content="1">'
        '<a href="/licence">Licence</a><a rel="license">Licence</a>'
        '<figure><p><a rel="license" href="/by">Photo</a></p></figure>'
    )


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        ({"license": "/by"}, ["licence /by"]),
        ({"license": [{"@id": "/by"}, " /nc "]}, ["licence /by", "licence /nc"]),
        ({"license": {"name": "All rights"}}, ["licence All rights"]),
        ({"license": [None, 7, {}, [], " "]}, []),
        ({"isAccessibleForFree": None}, []),
        ({"isAccessibleForFree": ["False"]}, []),
        ({"isAccessibleForFree": ""}, []),
        (
            {"isAccessibleForFree": True, "hasPart": [{"isAccessibleForFree": 0}, 7]},
            ["isAccessibleForFree True"],
        ),
        (
            {"hasPart": [{"isAccessibleForFree": False}]},
            ["isAccessibleForFree False"],
        ),
        (
            {"hasPart": None, "copyrightNotice": ["© A", "© B"]},
            ["copyrightNotice © A", "copyrightNotice © B"],
        ),
    ],
)
def test_json_ld_says(thing: dict[str, Any], found: list[str]) -> None:
    assert [f"{signal} {value}" for signal, value, _ in linked(thing)] == found
    assert {source for *_, source in linked(thing)} <= {"jsonld"}


def test_what_json_ld_says_of_other_articles_is_not_said_of_this() -> None:
    graph = [
        {"@type": "NewsArticle", "url": "https://paper.example/b/", "license": "/b"},
        {"@type": "NewsArticle", "mainEntityOfPage": URL, "license": "/own"},
        {"@type": "WebPage", "@id": URL, "license": "/page"},
        {"@type": "ImageObject", "url": URL, "license": "/photo"},
    ]
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'

    assert [value for _, value, _ in page(script)] == ["/own", "/page"]


@given(_JSON)
def test_any_json_may_stand_in_json_ld(given: Any) -> None:
    names = (
        "license",
        "usageInfo",
        "copyrightNotice",
        "isAccessibleForFree",
        "hasPart",
    )
    assert isinstance(linked(dict.fromkeys(names, given)), list)
