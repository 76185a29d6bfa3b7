"""What came of many crawls, as a table, for machines, and as one exit code."""

from collections.abc import Iterator, Sequence
from typing import Any

from newscrawl.archive.sites import few
from newscrawl.exitcodes import GRAVITY, ExitCode, gravest
from newscrawl.many.columns import aligned
from newscrawl.many.task import Task

_WELL = (ExitCode.DONE, ExitCode.NOTHING_NEW)
_HEAD = ("site", "new", "changed", "pages", "seconds", "exit", "what it means")
_WORDS = (0, 6)


def table(tasks: Sequence[Task]) -> str:
    """Return a line for each of *tasks*, below the names of its columns."""
    return aligned([_HEAD, *map(_row, tasks)], _WORDS)


def _row(task: Task) -> tuple[str, ...]:
    pulse = task.pulse
    figures = (pulse.articles, pulse.revisions, pulse.pages)
    code = "-" if task.code is None else str(int(task.code))
    counts = (f"{figure:,}" for figure in figures)
    return (task.site, *counts, f"{task.seconds:.1f}", code, task.how)


def document(tasks: Sequence[Task], seconds: float) -> dict[str, Any]:
    """Return the same as JSON takes it."""
    return {
        "exit_code": int(together(tasks)),
        "seconds": round(seconds, 3),
        "sites": [
            {
                "site": task.site,
                "articles": task.pulse.articles,
                "revisions": task.pulse.revisions,
                "pages": task.pulse.pages,
                "seconds": round(task.seconds, 3),
                "exit_code": None if task.code is None else int(task.code),
                "meaning": task.how,
                "message": task.pulse.said,
                "log": str(task.log) if task.has_log else None,
            }
            for task in tasks
        ],
    }


def together(tasks: Sequence[Task]) -> ExitCode:
    """Return what they end with together; what was not begun was stopped."""
    return gravest(_code(task) for task in tasks)


def complaints(tasks: Sequence[Task]) -> Iterator[str]:
    """Yield for each code that is not well, the gravest first, whose it is."""
    for code in GRAVITY:
        sites = [task.site for task in tasks if _code(task) == code]
        if sites and code not in _WELL:
            yield f"{few(sites)}: exit code {int(code)}, {code.meaning}"


def _code(task: Task) -> ExitCode:
    return ExitCode.STOPPED if task.code is None else task.code
