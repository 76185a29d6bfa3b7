"""`scrapy probe`: what a site offers, and the spider that would read it."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl.arguments import ArgumentError, Arguments
from newscrawl.command import CorpusCommand, refuse_unknown_options
from newscrawl.commands.genspider import Command as GenspiderCommand
from newscrawl.commands.genspider import check
from newscrawl.exitcodes import ExitCode
from newscrawl.looking import Unseen, look, requests_made
from newscrawl.portrait import portray
from newscrawl.probing import ProbingSpider
from newscrawl.site import Site

HELP = """\
Examples:
  scrapy probe https://lanternpost.example/
  scrapy probe https://lanternpost.example/2026/tea-futures-rise/
                                     with the reading of this article
  scrapy probe https://lanternpost.example/ --write lanternpost
                                     writes the spider with the lines that it proposes
  scrapy probe https://lanternpost.example/ --json

It asks for some ten pages, a second apart, as a crawl does: robots.txt, the front page,
the door of each road, and one article. It says whether the article is read as it should
be without a line written, and where not, which field of ArticlePage is to be filled.

Exit codes:
    0  done
    2  the address or the name is none, or there is a spider of that name
    3  the site cannot be had or robots.txt forbids it, or no article was found
"""


class Command(CorpusCommand):
    """Looks at a site, and proposes its spider."""

    requires_crawler_process = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}
    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] URL"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Say what a site offers, and propose the lines of its spider"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "--write", metavar="NAME", help="write the spider, by the template news"
        )
        parser.add_argument("--json", action="store_true", help="for machines")

    def work(self, args: list[str], opts: Namespace) -> None:
        """Look, and say what was seen."""
        refuse_unknown_options(args)
        if len(args) != 1:
            raise UsageError("name one address")
        url = args[0] if "://" in args[0] else f"https://{args[0]}"
        assert self.settings is not None
        self._check(url, opts)
        try:
            found = look(self.crawler_process, self.settings, ProbingSpider, start=url)
        except Unseen as error:
            self.fail(str(error), ExitCode.SITE)
            return
        assert isinstance(found, ProbingSpider)
        print(_dumps(found) if opts.json else "\n".join(_portrait(found)))
        if opts.write:
            self._write(opts.write, found)
        if found.article_reading is None:
            words = (
                "no article was found from the front page; name one: scrapy probe URL"
            )
            self.fail(words, ExitCode.SITE)

    def _check(self, url: str, opts: Namespace) -> None:
        """Raise UsageError before anything is asked of the site."""
        try:
            Arguments.parse({"start": url}, Site())
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        if opts.write:
            assert self.crawler_process is not None
            check(self.settings, opts.write)
            if opts.write in self.crawler_process.spider_loader.list():
                message = f"there is a spider {opts.write!r} already"
                raise UsageError(message, print_help=False)

    def _write(self, name: str, found: ProbingSpider) -> None:
        genspider = GenspiderCommand()
        genspider.settings = self.settings
        genspider.write(name, found.prospect.skeleton)
        if found.article_reading:
            url = found.article_reading.url
            print(f"\nNext:  scrapy capture {name} {url}")


def _dumps(found: ProbingSpider) -> str:
    reading = found.article_reading
    record = asdict(reading.article(found.name)) if reading else None
    given = {**asdict(found.prospect), "requests": requests_made(found)}
    return json.dumps({**given, "article": record}, ensure_ascii=False, indent=2)


def _portrait(found: ProbingSpider) -> list[str]:
    reading, today = found.article_reading, datetime.now(UTC).date()
    lines = [found.prospect.lines(), ""]
    if reading:
        lines += [f"One of its articles, {reading.url}\n", portray(reading, today), ""]
    lines += ["The lines of its spider (--write NAME writes them):\n"]
    lines += [found.prospect.skeleton.lines(), ""]
    return [*lines, f"{requests_made(found)} requests"]
