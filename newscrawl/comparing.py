"""Reads all kept pages again, and stores what is read otherwise."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from newscrawl.archive.archive import Archive
from newscrawl.archive.articles import cluster_of, dumps
from newscrawl.archive.findings import Watch
from newscrawl.archive.originals import Originals
from newscrawl.archive.renewal import Renewal, Stored, latest
from newscrawl.article import Article
from newscrawl.differences import Differences
from newscrawl.rereading import NoArticle, NotKept, Rereader

_EXAMPLES = 3
_LABELS = ("duplicate_of", "duplicate_kind", "cluster")
"""What follows from the texts of other articles."""


@dataclass(slots=True)
class Rereading:
    """What reading all kept pages again came to."""

    read: int = 0
    unchanged: int = 0
    differ: int = 0
    stored: int = 0
    """New revisions."""
    no_article: int = 0
    """Those of which the page is no article by the rules of today."""
    elsewhere: int = 0
    """Those that have another address by the rules of today."""
    not_kept: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)
    """Addresses of those that cannot be stored anew, each with the reason."""
    differences: Differences = field(default_factory=Differences)

    @property
    def is_settled(self) -> bool:
        """Whether what is stored is what is read today."""
        return self.differ == self.stored and not (self.no_article or self.elsewhere)

    def tell(self, url: str, why: str) -> None:
        """Keep the article at *url* among the first few examples."""
        if len(self.examples) < _EXAMPLES:
            self.examples.append((url, why))


class _Comparer:
    """Reads articles again, one by one, and counts what came of it."""

    def __init__(self, reader: Rereader, archive: Archive) -> None:
        self.reader = reader
        self.archive = archive
        self.found = Rereading()

    def read(self, stored: Stored) -> Article | None:
        """Return the article of *stored* where it is to be stored anew."""
        try:
            article = self.reader.read(stored)
        except NotKept:
            self.found.not_kept += 1
            return None
        except NoArticle as error:
            self.found.read += 1
            self.found.no_article += 1
            self.found.tell(stored.url, str(error))
            return None
        self.found.read += 1
        return self._compare(stored, article)

    def _compare(self, stored: Stored, article: Article) -> Article | None:
        found = self.found
        if not found.differences.add(stored.url, stored.record, _record(article)):
            found.unchanged += 1
        elif article.url != stored.url:
            found.elsewhere += 1
            found.tell(stored.url, f"now {article.url}")
        else:
            found.differ += 1
            return _next(self.archive, stored, article)
        return None


def reread(
    reader: Rereader, archive: Archive, watch: Watch, *, apply: bool
) -> Rereading:
    """Read all articles again by *reader*; store what differs where *apply* says so."""
    comparer, renewal = _Comparer(reader, archive), Renewal(archive)
    articles = latest(archive.connection)
    for stored in watch(articles, "pages", archive.articles.count()):
        article = comparer.read(stored)
        if article and apply:
            renewal.store(stored, article)
    renewal.end()
    comparer.found.stored = renewal.count
    return comparer.found


def _record(article: Article) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(dumps(article))
    return record


def _next(archive: Archive, stored: Stored, article: Article) -> Article:
    """Return *article* as the next revision of *stored*."""
    before = stored.record
    labels = {name: before[name] for name in _LABELS}
    is_same = article.content_hash == before["content_hash"]
    if not (is_same and before["cluster"]):  # older records have none
        original = Originals(archive.connection).find(article)
        labels = {
            "duplicate_of": original and original.url,
            "duplicate_kind": original and original.kind,
            "cluster": original.cluster if original else cluster_of(article.url),
        }
    return replace(article, revision=before["revision"] + 1, **labels)
