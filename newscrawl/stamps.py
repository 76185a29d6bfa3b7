"""The dates that a page declares of itself: in tags, in microdata, in its address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from newscrawl import jsonld, printed, tree, urls
from newscrawl.document import Document
from newscrawl.header import Header

# In order of trust: Open Graph, parse.ly, Sailthru.
PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "shareaholic:article_published_time",
    "datepublished",
)
# Dublin Core and the many others: on many sites it is the day of the last change, or of
# the page, so what is printed beside the headline is believed before.
DATED_META = (
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.published",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dc.created",
    "pubdate",
    "pub_date",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "publishdate",
    "publication_date",
    "publication-date",
    "published",
    "published_at",
    "published_time",
    "date.published",
    "date_published",
    "datepublication",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "vr:published_time",
    "article.published",
    "article_date_original",
    "article.created",
    "originalpublicationdate",
    "displaydate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "prism.publicationdate",
    "rnews:datepublished",
    "twt-published-at",
    "bt:pubdate",
    "ptime",
    "creation_date",
    "created",
    "datecreated",
    "date.created",
    "article:created_time",
    "date",
    "analyticsattributes.articledate",
)
MODIFIED_META = (
    "article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "article:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "datemodified",
    "date.modified",
    "modified",
    "lastmod",
    "last-modified",
    "last_modified",
    "revised",
)
# RDFa, hAtom, and what microdata calls it where nothing is called published.
_QUERIES = (
    "[property~=datePublished], [property~='schema:datePublished'],"
    " [property~='dc:date'], [property~='dc:issued'], [property~='dc:created'],"
    " [property~='dcterms:issued'], [property~='dcterms:created']",
    "abbr.published, .hentry .published, .dtstamp",
    "[itemprop~=dateCreated], [itemprop~=uploadDate]",
)
# /2021/1029/, /2021-10-29-a-title, /20211029-a-title; and /29-10-2021, /a-29-10-2021.
_DAY_IN_PATH = re.compile(
    r"(?:/(?=\d{8}(?!\d))|/(?=\d{4}[/_-])|[_-](?=\d{4}[_-]\d\d[_-]\d\d(?:[/.]|$)))"
    r"((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/._-]|$)"
)
_YEAR_LAST = re.compile(
    r"(?:/|[_-](?=[\d-]{8,10}(?:[/.]|$)))(\d{1,2}-\d{1,2}-(?:19|20)\d\d)(?=[/._-]|$)"
)
_ATTRIBUTES = ("content", "datetime", "title")
_BOTH = frozenset({"entry-date", "published"})
_BLOCK_THEME = "wp-block-post-date"


@dataclass(frozen=True, slots=True)
class Time:
    """An element `<time>`."""

    node: tree.Node
    raw: str | None
    """Its `datetime`, as written."""
    text: str
    names: frozenset[str]
    """Its classes, and what microdata calls it."""


def times(document: Document) -> list[Time]:
    """Return the elements `<time>`, in page order."""
    found = []
    for node in document.select("time"):
        values = tree.attributes(node)
        names = f"{values.get('class') or ''} {values.get('itemprop') or ''}".split()
        if "pubdate" in values:
            names.append("pubdate")
        raw = (values.get("datetime") or "").strip() or None
        found.append(Time(node, raw, tree.text(node), frozenset(names)))
    return found


def published(times: list[Time]) -> Iterator[str]:
    """Yield the times that are called those of publication."""
    for name, other in (
        ("datePublished", ""),
        ("published", "updated"),
        ("entry-date", "updated"),
        ("pubdate", ""),
    ):
        yield from _alone(t for t in times if name in t.names and other not in t.names)
    yield from _alone(time for time in times if time.names >= _BOTH)
    yield from _alone(time for time in times if _is_of_block_theme(time))


def modified(times: list[Time]) -> Iterator[str]:
    """Yield the times that are called those of the last change."""
    yield from _alone(time for time in times if "dateModified" in time.names)
    yield from _alone(
        time
        for time in times
        if "updated" in time.names and "published" not in time.names
    )


def _alone(times: Iterable[Time]) -> Iterator[str]:
    # A page of many dates is of many stories: which is its own is not certain.
    found = {time.raw for time in times if time.raw}
    if len(found) == 1:
        yield from found


def _is_of_block_theme(time: Time) -> bool:
    parent = time.node.parent
    classes = tree.attributes(parent).get("class") if parent else None
    return _BLOCK_THEME in (classes or "").split()


def beside(times: list[Time], top: Header) -> Iterator[str]:
    """Yield the times that stand in the lines around the headline."""
    lines = [block.text for block in top.lines()]
    for time in times:
        if time.raw and time.text and any(time.text in line for line in lines):
            yield time.raw


def anywhere(document: Document, times: list[Time], own: int) -> Iterator[str]:
    """Yield the time of the page's story, where none but one day is told.

    *own* is the index of a block of the story.
    """
    found = [
        raw
        for time in times
        if (raw := time.raw or time.text)
        and (box := document.around(time.node)) is not None
        and not printed.is_foreign(box, own)
    ]
    if len({raw[:10] for raw in found}) == 1:
        yield found[0]


def metas(document: Document, names: Iterable[str]) -> Iterator[str]:
    """Yield what the meta tags of *names* say, in their order."""
    for name in names:
        yield from document.meta.get(name, ())


def values(document: Document, query: str) -> Iterator[str]:
    """Yield what each element that *query* matches says, by its first attribute."""
    for node in document.select(query):
        held = tree.attributes(node)
        said = (raw for name in _ATTRIBUTES if (raw := held.get(name)))
        if raw := next(said, None) or tree.text(node):
            yield raw


def attributed(document: Document) -> Iterator[str]:
    """Yield the date of RDFa or hAtom, where it is one."""
    for query in _QUERIES:
        found = set(values(document, query))
        if len(found) == 1:
            yield from found


def of_things(document: Document) -> Iterator[str]:
    """Yield when what the page describes, though no article, was published or made."""
    for name in ("datePublished", "dateCreated", "uploadDate"):
        things = document.things
        raws = [raw for thing in things for raw in jsonld.strings(thing.get(name))]
        if len({raw[:10] for raw in raws}) == 1:
            yield raws[0]


def in_address(url: str) -> Iterator[str]:
    """Yield the day that the path of *url* gives, in folders or in a name."""
    written = urls.written_date(url)
    if written and all(written):
        year, month, day = written
        yield f"{year}-{month:02}-{day:02}"
    path = urlsplit(url).path
    for year_first in _DAY_IN_PATH.finditer(path):
        yield "-".join(year_first.groups())
    for year_last in _YEAR_LAST.finditer(path):
        yield year_last[1]
