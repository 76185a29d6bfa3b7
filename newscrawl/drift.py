"""Whether a site is read as it always was: a run, compared with those before it.

Chance alone seldom does what is called a drift here: the share of articles with a field
is less than half of what it was in the worst run so far, and articles drawn by lot from
all that were read would show so few less than once in ten thousand times (Fisher's
exact test, https://doi.org/10.2307/2340521).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma

from newscrawl.tally import FIELDS, OWN_TEXT, PLACES, TIME_OF_DAY, Tally, length, total

CHANCE = 1e-4
SHARE = 0.5
LEAST = 5
"""Articles that a run must have read to be compared."""
MEASURE = 20
"""Articles that must have been read before."""

_SHORT = 0.1
"""A text is short if it is shorter than all but this share of those before."""

LONG = 7 * 24
"""Hours that no site has to publish within."""
LAG = 10
"""How many times later than ever the newest article may be."""

COMPARED = (*FIELDS, TIME_OF_DAY, *PLACES)
"""What an article may have or lack."""

_NAMES = (OWN_TEXT, *COMPARED)

ESSENTIAL = ("stories", "text", OWN_TEXT, "published")
"""Without these an article is none, and so is not stored."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What is not as it was."""

    field: str
    words: str
    """The figures: now, and before."""

    @property
    def is_essential(self) -> bool:
        """Whether what was read is no article without it."""
        return self.field in ESSENTIAL


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some articles have something."""

    found: int
    of: int

    @property
    def rate(self) -> float:
        """The share of them that do; 0 of none."""
        return self.found / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.found:,} of {self.of:,}"


Count = Callable[[Tally], Share]


def compare(before: Sequence[Tally], now: Tally) -> list[Drift]:
    """Return how *now* differs from the runs *before*, the essential first."""
    found = _compare(before, now)
    return sorted(found, key=lambda drift: not drift.is_essential)


@dataclass(frozen=True, slots=True)
class Row:
    """One field, in the runs before and now."""

    field: str
    before: Share
    worst: float
    """The share in the worst of the runs before."""
    now: Share


def rows(before: Sequence[Tally], now: Tally) -> list[Row]:
    """Return the shares that are compared, but for what no article ever had."""
    counts = {"stories": stories, **{name: filled(name) for name in _NAMES}}
    known = total(before)
    return [
        Row(name, count(known), worst(count, before), count(now))
        for name, count in counts.items()
        if count(known).found or count(now).found
    ]


def worst(count: Count, before: Sequence[Tally]) -> float:
    """Return the least share of what is counted in any of the runs *before*."""
    shares = map(count, before)
    rates = [share.rate for share in shares if share.of >= LEAST]
    return min([*rates, count(total(before)).rate])


def _compare(before: Sequence[Tally], now: Tally) -> Iterator[Drift]:
    known = total(before)
    if _has_collapsed(stories, before, known, now):
        words = f"{stories(now)} pages are articles; before, {stories(known)}"
        yield Drift("stories", words)
    medians = [one.words for one in before if one.articles >= LEAST]
    is_short = now.words < SHARE * min([*medians, known.words])
    if is_short and _has_collapsed(long_texts(known), before, known, now):
        words = f"about {now.words:,} words in half of them; before, {known.words:,}"
        yield Drift("text", words)
    for name in _NAMES:
        count = filled(name)
        if _has_collapsed(count, before, known, now):
            yield Drift(name, f"on {count(now)} articles; before, on {count(known)}")
    yield from _compare_lags(before, now)


def _compare_lags(before: Sequence[Tally], now: Tally) -> Iterator[Drift]:
    """Yield the drift where much is new, and by its dates nothing is."""
    lags = [one.lag for one in before if one.new >= LEAST and one.lag is not None]
    if now.lag is None or now.new < LEAST or not lags:
        return
    if now.lag > max(LONG, LAG * max(lags)):
        days, most = now.lag / 24, max(lags) / 24
        words = f"of the {now.new:,} new articles was published {days:,.0f} days ago"
        yield Drift("newest", f"{words}; before, {most:,.1f} at the most")


def filled(name: str) -> Count:
    """Return what counts the articles that have the field *name*."""
    return lambda tally: Share(tally.filled[name], tally.articles)


def stories(tally: Tally) -> Share:
    """Return how many of the pages asked for as stories were articles."""
    return Share(tally.outcomes["article"], tally.outcomes.total())


def long_texts(known: Tally) -> Count:
    """Return what counts the texts that are not short beside those *known*."""
    least = known.quantile(_SHORT)

    def count(tally: Tally) -> Share:
        long = (n for step, n in tally.lengths.items() if step >= max(least, length(1)))
        return Share(sum(long), tally.articles)

    return count


def _has_collapsed(
    count: Count, before: Sequence[Tally], known: Tally, now: Tally
) -> bool:
    past, own = count(known), count(now)
    if own.of < LEAST or past.of < MEASURE:
        return False
    is_low = own.rate < SHARE * worst(count, before)
    return is_low and chance(past, own) < CHANCE


def chance(past: Share, own: Share) -> float:
    """Return how likely *own* has so few or fewer, were it drawn from all by lot."""
    every, found = past.of + own.of, past.found + own.found
    least = max(0, own.of - (every - found))
    ways = (
        _log_choose(found, number) + _log_choose(every - found, own.of - number)
        for number in range(least, own.found + 1)
    )
    whole = _log_choose(every, own.of)
    return min(1.0, sum(exp(way - whole) for way in ways))


def _log_choose(of: int, number: int) -> float:
    if not 0 <= number <= of:
        return -inf
    return lgamma(of + 1) - lgamma(number + 1) - lgamma(of - number + 1)
