"""The sketches of an archive's texts, found by the runs of words that they share."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from newscrawl.sketch import KEPT, Sketch

_MOST_AT_ONE = 8
"""A run of words that so many articles have does not lead to further ones."""
_CANDIDATES = 2


class Drawn(NamedTuple):
    """A stored article, and the sketch of its latest text."""

    url: str
    cluster: str
    sketch: Sketch


class Sketches:
    """The tables of sketches and of the runs of words that lead to them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def like(self, sketch: Sketch) -> Iterator[Drawn]:
        """Yield the articles that share runs of words, those with the most first."""
        marks = ", ".join("?" * len(sketch.runs))
        rows = self._connection.execute(
            f"SELECT article FROM shingles WHERE hash IN ({marks})", sketch.runs
        )
        shared = Counter(article for (article,) in rows)
        likeliest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        for article, _ in likeliest[:_CANDIDATES]:
            url, cluster, stored = self._connection.execute(
                "SELECT url, cluster, sketch FROM sketches"
                " JOIN articles ON articles.id = article WHERE article = ?",
                (article,),
            ).fetchone()
            yield Drawn(url, cluster, Sketch.loads(stored))

    def keep(self, article: int, cluster: str, sketch: Sketch | None) -> None:
        """Store the *sketch* of the latest text of *article*; an earlier one goes."""
        self._drop(article)
        self._connection.execute(
            "INSERT OR REPLACE INTO sketches (article, cluster, sketch)"
            " VALUES (?, ?, ?)",
            (article, cluster, sketch and sketch.dumps()),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO shingles (hash, article) SELECT ?1, ?2 WHERE"
            f" (SELECT count(*) FROM shingles WHERE hash = ?1) < {_MOST_AT_ONE}",
            ((run, article) for run in (sketch.runs[:KEPT] if sketch else ())),
        )

    def _drop(self, article: int) -> None:
        row = self._connection.execute(
            "SELECT sketch FROM sketches WHERE article = ?", (article,)
        ).fetchone()
        if row and row[0]:
            self._connection.executemany(
                "DELETE FROM shingles WHERE hash = ? AND article = ?",
                ((run, article) for run in Sketch.loads(row[0]).runs[:KEPT]),
            )
