"""The chain of Previous and Next Story: where it leads to what is not stored."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from newscrawl.archive.values import page_key

_QUERY = """
    SELECT articles.url, json_extract(record, '$.previous_url'),
        json_extract(record, '$.next_url')
    FROM articles JOIN revisions ON revisions.article = articles.id
    WHERE revision = (SELECT max(revision) FROM revisions AS other
        WHERE other.article = articles.id)
"""
_NEIGHBOUR = """
    SELECT coalesce(real.state, pages.state), EXISTS (
        SELECT 1 FROM articles WHERE page = coalesce(real.id, pages.id))
    FROM pages LEFT JOIN pages AS real ON real.id = pages.same_as WHERE pages.key = ?
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """A link of the chain to what is not stored."""

    article: str
    neighbour: str
    state: str = "unknown"
    """What is known of the neighbour: the state of its page."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How far the stored articles hang together by Previous and Next Story."""

    linked: int = 0
    """How many name a neighbour."""
    segments: dict[str, int] = field(default_factory=dict)
    """In how many pieces that do not meet the chain of each host lies."""
    gaps: int = 0
    """How many neighbours are named that are not stored."""
    examples: list[Gap] = field(default_factory=list)


class _Pieces:
    """Sets that grow together: https://en.wikipedia.org/wiki/Disjoint-set."""

    def __init__(self) -> None:
        self._parents: dict[bytes, bytes] = {}

    def find(self, key: bytes) -> bytes:
        parents = self._parents
        while (parent := parents.setdefault(key, key)) != key:
            parents[key] = key = parents[parent]
        return key

    def join(self, one: bytes, other: bytes) -> None:
        self._parents[self.find(one)] = self.find(other)


def read_chain(connection: sqlite3.Connection, examples: int) -> Chain:
    """Return the chain of the stored articles; at most *examples* gaps are named."""
    stored = {page_key(url) for url, *_ in connection.execute(_QUERY)}
    pieces = _Pieces()
    hosts: dict[bytes, str] = {}
    outside: dict[bytes, Gap] = {}
    for url, *beside in connection.execute(_QUERY):
        key = page_key(url)
        for other, address in _keys(beside):
            hosts[key] = urlsplit(url).netloc
            if other in stored:
                pieces.join(key, other)
            else:
                outside.setdefault(other, Gap(url, address))
    gaps = list(_gaps(connection, outside))
    roots = {pieces.find(key): host for key, host in hosts.items()}
    segments = dict(Counter(roots.values()).most_common())
    return Chain(len(hosts), segments, len(gaps), gaps[:examples])


def _keys(beside: list[str | None]) -> Iterator[tuple[bytes, str]]:
    for address in beside:
        if address:
            try:
                yield page_key(address), address
            except ValueError:
                continue


def _gaps(
    connection: sqlite3.Connection, outside: Mapping[bytes, Gap]
) -> Iterator[Gap]:
    """Yield those of *outside* that are not stored under another address either."""
    for key, gap in outside.items():
        row = connection.execute(_NEIGHBOUR, (key,)).fetchone()
        if row is None:
            yield gap
        elif not row[1]:
            yield replace(gap, state=row[0])
