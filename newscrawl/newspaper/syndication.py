"""What an edition tells machines: sitemaps, a feed and the REST API, as WordPress does.

It gives addresses and what is known of each, but of the texts only how they begin.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from newscrawl.lead import Road
from newscrawl.newspaper import words
from newscrawl.newspaper.calendar import LONDON
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.oddities import missing
from newscrawl.newspaper.response import Response

OFFERS: tuple[Road, ...] = ("sitemaps", "feeds", "rest")
"""What an edition may offer."""

INDEX = "/wp-sitemap.xml"
FEED = "/feed/"
POSTS = "/wp-json/wp/v2/posts"
_MAP = "/wp-sitemap-posts-post-{}.xml"
_STORIES_A_MAP = 2000
_STORIES_A_FEED = 10
_MOST_POSTS = 100
_URLS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_MARKUP = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'

Asked = dict[str, str]


class Syndication:
    """Answers what machines ask of one edition, for the roads that it offers."""

    def __init__(self, edition: Edition, offers: Iterable[Road] = ()) -> None:
        self.edition = edition
        self.offers = frozenset(offers)

    @property
    def robots(self) -> str:
        """The lines that robots.txt has by it."""
        if "sitemaps" not in self.offers:
            return ""
        return f"\nSitemap: {self.edition.base}{INDEX}\n"

    def answer(self, path: str, query: str) -> Response | None:
        """Return what stands at *path*; None where nothing is offered there."""
        asked = dict(parse_qsl(query))
        if path == FEED and "feeds" in self.offers:
            return self._feed(int(asked.get("paged", "1")))
        if path == POSTS and "rest" in self.offers:
            return self._posts(asked)
        if path.startswith("/wp-sitemap") and "sitemaps" in self.offers:
            return self._index() if path == INDEX else self._map(path)
        return None

    # -- sitemaps ------------------------------------------------------------

    def _maps(self) -> int:
        return -(-len(self.edition.standing("sitemaps")) // _STORIES_A_MAP)

    def _index(self) -> Response:
        base = self.edition.base
        maps = (
            f"<sitemap><loc>{base}{_MAP.format(number)}</loc></sitemap>"
            for number in range(1, self._maps() + 1)
        )
        return _xml(f"<sitemapindex {_URLS}>{''.join(maps)}</sitemapindex>")

    def _map(self, path: str) -> Response:
        numbers = range(1, self._maps() + 1)
        number = next((n for n in numbers if path == _MAP.format(n)), None)
        if number is None:
            return missing()
        end = number * _STORIES_A_MAP
        stories = self.edition.standing("sitemaps")[end - _STORIES_A_MAP : end]
        entries = "".join(
            f"<url><loc>{self.edition.url(index)}</loc>"
            f"<lastmod>{self._changed(index).isoformat()}</lastmod></url>"
            for index in stories
        )
        return _xml(f"<urlset {_URLS}>{entries}</urlset>")

    # -- the feed ------------------------------------------------------------

    def _feed(self, page: int) -> Response:
        stories = self.edition.standing("feeds")
        end = len(stories) - (page - 1) * _STORIES_A_FEED
        if end <= 0 < page - 1:
            return missing()
        newest = stories[max(0, end - _STORIES_A_FEED) : max(0, end)][::-1]
        items = "".join(map(self._item, newest))
        return _xml(
            f'<rss version="2.0" {_MARKUP}><channel><title>The Lantern</title>'
            f"<link>{self.edition.base}/</link><description>News</description>"
            f"<generator>https://wordpress.org/?v=6.6</generator>{items}"
            "</channel></rss>",
            "application/rss+xml",
        )

    def _item(self, index: int) -> str:
        writer = self.edition.writer
        published = format_datetime(writer.published(index), usegmt=True)
        return (
            f"<item><title>{escape(writer.title(index))}</title>"
            f"<link>{self.edition.url(index)}</link><pubDate>{published}</pubDate>"
            f"<description>{escape(self._beginning(index))}</description></item>"
        )

    # -- the REST API --------------------------------------------------------

    def _posts(self, asked: Asked) -> Response:
        by_change = asked.get("orderby") == "modified"
        found = list(self.edition.standing("rest"))[::-1]
        if by_change:
            found.sort(key=self._changed, reverse=True)
        for name, keeps in self._bounds(asked):
            found = [index for index in found if keeps(index, asked[name])]
        start = int(asked.get("offset", "0"))
        count = min(int(asked.get("per_page", "10")), _MOST_POSTS)
        posts = [self._post(index) for index in found[start : start + count]]
        return Response(
            json.dumps(posts, ensure_ascii=False).encode(),
            "application/json; charset=UTF-8",
            headers=(("X-WP-Total", str(len(found))),),
        )

    def _bounds(self, asked: Asked) -> list[tuple[str, Callable[[int, str], bool]]]:
        published = self.edition.writer.published
        bounds: dict[str, Callable[[int, str], bool]] = {
            "after": lambda index, bound: _local(published(index)) > bound,
            "before": lambda index, bound: _local(published(index)) < bound,
            "modified_after": lambda index, bound: (
                _written(self._changed(index)) > bound.removesuffix("Z")
            ),
        }
        return [(name, keeps) for name, keeps in bounds.items() if name in asked]

    def _post(self, index: int) -> dict[str, Any]:
        writer = self.edition.writer
        return {
            "id": writer.number(index),
            "date_gmt": _written(writer.published(index)),
            "modified_gmt": _written(self._changed(index)),
            "link": self.edition.url(index),
            "title": {"rendered": escape(writer.title(index))},
            "content": {
                "rendered": f"<p>{escape(self._beginning(index))}</p>",
                "protected": False,
            },
            "_embedded": {
                "author": [{"name": words.AUTHORS[n]} for n in writer.authors(index)],
                "wp:term": [
                    _terms("category", words.SECTIONS, writer.sections(index)),
                    _terms("post_tag", words.TOPICS, writer.tags(index)),
                ],
            },
        }

    def _beginning(self, index: int) -> str:
        return f"{self.edition.writer.opening(index)[:120]} […]"

    def _changed(self, index: int) -> datetime:
        writer = self.edition.writer
        return writer.modified(index) or writer.published(index)


def _terms(
    taxonomy: str, names: tuple[str, ...], places: Iterable[int]
) -> list[dict[str, str]]:
    return [{"taxonomy": taxonomy, "name": escape(names[place])} for place in places]


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _local(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M:%S")


def _xml(text: str, kind: str = "application/xml") -> Response:
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return Response(f"{declaration}{text}".encode(), f"{kind}; charset=UTF-8")
