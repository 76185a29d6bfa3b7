"""A private server process that lives no longer than we do."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

OWNER = "www-data"
"""Who runs the servers when we are root, which none of them accepts."""

PATIENCE = 60.0
"""Seconds to wait for a server to come up or to go."""


class ServiceError(RuntimeError):
    """A server or a command failed; the message ends with what it wrote."""


def is_root() -> bool:
    """Tell whether we must step down before starting a server."""
    return os.geteuid() == 0


def demoted(command: Sequence[str]) -> list[str]:
    """The command as `OWNER` where we are root, ended when we end."""
    owner = [f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"]
    step_down = owner if is_root() else []
    return ["/usr/bin/setpriv", *step_down, "--pdeathsig=TERM", *command]


def run(command: Sequence[str]) -> str:
    """What a command printed; ended with all its children if we are interrupted."""
    with subprocess.Popen(
        demoted(command),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        start_new_session=True,
    ) as process:
        try:
            printed, errors = process.communicate()
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            # Until the last of them is gone: they still write into the folder.
            process.communicate()
            raise
    if process.returncode:
        raise ServiceError(f"{' '.join(command)} failed:\n{printed}{errors}")
    return printed


class Service:
    """One server: started on entering, stopped on leaving by the signal `end`."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        ready: Callable[[], bool],
        end: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.command = demoted(command)
        self.log = log
        self.ready = ready
        self.end = end
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C at the terminal is ours to handle.
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait(self.process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server."""
        process, self.process = self.process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(self.end)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end:
            if self.ready():
                return
            time.sleep(0.05)
        words = self.log.read_text(errors="replace")[-2000:]
        raise ServiceError(f"{self.name} did not come up ({self.log}):\n{words}")
