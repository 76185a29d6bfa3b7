"""Sitemaps: the pages that a site says it has.

https://www.sitemaps.org/protocol.html

News sitemaps tell title and day of publication as well:
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XMLSyntaxError
from scrapy.utils.sitemap import Sitemap as Entries

from newscrawl import dates, urls
from newscrawl.lead import Lead
from newscrawl.text import collapse

PATHS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
)
"""Where a sitemap stands that robots.txt does not name: by the protocol, by Yoast and
Rank Math, by WordPress itself, and by the plugins for news."""

LARGEST = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked: the protocol's own bound."""

MOST = 50_000
"""Entries of a sitemap: likewise."""

_GZIP = b"\x1f\x8b"
# By the names that WordPress, Yoast, Rank Math and All in One SEO give them.
_NO_STORIES = re.compile(
    r"(?:^|[_-])(?:taxonomies|categor(?:y|ies)|(?:post_?)?tags?|authors?|users?"
    r"|attachments?|images?|videos?|product(?:_cat|_tag)?s?)(?:[_-]|\.|\d|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap holds."""

    maps: tuple[Lead, ...] = ()
    """Further sitemaps."""
    pages: tuple[Lead, ...] = ()


class _NewsEntries(Entries):
    """Scrapy's reader, which here keeps what news sitemaps say of a story."""

    def _process_sitemap_element(self, elem: Any) -> dict[str, Any] | None:
        news = {
            f"news:{self._get_tag_name(each)}": (each.text or "").strip()
            for child in elem
            if self._get_tag_name(child) == "news"
            for each in child.iter()
        }
        entry = super()._process_sitemap_element(elem)
        return {**entry, **news} if entry else None


def read(body: bytes, url: str) -> Sitemap | None:
    """Return what the sitemap *body* at *url* holds; None where it is none.

    One that is torn or not quite XML gives what can be read of it.
    """
    body = _unpack(body)
    if body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return _read_lines(body, url)
    try:
        entries = _NewsEntries(body)
    except (XMLSyntaxError, StopIteration):
        return None
    if entries.type not in ("sitemapindex", "urlset"):
        return None
    leads = tuple(_leads(entries, url))
    if entries.type == "urlset":
        return Sitemap(pages=leads)
    return Sitemap(maps=tuple(lead for lead in leads if _may_hold_stories(lead.url)))


def _unpack(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body[:LARGEST]
    try:
        return zlib.decompressobj(31).decompress(body, LARGEST)
    except zlib.error:
        return b""


def _read_lines(body: bytes, url: str) -> Sitemap | None:
    """Return the sitemap that is a text of one address a line; None for other texts."""
    lines = body.decode("utf-8", "replace").split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    leads = (_lead({"loc": line}, url) for line in lines[:MOST])
    return Sitemap(pages=tuple(filter(None, leads)))


def _leads(entries: Entries, base: str) -> Iterator[Lead]:
    for entry in islice(entries, MOST):
        if lead := _lead(entry, base):
            yield lead


def _lead(entry: dict[str, Any], base: str) -> Lead | None:
    url = urls.join(base, entry["loc"])
    try:
        address = urls.canonical(url)
    except ValueError:
        return None
    last = dates.parse(entry.get("lastmod") or "", UTC)
    first = dates.parse(entry.get("news:publication_date") or "", UTC)
    moment = first or last
    return Lead(
        url=address,
        road="sitemaps",
        text=collapse(entry.get("news:title") or ""),
        day=moment.time.date() if moment else None,
        changed=last.time if last else None,
    )


def _may_hold_stories(url: str) -> bool:
    name = urlsplit(url).path.rpartition("/")[2]
    return not _NO_STORIES.search(name)
