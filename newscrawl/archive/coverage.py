"""How complete a corpus is: what each road knows against what is stored."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl import urls
from newscrawl.archive.chain import Chain, read_chain
from newscrawl.archive.opening import moment
from newscrawl.archive.values import BITS, road_names
from newscrawl.estimate import Estimate, estimate, independent

EXAMPLES = 3
"""How many addresses are named of each kind, at most."""

LISTING = ("rest", "sitemaps", "feeds", "sections", "neighbours", "dates")
"""Roads that find articles by themselves, and not only beside others."""

LEAST_SHARE = 0.25
"""What a road must know of all that is known, to say something of what is not."""

REASONS = {
    "pending": "not yet asked for",
    "failed": "failed",
    "refused": "refused by robots.txt",
    "aside": "out of what was asked for",
    "gone": "taken away by the publisher before it was read",
    "forgotten": "kept out by `scrapy forget`",
    "duplicate": "another address of an article that is stored",
    "other": "no article",
}
"""Why a page that is known is not stored."""

MISSING = ("pending", "failed", "refused", "aside")
"""Those of them by which an article is missing, as far as can be known."""

# What is known by another address is known by that address's roads as well.
_PAGES = f"""
    WITH article AS MATERIALIZED (
        SELECT articles.page AS page,
            substr(json_extract(record, '$.published'), 1, 7) AS month
        FROM articles JOIN revisions ON revisions.article = articles.id
        WHERE revision = (SELECT max(revision) FROM revisions AS other
            WHERE other.article = articles.id)
    ), alias AS MATERIALIZED (
        SELECT same_as AS page, {" + ".join(f"max(roads & {b})" for b in BITS.values())}
            AS roads FROM pages WHERE same_as IS NOT NULL GROUP BY same_as
    )
    SELECT url, state, outcome, kind, attempts, article.page IS NOT NULL AS is_stored,
        iif(article.page IS NULL, substr(day, 1, 7), article.month) AS month,
        pages.roads | coalesce(alias.roads, 0) AS roads
    FROM pages LEFT JOIN article ON article.page = pages.id
        LEFT JOIN alias ON alias.page = pages.id
    WHERE same_as IS NULL AND coalesce(kind, 'article') IN ('article', 'other')
        AND state <> 'absent' ORDER BY pages.id
