"""Many sites at a glance: totals, and a line for each."""

from collections import Counter
from collections.abc import Mapping

from newscrawl.archive.brief import Brief
from newscrawl.many.columns import aligned

HOW = {
    "finished": "done",
    "shutdown": "stopped by hand",
    "cancelled": "stopped by hand",
    "closespider_timeout": "its time was up",
    "output_error": "could not write",
    "drift": "not as it was",
    "unsettled": "no front page",
    "running": "under way",
    "killed": "killed, or cut short",
}
"""Why a run ended, in words."""

_HEAD = ("site", "articles", "new", "pending", "last run", "how it ended")
_WORDS = (0, 4, 5)
_UNENDED = "under way, or killed"


def summary(found: Mapping[str, Brief | str]) -> str:
    """Return what all hold together: *found* has an error in place of some."""
    known = [one for one in found.values() if isinstance(one, Brief)]
    ends = Counter(map(_how, known))
    if errors := len(found) - len(known):
        ends["cannot be read"] = errors
    articles = sum(one.articles for one in known)
    pending = sum(one.pending for one in known)
    told = " · ".join(f"{count:,} {how}" for how, count in ends.most_common())
    return f"{len(found):,} sites · {articles:,} articles · {pending:,} pending\n{told}"


def lines(found: Mapping[str, Brief | str]) -> str:
    """Return a line for each site, below the names of the columns."""
    return aligned([_HEAD, *map(_row, found, found.values())], _WORDS)


def _row(site: str, found: Brief | str) -> tuple[str, ...]:
    if isinstance(found, str):
        return (site, "", "", "", "", found)
    counts = (f"{count:,}" for count in (found.articles, found.new, found.pending))
    started = found.started or ""
    return (site, *counts, f"{started[:10]} {started[11:16]}".strip(), _how(found))


def _how(found: Brief) -> str:
    if found.started is None:
        return "no run yet"
    return _UNENDED if found.how is None else HOW.get(found.how, found.how)
