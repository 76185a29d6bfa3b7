"""What a run ends with, for cron and for scripts."""

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit code of a command; the text of each is what the documents print."""

    DONE = 0, "done: all that was asked for is stored"
    FAILED = (
        1,
        "failed on this side: a full disk, a file that cannot be written, a bug",
    )
    USAGE = 2, "not begun: an argument, a setting or a file name is wrong"
    SITE = 3, "the site is dead, blocked, forbidden by robots.txt or redesigned"
    NOTHING_NEW = 4, "done: the site has nothing that is not stored already"
    LOCKED = 5, "not begun: another run of this site is under way"
    DRIFT = (
        6,
        "the site is not as it was: a field is missing, texts are cut, or a wall"
        " stands in place of articles",
    )
    STOPPED = (
        130,
        "stopped by Ctrl-C, SIGTERM or CLOSESPIDER_TIMEOUT; the same command goes on"
        " from there",
    )

    meaning: str

    def __new__(cls, value: int, meaning: str) -> "ExitCode":
        """Return the member of *value*."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


def table() -> str:
    """Return the codes and their meanings as rows of a Markdown table."""
    return "\n".join(f"| {code.value} | {code.meaning} |" for code in ExitCode)


GRAVITY = (
    ExitCode.STOPPED,  # by hand: whoever did it knows that not all is done
    ExitCode.FAILED,  # would befall the next site as well
    ExitCode.USAGE,
    ExitCode.DRIFT,  # needs a person; a dead site mostly comes back by itself
    ExitCode.SITE,
    ExitCode.LOCKED,  # somebody else is at it
    ExitCode.DONE,
    ExitCode.NOTHING_NEW,
)
"""The codes, the gravest first: what many runs together end with."""


def known(number: int) -> ExitCode | None:
    """Return the code that *number* is; None where no command ends with it."""
    return next((code for code in ExitCode if code == number), None)


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """Return what runs that ended with *codes* end with together."""
    return min(codes, key=GRAVITY.index, default=ExitCode.DONE)
