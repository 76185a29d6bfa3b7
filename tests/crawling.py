"""Run the spider as a user does: a process of its own, against a real server."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.processes import run

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
    words = ["-o", str(folder / output)] if output else ["-O", str(found)]
    for name, value in {"start": " ".join(starts), **arguments}.items():
        words += ["-a", f"{name}={value}"]
    corpus = f"NEWSCRAWL_CORPUS={folder / 'corpus'}"
    spiders = "SPIDER_MODULES=newscrawl.spiders,tests.gazette"
    for setting in (corpus, *settings, spiders):
        words += ["-s", setting]
    done = run("crawl", spider, *words, cwd=ROOT)
    lines = found.read_text("utf-8").splitlines() if found.exists() else []
    return Crawl(done.returncode, [json.loads(line) for line in lines], done.stderr)
