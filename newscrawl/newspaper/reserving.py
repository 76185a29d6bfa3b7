"""Prints what an edition says of how its stories may be used."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newscrawl.newspaper import notices, quirks
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.notices import FORMS, NOTHING, Notice
from newscrawl.newspaper.response import Response

MINING = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class Reserving:
    """What is said of all stories of an edition, and of some."""

    site: Notice = NOTHING
    stories: Mapping[int, Notice] = field(default_factory=dict)

    def of(self, index: int) -> list[Notice]:
        """Return what is said of a story: first of itself, then of all."""
        return [self.stories.get(index, NOTHING), self.site]

    def truth(self, index: int) -> dict[str, list[Any]]:
        """Return the rights of a story, and what follows from them."""
        return notices.truth(self.of(index))

    def robots(self, edition: Edition) -> str:
        """Return the lines that robots.txt has by it, those for everyone first."""
        told = list(self._told(edition))
        rules = "".join(_fill(notice.rules, path) for notice, path in told)
        groups = "".join(_fill(notice.groups, path) for notice, path in told)
        return rules + groups

    def mining(self, edition: Edition) -> Response | None:
        """Return tdmrep.json; None where it has no rules."""
        rules = [
            {**rule, "location": _fill(rule["location"], path)}
            for notice, path in self._told(edition)
            for rule in notice.mining
        ]
        text = json.dumps(rules).encode()
        return Response(text, "application/json") if rules else None

    def _told(self, edition: Edition) -> Iterator[tuple[Notice, str]]:
        for index, notice in self.stories.items():
            yield notice, edition.path(index)
        yield self.site, "/"

    def print(self, html: str, index: int, edition: Edition) -> str:
        """Return the page *html* of a story with what is said in it."""
        for notice in self.of(index):
            head, foot = (
                part.replace("{url}", edition.url(index))
                for part in (notice.head, notice.foot)
            )
            html = html.replace("</head>", f"{head}</head>", 1)
            before, end, after = html.rpartition("</body>")
            html = f"{before}{foot}{end}{after}"
        return html

    def send(self, page: Response, index: int) -> Response:
        """Return the *page* of a story with what is said in its headers."""
        headers = (header for notice in self.of(index) for header in notice.headers)
        return replace(page, headers=(*page.headers, *headers))


def _fill(text: str, path: str) -> str:
    return text.replace("{path}", path)


def spread(edition: Edition) -> dict[int, Notice]:
    """Return a story for each form, about which nothing else is odd.

    Raises ValueError where there are too few.
    """
    plain = [
        index for index in edition.standing() if not quirks.quirk(index, edition.seed)
    ]
    if len(plain) < len(FORMS):
        raise ValueError(
            f"{len(FORMS)} stories are needed about which nothing is odd, and there"
            f" are {len(plain)}: print more articles, or in one layout"
        )
    return dict(zip(plain, FORMS.values(), strict=False))
