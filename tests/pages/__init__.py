"""Saved pages and what is expected to be read from them.

A page is `<spider>/<slug>.html`, its first line a comment with its address; beside it
stands `<slug>.json`. `python -m tests.pages` (`make update`) reads every page again and
writes what it finds, so that a person reviews the diff.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newscrawl.document import Document
from newscrawl.links import Leads
from newscrawl.page import Reading
from newscrawl.spiders.asianlite import AsianLiteSpider

FOLDER = Path(__file__).parent
PAGES = sorted(FOLDER.glob("*/*.html"))
SPIDERS = {"asianlite": AsianLiteSpider}

# Set by the crawl or the pipelines, not by the page.
_NOT_READ = (
    *("site", "published", "published_precision", "modified", "word_count", "roads"),
    *("fetched", "content_hash", "revision", "duplicate_of", "duplicate_kind"),
    *("cluster", "language_confidence", "warc_file", "warc_offset"),
)


def name(page: Path) -> str:
    """Return how a page is called in the names of tests."""
    return f"{page.parent.name}/{page.stem}"


def read(page: Path) -> dict[str, Any]:
    """Return all that is read from a saved page, as JSON would hold it."""
    spider = SPIDERS[page.parent.name]
    html = page.read_text("utf-8")
    url = html.partition("\n")[0].removeprefix("<!--").removesuffix("-->").strip()
    hosts = frozenset(spider.allowed_domains)
    reading = Reading(Document(html, url), spider.page, spider.site, hosts)
    leads = Leads(reading, spider.links, spider.site, hosts)
    found: dict[str, Any] = {"kind": reading.kind, "parts": reading.parts}
    found["whole"] = reading.whole
    if reading.kind == "article":
        found |= asdict(reading.article(spider.name))
        for field in _NOT_READ:
            del found[field]
        found["text"] = found["text"].split("\n\n")
    else:
        found["stories"] = [lead.url for lead in leads.stories()]
        found["days"] = [
            str(lead.day) for lead in leads.stories(dated=True) if lead.day
        ]
    found["sections_linked"] = [lead.url for lead in leads.sections()]
    found["older"] = [lead.url for lead in leads.older()]
    return json.loads(json.dumps(found))  # type: ignore[no-any-return] # tuples as lists


def expected(page: Path) -> dict[str, Any]:
    """Return what is expected of a saved page."""
    text = page.with_suffix(".json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return] # json is untyped


def write(page: Path) -> None:
    """Make what is read today the expectation."""
    text = json.dumps(read(page), ensure_ascii=False, indent=2)
    page.with_suffix(".json").write_text(f"{text}\n", "utf-8")
