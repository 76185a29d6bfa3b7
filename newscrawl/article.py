"""The record: one article as the corpus keeps it."""

from dataclasses import dataclass, field
from typing import Literal

SCHEMA_VERSION = 2
"""Rises with every change to the record; see "Corpus" in CHANGELOG.md."""

ADDED = {
    2: (
        "duplicate_kind", "cluster", "language_confidence", "flags", "rights",
        "reserved", "warc_file", "warc_offset",
    ),
}  # fmt: skip
"""The fields that came with each later version: older records are without them."""

DateSource = Literal[
    "jsonld", "meta", "time", "rest", "feed", "sitemap", "visible", "url"
]
Precision = Literal["day", "minute", "second"]
Likeness = Literal["text", "near"]

UTC_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
_TIME = {"json_schema_extra": {"format": "date-time", "pattern": UTC_PATTERN}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of an article."""

    url: str
    """Address of the picture."""
    caption: str | None = None
    """The words under it, without the credit."""
    credit: str | None = None
    """Whom it credits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What a publisher says of how an article may be used."""

    signal: str
    """What says it: `robots`, `tdm-reservation`, `licence`, …"""
    value: str
    """What it says, as written."""
    source: str
    """Where it stands: `header`, `meta`, `jsonld`, `link`, or the path of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Times are RFC 3339 in UTC; what was not found is null."""

    site: str
    """Name of the spider."""
    url: str
    """Canonical address: no tracking, no `#…`; AMP, shortlinks, redirects resolved."""
    post_id: str | None = None
    """The publisher's own number for the article, where the page tells it."""
    title: str
    """Headline."""
    standfirst: str | None = None
    """The line under the headline, as printed."""
    credit: str | None = None
    """Whom the standfirst credits: "A News" from "…reports A News"."""
    authors: list[str] = field(default_factory=list)
    """The byline, a name each."""
    section: str | None = None
    """First section, without a leading "-" used for sorting."""
    sections: list[str] = field(default_factory=list)
    """All sections, in the page's order."""
    tags: list[str] = field(default_factory=list)
    """Tags, in the page's order."""
    published: str | None = field(default=None, metadata=_TIME)
    """Time of publication; null where it cannot be read for certain."""
    published_raw: str | None = None
    """The date as written on the page."""
    published_source: DateSource | None = None
    """Where the date was read."""
    published_precision: Precision | None = None
    """How precise it is; a day stays at 00:00Z, whatever the site's zone."""
    modified: str | None = field(default=None, metadata=_TIME)
    """Time of the last change the publisher states."""
    modified_raw: str | None = None
    """The last change as written on the page."""
    text: str = ""
    """Paragraphs, headings, list items and quotations, joined by a blank line."""
    word_count: int = 0
    """Words in the text."""
    reading_minutes: int | None = None
    """The reading time that the page states."""
    language: str | None = None
    """BCP 47 language tag: what the words say, else what the page declares."""
    images: list[Image] = field(default_factory=list)
    """Pictures of the article itself."""
    previous_url: str | None = None
    """Address of the Previous Story."""
    next_url: str | None = None
    """Address of the Next Story."""
    also_read: list[str] = field(default_factory=list)
    """Addresses of the callouts inside the body ("ALSO READ")."""
    related: list[str] = field(default_factory=list)
    """Addresses of the cards after it ("Latest from", "Don't Miss")."""
    roads: list[str] = field(default_factory=list)
    """How the article was found: `start`, `sections`, `neighbours`, …"""
    fetched: str | None = field(default=None, metadata=_TIME)
    """When the page was fetched."""
    content_hash: str | None = None
    """SHA-256 over the normalised title and text, in hexadecimal."""
    revision: int = 1
    """1, 2, … as the publisher changes the article."""
    duplicate_of: str | None = None
    """Address of the article whose text this one repeats, to the word or nearly."""
    duplicate_kind: Likeness | None = None
    """How it repeats it: the same words, or nearly."""
    cluster: str | None = None
    """The same for all articles of one text, whatever their sites: 16 digits."""
    language_confidence: float | None = None
    """How sure the words are of the language, up to 1; null where they cannot tell."""
    flags: list[str] = field(default_factory=list)
    """What to look out for: `short`, `truncated`, `gallery`, `boilerplate`, …"""
    rights: list[Right] = field(default_factory=list)
    """What the publisher says of how the article may be used."""
    reserved: list[str] = field(default_factory=list)
    """What it asks not to be done: `tdm`, `noai`, `noarchive`, `noindex`."""
    warc_file: str | None = None
    """The file that holds the page as it was fetched, where pages are kept."""
    warc_offset: int | None = None
    """Where in that file its record begins, in bytes."""
