"""What comes after a turn: another, or the end."""

from dataclasses import replace

from newscrawl.cluster.ticket import Ticket
from newscrawl.exitcodes import ExitCode, gravest, known
from newscrawl.many.task import Task

MOST_ATTEMPTS = 10
"""How many turns in a row may die before a site is given up.

Each turn of a machine that is switched off counts as well: nobody can tell them apart.
"""

_CUT = ("closespider_timeout", "shutdown", "cancelled")
_WHOLE = ("finished", "drift", "closespider_itemcount")
_NOT_OURS = (ExitCode.STOPPED, ExitCode.LOCKED)


def begin(ticket: Ticket) -> Ticket:
    """Return *ticket* as it is while its turn is under way."""
    return replace(ticket, attempts=ticket.attempts + 1)


def following(ticket: Ticket, task: Task) -> Ticket | None:
    """Return *ticket* for the turn after that which was *task*; None: it was the last.

    One that was cut short goes on, and one that died is tried again.
    """
    counted = _counted(ticket, task)
    if _is_cut(task):
        return replace(counted, turn=ticket.turn + 1, attempts=0)
    if _is_broken(task) and ticket.attempts < MOST_ATTEMPTS:
        return replace(counted, turn=ticket.turn + 1)
    return None


def conclude(ticket: Ticket, task: Task) -> None:
    """Have *task*, which was the last turn of *ticket*, tell what all came to."""
    whole = _counted(ticket, task)
    code = task.code if whole.code is None else known(whole.code)
    how = task.how if code == task.code else ""
    if _is_broken(task):
        code = ExitCode.FAILED
        how = f"{task.how}; given up after {ticket.attempts} turns that died"
    elif code == ExitCode.NOTHING_NEW and (whole.articles or whole.revisions):
        code, how = ExitCode.DONE, ""
    assert code is not None
    task.end(code, how)
    task.seconds = whole.seconds
    task.pulse = replace(
        task.pulse,
        articles=whole.articles,
        revisions=whole.revisions,
        pages=whole.pages,
    )


def is_hasty(task: Task) -> bool:
    """Say whether *task* would likely end as it did were it tried again at once."""
    return task.code == ExitCode.LOCKED or (not _is_cut(task) and _is_broken(task))


def _is_cut(task: Task) -> bool:
    """Say whether there is more to do: its time was up, or its worker was stopped."""
    return task.code in _NOT_OURS or task.pulse.reason in _CUT


def _is_broken(task: Task) -> bool:
    """Say whether it died, or could not write: the site has nothing to do with it."""
    return task.code == ExitCode.FAILED and task.pulse.reason not in (*_CUT, *_WHOLE)


def _counted(ticket: Ticket, task: Task) -> Ticket:
    pulse = task.pulse
    codes = [] if ticket.code is None else [known(ticket.code)]
    if task.code not in _NOT_OURS and not _is_broken(task):
        codes.append(task.code)
    told = [code for code in codes if code is not None]
    return replace(
        ticket,
        code=int(gravest(told)) if told else None,
        articles=ticket.articles + pulse.articles,
        revisions=ticket.revisions + pulse.revisions,
        pages=ticket.pages + pulse.pages,
        seconds=round(ticket.seconds + task.seconds, 3),
    )
