"""The page as a whole."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template

from newscrawl.archive.comparison import Comparison, read_comparison
from newscrawl.archive.coverage import Coverage, read_coverage
from newscrawl.archive.inventory import Entry, Inventory, read_inventory
from newscrawl.archive.opening import moment
from newscrawl.archive.overview import Overview, read_overview
from newscrawl.report import completeness, contents, history, listing
from newscrawl.report.drift import drift
from newscrawl.report.markup import link, number, percent, tiles

_RUNS = 20
_WRITTEN_OUT = 50
"""So many articles stand in the page itself, for those who run no scripts, or print."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows, of one moment."""

    site: str
    made: datetime
    overview: Overview
    coverage: Coverage
    inventory: Inventory
    comparison: Comparison | None


def read(site: str, path: str, now: datetime) -> Report:
    """Return what there is to show of the archive of *site* at *path*.

    Raises ArchiveError or sqlite3.Error where it cannot be read.
    """
    with moment(path) as connection:
        return Report(
            site,
            now,
            read_overview(connection, path, now, _RUNS),
            read_coverage(connection),
            read_inventory(connection),
            read_comparison(connection),
        )


def render(report: Report) -> str:
    """Return the page: HTML that stands alone."""
    overview, inventory = report.overview, report.inventory
    template = Template(_part("page.html"))
    entries = inventory.entries
    return template.substitute(
        site=escape(report.site),
        made=f"{report.made:%d %B %Y, %H:%M} UTC".lstrip("0"),
        published=_published(overview),
        style=_part("page.css"),
        script=_part("page.js"),
        tiles=_tiles(overview, report.coverage),
        panels="".join(
            (
                contents.months(inventory),
                completeness.completeness(report.coverage),
                contents.dates(inventory),
                contents.lengths(inventory),
                history.revisions(inventory),
                history.failures(overview),
                drift(report.comparison),
                history.runs(overview),
                contents.fields(inventory),
            )
        ),
        count=number(len(entries)),
        rows="".join(map(_row, entries[:_WRITTEN_OUT])),
        articles=listing.dumps(entries),
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _published(overview: Overview) -> str:
    stored = overview.stored
    if not stored.first:
        return "Nothing with a date is stored."
    return f"Published {stored.first} to {stored.last}."


def _tiles(overview: Overview, coverage: Coverage) -> str:
    stored = overview.stored
    return tiles(
        {
            "articles": number(stored.articles),
            "words": number(stored.words),
            "stored of what is known": percent(coverage.stored, coverage.known),
            "later revisions": number(stored.revisions - stored.articles),
            "taken away since": number(stored.gone),
            "without a date": number(stored.undated),
        }
    )


def _row(entry: Entry) -> str:
    cells = (
        listing.date(entry),
        link(entry.url, entry.title),
        escape(entry.section or ""),
        number(entry.words),
        listing.notes(entry),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
