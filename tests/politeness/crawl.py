"""Crawls addresses with the add-on, in a process of its own, and tells what came."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.processes import fork

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a crawl told: its pages by address, its figures, its log."""

    pages: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    listening: int
    log: str


def crawl(
    urls: Sequence[str], settings: Mapping[str, object] | None = None, **more: Any
) -> Outcome:
    done = fork(main, {"urls": urls, "settings": settings or {}, **more})
    assert done.returncode == 0, done.stderr
    return Outcome(**json.loads(done.stdout), log=done.stderr)


def start(
    urls: Sequence[str], settings: Mapping[str, object] | None = None, **more: Any
) -> "subprocess.Popen[str]":
    order = {"urls": urls, "settings": settings or {}, **more}
    return subprocess.Popen(
        [sys.executable, "-m", __name__, json.dumps(order)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def listening_sockets() -> int:
    """How many ports this process listens on; Linux only, else 0."""
    sockets = set()
    for link in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):  # closed in the meantime
            sockets.add(str(link.readlink()))
    tables = [p for p in map(Path, ("/proc/net/tcp", "/proc/net/tcp6")) if p.exists()]
    rows = [row.split() for table in tables for row in table.read_text().splitlines()]
    return sum(row[3] == "0A" and f"socket:[{row[9]}]" in sockets for row in rows)


def main(order: dict[str, Any]) -> None:
    from scrapy import Request, Spider, signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.http import Response, TextResponse
    from twisted.python.failure import Failure

    from newscrawl.politeness import robots

    robots.LIFE = order.get("robots_life", robots.LIFE)
    pages: dict[str, dict[str, Any]] = {}
    told: dict[str, Any] = {"pages": pages, "listening": 0}

    class Guest(Spider):
        name = "guest"

        async def start(self) -> AsyncIterator[Any]:
            for url in order["urls"]:
                yield self.ask(url)

        def ask(self, url: str) -> Request:
            kept = {"asked": url}
            return Request(url, errback=self.lose, cb_kwargs=kept, dont_filter=True)

        def parse(self, response: Response, asked: str) -> Any:
            if not pages:
                told["listening"] = listening_sockets()
            if isinstance(response, TextResponse):
                assert isinstance(response.text, str)  # whatever bytes it is made of
            # As Scrapy itself does after a minute without a request.
            self.crawler.engine.downloader.slots.pop(order.get("forget", ""), None)
            pages[asked] = {"size": len(response.body), "flags": response.flags}
            for url in order.get("follow", {}).get(asked, ()):
                yield self.ask(url)
            before, chain, left = asked.partition("/chain/")
            if chain and int(left):
                yield self.ask(f"{before}{chain}{int(left) - 1}")

        def lose(self, failure: Failure) -> None:
            request: Request = failure.request  # type: ignore[attr-defined] # Scrapy's
            told_of = {"error": type(failure.value).__name__, "why": str(failure.value)}
            pages[request.cb_kwargs["asked"]] = told_of

    process = AsyncCrawlerProcess(
        {
            "ADDONS": {"newscrawl.addon.Newscrawl": 500},
            "LOG_LEVEL": "INFO",
            "TWISTED_DNS_RESOLVER": "tests.politeness.resolver.HomeResolver",
            **order["settings"],
        }
    )
    crawler = process.create_crawler(Guest)

    def count() -> None:
        told["stats"] = dict(crawler.stats.get_stats())

    crawler.signals.connect(count, signals.engine_stopped)
    process.crawl(crawler)
    process.start()
    json.dump(told, sys.stdout, default=str)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
