"""A small newspaper that knows no WordPress: German words, addresses of its own.

Its lists lead to traps that have no end: a calendar, a search, sorting, a login.
"""

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from tests.politeness.server import Answer, Hit, Server

HOST = "127.0.0.1"
ZONE = ZoneInfo("Europe/Berlin")
SECTIONS = {
    "/politik/": "Politik",
    "/wirtschaft/": "Wirtschaft",
    "/kultur/buehne/": "Bühne",
    "/sport": "Sport",
}
A_PAGE = 6
FIRST = datetime(2024, 3, 1, 8, 15, tzinfo=ZONE)
_WHO = "Der Stadtrat|Die Bürgermeisterin|Das Orchester|Der Hafenmeister".split("|")
_WHAT = "eröffnet|verschiebt|erneuert|beschließt|verteidigt".split("|")
_WHOM = "die neue Brücke|den alten Markt|das Sommerfest|die Buslinie".split("|")
_WHERE = "am Fluss|hinter dem Bahnhof|in der Altstadt|vor dem Rathaus".split("|")


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it is."""

    number: int
    section: str
    title: str
    paragraphs: tuple[str, ...]
    time: datetime

    @property
    def path(self) -> str:
        """Its address, in the form that its section has."""
        slug = re.sub(r"[^a-z]+", "-", _plain(self.title))
        base = self.section.rstrip("/")
        return f"{base}/{slug}-{self.number}.html"

    @property
    def shown(self) -> str:
        """Its time as it is printed, without a zone."""
        return f"{self.time:%d.%m.%Y %H:%M}"


def _plain(words: str) -> str:
    table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    return words.lower().translate(table)


def _sentence(chance: random.Random) -> str:
    words = (chance.choice(each) for each in (_WHO, _WHAT, _WHOM, _WHERE))
    return f"{' '.join(words)}, und {chance.randint(12, 98)} Gäste sehen zu."


class Anzeiger:
    """The newspaper, as a server shows it."""

    def __init__(self, server: Server, count: int = 44) -> None:
        self.server = server
        self.count = count
        server.fallback = self.answer

    def publish(self) -> None:
        """Have one more story."""
        self.count += 1
        del self.stories

    @property
    def start(self) -> str:
        """The address of the front page."""
        return self.server.url(f"{HOST}/")

    @cached_property
    def stories(self) -> list[Story]:
        """All stories, the newest first."""
        chance = random.Random(7)
        return [self._story(chance, number) for number in range(self.count)][::-1]

    def _story(self, chance: random.Random, number: int) -> Story:
        words = [chance.choice(each) for each in (_WHO, _WHAT, _WHOM, _WHERE)]
        return Story(
            number=48210 + 7 * number,
            section=list(SECTIONS)[number % len(SECTIONS)],
            title=" ".join(words),
            paragraphs=tuple(
                " ".join(_sentence(chance) for _ in range(4)) for _ in range(5)
            ),
            time=FIRST + timedelta(days=9 * number, minutes=47 * number),
        )

    def truth(self) -> list[dict[str, object]]:
        """Return what is true of each record."""
        return [
            {
                "url": self.server.url(f"{HOST}{one.path}"),
                "title": one.title,
                "text": "\n\n".join(one.paragraphs),
                "published": f"{one.time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "language": "de",
            }
            for one in self.stories
        ]

    # -- pages ---------------------------------------------------------------

    def answer(self, hit: Hit) -> Answer | None:
        """Answer as the newspaper does."""
        parts = urlsplit(hit.path)
        query = parse_qs(parts.query)
        for one in self.stories:
            if parts.path == one.path:
                return self._page(one.title, self._article(one))
        if parts.path == "/":
            return self.front()
        if parts.path in SECTIONS:
            number = int(query.get("seite", ["1"])[0])
            return self._page(SECTIONS[parts.path], self._section(parts.path, number))
        return self._aside(parts.path, query)

    def _aside(self, path: str, query: dict[str, list[str]]) -> Answer | None:
        if found := re.fullmatch(r"/was-los/(\d+)-(\d+)/", path):
            return self._page("Was los ist", _calendar(int(found[1]), int(found[2])))
        if path == "/suche":
            return self._page("Suche", self._teasers(self.stories[:3]))
        if path == "/anmelden":
            return self._page("Anmelden", "<h1>Anmelden</h1><form><input></form>")
        if path.startswith("/schlagwort/"):
            return self._page(
                "Hafen", f"<h1>Hafen</h1>{self._teasers(self.stories[:4])}"
            )
        if path == "/impressum":
            return self._page("Impressum", "<h1>Impressum</h1><p>Anzeiger, Hafen 1</p>")
        return Answer(status=404) if path != "/robots.txt" else None

    def _page(self, title: str, body: str) -> Answer:
        links = "".join(
            f"<li><a href='{path}'>{name}</a></li>" for path, name in SECTIONS.items()
        )
        page = f"""<!doctype html><html lang="de"><head>
            <title>{title} | Anzeiger</title>
            <meta property="og:site_name" content="Der Anzeiger"></head><body>
            <header><a href="/">Der Anzeiger</a><p>Freitag, 6. März 2026</p>
            <nav><ul>{links}<li><a href="/suche">Suche</a></li>
            <li><a href="/was-los/2026-03/">Was los ist</a></li></ul></nav>
            <a href="/anmelden?ziel={title}">Anmelden</a></header>
            <main>{body}</main><footer><a href="/impressum">Impressum</a>
            <a href="/schlagwort/hafen/">Hafen</a></footer></body></html>"""
        return Answer(body=page.encode())

    def front(self) -> Answer:
        """Return the front page."""
        return self._page("Anzeiger", self._front())

    def _front(self) -> str:
        top = "".join(
            f"<article><h2><a href='{one.path}'>{one.title}</a></h2>"
            f"<p>{one.paragraphs[0][:90]} …</p></article>"
            for one in self.stories[:5]
        )
        return f"{top}<h2>Meistgelesen</h2>{self._teasers(self.stories[5:8])}"

    def _teasers(self, stories: list[Story]) -> str:
        lines = (
            f"<li><a href='{one.path}'>{one.title}</a> <span>{one.shown}</span></li>"
            for one in stories
        )
        return f"<ul>{''.join(lines)}</ul>"

    def _section(self, path: str, number: int) -> str:
        own = [one for one in self.stories if one.section == path]
        shown = own[(number - 1) * A_PAGE : number * A_PAGE]
        more = ""
        if number * A_PAGE < len(own):
            more = f"<a href='{path}?seite={number + 1}'>Weiter</a>"
        if number > 1:
            more = f"<a href='{path}?seite={number - 1}'>Zurück</a> {more}"
        sorting = f"<a href='{path}?sortierung=datum&amp;seite={number}'>Nach Datum</a>"
        return f"<h1>{SECTIONS[path]}</h1>{sorting}{self._teasers(shown)}<p>{more}</p>"

    def _article(self, one: Story) -> str:
        text = "".join(f"<p>{each}</p>" for each in one.paragraphs)
        others = [each for each in self.stories if each.section == one.section][:3]
        section = f"<a href='{one.section}'>{SECTIONS[one.section]}</a>"
        return f"""<p class="ressort">{section}</p>
            <h1>{one.title}</h1><p>Von Jana Beispiel</p><p>{one.shown}</p>
            <div class="text">{text}</div>
            <p><a href="{one.path}?drucken=1">Drucken</a>
            <a href="/anmelden?ziel={one.path}">Merken</a></p>
            <h2>Mehr zum Thema</h2>{self._teasers(others)}"""


def _calendar(year: int, month: int) -> str:
    later = f"{year + month // 12}-{month % 12 + 1}"
    sooner = f"{year - (month == 1)}-{(month - 2) % 12 + 1}"
    return f"""<h1>Was los ist</h1><a href="/was-los/{sooner}/">Vorheriger Monat</a>
        <h3><a href="/was-los/{year}-{month}/">Konzert am Hafen</a></h3>
        <a href="/was-los/{later}/">Nächster Monat</a>"""
