"""Who wrote an article, whatever stands around the names."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl import names
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

URL = "https://www.harbour-post.example/news/lanterns"
NAMED = "<meta property=og:site_name content='The Harbour Post'>"
PROSE = "<p>The first lantern went into the water at dusk, and the band came late.</p>"
BODY = f"<div class=entry-content>{PROSE * 4}</div>"
HEAD = "<h1>Lanterns light the harbour</h1>"
first_names = st.sampled_from("Mina Tom Esha Jürgen Åsa Nuño Zoë Łucja".split())
surnames = st.sampled_from("Farrow Reyes Brindle O’Dowd Øst Müller-Voss Íñigo".split())
people = st.builds("{} {}".format, first_names, surnames)


def authors(html: str, **rules: Any) -> list[str]:
    document = Document(f"<body>{NAMED}{html}", URL)
    return Reading(document, ArticlePage(**rules), Site()).article("post").authors


def ld(author: object) -> str:
    thing = {"@type": "NewsArticle", "author": author}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def read(byline: str) -> list[str]:
    return names.read([byline], lambda name: "harbour" in name.lower()).people


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        # What leads to a name.
        ("By Mina Farrow", ["Mina Farrow"]),
        ("ByMina Farrow", ["Mina Farrow"]),
        ("Written by Mina Farrow", ["Mina Farrow"]),
        ("Von Mina Farrow", ["Mina Farrow"]),
        ("Ein Kommentar von Mina Farrow", ["Mina Farrow"]),
        ("Par Mina Farrow", ["Mina Farrow"]),
        ("Propos recueillis par Mina Farrow", ["Mina Farrow"]),
        ("Escrito por Mina Farrow", ["Mina Farrow"]),
        ("A cura di Mina Farrow", ["Mina Farrow"]),
        ("Door Mina Farrow", ["Mina Farrow"]),
        ("Av Mina Farrow", ["Mina Farrow"]),
        ("Autorin: Mina Farrow", ["Mina Farrow"]),
        ("Автор: Мина Фарроу", ["Мина Фарроу"]),
        ("記者：山田太郎", ["山田太郎"]),
        ("View all posts by Mina Farrow", ["Mina Farrow"]),
        ("Mina Farrow's posts", ["Mina Farrow"]),
        ("Firmado por Mina Farrow", ["Mina Farrow"]),
        ("Mina Farrow By Mina Farrow", ["Mina Farrow"]),
        ("Mina Farrow | → Learn More", ["Mina Farrow"]),
        ("Byron Holm", ["Byron Holm"]),
        ("Di Maio", ["Di Maio"]),
        # Several names.
        ("Mina Farrow and Tom Reyes", ["Mina Farrow", "Tom Reyes"]),
        ("Mina Farrow, Tom Reyes & Ida Holm", ["Mina Farrow", "Tom Reyes", "Ida Holm"]),
        ("Mina Farrow und Tom Reyes", ["Mina Farrow", "Tom Reyes"]),
        ("Mina Farrow et Tom Reyes", ["Mina Farrow", "Tom Reyes"]),
        ("Mina Farrow y Tom Reyes", ["Mina Farrow", "Tom Reyes"]),
        ("Mina Farrow och Tom Reyes", ["Mina Farrow", "Tom Reyes"]),
        ("牛山、岳田", ["牛山", "岳田"]),
        ("José Farrow y Reyes", ["José Farrow y Reyes"]),
        ("Farrow, Mina", ["Mina Farrow"]),
        ("Tom Reyes, Jr.", ["Tom Reyes, Jr."]),
        # Roles, places, dates, addresses.
        ("Mina Farrow, Political Editor", ["Mina Farrow"]),
        ("Mina Farrow, harbour and transport reporter", ["Mina Farrow"]),
        ("Mina Farrow Senior Correspondent", ["Mina Farrow"]),
        ("Political correspondent Mina Farrow", ["Mina Farrow"]),
        ("Chefredakteurin Mina Farrow", ["Mina Farrow"]),
        ("Mina Farrow, Lisbon", ["Mina Farrow"]),
        ("Mina Farrow in Lisbon", ["Mina Farrow"]),
        ("Mina Farrow, Fri., May 31, 2019", ["Mina Farrow"]),
        ("by Mina Farrow March 15, 2019", ["Mina Farrow"]),
        ("Mina Marchand", ["Mina Marchand"]),
        ("Mina Farrow2022-12-07T10:10", ["Mina Farrow"]),
        ("Mina Farrow mina@harbour.example", ["Mina Farrow"]),
        ("Mina Farrow @minaf", ["Mina Farrow"]),
        ("김하나 기자 외 1명", ["김하나"]),
        ("M. F. Reyes", ["M. F. Reyes"]),
        ("Mina Farrow.", ["Mina Farrow"]),
        # Agencies, newsrooms, the site, nobody.
        ("Mina Farrow / AP", ["Mina Farrow"]),
        ("Mina Farrow, dpa", ["Mina Farrow"]),
        ("Mina Farrow (Reuters)", ["Mina Farrow"]),
        ("Mina Farrow, The Harbour Post", ["Mina Farrow"]),
        ("Mina Farrow, HARBOUR Lisbon", ["Mina Farrow"]),
        ("AFP, dpa", []),
        ("Staff", []),
        ("Admin", []),
        ("Redaktion", []),
        ("105092", []),
        ("3 Kommentare", []),
        ("Follow", []),
        ("https://harbour.example/mina", []),
        ("(Mina Farrow)", ["Mina Farrow"]),
        ("Whatever they said they said it twice", []),
    ],
)
def test_names_of_a_byline(byline: str, people: list[str]) -> None:
    assert read(byline) == people


def test_bodies_and_accounts_are_told_from_people() -> None:
    found = names.read(
        [
            "Reuters",
            "post.example.com",
            "mina_f",
            "Harbour Lights",
            "HARBOUR Lisbon",
        ],
        lambda name: "Harbour" in name.title(),
    )

    assert found.bodies == ["Reuters", "post.example.com", "HARBOUR Lisbon"]
    assert found.accounts == ["mina_f", "Harbour Lights"]
    assert found.people == []


@example([f"{name} Müller-Voss" for name in ("Mina", "Tom", "Jürgen", "Aoife")])
@given(st.lists(people, min_size=1, max_size=4, unique=True))
def test_any_names_are_read_back(listed: list[str]) -> None:
    *most, last = listed
    joined = f"{', '.join(most)} and {last}" if most else last

    assert read(f"By {joined}") == listed
    assert read(" / ".join([*listed, "AFP"])) == listed
    assert authors(f"{HEAD}<p>By {joined}</p>{BODY}") == listed
    assert authors(ld([{"@type": "Person", "name": name} for name in listed])) == listed


@given(st.text(max_size=120))
def test_any_text_may_be_a_byline(text: str) -> None:
    for name in read(text):
        assert name.strip() == name != ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Declared.
        (ld({"name": "Mina Farrow"}), ["Mina Farrow"]),
        (ld({"givenName": "Mina", "familyName": "Farrow"}), ["Mina Farrow"]),
        (ld("Mina Farrow, Tom Reyes"), ["Mina Farrow", "Tom Reyes"]),
        ("<meta name=parsely-author content='Mina Farrow'>", ["Mina Farrow"]),
        (
            "<meta name=twitter:label1 content='Verfasst von'>"
            "<meta name=twitter:data1 content='Mina Farrow'>",
            ["Mina Farrow"],
        ),
        (
            "<meta name=twitter:label1 content='Lesezeit'>"
            "<meta name=twitter:data1 content='Drei Minuten'>",
            [],
        ),
        # Shown beside the headline.
        (f"{HEAD}<p>Von Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (f"{HEAD}<p>Autor:</p><p>Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (f"{HEAD}<p>5 May 2025 | By Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (f"{HEAD}<p>Mina Farrow | 05.04.2025</p>{BODY}", ["Mina Farrow"]),
        (f"{HEAD}<p>{'x' * 130} by Mina Farrow</p>{BODY}", []),
        (f"{HEAD}<p class=article-author>Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (
            f"{HEAD}<div class=authors><a href=/a>Mina Farrow</a>"
            f"<a href=/b>Tom Reyes</a></div>{BODY}",
            ["Mina Farrow", "Tom Reyes"],
        ),
        (
            f"{HEAD}<div class=post-author-name><div class=author-by>By</div>"
            f"<a href=/a>Mina</a></div>{BODY}",
            ["Mina"],
        ),
        (f"{HEAD}<p><a href=/autor/mf/>Mina Farrow</a></p>{BODY}", ["Mina Farrow"]),
        (f"{HEAD}<p class=author-bio>Mina Farrow</p>{BODY}", []),
        # Where the text ends.
        (f"{HEAD}{BODY}<p>Text: Mina Farrow</p>", ["Mina Farrow"]),
        (
            f"{HEAD}<div class=entry-content>{PROSE}<p>Autorin: Mina Farrow</p>"
            f"{PROSE * 5}</div>",
            ["Mina Farrow"],
        ),
        (
            f"{HEAD}{BODY}<div class=author-box><b class=author-name>Mina Farrow</b>"
            "</div>",
            ["Mina Farrow"],
        ),
        (f"{HEAD}{BODY}<h3>Related</h3><p>By Mina Farrow</p>", []),
        (
            f"<div class=card>{HEAD}<p class=author>Mina Farrow</p>{BODY}</div>",
            ["Mina Farrow"],
        ),
        # Anywhere, by a standard.
        (
            f"{HEAD}{BODY}{'<p>x</p>' * 20}<p itemprop=author>Mina Farrow</p>",
            ["Mina Farrow"],
        ),
        (
            f"{HEAD}{BODY}<div class=comments><p itemprop=author>Ida Holm</p></div>",
            [],
        ),
        (
            f"<main class=hentry>{HEAD}<p class='author vcard'>Mina Farrow</p>{BODY}"
            f"{'<p>x</p>' * 40}<p class='author vcard'>Ida Holm</p></main>",
            ["Mina Farrow"],
        ),
        # What is shown goes before what is declared, and the fuller before the less.
        (
            f"{ld('harbour-post.example')}{HEAD}<p>By Mina Farrow</p>{BODY}",
            ["Mina Farrow"],
        ),
        (f"{ld('Ida Holm')}{HEAD}<p>By Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (
            f"{ld(['Mina Farrow', 'Tom Reyes'])}{HEAD}<p>By Mina Farrow</p>{BODY}",
            ["Mina Farrow", "Tom Reyes"],
        ),
        (f"{ld('Mina F')}{HEAD}<p>By Mina Farrow</p>{BODY}", ["Mina Farrow"]),
        (
            f"{ld('Ida Holm')}{HEAD}<p class=author>Mina Farrow</p>{BODY}",
            ["Ida Holm"],
        ),
        # Neighbours and cards.
        (
            f"<nav><p class=author>Ida Holm</p></nav>{HEAD}"
            f"<p class=author>Mina Farrow</p>{BODY}",
            ["Mina Farrow"],
        ),
        (
            f"{HEAD}<div class=related><p class=author>Ida Holm</p></div>{BODY}",
            [],
        ),
        (
            f"{HEAD}<p class=author>Mina Farrow</p>{'<p class=byline>x1</p>' * 3}"
            f"<p>a</p><p>b</p><p class=author>Ida Holm</p>{BODY}",
            ["Mina Farrow"],
        ),
        # Where no person is named: what else the byline credits.
        (ld({"@type": "Organization", "name": "Reuters"}), ["Reuters"]),
        (
            ld({"@type": "Organization", "name": "The Harbour Post"}),
            ["The Harbour Post"],
        ),
        (ld({"@type": "Person", "name": "mina_f"}), ["mina_f"]),
        (ld({"@type": "Person", "name": "admin"}), []),
    ],
)
def test_who_wrote_it(html: str, expected: list[str]) -> None:
    assert authors(html) == expected


def test_rules_of_a_site_name_whom_they_like() -> None:
    html = f"{HEAD}<b>By Mina Farrow</b>{BODY}"

    assert authors(html, authors=("b",)) == ["Mina Farrow"]
    assert authors("<b>Reuters</b>", authors=("b",)) == ["Reuters"]
