"""Feeds: RSS and Atom, the newest stories of a site or a section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from w3lib.url import add_or_replace_parameter

from newscrawl import dates, urls
from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.roads.story import Story
from newscrawl.text import clean

PATHS = ("/feed/",)
"""Where the feed of a site stands that no page names."""

_TYPES = ("application/rss+xml", "application/atom+xml")
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """What one feed holds."""

    stories: tuple[Story, ...]
    is_wordpress: bool = False
    """Whether older stories stand at `?paged=2`."""
    next: str | None = None
    """Address of the next older page, where the feed tells it: RFC 5005."""

    @property
    def inner(self) -> tuple[Story, ...]:
        """The stories between two others, which are their neighbours."""
        stories = self.stories
        beside = zip(stories, stories[1:], stories[2:], strict=False)
        return tuple(
            replace(story, next=newer.url, previous=older.url)
            for newer, story, older in beside
        )

    @property
    def edges(self) -> tuple[Story, ...]:
        """The first and the last."""
        return tuple(dict.fromkeys((*self.stories[:1], *self.stories[-1:])))


def declared(document: Document) -> Iterator[Lead]:
    """Yield the feeds of stories that a page declares."""
    for kind in _TYPES:
        for href in document.values(f'link[rel~=alternate][type="{kind}"]', "href"):
            url = document.absolute(href)
            if url and not _COMMENTS.search(url):
                yield Lead(url=url, road="feeds")


def read(body: bytes, url: str, content_type: str = "") -> Feed | None:
    """Return what the feed *body* at *url* holds; None where it is none."""
    import feedparser  # costs a tenth of a second, which no command but a crawl needs

    headers = {
        "content-type": content_type or "application/xml",
        "content-location": url,
    }
    parsed = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False
    )
    if not parsed.get("version"):
        return None
    stories = (_story(entry, url) for entry in parsed.entries)
    links = parsed.feed.get("links", ())
    further = [
        link.href for link in links if link.get("rel") == "next" and "href" in link
    ]
    generator = parsed.feed.get("generator", "")
    return Feed(
        tuple(filter(None, stories)),
        is_wordpress="wordpress" in generator.lower(),
        next=urls.join(url, further[0]) if further else None,
    )


def older(feed: Feed, url: str) -> str | None:
    """Return the address of the next older page of *feed*, which is that at *url*."""
    if feed.next or not (feed.is_wordpress and feed.stories):
        return feed.next
    asked = parse_qs(urlsplit(url).query).get("paged", ["1"])[0]
    number = int(asked) if asked.isdigit() else 1
    return add_or_replace_parameter(url, "paged", str(number + 1))


def _story(entry: Any, base: str) -> Story | None:
    link = entry.get("feedburner_origlink") or entry.get("link") or ""
    url = urls.join(base, link)
    try:
        address = urls.canonical(url)
    except ValueError:
        return None
    # Past feedparser's own ways to fill in one of them from the other.
    published, updated = (dict.get(entry, name) for name in ("published", "updated"))
    written = published or updated
    contents = entry.get("content") or ({"value": ""},)
    return Story(
        url=address,
        road="feeds",
        title=entry.get("title") or "",
        content=contents[0]["value"],
        published=written if written and dates.parse(written, UTC) else None,
        modified=updated if published else None,
        authors=tuple(clean(each.get("name", "")) for each in entry.get("authors", ())),
        tags=tuple(unescape(each.term) for each in entry.get("tags", ()) if each.term),
    )
