"""Pieces of HTML: links, tables with bars, and what else several panels are made of."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

Rows = Iterable[tuple[str, int]]
"""What is counted, as HTML, and how many there are."""


def number(count: float) -> str:
    """Return *count* as people write it."""
    return f"{count:,}"


def percent(part: float, whole: float) -> str:
    """Return how much of *whole* is *part*: 99.5 %, and 100 % only where it is all."""
    if not whole or part == whole:
        return "100 %" if whole else "–"
    return f"{min(99.9, max(0.1, 100 * part / whole)) if part else 0:.1f} %"


def link(url: str, words: str = "") -> str:
    """Return a link that tells nobody where it was followed from."""
    text = escape(words or url)
    if urlsplit(url).scheme not in ("http", "https"):
        return text
    return f'<a href="{escape(url)}" rel="noreferrer noopener">{text}</a>'


def panel(title: str, *pieces: str, note: str = "") -> str:
    """Return a panel of the page."""
    words = f'<p class="note">{escape(note)}</p>' if note else ""
    return f"<section><h2>{escape(title)}</h2>{words}{''.join(pieces)}</section>\n"


def tiles(figures: Mapping[str, str]) -> str:
    """Return the figures that stand out, each over what it is."""
    pieces = (
        f"<div><dd>{escape(figure)}</dd><dt>{escape(what)}</dt></div>"
        for what, figure in figures.items()
    )
    return f'<dl class="tiles">{"".join(pieces)}</dl>'


def bars(rows: Rows, heads: tuple[str, str], whole: int | None = None) -> str:
    """Return a table in which each count has a bar; shares are those of *whole*."""
    rows = list(rows)
    total = sum(count for _, count in rows) if whole is None else whole
    longest = max((count for _, count in rows), default=0)
    lines = "".join(
        f'<tr><th scope="row">{words}</th><td>{number(count)}</td>'
        f"<td>{percent(count, total)}</td>"
        f'<td class="bar"><i style="width:{100 * count / (longest or 1):.1f}%"></i>'
        "</td></tr>"
        for words, count in rows
    )
    head = "".join(
        f'<th scope="col">{escape(words)}</th>' for words in (*heads, "share", "")
    )
    return (
        f'<table class="bars"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; *rows* are HTML."""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def folded(title: str, inner: str) -> str:
    """Return what is shown when asked for."""
    return f"<details><summary>{escape(title)}</summary>{inner}</details>"


def items(pieces: Iterable[str]) -> str:
    """Return a list; *pieces* are HTML."""
    lines = "".join(f"<li>{piece}</li>" for piece in pieces)
    return f"<ul>{lines}</ul>" if lines else ""
