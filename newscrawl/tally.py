"""What a run read of a host: how often each field was found, how long the texts are."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from math import log2
from typing import NamedTuple, Self, get_args

from newscrawl.article import Article, DateSource

FIELDS = (
    "post_id", "standfirst", "credit", "authors", "sections", "tags", "published",
    "modified", "reading_minutes", "language", "images", "previous_url", "related",
)  # fmt: skip
"""Fields that are compared. The newest story has no next one, and so that is not."""

TIME_OF_DAY = "time of day"
"""Stands for a date of publication that tells more than the day."""

OWN_TEXT = "text of its own"
"""Stands for a text that no other article repeats."""

PLACES = tuple(f"published in {source}" for source in get_args(DateSource))
"""Stand for where that date was read."""

_STEPS = 16
"""Steps of length from one number of words to its double."""


class Source(NamedTuple):
    """Where articles come from whose fields are alike."""

    host: str
    reader: str
    """`page`, or the road that told them whole: `rest`, `feeds`."""

    def __str__(self) -> str:
        reader = "pages" if self.reader == "page" else self.reader
        return f"{self.host}, {reader}"


@dataclass(slots=True)
class Tally:
    """Counts of the articles that were read."""

    articles: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    """How many had each field."""
    lengths: Counter[int] = field(default_factory=Counter)
    """How many were of each length, in steps of its logarithm."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """What came of pages that were asked for as stories."""
    new: int = 0
    """How many were stored for the first time."""
    lag: float | None = None
    """Hours from the latest time of publication to the beginning of the run."""

    def add(self, article: Article, begun: datetime) -> None:
        """Count *article*, which was read by a run that has *begun* then."""
        self.articles += 1
        self.filled.update(present(article))
        self.lengths[length(article.word_count)] += 1
        if article.published:
            age = begun - datetime.fromisoformat(article.published)
            self.lag = _least(self.lag, age.total_seconds() / 3600)

    def merge(self, other: Self) -> None:
        """Count what *other* has counted as well."""
        self.articles += other.articles
        self.filled.update(other.filled)
        self.lengths.update(other.lengths)
        self.outcomes.update(other.outcomes)
        self.new += other.new
        self.lag = _least(self.lag, other.lag)

    def quantile(self, share: float) -> int:
        """Return the length below which *share* of the articles are."""
        left = share * self.articles
        for step, count in sorted(self.lengths.items()):
            left -= count
            if left <= 0:
                return step
        return 0

    @property
    def words(self) -> int:
        """The number of words that half of the articles reach, about."""
        return round(2 ** (self.quantile(0.5) / _STEPS)) - 1

    def dumps(self) -> str:
        """Return it as JSON."""
        return json.dumps(
            {
                "articles": self.articles,
                "filled": self.filled,
                "lengths": sorted(self.lengths.items()),
                "outcomes": self.outcomes,
                "new": self.new,
                "lag": self.lag,
            }
        )

    @classmethod
    def loads(cls, text: str) -> Self:
        """Return what `dumps` made *text* of."""
        given = json.loads(text)
        return cls(
            given["articles"],
            Counter(given["filled"]),
            Counter(dict(given["lengths"])),
            Counter(given["outcomes"]),
            given["new"],
            given["lag"],
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return what all *tallies* have counted."""
    found = Tally()
    for tally in tallies:
        found.merge(tally)
    return found


def present(article: Article) -> set[str]:
    """Return which of the fields that are compared *article* has."""
    found = {name for name in FIELDS if getattr(article, name) not in (None, [])}
    if article.published_precision not in (None, "day"):
        found.add(TIME_OF_DAY)
    if article.published:
        found.add(f"published in {article.published_source}")
    return found


def length(words: int) -> int:
    """Return the step of a text of so many *words*."""
    return round(_STEPS * log2(words + 1))


def _least(first: float | None, second: float | None) -> float | None:
    return min((one for one in (first, second) if one is not None), default=None)
