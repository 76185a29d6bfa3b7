"""Fills archives from a corpus that somebody has handed on."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.records import complete, fault
from newscrawl.archive.values import BITS, Page, Visit, page_key, road_bits
from newscrawl.article import Article, Image, Right
from newscrawl.corpus.reading import CorpusError
from newscrawl.corpus.selection import Record

_NAMES = frozenset(each.name for each in fields(Article))
_SITE = re.compile(r"\w[\w-]*", re.ASCII)
"""A site is a folder of the corpus folder, whoever made the corpus."""
_GROUP = 1_000
"""Records that are committed together."""

Opener = Callable[[str], AbstractContextManager[Archive]]
"""Gives the archive of a site to write to, while nobody else does."""


@dataclass(slots=True)
class Imported:
    """What an import came to."""

    articles: int = 0
    revisions: int = 0
    """Those of articles, their first ones among them."""
    known: int = 0
    """Records that were there."""
    different: int = 0
    """Records that say otherwise than those that are there: these stay."""
    forgotten: int = 0
    """Records of what is to be kept out."""
    sites: dict[str, None] = field(default_factory=dict)


def check(records: Iterable[Record]) -> Iterator[Record]:
    """Yield *records*, all of them whole. Raises CorpusError for one that is not."""
    for number, record in enumerate(map(complete, records), 1):
        url = record.get("url")
        place = f"record {number} ({url})"
        if missing := sorted(_NAMES - record.keys()):
            raise CorpusError(f"{place} has no {', '.join(missing)}: cannot be stored")
        text = json.dumps(record, ensure_ascii=False)
        if kind := fault(text, url or "", record["revision"], record["content_hash"]):
            raise CorpusError(f"{place} is not as article.schema.json has it: {kind}")
        if not _SITE.fullmatch(record["site"]):
            raise CorpusError(f"{place} is of no site that can be: {record['site']!r}")
        yield record


def fill(records: Iterable[Record], name: str, opened: Opener) -> Imported:
    """Store *records* in the archives of their sites; *name* is that of the corpus.

    What is there already stays. Killed at any moment, the same again goes on.
    """
    found = Imported()
    with ExitStack() as stack:
        shelves: dict[str, _Shelf] = {}
        for record in map(complete, records):
            site = record["site"]
            if site not in shelves:
                archive = stack.enter_context(opened(site))
                shelves[site] = _Shelf(archive, name, found)
                found.sites[site] = None
            shelves[site].add(record)
        for shelf in shelves.values():
            shelf.end()
    return found


class _Shelf:
    """One archive while it is filled."""

    def __init__(self, archive: Archive, name: str, found: Imported) -> None:
        self.archive = archive
        self.found = found
        asked = {"import": name}
        scope = json.dumps(asked, ensure_ascii=False)
        self.run: Run = archive.begin_run(asked, scope, timedelta(0))
        self._left = _GROUP

    def add(self, record: Record) -> None:
        """Store *record*, unless it is there."""
        article = _article(record)
        articles, self._left = self.archive.articles, self._left - 1
        if articles.is_forgotten(article):
            self.found.forgotten += 1
            return
        known = articles.at(article.url)
        if known and known.revision >= article.revision:
            self._compare(article)
            return
        self.archive.begin()
        articles.add(article, self._page(article), self.run.id)
        self.found.revisions += 1
        self.found.articles += known is None
        if self._left <= 0:
            self.archive.commit()
            self._left = _GROUP

    def _compare(self, article: Article) -> None:
        stored = self.archive.articles.content_hash(article.url, article.revision)
        if stored == article.content_hash:
            self.found.known += 1
        else:
            self.found.different += 1

    def _page(self, article: Article) -> int:
        """Return the page of *article*, which counts as read when it was fetched."""
        key, roads = page_key(article.url), road_bits(article.roads) or BITS["start"]
        host = urlsplit(article.url).hostname or ""
        visit = Visit(
            Page(0, article.url, host, roads=roads),
            kind="article",
            outcome="stored",
            day=_day(article),
        )
        pages, run = self.archive.pages, self.run
        fetched = article.fetched or self.archive.now()
        return pages.tell(key, visit, run.job, run.sweep, fetched, None)

    def end(self) -> None:
        """Write down that all is stored."""
        figures = {"newscrawl/articles": self.found.articles}
        self.archive.end_run(self.run, "finished", figures)
        self.archive.commit()


def _article(record: Record) -> Article:
    images = [Image(**image) for image in record["images"]]
    rights = [Right(**right) for right in record["rights"]]
    given: dict[str, Any] = {**record, "images": images, "rights": rights}
    return Article(**given)


def _day(article: Article) -> date | None:
    return date.fromisoformat(article.published[:10]) if article.published else None
