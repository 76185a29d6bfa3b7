"""What the articles are: by month and section, their dates, lengths and fields."""

from collections import Counter
from html import escape
from statistics import median

from newscrawl.archive.inventory import Entry, Inventory
from newscrawl.report import charts
from newscrawl.report.markup import bars, folded, number, panel

_MOST_SERIES = 8
_LENGTHS = (0, 50, 100, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000)
_MINUTES = (0, 1, 2, 3, 4, 5, 7, 10, 15)
_NONE = "none"


def months(inventory: Inventory) -> str:
    """Return how many articles were published in each month, by section."""
    dated = [entry for entry in inventory.entries if entry.published]
    if not dated:
        return ""
    names = [name for name, _ in inventory.sections.most_common() if name]
    shown = names if len(names) <= _MOST_SERIES + 1 else names[:_MOST_SERIES]
    series: dict[str, Counter[str]] = {
        name: Counter() for name in (*shown, charts.OTHERS)
    }
    for entry in dated:
        name = entry.section if entry.section in series else charts.OTHERS
        series[name or charts.OTHERS][_month(entry)] += 1
    if not series[charts.OTHERS]:
        del series[charts.OTHERS]
    places = charts.span(_month(dated[-1]), _month(dated[0]))
    return panel(
        "Articles a month",
        charts.stacked(places, series),
        folded("Sections", bars(_counted(inventory.sections), ("section", "articles"))),
        note="By date of publication and first section.",
    )


def _month(entry: Entry) -> str:
    return (entry.published or "")[:7]


def _counted(counts: Counter[str | None]) -> list[tuple[str, int]]:
    return [(escape(name or _NONE), count) for name, count in counts.most_common(100)]


def dates(inventory: Inventory) -> str:
    """Return where the dates were read, and how precise they are."""
    rows = [
        (f"{source} · {precision}" if source else "no date", count)
        for (source, precision), count in inventory.dates.most_common()
    ]
    return panel(
        "Dates",
        bars(rows, ("source and precision", "articles")),
        note="No date is guessed: one that cannot be read for certain is none.",
    )


def lengths(inventory: Inventory) -> str:
    """Return how long the articles are, and how long they say that they take."""
    words = [entry.words for entry in inventory.entries]
    minutes = Counter({m: n for m, n in inventory.minutes.items() if m is not None})
    stated = minutes.total()
    pieces = [bars(_binned(Counter(words), _LENGTHS), ("words", "articles"))]
    if stated:
        rows = _binned(minutes, _MINUTES)
        pieces.append(bars(rows, ("minutes to read", "articles")))
    note = f"Half of them have {number(round(median(words or [0])))} words or more;"
    note += f" {number(stated)} state how long they take to read."
    return panel("Length", f'<div class="pair">{"".join(pieces)}</div>', note=note)


def _binned(counts: Counter[int], bounds: tuple[int, ...]) -> list[tuple[str, int]]:
    """Return how many lie from each of *bounds* to the next, where there are any."""
    rows = []
    for start, end in zip(bounds, (*bounds[1:], None), strict=True):
        inside = (n for size, n in counts.items() if start <= size < (end or size + 1))
        rows.append((_range(start, end), sum(inside)))
    filled = [place for place, (_, count) in enumerate(rows) if count]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _range(start: int, end: int | None) -> str:
    if end is None:
        return f"{start:,} or more"
    return f"{start:,}" if end == start + 1 else f"{start:,} to {end - 1:,}"


def fields(inventory: Inventory) -> str:
    """Return in how many records each field holds anything."""
    whole = len(inventory.entries)
    rows = inventory.filled.most_common()
    languages = _counted(inventory.languages)
    return panel(
        "Fields",
        folded("Records in which each holds anything",
                bars(rows, ("field", "records"), whole)),
        folded("Languages", bars(languages, ("language", "articles"))),
    )  # fmt: skip
