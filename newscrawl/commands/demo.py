"""`scrapy demo`: crawls the newspaper in the box and shows what came out."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from newscrawl.commands.crawl import Command as Crawl

if TYPE_CHECKING:
    from newscrawl.newspaper.comparison import Comparison

_SPIDER = "asianlite"
_LONGEST_SHOWN = 160


class Command(Crawl):
    """Serves an invented newspaper, crawls it, and compares it with the truth."""

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Crawl an invented newspaper on this machine and check every field"

    def long_desc(self) -> str:
        """Return what the command does, at length."""
        return (
            "Serves an invented newspaper on loopback in the three layouts that Asian"
            " Lite has had, crawls it with the asianlite spider, compares every field"
            " of every article with the truth, and shows one record. Needs no network."
            " Exits with 1 where anything differs."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        group = parser.add_argument_group(title="The newspaper")
        group.add_argument(
            "--articles", type=int, default=200, metavar="N", help="how many (200)"
        )
        group.add_argument(
            "--seed", type=int, default=1, metavar="S", help="another paper each (1)"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl the newspaper and compare."""
        if args:
            raise UsageError(f"unknown argument {args[0]!r}", print_help=False)
        if opts.spargs or opts.output or opts.overwrite_output:
            raise UsageError(
                "demo crawls all of its own newspaper: it takes no -a, -o or -O;"
                " for these see `scrapy newspaper --help`",
                print_help=False,
            )
        # Scrapy imports every command: what only this one needs would slow down all.
        from newscrawl.newspaper import Newspaper, NewspaperError
        from newscrawl.newspaper.comparison import compare, read_lines

        assert self.settings is not None
        path = Path(self.settings["NEWSCRAWL_CORPUS"]) / "demo" / "articles.jsonl"
        feed = {"format": "jsonlines", "overwrite": True, "encoding": "utf-8"}
        self.settings.set("FEEDS", {str(path.absolute()): feed}, "cmdline")
        self.settings.set("NEWSCRAWL_CORPUS", "", "cmdline")
        try:
            with Newspaper(opts.articles, seed=opts.seed) as paper:
                print(f"An invented newspaper is served at {paper.start_urls[0]}")
                opts.spargs = {"start": " ".join(paper.start_urls)}
                super().run([_SPIDER], opts)
                records = read_lines(path)
                self._show(path, records[0], compare(records, paper.truth()))
        except NewspaperError as error:
            raise UsageError(str(error), print_help=False) from error

    def _show(
        self, path: Path, record: dict[str, Any], comparison: "Comparison"
    ) -> None:
        print(f"\nOne of the records in {path}:\n")
        print(_shorten(record))
        if comparison:
            print(f"\nNot as it should be:\n{comparison}")
            self.exitcode = self.exitcode or 1
        else:
            print(f"\n{comparison}, every field equal to the truth.")


def _shorten(record: dict[str, Any]) -> str:
    """Return *record* a field a line, as far as a line goes."""
    lines = (
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in record.items()
    )
    return "\n".join(
        line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
        for line in lines
    )