"""


@dataclass(slots=True)
class Month:
    """One month of publication; `month` None stands for what bears no date."""

    month: str | None
    stored: int = 0
    missing: int = 0
    by_road: Counter[str] = field(default_factory=Counter)
    """How many each road knows, stored or missing."""


@dataclass(slots=True)
class Kind:
    """Some of the articles, and where to look at a few."""

    articles: int = 0
    examples: list[str] = field(default_factory=list)

    def take(self, url: str, most: int) -> None:
        """Count *url*, and name it where fewer than *most* are named."""
        self.articles += 1
        if len(self.examples) < most:
            self.examples.append(url)


class Why(NamedTuple):
    """Why a page that is known is not stored."""

    reason: str
    what: str = ""
    """The last outcome where it tells more, such as `HTTP 500`."""

    @property
    def is_missing(self) -> bool:
        """Whether an article is missing by it."""
        return self.reason in MISSING


@dataclass(slots=True)
class Coverage:
    """How complete a corpus is."""

    months: dict[str, Month] = field(default_factory=dict)
    """By month, `2022-05`; "" is what bears no date."""
    by_road: Counter[str] = field(default_factory=Counter)
    """How many articles each road knows, stored or missing."""
    alone: dict[str, Kind] = field(default_factory=dict)
    """What is stored and known by one road alone."""
    unstored: dict[Why, Kind] = field(default_factory=dict)
    chain: Chain = field(default_factory=Chain)
    roads: list[str] = field(default_factory=list)
    """The roads that the estimate is made of."""
    estimate: Estimate | None = None
    """How many articles there are, those included that no road has shown."""

    @property
    def stored(self) -> int:
        """How many articles are stored."""
        return sum(month.stored for month in self.months.values())

    @property
    def missing(self) -> int:
        """How many are known and not stored."""
        return sum(month.missing for month in self.months.values())

    @property
    def known(self) -> int:
        """How many are known."""
        return self.stored + self.missing

    @property
    def share(self) -> float:
        """How much is stored of all there is, as far as that can be told."""
        return _share(self.stored, self.estimate.total if self.estimate else self.known)

    @property
    def least_share(self) -> float:
        """How much is stored at least, with 95 % confidence."""
        return _share(self.stored, self.estimate.most if self.estimate else self.known)


def _share(stored: int, total: float) -> float:
    return stored / total if total else 1.0


def coverage(path: str, examples: int = EXAMPLES) -> Coverage:
    """Return the coverage of the archive at *path*, which is only read.

    Of each kind at most *examples* addresses are named. Raises ArchiveError or
    sqlite3.Error where the archive cannot be read.
    """
    with moment(path) as connection:
        return read_coverage(connection, examples)


def read_coverage(connection: sqlite3.Connection, examples: int = EXAMPLES) -> Coverage:
    """Return the coverage of the archive to which *connection* leads."""
    found = Coverage(chain=read_chain(connection, examples))
    histories = _count(connection, found, examples)
    found.months = dict(sorted(found.months.items()))
    order = sorted(found.unstored, key=lambda why: (not why.is_missing, why))
    found.unstored = {why: found.unstored[why] for why in order}
    listing = {road: found.by_road[road] for road in LISTING}
    found.roads = independent(listing, found.known, LEAST_SHARE)
    found.estimate = _estimate(histories, found.roads, found.known)
    return found


class _Page(NamedTuple):
    """A row of the query."""

    url: str
    state: str
    outcome: str | None
    kind: str | None
    attempts: int
    is_stored: int
    month: str | None
    roads: int


def _pages(connection: sqlite3.Connection) -> Iterator[_Page]:
    return map(_Page._make, connection.execute(_PAGES))


def _count(
    connection: sqlite3.Connection, found: Coverage, examples: int
) -> Counter[int]:
    """Count all pages into *found*; return how many are known by just which roads."""
    histories: Counter[int] = Counter()
    for page in _pages(connection):
        if not page.is_stored:
            why = _why(page)
            found.unstored.setdefault(why, Kind()).take(page.url, examples)
            if not why.is_missing:
                continue
        histories[page.roads] += 1
        _take(found, page, examples)
    return histories


def _take(found: Coverage, page: _Page, examples: int) -> None:
    # Of what is not read, the address may tell the month.
    month = page.month or _written(page.url)
    row = found.months.setdefault(month, Month(month or None))
    row.stored += page.is_stored
    row.missing += not page.is_stored
    roads = road_names(page.roads)
    row.by_road.update(roads)
    found.by_road.update(roads)
    if page.is_stored and len(roads) == 1:
        found.alone.setdefault(roads[0], Kind()).take(page.url, examples)


def _why(page: _Page) -> Why:
    if page.state == "done":
        is_other = page.kind == "other" or page.outcome == "IncompleteArticle"
        return Why("other" if is_other else "duplicate")
    tells = page.state in ("failed", "gone") or page.attempts > 0
    return Why(page.state, (page.outcome or "") if tells else "")


def _written(url: str) -> str:
    written = urls.written_date(url)
    return f"{written[0]:04}-{written[1]:02}" if written and written[1] else ""


def _estimate(
    histories: Mapping[int, int], roads: list[str], known: int
) -> Estimate | None:
    """Return how many articles there are, by what *roads* have in common."""
    bits = {road: BITS[road] for road in roads}
    any_bit = sum(bits.values())
    found = sum(n for history, n in histories.items() if history & any_bit)
    counts = [
        sum(n for history, n in histories.items() if history & bit)
        for bit in bits.values()
    ]
    there = estimate(found, counts)
    return there and there.at_least(known)
