"""What an article costs, as a picture: a bar for each crawler."""

from collections.abc import Mapping
from html import escape

_WIDTH, _LABEL, _FIGURE = 720, 150, 90
_ROW, _BAR = 30, 18
_HEAD = 34
_OWN, _OTHER = "#b3541e", "#7f8c99"


def draw(title: str, costs: Mapping[str, float], own: str) -> str:
    """Return *costs*, multiples of one of them by crawler, as SVG; the cheapest first.

    The bar of *own* has a colour of its own.
    """
    most = max(costs.values())
    rows = (
        _row(place, name, cost, most, _OWN if name == own else _OTHER)
        for place, (name, cost) in enumerate(sorted(costs.items(), key=lambda i: i[1]))
    )
    height = _HEAD + _ROW * len(costs) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" height="{height}" role="img" font-family="sans-serif"'
        f' font-size="14"><title>{escape(title)}</title>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="8" y="22" font-weight="bold">{escape(title)}</text>'
        f"{''.join(rows)}</svg>\n"
    )


def _row(place: int, name: str, cost: float, most: float, colour: str) -> str:
    top = _HEAD + place * _ROW
    width = max(1.0, (_WIDTH - _LABEL - _FIGURE) * cost / most)
    middle = top + _BAR - 4
    return (
        f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{_LABEL}" y="{top}" width="{width:.1f}" height="{_BAR}"'
        f' fill="{colour}"/>'
        f'<text x="{_LABEL + width + 8:.1f}" y="{middle}">{cost:.1f}</text>'
    )
