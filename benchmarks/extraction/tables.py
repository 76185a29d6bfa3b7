"""Figures as Markdown, for people."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from benchmarks.extraction.figures import Figure, best, compare
from benchmarks.extraction.libraries import OWN, Library
from benchmarks.extraction.results import Column
from benchmarks.extraction.speed import Speed

ABSENT = "–"
"""Where a library does not read the field."""


def of_set(
    name: str, libraries: Sequence[Library], columns: Sequence[Column]
) -> Iterator[str]:
    """Yield the lines of the table of a set: a row a library, the best in bold."""
    heads = (f"{c.measure.heading} ({_pages(c)})" for c in columns)
    yield from _head(name, *heads)
    for library in libraries:
        yield _row(library.name, *(_cell(column, library.name) for column in columns))


def of_differences(columns: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of the table of how far ahead newscrawl is in each measure."""
    compared = [c for c in columns if OWN in c.figures and len(c.figures) > 1]
    if not compared:
        return
    yield from _head(f"{OWN} minus the best other", "difference", "95 %", "best other")
    for column in compared:
        ahead = compare(column.measure, OWN, column.figures)
        low, high = ahead.interval
        yield _row(
            column.measure.heading,
            *(f"{ahead.value:+.3f}", f"{low:+.3f} … {high:+.3f}", ahead.other),
        )


def of_speed(speeds: Mapping[str, Speed]) -> Iterator[str]:
    """Yield the lines of the table of speeds, the fastest first."""
    times = f"{OWN} is … times as fast"
    yield from _head("speed", "pages per CPU-second", times, "in each round")
    for name in sorted(speeds, key=lambda name: -speeds[name].median):
        ratios = speeds[OWN].times(speeds[name]) if OWN in speeds else ()
        each = " ".join(f"{ratio:.2f}" for ratio in ratios)
        middle = f"{median(ratios):.2f}" if ratios else ABSENT
        yield _row(name, f"{speeds[name].median:.1f}", middle, each or ABSENT)


def _pages(column: Column) -> int:
    return next(iter(column.figures.values())).pages


def _cell(column: Column, name: str) -> str:
    figure = column.figures.get(name)
    if figure is None:
        return ABSENT
    text = _value(figure)
    first = column.figures[best(column.measure, column.figures) or name]
    return f"**{text}**" if figure.value == first.value else text


def _value(figure: Figure) -> str:
    low, high = figure.interval
    return f"{figure.value:.3f} ({low:.3f}–{high:.3f})"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|" + "---|" * len(cells)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
