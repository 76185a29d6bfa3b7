"""A library at work: a process of its own, with pages in its memory."""

import json
import os
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from benchmarks.extraction.libraries import ADAPTERS, Library
from benchmarks.extraction.pages import Page, Record

ROOT = Path(__file__).parents[2]
"""Of this project, for the one library that needs no installing."""


class Broken(Exception):
    """A library whose process has ended before it has answered."""


@dataclass(frozen=True, slots=True)
class Worker:
    """The process in which *library* reads its pages."""

    library: Library
    process: "subprocess.Popen[str]"
    errors: IO[str]

    def records(self) -> dict[str, Record]:
        """Return what is read on each page, by its id.

        Raises Broken.
        """
        found: dict[str, Record] = self._ask("records")
        return found

    def seconds(self) -> float:
        """Return the seconds of CPU time that reading all pages once takes.

        Raises Broken.
        """
        return float(self._ask("seconds"))

    def give(self, pages: Iterable[Page]) -> None:
        """Have it hold *pages*: once, and before anything is asked.

        Raises Broken.
        """
        for page in pages:
            body = b64encode(page.body()).decode("ascii")
            self._say(json.dumps({"id": page.id, "url": page.url, "body": body}))
        self._say("")

    def _ask(self, command: str) -> Any:
        self._say(command)
        assert self.process.stdout is not None
        if not (answer := self.process.stdout.readline()):
            raise self._broken()
        return json.loads(answer)

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self._broken() from None

    def _broken(self) -> Broken:
        code = self.process.wait()
        self.errors.seek(0)
        last = (self.errors.read().splitlines() or ["it says nothing"])[-1]
        return Broken(f"{self.library.name} ended with {code}: {last}")


@contextmanager
def at_work(library: Library, python: Path, pages: Iterable[Page]) -> Iterator[Worker]:
    """Start *library* under *python*, with *pages* in its memory, and end it."""
    # -P: the adapters' folder is kept off sys.path, for they shadow the libraries.
    worker, adapter = ADAPTERS / "worker.py", library.adapter
    command = (str(python), "-P", str(worker), str(adapter), *library.modes)
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_surroundings(library),
            encoding="utf-8",
        ) as process,
    ):
        try:
            (one := Worker(library, process, errors)).give(pages)
            yield one
        finally:
            process.kill()
            assert process.stdin is not None
            with suppress(BrokenPipeError):  # what a dead process was still to be told
                process.stdin.close()


def _surroundings(library: Library) -> dict[str, str]:
    """Return the variables of its process: nothing else to import from."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return kept if library.requirements else kept | {"PYTHONPATH": str(ROOT)}
