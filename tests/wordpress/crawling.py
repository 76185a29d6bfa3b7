"""Runs a spider as a user does: by Scrapy's command line."""

import json
from pathlib import Path

from tests.processes import run
from tests.wordpress.truth import Record

ROOT = Path(__file__).parents[2]
LOOPBACK = {
    # No one is disturbed here.
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}


def crawl(folder: Path, spider: str = "asianlite", **arguments: str) -> list[Record]:
    """The records of a crawl with these spider arguments, as the feed has them."""
    feed = folder / "articles.jsonl"
    settings = LOOPBACK | {"NEWSCRAWL_CORPUS": str(folder / "corpus")}
    words = ["crawl", spider, "-O", str(feed)]
    for name, value in arguments.items():
        words += ["-a", f"{name}={value}"]
    for name, value in settings.items():
        words += ["-s", f"{name}={value}"]
    done = run(*words, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
