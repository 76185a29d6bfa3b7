"""Whether the last run read the site as the runs before it did."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

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
    return panel(
        "Whether it is read as it was",
        f"<p>{words or 'The last run is like those before it.'}</p>",
        *_drifts(found),
        *(folded(str(each.source), _fields(each)) for each in comparison.sources),
    )


def _drifts(found: Sequence[Found]) -> Iterator[str]:
    """Yield what is not as it was, by where it is seen."""
    for (source, urls), group in groupby(found, lambda one: (one.source, one.urls)):
        told = (f"{one.drift.field}: {one.drift.words}" for one in group)
        yield f"<h3>{escape(str(source))}</h3>{items(map(escape, told))}"
        yield f"<p>For example:</p>{items(map(link, urls))}"


def _fields(compared: Compared) -> str:
    before, now = compared.before, compared.now
    counts = [
        ("articles", number(before.articles), "", number(now.articles)),
        ("words, in half of the texts", number(before.words), "", number(now.words)),
    ]
    return table(_HEADS, [*counts, *map(_row, compared.rows)])


def _row(row: Row) -> Iterator[str]:
    yield row.field
    shares = (
        percent(row.before.found, row.before.of),
        percent(row.worst, 1) if row.before.of else "–",
        percent(row.now.found, row.now.of),
    )
    yield from (share.replace(" ", "&nbsp;") for share in shares)
