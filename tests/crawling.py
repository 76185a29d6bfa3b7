"""Run the spider as a user does: a process of its own, against a real server."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl left behind."""

    code: int
    records: list[dict[str, Any]]
    errors: str
    """What it wrote to standard error."""

    @property
    def urls(self) -> set[str]:
        """The addresses of its records."""
        return {record["url"] for record in self.records}


def crawl(
    folder: Path,
    *starts: str,
    spider: str = "asianlite",
    output: str = "",
    settings: Sequence[str] = (),
    **arguments: str,
) -> Crawl:
    """Return what `scrapy crawl` of *spider* finds from *starts*, warnings as errors.

    With *output*, that file is added to, and no records are returned.
    """
    found = folder / "found.jsonl"
    target = ["-o", str(folder / output)] if output else ["-O", str(found)]
    given = {"start": " ".join(starts), **arguments}
    command = [sys.executable, "-m", "scrapy", "crawl", spider, *target]
    for name, value in given.items():
        command += ["-a", f"{name}={value}"]
    command += ["-s", f"NEWSCRAWL_CORPUS={folder / 'corpus'}"]
    for setting in settings:
        command += ["-s", setting]
    command += ["-s", "SPIDER_MODULES=newscrawl.spiders,tests.gazette"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = found.read_text("utf-8").splitlines() if found.exists() else []
    return Crawl(done.returncode, [json.loads(line) for line in lines], done.stderr)
