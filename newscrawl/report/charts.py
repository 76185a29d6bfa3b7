"""Charts over months, as SVG that is as wide as its place.

Across they are laid out in percent, so that no letter shrinks on a narrow screen.
"""

from collections.abc import Mapping, Sequence
from html import escape

OTHERS = "others"
"""The series of what is left."""

_HEIGHT = 190
_AXIS = 24
_GAP = 0.12
"""How much of its place a bar leaves free."""

_MOST_LABELS = 8
_YEARS_FROM = 30
"""From so many months on, the axis names years."""

_STEPS = (10, 12, 16, 20, 24, 30, 40, 50, 60, 80)


def span(first: str, last: str) -> list[str]:
    """Return the months from *first* to *last*, such as 2022-05."""
    year, month = map(int, first.split("-"))
    months = []
    while (name := f"{year:04}-{month:02}") <= last:
        months.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def stacked(months: Sequence[str], series: Mapping[str, Mapping[str, int]]) -> str:
    """Return bars of *series* on each other, a place for each of *months*."""
    sums = {
        month: sum(one.get(month, 0) for one in series.values()) for month in months
    }
    top = _ceiling(max(sums.values(), default=0))
    width = 100 / max(1, len(months))
    places = (
        _stack(month, place * width, width, top, sums[month], series)
        for place, month in enumerate(months)
    )
    return (
        f'<figure>{_legend(series)}<svg class="months" role="img" width="100%"'
        f' height="{_HEIGHT + _AXIS}" aria-label="Articles a month">'
        f"{_grid()}{''.join(places)}{_scale(top)}{_labels(months, _HEIGHT + 17)}"
        "</svg></figure>"
    )


def _stack(
    month: str,
    left: float,
    width: float,
    top: int,
    total: int,
    series: Mapping[str, Mapping[str, int]],
) -> str:
    bottom, pieces, words = float(_HEIGHT), [], []
    for place, (name, counts) in enumerate(series.items()):
        if count := counts.get(month, 0):
            height = count / top * _HEIGHT
            bottom -= height
            pieces.append(
                f'<rect class="{_hue(place, name)}" x="{left + width * _GAP / 2:.3f}%"'
                f' y="{bottom:.1f}" width="{width * (1 - _GAP):.3f}%"'
                f' height="{height:.1f}"/>'
            )
            words.append(f"{name} {count:,}")
    title = escape(
        f"{month}: {total:,} ({', '.join(words)})" if words else f"{month}: 0"
    )
    hit = f'<rect class="hit" x="{left:.3f}%" y="0" width="{width:.3f}%"'
    return f'<g><title>{title}</title>{"".join(pieces)}{hit} height="{_HEIGHT}"/></g>'


def _ceiling(most: int) -> int:
    """Return a round number that is not below *most*."""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale >= most:
                return step * scale
        scale *= 10


def _grid() -> str:
    lines = {0: "grid", _HEIGHT // 2: "grid", _HEIGHT: "axis"}
    return "".join(
        f'<line class="{kind}" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
        for y, kind in lines.items()
    )


def _scale(top: int) -> str:
    """Return what the lines stand for, over the bars."""
    values = {0: top, _HEIGHT // 2: top // 2}
    return "".join(
        f'<text class="scale" x="0" y="{y + 12}">{value:,}</text>'
        for y, value in values.items()
    )


def _labels(months: Sequence[str], y: int) -> str:
    by_year = len(months) >= _YEARS_FROM
    marked = [
        (place, month[:4] if by_year else month)
        for place, month in enumerate(months)
        if not by_year or month.endswith("-01")
    ]
    step = -(-len(marked) // _MOST_LABELS) or 1
    return "".join(
        f'<text x="{x:.2f}%" y="{y}" text-anchor="{"end" if x > 90 else "start"}">'
        f"{words}</text>"
        for place, words in marked[::step]
        for x in [100 * place / len(months)]
    )


def _hue(place: int, name: str) -> str:
    return "rest" if name == OTHERS else f"c{place}"


def _legend(names: Mapping[str, object]) -> str:
    pieces = (
        f'<li><i class="{_hue(place, name)}"></i>{escape(name)}</li>'
        for place, name in enumerate(names)
    )
    return f'<ul class="legend">{"".join(pieces)}</ul>'


def strip(shares: Mapping[str, float | None], name: str) -> str:
    """Return a row of cells, the darker the more of a month is known."""
    width = 100 / max(1, len(shares))
    cells = "".join(
        f'<rect class="q{_shade(share)}" x="{place * width:.3f}%" y="0"'
        f' width="{width + 0.05:.3f}%" height="100%">'
        f"<title>{month}: {_words(share)}</title></rect>"
        for place, (month, share) in enumerate(shares.items())
    )
    return (
        f'<svg class="strip" role="img" aria-label="{escape(name)}" width="100%"'
        f' height="20">{cells}</svg>'
    )


def _shade(share: float | None) -> str:
    """Return the shade of *share*: 0 is none of it and 5 all."""
    if share is None:
        return "x"
    return str(5 if share >= 1 else min(4, int(share * 4) + 1) if share else 0)


def _words(share: float | None) -> str:
    return "nothing is known" if share is None else f"{100 * share:.0f} %"


def axis(months: Sequence[str]) -> str:
    """Return the months under strips."""
    labels = _labels(months, 14)
    return f'<svg aria-hidden="true" width="100%" height="18">{labels}</svg>'
