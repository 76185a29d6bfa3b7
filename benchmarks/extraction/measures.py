"""What is measured: for each page a few numbers, whose sums make the figure.

All figures are made of sums over pages, so that pages can be drawn anew at little cost.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from benchmarks.extraction import moments, words
from benchmarks.extraction.pages import Record

Facts = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: the facts of a page, and the figure that follows from their sums."""

    name: str
    heading: str
    field: str
    """Of the record; a library that does not read it is not measured."""
    of_page: Callable[[Record, Record], Facts | None]
    """From what is expected and what was read; None where nothing is expected."""
    figure: Callable[[Sequence[float]], float]
    less_is_better: bool = False


def body(gold: Record, found: Record) -> Facts | None:
    """Return precision, whether there is a text, recall, and 1.

    As in https://github.com/scrapinghub/article-extraction-benchmark: over runs of four
    words, an empty text counting for recall alone.
    """
    if not gold.get("text"):
        return None
    expected = words.shingles(gold["text"])
    read = words.shingles(found.get("text") or "")
    common = (expected & read).total()
    precision = _ratio(common, read.total())
    return precision, bool(read), _ratio(common, expected.total()), bool(expected)


def segments(gold: Record, found: Record) -> Facts | None:
    """Return how many passages are rightly there, wrongly there, and missing."""
    if not gold.get("with"):
        return None
    text = words.collapse(found.get("text") or "")
    right = sum(words.collapse(passage) in text for passage in gold["with"])
    wrong = sum(words.collapse(passage) in text for passage in gold.get("without", ()))
    return right, wrong, len(gold["with"]) - right


def title(gold: Record, found: Record) -> Facts | None:
    """Return whether the title is the same but for case and punctuation, and 1."""
    if not gold.get("title"):
        return None
    expected = words.fold(gold["title"])
    return expected != "" and expected == words.fold(found.get("title") or ""), 1


def day(gold: Record, found: Record) -> Facts | None:
    """Return whether the day is the one expected, each as written, and 1."""
    expected = moments.day(gold.get("date"))
    if expected is None:
        return None
    return expected == moments.day(found.get("date")), 1


def time(gold: Record, found: Record) -> Facts | None:
    """Return whether the minute is the one expected, and 1."""
    expected = moments.moment(gold.get("date"))
    if expected is None:
        return None
    return moments.agree(expected, moments.moment(found.get("date"))), 1


def authors(gold: Record, found: Record) -> Facts | None:
    """Return how many names are right, wrong and missing, where one is expected."""
    expected = words.names(gold.get("authors"))
    return _compare(expected, words.names(found.get("authors"))) if expected else None


def spurious(gold: Record, found: Record) -> Facts | None:
    """Return whether an author was read where the page shows none, and 1."""
    if "authors" not in gold or words.names(gold["authors"]):
        return None
    return bool(words.names(found.get("authors"))), 1


def tags(gold: Record, found: Record) -> Facts | None:
    """Return how many tags are right, wrong and missing, where there are any."""
    if not gold.get("tags"):
        return None
    return _compare(words.labels(gold["tags"]), words.labels(found.get("tags")))


def _compare(expected: AbstractSet[str], found: AbstractSet[str]) -> Facts:
    return len(expected & found), len(found - expected), len(expected - found)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _share(sums: Sequence[float]) -> float:
    return _ratio(*sums)


def _harmonic(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)


def _mean_f1(sums: Sequence[float]) -> float:
    precision, read, recall, expected = sums
    return _harmonic(_ratio(precision, read), _ratio(recall, expected))


def _f1(sums: Sequence[float]) -> float:
    right, wrong, missing = sums
    return _harmonic(_ratio(right, right + wrong), _ratio(right, right + missing))


MEASURES = (
    Measure("body", "body F1", "text", body, _mean_f1),
    Measure("segments", "segments F1", "text", segments, _f1),
    Measure("title", "title", "title", title, _share),
    Measure("day", "day", "date", day, _share),
    Measure("time", "time", "date", time, _share),
    Measure("authors", "authors F1", "authors", authors, _f1),
    Measure("spurious", "spurious authors", "authors", spurious, _share, True),
    Measure("tags", "tags F1", "tags", tags, _f1),
)
