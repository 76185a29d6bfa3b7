"""Whether the last run read the site as the runs before it did."""

from collections.abc import Iterator

from newscrawl.archive.comparison import Compared, Comparison
from newscrawl.archive.tallies import Found
from newscrawl.drift import Row
from newscrawl.report.markup import folded, items, link, number, panel, percent, table

_HEADS = ("", "before", "worst run", "last run")


def drift(comparison: Comparison | None) -> str:
    """Return how the last run compares with those before it."""
    if comparison is None:
        return ""
    found = comparison.drifts
    accepted = ", which is accepted" if comparison.is_accepted else ""
    words = f"The last run is not like those before it{accepted}." if found else ""
    fields = ((each.drift.field, each.drift.words, _examples(each)) for each in found)
    return panel(
        "Whether it is read as it was",
        f"<p>{words or 'The last run is like those before it.'}</p>",
        table(("what", "figures", "examples"), fields) if found else "",
        *(folded(str(each.source), _fields(each)) for each in comparison.sources),
    )


def _examples(found: Found) -> str:
    return items(map(link, found.urls))


def _fields(compared: Compared) -> str:
    before, now = compared.before, compared.now
    counts = [
        ("articles", number(before.articles), "", number(now.articles)),
        ("words, in half of the texts", number(before.words), "", number(now.words)),
    ]
    return table(_HEADS, [*counts, *map(_row, compared.rows)])


def _row(row: Row) -> Iterator[str]:
    yield row.field
    yield percent(row.before.found, row.before.of)
    yield percent(row.worst, 1) if row.before.of else "–"
    yield percent(row.now.found, row.now.of)
