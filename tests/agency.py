"""The small newspaper, which tells of its stories by other roads as well."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.daily import FIRST, HOST, Daily
from tests.politeness.server import Answer, Hit

REST = "/wp-json/wp/v2/posts"
UK_NEWS = {"taxonomy": "category", "name": "UK News"}
MAPS = "/maps.xml"


@dataclass(slots=True)
class Agency(Daily):
    """It offers the roads of `offered`, and names its sitemap in robots.txt."""

    offered: set[str] = field(default_factory=set)
    changes: dict[int, datetime] = field(default_factory=dict)
    """When each story was last changed, where that is not when it was published."""
    told: dict[int, str] = field(default_factory=dict)
    """What the API gives as a story's text, where that is not the text."""
    hidden: set[int] = field(default_factory=set)
    """Stories that no list shows."""
    headers: dict[str, str] = field(default_factory=dict)
    """What goes with each answer of the API."""
    has_neighbours: bool = False
    """Whether pages link the story before and that after."""

    def __post_init__(self) -> None:
        self.server.fallback = self._answer

    def asked(self) -> list[str]:
        """Return the paths that were asked for, without what was asked of the API."""
        paths = Daily.asked(self)
        return [path.replace(REST, "rest").partition("&_embed")[0] for path in paths]

    def of_rest(self) -> list[dict[str, str]]:
        """Return what was asked of the API since the last call."""
        paths = [path for path in Daily.asked(self) if path.startswith(REST)]
        return [dict(parse_qsl(urlsplit(path).query)) for path in paths]

    def _order(self) -> list[int]:
        return [number for number in Daily._order(self) if number not in self.hidden]

    def _story(self, number: int) -> str:
        html = Daily._story(self, number)
        if not self.has_neighbours:
            return html
        order = sorted(self.stories)
        place = order.index(number)
        beside = (("prev", order[:place][-1:]), ("next", order[place + 1 :][:1]))
        links = "".join(
            f'<a rel="{rel}" href="{self.path(other)}">{self.stories[other]}</a>'
            for rel, others in beside
            for other in others
        )
        return html.replace("</body>", f"<nav>{links}</nav></body>")

    def published(self, number: int) -> datetime:
        return FIRST + timedelta(days=number)

    def changed(self, number: int) -> datetime:
        return self.changes.get(number, self.published(number))

    def _answer(self, hit: Hit) -> Answer | None:
        path, _, query = hit.path.partition("?")
        asked = dict(parse_qsl(query))
        if path == REST and "rest" in self.offered:
            return self._posts(asked)
        if path == "/robots.txt" and "sitemaps" in self.offered:
            return _text(f"Sitemap: {self.server.url(HOST + MAPS)}\n")
        if path == MAPS and "sitemaps" in self.offered:
            return self._maps()
        if path.startswith("/map-") and "sitemaps" in self.offered:
            return self._map(int(path[5:-4]))
        if path == "/feed/" and "feeds" in self.offered:
            return self._feed(int(asked.get("paged", 1)))
        return Answer(status=404)

    # -- the API -------------------------------------------------------------

    def _posts(self, asked: dict[str, str]) -> Answer:
        by_change = asked.get("orderby") == "modified"
        when = self.changed if by_change else self.published
        found = sorted(self.stories, key=when, reverse=True)
        after = asked.get("modified_after") or asked.get("after")
        if after:
            found = [n for n in found if when(n).strftime("%Y-%m-%dT%H:%M:%S") > after]
        start, count = int(asked.get("offset", 0)), int(asked["per_page"])
        posts = [self._post(number) for number in found[start : start + count]]
        return Answer(
            body=json.dumps(posts).encode(),
            kind="application/json",
            headers={"X-WP-Total": str(len(found)), **self.headers},
        )

    def _post(self, number: int) -> dict[str, Any]:
        def time(moment: datetime) -> str:
            return moment.strftime("%Y-%m-%dT%H:%M:%S")

        text = self.told.get(number, self.texts[number])
        return {
            "id": number,
            "date_gmt": time(self.published(number)),
            "modified_gmt": time(self.changed(number)),
            "link": self.server.url(HOST + self.path(number)),
            "title": {"rendered": self.stories[number]},
            "content": {"rendered": f"<p>{text}</p>", "protected": False},
            "_embedded": {"wp:term": [[UK_NEWS]]},
        }

    # -- sitemaps ------------------------------------------------------------

    def _maps(self) -> Answer:
        tens = sorted({number // 10 for number in self.stories})
        maps = "".join(map(self._entry, tens))
        return _xml(f"<sitemapindex>{maps}</sitemapindex>")

    def _entry(self, tens: int) -> str:
        url = self.server.url(f"{HOST}/map-{tens}.xml")
        last = max(map(self.changed, self._tens(tens))).isoformat()
        return f"<sitemap><loc>{url}</loc><lastmod>{last}</lastmod></sitemap>"

    def _tens(self, tens: int) -> list[int]:
        return [number for number in self.stories if number // 10 == tens]

    def _map(self, tens: int) -> Answer:
        pages = "".join(
            f"<url><loc>{self.server.url(HOST + self.path(number))}</loc>"
            f"<lastmod>{self.changed(number).isoformat()}</lastmod></url>"
            for number in self._tens(tens)
        )
        return _xml(f"<urlset>{pages}</urlset>")

    # -- the feed ------------------------------------------------------------

    def _feed(self, page: int) -> Answer:
        newest = sorted(self.stories, reverse=True)[(page - 1) * 10 : page * 10]
        if not newest:
            return Answer(status=404)
        items = "".join(
            f"<item><title>{self.stories[number]}</title>"
            f"<link>{self.server.url(HOST + self.path(number))}</link></item>"
            for number in newest
        )
        generator = "<generator>https://wordpress.org/?v=6.6</generator>"
        return _xml(f"<rss version='2.0'><channel>{generator}{items}</channel></rss>")


def _xml(text: str) -> Answer:
    return Answer(body=text.encode(), kind="application/xml")


def _text(text: str) -> Answer:
    return Answer(body=text.encode(), kind="text/plain")
