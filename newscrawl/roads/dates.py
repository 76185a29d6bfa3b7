"""The archives of years and months that WordPress and others have: /2022/05/."""

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median

_AROUND = 6
"""Months before and after one that it is compared with."""


def years(origin: str, first: date, last: date) -> Iterator[str]:
    """Yield the addresses of the years from *first* to *last*, the latest first."""
    for year in range(last.year, first.year - 1, -1):
        yield f"{origin}/{year}/"


def months(origin: str, year: int, first: date, last: date) -> Iterator[str]:
    """Yield the addresses of the months of *year*, as far as they are of these days."""
    for month in range(12, 0, -1):
        if (first.year, first.month) <= (year, month) <= (last.year, last.month):
            yield month_address(origin, f"{year}-{month:02}")


def month_address(origin: str, month: str) -> str:
    """Return the address of *month*, such as 2022-05."""
    return f"{origin}/{month.replace('-', '/')}/"


def thin(counts: Mapping[str, int]) -> list[str]:
    """Return the months of which suspiciously few stories are known.

    *counts* are by month, such as 2022-05. A month is thin that has less than half of
    what the months around it have; the first and the last need not be whole.
    """
    if not counts:
        return []
    names = list(_span(min(counts), max(counts)))
    values = [counts.get(name, 0) for name in names]
    return [
        name
        for place, name in [*enumerate(names)][1:-1]
        if 2 * values[place] < _usual(values, place)
    ]


def _usual(values: list[int], place: int) -> float:
    around = values[max(0, place - _AROUND) : place + _AROUND + 1]
    return median(around)


def _span(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
