"""What each road knows by month, what is missing, and what may be."""

from math import inf

from newscrawl.archive.coverage import LISTING, REASONS, Coverage
from newscrawl.report import charts
from newscrawl.report.markup import items, link, number, panel, table


def completeness(coverage: Coverage) -> str:
    """Return what each road knows by month, what is missing, and what may be."""
    missing = [
        (f"{REASONS[why.reason]} {why.what}".strip(), kind)
        for why, kind in coverage.unstored.items()
        if why.is_missing
    ]
    rows = (
        (words, number(kind.articles), items(map(link, kind.examples)))
        for words, kind in missing
    )
    return panel(
        "How complete it is",
        f"<p>{_estimate(coverage)}</p>",
        _strips(coverage),
        table(("missing", "articles", "examples"), rows) if missing else "",
        note="Of what is known of each month: the stronger the colour, the more of it.",
    )


def _estimate(coverage: Coverage) -> str:
    stored = f"{number(coverage.stored)} of {number(coverage.known)} articles that are"
    known = f"{stored} known are stored."
    there = coverage.estimate
    if there is None:
        return known
    most = "any number" if there.most == inf else number(there.most)
    return (
        f"{known} As far as {', '.join(coverage.roads)} find articles independently of"
        f" each other, there are {number(there.total)} (95 % interval:"
        f" {number(there.least)} to {most}); what all of them leave out, nobody can"
        " count."
    )


def _strips(coverage: Coverage) -> str:
    known = [name for name in coverage.months if name]
    if not known:
        return ""
    places = charts.span(known[0], known[-1])
    rows = [("stored", coverage.stored, 0)]
    rows += [
        (road, coverage.by_road[road], coverage.alone[road].articles)
        if road in coverage.alone
        else (road, coverage.by_road[road], 0)
        for road in LISTING
        if coverage.by_road[road]
    ]
    lines = "".join(
        f"<dt>{name}<small>{number(count)}{_alone(alone)}</small></dt>"
        f"<dd>{charts.strip(_shares(coverage, places, name), name)}</dd>"
        for name, count, alone in rows
    )
    return f'<dl class="strips">{lines}<dt></dt><dd>{charts.axis(places)}</dd></dl>'


def _alone(count: int) -> str:
    return f", {number(count)} by it alone" if count else ""


def _shares(
    coverage: Coverage, places: list[str], road: str
) -> dict[str, float | None]:
    shares: dict[str, float | None] = dict.fromkeys(places)
    for name, month in coverage.months.items():
        known = month.stored + month.missing
        if name and known:
            count = month.stored if road == "stored" else month.by_road[road]
            shares[name] = count / known
    return shares
