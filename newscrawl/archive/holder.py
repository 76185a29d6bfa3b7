"""Who holds the lock on an archive, asked without being in anybody's way."""

import fcntl
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path


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


def _is_held(found: Holder, descriptor: int) -> bool:
    """Say whether the process that wrote its name still holds the lock.

    Trying the lock would for a moment keep a crawl from it; so it is tried only where a
    process of that number lives, to tell it from another that was given the number.
    """
    if found.host != socket.gethostname():
        return True
    try:
        os.kill(found.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it lives, and is another user's
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
