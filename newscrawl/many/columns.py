"""Rows of words and figures, one below the other."""

from collections.abc import Collection, Sequence


def aligned(rows: Sequence[Sequence[str]], words: Collection[int]) -> str:
    """Return *rows*, the first of which names the columns, a line each.

    The columns *words*, by their places, begin at the left; figures end at the right.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
