"""Who holds the lock on an archive, asked without being in anybody's way."""

import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """Where the lock is; see `lock`."""

    def _is_alive(pid: int) -> bool:
        return True  # there is no signal that only asks

    def _is_locked(number: int) -> bool:
        os.lseek(number, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return True
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)
        return False

else:
    import fcntl

    def _is_alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:  # another user's
            return True
        return True

    def _is_locked(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that works on an archive."""

    pid: int
    host: str
    since: str
    """ISO 8601."""

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


def holder(path: str) -> Holder | None:
    """Return who holds the lock on the archive at *path*; None where nobody does."""
    try:
        with Path(f"{path}.lock").open("rb") as file:
            owner = json.load(file)
            found = Holder(int(owner["pid"]), owner["host"], owner["since"])
            return found if _is_held(found, file.fileno()) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _is_held(found: Holder, number: int) -> bool:
    """Say whether the process that wrote its name still holds the lock.

    Trying the lock would for a moment keep a crawl from it; so here it is tried only
    where a process of that number lives, to tell it from another that was given the
    number. Whether one of another machine lives, the lock alone can tell.
    """
    is_here = found.host == socket.gethostname()
    return (not is_here or _is_alive(found.pid)) and _is_locked(number)
