"""The pages that newscrawl reads worst, with what is expected of them."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.extraction import words
from benchmarks.extraction.measures import MEASURES, Measure
from benchmarks.extraction.pages import Page, Record

CUT = 300


def tell(
    name: str, count: int, pages: Sequence[Page], found: Mapping[str, Record]
) -> Iterator[str]:
    """Yield lines on the *count* pages with the lowest figure of the measure *name*."""
    measure = next(one for one in MEASURES if one.name == name)
    ranked = sorted(_wrong(measure, pages, found), key=lambda pair: pair[0])
    for value, page in ranked[:count]:
        yield f"{value:.2f}  {page.id}  {page.url}"
        read = found.get(page.id) or {}
        yield from _sides(measure, page.gold, read)


def _wrong(
    measure: Measure, pages: Sequence[Page], found: Mapping[str, Record]
) -> Iterator[tuple[float, Page]]:
    for page in pages:
        facts = measure.of_page(page.gold, found.get(page.id) or {})
        if facts is None:
            continue
        value = measure.figure(facts)
        if (value > 0) if measure.less_is_better else (value < 1):
            yield 1 - value if measure.less_is_better else value, page


def _sides(measure: Measure, gold: Record, read: Record) -> Iterator[str]:
    if measure.field != "text":
        yield f"      expected {gold.get(measure.field)!r}"
        yield f"      read     {read.get(measure.field)!r}"
    elif "with" in gold:
        text = words.collapse(read.get("text") or "")
        yield from (
            f"      missing  {passage[:CUT]!r}"
            for passage in gold["with"]
            if words.collapse(passage) not in text
        )
        yield from (
            f"      too much {passage[:CUT]!r}"
            for passage in gold["without"]
            if words.collapse(passage) in text
        )
    else:
        yield from _texts(gold["text"], read.get("text") or "")


def _texts(gold: str, read: str) -> Iterator[str]:
    """Yield the paragraphs of each side that hold nothing of the other."""
    for what, of, other in (("missing", gold, read), ("too much", read, gold)):
        there = words.shingles(other).keys()
        for paragraph in of.splitlines():
            runs = words.shingles(paragraph).keys()
            if runs and not runs & there:
                yield f"      {what:8} {paragraph[:CUT]!r}"
