"""A saved page, and all that is read from it: what its test expects."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from newscrawl.document import Document
from newscrawl.links import Leads, Links
from newscrawl.page import Reading, Versions
from newscrawl.site import Site

NOT_READ = (
    *("site", "published", "published_precision", "modified", "word_count", "roads"),
    *("fetched", "content_hash", "revision", "duplicate_of", "duplicate_kind"),
    *("cluster", "language_confidence", "warc_file", "warc_offset"),
)
"""Fields of the record that the crawl or the pipelines set, and not the page."""

_HEAD = re.compile(r"<!--\s*(\S+)(?:\s+(\d{4}-\d\d-\d\d))?\s*-->\s*?\n")
_LONGEST_SLUG = 60


class NotSaved(ValueError):
    """What was read is no saved page: its first line does not say whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """How a spider reads the pages of its newspaper."""

    name: str
    site: Site
    page: Versions
    links: Links
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Saved:
    """A page, where it was, and on which day it was fetched, if that is known."""

    html: str
    url: str
    day: date | None = None

    @classmethod
    def loads(cls, text: str) -> "Saved":
        """Return the page of *text*, the first line of which says whose it is.

        Raises NotSaved.
        """
        found = _HEAD.match(text)
        if not found:
            raise NotSaved("its first line is to be <!-- ADDRESS --> of the page")
        day = date.fromisoformat(found[2]) if found[2] else None
        return cls(text[found.end() :], found[1], day)

    def dumps(self) -> str:
        """Return what `loads` makes this page of."""
        day = f" {self.day}" if self.day else ""
        return f"<!-- {self.url}{day} -->\n{self.html}"

    @property
    def slug(self) -> str:
        """What its file is called."""
        words = re.findall(r"[a-z0-9]+", urlsplit(self.url).path.lower())
        last = urlsplit(self.url).path.rstrip("/").rpartition("/")[2].lower()
        words = re.findall(r"[a-z0-9]+", last.removesuffix(".html")) or words
        return "-".join(words)[:_LONGEST_SLUG].strip("-") or "page"

    def reading(self, rules: Rulebook) -> Reading:
        """Return the reading of the page by *rules*, those of its day."""
        document = Document(self.html, self.url)
        return Reading(document, rules.page, rules.site, rules.hosts, self.day)

    def read(self, rules: Rulebook) -> dict[str, Any]:
        """Return all that *rules* read from the page, as JSON would hold it."""
        reading = self.reading(rules)
        leads = Leads(reading, rules.links, rules.site, rules.hosts)
        found: dict[str, Any] = {"kind": reading.kind, "parts": reading.parts}
        found["whole"] = reading.whole
        if reading.kind == "article":
            found |= _record(reading, rules.name)
        else:
            found["stories"] = [lead.url for lead in leads.stories()]
            found["days"] = [
                str(lead.day) for lead in leads.stories(dated=True) if lead.day
            ]
        found["sections_linked"] = [lead.url for lead in leads.sections()]
        found["older"] = [lead.url for lead in leads.older()]
        return json.loads(json.dumps(found))  # type: ignore[no-any-return] # as lists


def _record(reading: Reading, name: str) -> dict[str, Any]:
    record = asdict(reading.article(name))
    read = {key: value for key, value in record.items() if key not in NOT_READ}
    return {**read, "text": record["text"].split("\n\n")}


def dumps(expected: dict[str, Any]) -> str:
    """Return what is expected of a page as its file has it."""
    return json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
