"""Fills archives from a corpus that somebody has handed on."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.articles import Known
from newscrawl.archive.values import BITS, Page, Visit, page_key, road_bits
from newscrawl.article import Article
from newscrawl.corpus.checking import article_of, checked
from newscrawl.corpus.manifest import CorpusError
from newscrawl.corpus.selection import Record

_GROUP = 1_000
"""Records that are committed together."""

_SHOWN = 200

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
    elsewhere: int = 0
    """Records of articles that are there under another address."""
    forgotten: int = 0
    """Records of what is to be kept out."""
    sites: tuple[str, ...] = ()


@dataclass(slots=True)
class Checked:
    """What was looked through before anything is stored."""

    records: int = 0
    sites: dict[str, None] = field(default_factory=dict)


def check(records: Iterable[Record]) -> Checked:
    """Return what *records* are. Raises CorpusError for one that cannot be stored."""
    found = Checked()
    for article in _articles(records, checked):
        found.records += 1
        found.sites[article.site] = None
    return found


def _articles(
    records: Iterable[Record], read: Callable[[Record], Article]
) -> Iterator[Article]:
    for number, record in enumerate(records, 1):
        try:
            yield read(record)
        except ValueError as error:
            place = f"record {number} ({str(record.get('url'))[:_SHOWN]})"
            raise CorpusError(f"{place} {error}") from error


def fill(
    records: Iterable[Record], sites: Iterable[str], name: str, opened: Opener
) -> Imported:
    """Store *records* in the archives of their *sites*; *name* is that of the corpus.

    All of them are opened before anything is stored. What is there already stays.
    Killed at any moment, the same again goes on. Raises CorpusError where *records* are
    not those that were checked.
    """
    found = Imported(sites=tuple(sites))
    with ExitStack() as stack:
        archives = {site: stack.enter_context(opened(site)) for site in found.sites}
        shelves = {site: _Shelf(each, name, found) for site, each in archives.items()}
        for article in _articles(records, article_of):
            if article.site not in shelves:
                raise CorpusError(
                    f"{article.site} is none of the sites that were there"
                )
            shelves[article.site].add(article)
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
        self._stored = 0

    def add(self, article: Article) -> None:
        """Store *article*, unless it is there."""
        articles, self._left = self.archive.articles, self._left - 1
        known = articles.known(article)
        stored = articles.content_hash(article.url, article.revision)
        if articles.is_forgotten(article):
            self.found.forgotten += 1
        elif known and page_key(known.url) != page_key(article.url):
            self.found.elsewhere += 1
        elif stored is not None:
            self.found.known += stored == article.content_hash
            self.found.different += stored != article.content_hash
        else:
            self._store(article, known)
        if self._left <= 0:
            self.archive.commit()
            self._left = _GROUP

    def _store(self, article: Article, known: Known | None) -> None:
        self.archive.begin()
        self.found.revisions += 1
        if known:  # what the archive knows of its page is of its own visits
            self.archive.articles.add_revision(known.id, article, self.run.id)
            return
        self.archive.articles.add(article, self._page(article), self.run.id)
        self.found.articles += 1
        self._stored += 1

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
        figures = {"newscrawl/articles": self._stored}
        self.archive.end_run(self.run, "finished", figures)
        self.archive.commit()


def _day(article: Article) -> date | None:
    return date.fromisoformat(article.published[:10]) if article.published else None
