"""One site of many: how it is crawled, how far that is, and what came of it."""

import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.sites import log_of
from newscrawl.exitcodes import ExitCode, known
from newscrawl.politeness.loopback import is_loopback
from newscrawl.pulse import Pulse


@dataclass(slots=True, kw_only=True, eq=False)
class Task:
    """The crawl of one site."""

    site: str
    archive: str
    """Where its archive is, or will be."""
    words: tuple[str, ...]
    """What follows `crawl` on the command line."""
    hosts: frozenset[str] = frozenset()
    """The hosts that it asks."""
    before: float | None = None
    """The seconds that its last run took."""
    pulse: Pulse = field(default_factory=Pulse)
    seconds: float = 0.0
    has_log: bool = False
    """Whether a process was begun, whose log there is."""
    code: ExitCode | None = None
    """How it ended; None where it has not, or was not begun."""
    how: str = "not begun"
    """That in words."""

    @property
    def log(self) -> Path:
        """The file that holds the log of the run."""
        return log_of(self.archive)

    @property
    def why(self) -> str:
        """What is to be said of how it ended: by itself, or of what befell it."""
        is_by_itself = self.code is not None and self.how == self.code.meaning
        return (self.pulse.said if is_by_itself else "") or self.how

    def end(self, code: ExitCode, how: str = "") -> None:
        """Take down how it ended."""
        self.code, self.how = code, how or code.meaning

    def clashes(self, other: "Task") -> bool:
        """Say whether both ask one host, or one the host above another's.

        Two processes do not know of each other's pauses: together they would ask it
        twice as often as it bears. This machine itself bears it.
        """
        return any(
            _is_within(one, another) or _is_within(another, one)
            for one in self.hosts
            for another in other.hosts
            if not is_loopback(one)
        )


def _is_within(host: str, other: str) -> bool:
    return host == other or host.endswith(f".{other}")


def ending(returncode: int, *, is_stopped: bool) -> tuple[ExitCode, str]:
    """Return what a process means that ended with *returncode*, and that in words.

    Below 0 it is the number of a signal, which is ours where it *is_stopped*.
    """
    if returncode < 0:
        numbers = {int(one): one.name for one in signal.Signals}
        name = numbers.get(-returncode, f"signal {-returncode}")
        if is_stopped:
            return ExitCode.STOPPED, f"stopped by {name}; goes on from there"
        return ExitCode.FAILED, f"killed by {name}; goes on from there"
    code = known(returncode)
    if code is None:
        return ExitCode.FAILED, f"ended with {returncode}, which no crawl does"
    return code, code.meaning


def unwritable(error: OSError) -> str:
    """Return what is to be said of a crawl that cannot be begun because of *error*."""
    words = f"cannot be begun: {error.strerror or error}"
    if error.filename:
        words += f": {error.filename}; see to it that this can be written, or name"
        words += " another folder: -s NEWSCRAWL_CORPUS=DIR"
    return words


def longest_first(tasks: Iterable[Task]) -> list[Task]:
    """Return *tasks* in the order in which they are best begun.

    A long one that is begun last runs on alone when all else is done; so the longest
    go first (https://doi.org/10.1137/0117039). The new ones go before them: the whole
    of a newspaper takes longer than what is new in it.
    """
    return sorted(tasks, key=lambda one: (one.before is not None, -(one.before or 0)))
