"""The hosts that crawl: each a worker, with a mount of its own of the volume."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.cluster import volume
from benchmarks.cluster.network import Network, kill_all, on
from newscrawl.cluster.ticket import Tickets

COMMAND = (sys.executable, "-m", "newscrawl")
ROOT = Path(__file__).parents[2]


@dataclass
class Machine:
    """A host that can be switched off, and on again."""

    name: str
    files: str
    """The address of the volume."""
    place: Path
    """Where it is mounted."""
    broker: str
    corpus: str = "corpus"
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def switch_on(self, *options: str) -> None:
        """Mount the volume, and begin a worker."""
        volume.mount(self.name, self.files, self.place)
        log = self.place.with_suffix(".log").open("ab")
        self.process = self._begin("worker", *options, stderr=log)
        log.close()

    def switch_off(self) -> None:
        """Kill all that runs there at once."""
        kill_all(self.name)
        if self.process:
            self.process.wait()
            self.process = None
        volume.unmount(self.place)

    def stop(self) -> None:
        """End the worker gently, and go."""
        if self.process:
            self.process.terminate()
            self.process.wait(60)
        self.switch_off()

    def run(self, *words: str, **given: str) -> str:
        """Return what a command prints that runs there."""
        process = self._begin(*words, stdout=subprocess.PIPE, text=True)
        printed: str = process.communicate()[0]
        if process.returncode:
            raise SystemExit(f"cluster: {' '.join(words)}: {process.returncode}")
        return printed

    def _begin(self, *words: str, **given: Any) -> "subprocess.Popen[Any]":
        settings = ("-s", f"NEWSCRAWL_CORPUS={self.place / self.corpus}")
        command = [*on(self.name), *COMMAND, *words, *settings]
        environment = {**os.environ, "NEWSCRAWL_BROKER": self.broker}
        environment["PYTHONPATH"] = str(ROOT)
        return subprocess.Popen(command, env=environment, cwd=self.place, **given)

    def submitted(self) -> int:
        """Return how many sites are not yet crawled to their end."""
        return len(list(Tickets(str(self.place / self.corpus)).sites()))

    def stored(self, site: str) -> list[str]:
        """Return the addresses in the feed of *site*; a torn line raises ValueError."""
        feed = self.place / self.corpus / site / "articles.jsonl"
        lines = feed.read_text("utf-8").splitlines() if feed.exists() else []
        return [json.loads(line)["url"] for line in lines]


def machines(
    network: Network, count: int, files: str, broker: str, folder: Path
) -> list[Machine]:
    """Return so many hosts, which are switched off."""
    found = []
    for number in range(1, count + 1):
        name = f"news-worker-{number}"
        network.add(name, 10 + number)
        found.append(Machine(name, files, folder / f"mount-{number}", broker))
    return found
