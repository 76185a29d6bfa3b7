"""Runs the asianlite spider as a user does: by Scrapy's command line."""

import json
import subprocess
import sys
from pathlib import Path

from tests.wordpress.truth import Record

ROOT = Path(__file__).parents[2]
LIMIT = 300
"""Seconds for one crawl; it takes some twenty."""
LOOPBACK = {
    # No one is disturbed here.
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}


def crawl(folder: Path, **arguments: str) -> list[Record]:
    """The records of a crawl with these spider arguments, as the feed has them."""
    feed = folder / "articles.jsonl"
    settings = LOOPBACK | {"NEWSCRAWL_CORPUS": str(folder / "corpus")}
    command = [sys.executable, "-m", "scrapy", "crawl", "asianlite", "-O", str(feed)]
    for name, value in arguments.items():
        command += ["-a", f"{name}={value}"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
