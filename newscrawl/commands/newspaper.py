"""`scrapy newspaper`: serves an invented newspaper on loopback."""

import json
import signal
from argparse import ArgumentParser, Namespace
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

if TYPE_CHECKING:
    from newscrawl.newspaper import Newspaper


class Command(ScrapyCommand):
    """Serves an invented newspaper until it is stopped."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Serve an invented newspaper on loopback, to crawl without a network"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        group = parser.add_argument_group(title="The newspaper")
        group.add_argument(
            "--articles", type=int, default=200, metavar="N", help="how many (200)"
        )
        group.add_argument(
            "--port",
            type=int,
            default=8000,
            metavar="P",
            help="port of the first edition; the others follow; 0 takes any (8000)",
        )
        group.add_argument(
            "--layout",
            default="all",
            help="today, edition, archive, bare, several with commas, or all (all)",
        )
        group.add_argument(
            "--seed", type=int, default=1, metavar="S", help="another paper each (1)"
        )
        group.add_argument(
            "--offers",
            default="",
            metavar="ROADS",
            help="what it has beside its pages: sitemaps, feeds, rest, several with"
            " commas (none)",
        )
        group.add_argument(
            "--reserve",
            action="store_true",
            help="say of some stories how they may be used, in every form there is"
            " (docs/rights.md); takes 140 articles in one layout",
        )
        group.add_argument(
            "--truth",
            metavar="FILE",
            help="write what is true of it, as JSON Lines",
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        if args:
            raise UsageError(f"unknown argument {args[0]!r}", print_help=False)
        stopped = Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        with _open(opts) as paper:
            if opts.truth:
                _write_truth(paper, Path(opts.truth))
            _announce(paper)
            while not stopped.wait(timeout=3600):
                pass


def _open(opts: Namespace) -> "Newspaper":
    # Scrapy imports every command: what only this one needs would slow down all.
    from newscrawl.newspaper import Newspaper, NewspaperError

    if not 0 <= opts.port <= 65535:
        raise UsageError(
            f"--port must be 0 to 65535, not {opts.port}", print_help=False
        )
    try:
        paper = Newspaper(
            opts.articles,
            seed=opts.seed,
            layout=opts.layout,
            port=opts.port,
            offers=filter(None, opts.offers.split(",")),
        )
        paper.start()
        if opts.reserve:
            paper.reserve()
    except NewspaperError as error:
        raise UsageError(str(error), print_help=False) from error
    return paper


def _write_truth(paper: "Newspaper", path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8") as lines:
            for line in paper.truth():
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(
            f"--truth {path}: {error.strerror}", print_help=False
        ) from error


def _announce(paper: "Newspaper") -> None:
    for name, url in zip(paper.shares, paper.start_urls, strict=True):
        print(f"{url}  {paper.shares[name]} articles, layout {name}")
    print(f"\nCrawl it:  scrapy crawl news -a start={','.join(paper.start_urls)}")
    print("Stop it:   Ctrl-C", flush=True)
