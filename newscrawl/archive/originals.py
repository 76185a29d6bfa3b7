"""Of which stored article a text is a copy, in this archive and in those beside it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from newscrawl.archive.articles import cluster_of, text_key
from newscrawl.archive.sketches import Sketches
from newscrawl.article import Article, Likeness
from newscrawl.sketch import Sketch, draw, is_copy


class Original(NamedTuple):
    """The article that another is a copy of."""

    url: str
    cluster: str
    kind: Likeness


_Found = Iterator[Original]
_Look = Callable[[sqlite3.Connection, Article], _Found]


class Draft(NamedTuple):
    """An article that is under way, as far as others are compared with it."""

    url: str
    cluster: str
    text: bytes | None
    sketch: Sketch | None


def draft(article: Article) -> Draft:
    """Return what *article* is compared by; it is of no other's cluster yet."""
    cluster = cluster_of(article.url)
    return Draft(article.url, cluster, text_key(article), draw(article.text))


class Originals:
    """The texts of an archive, and of those *beside* it, which are only read."""

    def __init__(
        self, own: sqlite3.Connection, beside: Iterable[sqlite3.Connection] = ()
    ) -> None:
        self._own = own
        self._beside = list(beside)

    def find(self, article: Article) -> Original | None:
        """Return what *article* repeats: to the word, else nearly.

        What was found to repeat *article* itself, as it was before, is none.
        """
        for look in (_same, _near):
            for connection in (self._own, *self._beside):
                for found in self._look(look, connection, article):
                    if not _is_own(article, found):
                        return found
        return None

    def _look(self, look: _Look, place: sqlite3.Connection, article: Article) -> _Found:
        try:
            yield from look(place, article)
        except sqlite3.Error:
            if place is self._own:
                raise
            self._beside.remove(place)  # what is wrong with it is for its own crawl

    def close(self) -> None:
        """Let go of the archives beside."""
        while self._beside:
            self._beside.pop().close()


def _is_own(article: Article, found: Original) -> bool:
    """Say whether *found* is *article*, or repeats it."""
    return found.url == article.url or found.cluster == cluster_of(article.url)


def _same(connection: sqlite3.Connection, article: Article) -> _Found:
    row = connection.execute(
        "SELECT url, cluster FROM revisions JOIN articles ON articles.id ="
        " revisions.article LEFT JOIN sketches ON sketches.article = articles.id"
        " WHERE text_key = ? ORDER BY revisions.id LIMIT 1",
        (text_key(article),),
    ).fetchone()
    if row:
        yield Original(row[0], row[1] or cluster_of(row[0]), "text")


def _near(connection: sqlite3.Connection, article: Article) -> _Found:
    sketch = draw(article.text)
    if sketch:
        for url, cluster, other in Sketches(connection).like(sketch):
            if is_copy(sketch, other):
                yield Original(url, cluster, "near")
