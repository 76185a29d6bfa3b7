"""One run at a time: a lock that dies with its process."""

import json
import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """A lock on Windows keeps others from reading: it is on a byte beyond the end."""

    def _hold(number: int) -> None:
        os.lseek(number, _BEYOND, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LOOK = 0.05
"""Seconds after which nobody tries the lock any more to see who holds it."""


class Locked(Exception):
    """Another run holds the lock; the message says who."""


class Lock:
    """The lock on the archive at *path*: a file beside it, locked by the system.

    The file stays when the lock is released; that it is there says nothing.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(f"{path}.lock")
        self._file: IO[str] | None = None

    def acquire(self, now: str) -> None:
        """Take the lock, and write into it who holds it; raises Locked."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+", encoding="utf-8")
        try:
            _hold_soon(file.fileno())
        except OSError as error:
            holder = _holder(file)
            file.close()
            raise Locked(
                f"another run is under way on {self.path.with_suffix('')}: {holder}"
            ) from error
        self._file = file
        owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": now}
        with suppress(OSError):  # on a full disk the lock holds without a name
            os.ftruncate(file.fileno(), 0)
            os.write(file.fileno(), json.dumps(owner).encode())

    def release(self) -> None:
        """Give the lock back."""
        if self._file:
            os.ftruncate(self._file.fileno(), 0)
            self._file.close()
            self._file = None


def _hold_soon(number: int) -> None:
    try:
        _hold(number)
    except OSError:
        time.sleep(_LOOK)
        _hold(number)


def _holder(file: IO[str]) -> str:
    file.seek(0)
    try:
        owner = json.load(file)
        return f"process {owner['pid']} on {owner['host']}, since {owner['since']}"
    except (ValueError, LookupError, TypeError):
        return "a process that has not yet written its name"
