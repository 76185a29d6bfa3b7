"""The articles of a site, each with its revisions."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from newscrawl.archive.boilerplate import Boilerplate
from newscrawl.archive.sketches import Sketches
from newscrawl.archive.values import digest, page_key
from newscrawl.article import Article
from newscrawl.sketch import draw
from newscrawl.text import fold

_NAMES = tuple(one.name for one in fields(Article))
_LEAST_WORDS = 20
"""Texts shorter than this are compared together with their titles."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is stored, as of its latest revision."""

    id: int
    url: str
    page: int | None
    revision: int
    content_hash: str
    sweep: int
    """The sweep that stored this revision."""
    reservations: str | None
    """JSON: what was reserved then; null where that was not yet recorded."""

    @property
    def reserved(self) -> list[str]:
        """What its publisher asked not to be done."""
        return list(json.loads(self.reservations or "[]"))


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision as the feed gets it."""

    id: int
    """Its place in the order of storing."""
    record: str
    """JSON."""


def post_key(article: Article) -> str | None:
    """Return what stands for the publisher's own number of *article*."""
    return post_name(article.url, article.post_id)


def post_name(url: str, post_id: str | None) -> str | None:
    """Return what stands for the number *post_id* of the publisher of *url*."""
    return f"{urlsplit(url).netloc} {post_id}" if post_id else None


def cluster_of(url: str) -> str:
    """Return the cluster of the article at *url*, where it repeats no other."""
    return page_key(url).hex()[:16]


def text_key(article: Article) -> bytes | None:
    """Return what stands for the text of *article*; None where it has none."""
    is_short = article.word_count < _LEAST_WORDS
    return _text_key(article.text, article.title if is_short else "")


@lru_cache(maxsize=128)  # articles that are labelled and not yet stored
def _text_key(text: str, title: str) -> bytes | None:
    text = fold(text)
    if not text:  # two galleries without a word are not one
        return None
    return digest(f"{fold(title)}\n{text}" if title else text)


def dumps(article: Article) -> str:
    """Return *article* as a line of the feed has it."""
    # As `asdict`, without the copy of every string in every list.
    record = {name: getattr(article, name) for name in _NAMES}
    record["images"] = [asdict(image) for image in article.images]
    record["rights"] = [asdict(right) for right in article.rights]
    return json.dumps(record, ensure_ascii=False)


class Articles:
    """The tables of articles, revisions and what is forgotten."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sketches = Sketches(connection)
        self.boilerplate = Boilerplate(connection)

    def count(self) -> int:
        """Return how many articles are stored."""
        row = self._connection.execute("SELECT count(*) FROM articles").fetchone()
        return int(row[0])

    def known(self, article: Article) -> Known | None:
        """Return the stored article of this address, else of this number."""
        return self._find("articles.key = ?", page_key(article.url)) or (
            self._find("articles.post = ?", post)
            if (post := post_key(article))
            else None
        )

    def at(self, url: str) -> Known | None:
        """Return the stored article of the canonical address *url*."""
        return self._find("articles.key = ?", page_key(url))

    def _find(self, where: str, value: object) -> Known | None:
        row = self._connection.execute(
            "SELECT articles.id, url, page, revision, content_hash, sweep,"
            # Older records are without it, and a damaged one is no JSON.
            " iif(json_valid(record), json_extract(record, '$.reserved'), NULL)"
            " FROM articles JOIN revisions ON revisions.article = articles.id"
            f" JOIN runs ON runs.id = revisions.run WHERE {where}"
            " ORDER BY revision DESC LIMIT 1",
            (value,),
        ).fetchone()
        return Known(*row) if row else None

    def neighbours(self, url: str) -> tuple[str | None, str | None]:
        """Return Previous and Next Story as stored of the article at *url*."""
        row = self._connection.execute(
            "SELECT json_extract(record, '$.previous_url'),"
            " json_extract(record, '$.next_url') FROM articles"
            " JOIN revisions ON revisions.article = articles.id"
            " WHERE key = ? ORDER BY revision DESC LIMIT 1",
            (page_key(url),),
        ).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def content_hash(self, url: str, revision: int) -> str | None:
        """Return the hash of a *revision* of the article at *url*; None without it."""
        row = self._connection.execute(
            "SELECT content_hash FROM revisions JOIN articles"
            " ON articles.id = article WHERE key = ? AND revision = ?",
            (page_key(url), revision),
        ).fetchone()
        return row and str(row[0])

    def is_forgotten(self, article: Article) -> bool:
        """Say whether *article* is to be kept out."""
        row = self._connection.execute(
            "SELECT 1 FROM forgotten WHERE key = ? OR post = ?",
            (page_key(article.url), post_key(article)),
        ).fetchone()
        return row is not None

    def add(self, article: Article, page: int, run: int) -> Revision:
        """Store *article* as the next revision; return it."""
        row = self._connection.execute(
            "INSERT INTO articles (key, url, post, page) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET gone = NULL,"
            " post = coalesce(excluded.post, post) RETURNING id",
            (page_key(article.url), article.url, post_key(article), page),
        ).fetchone()
        return self._add(row[0], article, run)

    def add_revision(self, number: int, article: Article, run: int) -> Revision:
        """Store *article* as a further revision of the article *number*; return it.

        Later or earlier than those that are there; whether it is gone stays as it is.
        """
        self._connection.execute(
            "UPDATE articles SET post = coalesce(post, ?) WHERE id = ?",
            (post_key(article), number),
        )
        return self._add(number, article, run)

    def _add(self, number: int, article: Article, run: int) -> Revision:
        record = dumps(article)
        stored = self._connection.execute(
            "INSERT INTO revisions (article, revision, run, content_hash, text_key,"
            " record) VALUES (?, ?, ?, ?, ?, ?)",
            (
                number, article.revision, run, article.content_hash or "",
                text_key(article), record,
            ),
        )  # fmt: skip
        self._compare_by(number, article)
        assert stored.lastrowid is not None
        return Revision(stored.lastrowid, record)

    def _compare_by(self, number: int, article: Article) -> None:
        """Have later texts be compared with *article*, where it is the latest."""
        (latest,) = self._connection.execute(
            "SELECT max(revision) FROM revisions WHERE article = ?", (number,)
        ).fetchone()
        if article.revision == latest:
            cluster = article.cluster or cluster_of(article.url)
            self._sketches.keep(number, cluster, draw(article.text))
        if article.revision == 1 and not article.duplicate_of:
            self.boilerplate.keep(article.text)

    def mark_gone(self, page: int, now: str | None) -> None:
        """Remember when the articles of *page* were taken away; None: they are back."""
        self._connection.execute(
            "UPDATE articles SET gone = CASE WHEN ?1 IS NULL THEN NULL"
            " ELSE coalesce(gone, ?1) END WHERE page = ?2",
            (now, page),
        )

    def revisions(
        self, after: int, scope: str, values: tuple[Any, ...]
    ) -> Iterator[Revision]:
        """Yield the revisions stored after *after* in order, those of *scope*.

        *scope* is a condition on the tables revisions and runs.
        """
        for row in self._connection.execute(
            "SELECT revisions.id, record FROM revisions JOIN runs"
            f" ON runs.id = revisions.run WHERE revisions.id > ? AND ({scope})"
            " ORDER BY revisions.id",
            (after, *values),
        ):
            yield Revision(*row)

    def last(self) -> int:
        """Return the number of the last revision that was stored."""
        row = self._connection.execute("SELECT max(id) FROM revisions").fetchone()
        return row[0] or 0
