"""What happened to the articles and their pages, and how the runs went."""

from collections.abc import Iterator
from html import escape

from newscrawl.archive.inventory import Entry, Inventory
from newscrawl.archive.overview import Overview, RunFigures
from newscrawl.report.markup import items, link, number, panel, table

_MOST_ROWS = 12
_MOST_EXAMPLES = 10


def revisions(inventory: Inventory) -> str:
    """Return which articles repeat another, were changed, or were taken away."""
    entries = inventory.entries
    repeats = [entry for entry in entries if entry.original]
    changed = sorted((e for e in entries if e.revision > 1), key=lambda e: -e.revision)
    gone = [entry for entry in entries if entry.is_gone]
    kinds = {
        "repeat another’s text": (repeats, _repeat),
        "were changed after they were stored": (changed, _changed),
        "were taken away by the publisher": (gone, _named),
    }
    pieces = (
        f"<h3>{number(len(found))} {words}</h3>"
        f"{items(map(tell, found[:_MOST_EXAMPLES]))}"
        for words, (found, tell) in kinds.items()
    )
    return panel("Duplicates and revisions", *pieces)


def _named(entry: Entry) -> str:
    return link(entry.url, entry.title)


def _repeat(entry: Entry) -> str:
    return f"{_named(entry)} repeats {link(entry.original or '', 'this one')}"


def _changed(entry: Entry) -> str:
    return f"{_named(entry)}: revision {entry.revision}"


def failures(overview: Overview) -> str:
    """Return what could not be read, by kind."""
    rows = (
        (
            "to try again" if why.state == "pending" else why.state,
            escape(why.reason or ""),
            number(why.pages),
            items(map(link, why.examples)),
        )
        for why in overview.reasons[:_MOST_ROWS]
    )
    if not overview.reasons:
        return panel("Failures", "<p>None.</p>")
    return panel("Failures", table(("what", "why", "pages", "examples"), rows))


def runs(overview: Overview) -> str:
    """Return how the last runs went."""
    heads = (
        "began (UTC)",
        "took",
        "how it ended",
        "new",
        "changed",
        "requests",
        "asked",
    )
    return panel("The last runs", table(heads, map(_run, overview.runs)))


def _run(run: RunFigures) -> Iterator[str]:
    yield f"{run.started[:10]} {run.started[11:16]}"
    yield "" if run.seconds is None else f"{run.seconds / 60:,.1f} min"
    yield escape(run.how)
    yield number(run.articles)
    yield number(run.revisions)
    yield "" if run.requests is None else number(run.requests)
    given = (f"{name}={value}" for name, value in run.arguments.items())
    yield escape(" ".join(given))
