"""Workers as processes, and what they leave in the folder that they share."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawl.site import site_name
from tests import processes

PATIENCE = 60.0


def await_that(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@dataclass(frozen=True)
class Cluster:
    """A folder, a broker, and the workers that are begun there."""

    folder: Path
    url: str

    @property
    def options(self) -> list[str]:
        return ["-s", f"NEWSCRAWL_BROKER={self.url}"]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return processes.run(*words, *self.options, cwd=self.folder)

    def submit(self, *sites: str) -> str:
        done = self.run("submit", *sites)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    @contextmanager
    def worker(self, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Give a worker, which is ended by SIGTERM unless it has ended."""
        command = [sys.executable, "-m", "newscrawl", "worker", *words]
        with subprocess.Popen(
            [*command, *self.options],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            # Celery leaves a socket to the collector now and then.
            env={**os.environ, "PYTHONWARNINGS": "error,ignore::ResourceWarning"},
        ) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                    process.communicate(timeout=PATIENCE)

    def site(self, start: str) -> Path:
        return self.folder / "corpus" / site_name(start)

    def ticket(self, start: str) -> dict[str, Any] | None:
        return _read(self.folder / "corpus" / ".tickets" / site_name(start))

    def outcome(self, start: str) -> dict[str, Any] | None:
        return _read(self.folder / "corpus" / ".outcomes" / site_name(start))

    def stored(self, start: str) -> list[str]:
        """Return the addresses in the feed of a site, each line of which is whole."""
        feed = self.site(start) / "articles.jsonl"
        lines = feed.read_text("utf-8").splitlines() if feed.exists() else []
        return [json.loads(line)["url"] for line in lines]


def _read(path: Path) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    return told
