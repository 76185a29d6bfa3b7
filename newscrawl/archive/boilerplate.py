"""What stands at the ends of many articles: learnt from those that are stored."""

import sqlite3
from functools import lru_cache

from newscrawl.archive.values import digest
from newscrawl.text import fold

_MANY = 5
"""A paragraph that so many others have is no part of an article."""
_LEAST_LETTERS = 40
_LAST = 3


class Boilerplate:
    """The table of paragraphs that begin or end articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_in(self, text: str) -> bool:
        """Say whether *text* begins or ends as many others do."""
        ends = _ends(text)
        marks = ", ".join("?" * len(ends))
        found = self._connection.execute(
            f"SELECT 1 FROM paragraphs WHERE hash IN ({marks}) AND articles >= {_MANY}",
            (*ends,),
        )
        return found.fetchone() is not None

    def keep(self, text: str) -> None:
        """Remember how *text* begins and ends."""
        self._connection.executemany(
            "INSERT INTO paragraphs (hash, articles) VALUES (?, 1)"
            " ON CONFLICT (hash) DO UPDATE SET articles = articles + 1",
            ((number,) for number in _ends(text)),
        )


@lru_cache(maxsize=128)  # articles that are labelled and not yet stored
def _ends(text: str) -> frozenset[int]:
    """Return what stands for the first paragraph of *text* and for its last ones."""
    paragraphs = text.split("\n\n")
    ends = {paragraphs[0], *paragraphs[-_LAST:]}
    return frozenset(_number(end) for end in ends if len(end) >= _LEAST_LETTERS)


def _number(paragraph: str) -> int:
    return int.from_bytes(digest(fold(paragraph))[:7])
