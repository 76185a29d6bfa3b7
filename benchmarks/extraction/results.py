"""What a run came to: figures by set, measure and library, and speeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.extraction.figures import Figure, compare, judge
from benchmarks.extraction.libraries import OWN, Library
from benchmarks.extraction.measures import MEASURES, Measure
from benchmarks.extraction.pages import Page, Record
from benchmarks.extraction.speed import Speed

Found = Mapping[str, Mapping[str, Record]]
"""What was read: by library, then by page."""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure on one set: the figure of each library that reads the field."""

    measure: Measure
    figures: Mapping[str, Figure]


def columns(
    libraries: Sequence[Library], pages: Sequence[Page], found: Found
) -> list[Column]:
    """Return the measures for which *pages*, those of a set, expect anything."""
    made = (Column(m, _figures(m, libraries, pages, found)) for m in MEASURES)
    return [column for column in made if column.figures]


def _figures(
    measure: Measure, libraries: Sequence[Library], pages: Sequence[Page], found: Found
) -> dict[str, Figure]:
    reading = [one.name for one in libraries if measure.field in one.fields]
    judged = {name: judge(measure, pages, found[name]) for name in reading}
    return {name: figure for name, figure in judged.items() if figure}


def as_json(
    sets: Mapping[str, Sequence[Column]], speeds: Mapping[str, Speed]
) -> dict[str, Any]:
    """Return all figures as plain values."""
    return {
        "sets": {
            name: {column.measure.name: _plain(column) for column in of_set}
            for name, of_set in sets.items()
        },
        "speed": {
            name: {"pages_per_cpu_second": one.median, "rounds": one.rates}
            for name, one in speeds.items()
        },
    }


def _plain(column: Column) -> dict[str, Any]:
    plain: dict[str, Any] = {
        name: {"figure": one.value, "interval": one.interval, "pages": one.pages}
        for name, one in column.figures.items()
    }
    if OWN in plain and len(plain) > 1:
        ahead = compare(column.measure, OWN, column.figures)
        plain[OWN] |= {
            "best_other": ahead.other,
            "difference": ahead.value,
            "difference_interval": ahead.interval,
        }
    return plain
