"""`scrapy probe`: what a site offers, and the spider that would read it."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl import urls
from newscrawl.command import CorpusCommand, refuse_unknown_options
from newscrawl.commands.genspider import Command as GenspiderCommand
from newscrawl.commands.genspider import check
from newscrawl.exitcodes import ExitCode
from newscrawl.looking import Unseen, look, requests_made
from newscrawl.portrait import portray
from newscrawl.probing import ProbingSpider

HELP = """\
Examples:
  scrapy probe https://lanternpost.example/
  scrapy probe https://lanternpost.example/2026/tea-futures-rise/
                                     with the reading of this article
  scrapy probe https://lanternpost.example/ --write lanternpost
                                     writes the spider with the lines that it proposes
  scrapy probe https://lanternpost.example/ --json

It asks for some ten pages, a second apart, as a crawl does: robots.txt, the front page,
the door of each road, and one article; and for some more where only a look at a page
tells whether it is a section. It says whether the article is read as it should be
without a line written, and where not, which field of ArticlePage is to be filled.

What no page tells is marked in the spider: "to be filled in". Where no article is
found, nothing is written.

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
        assert self.settings is not None
        url = _address(args[0])
        if opts.write is not None:
            check(self.settings, opts.write)
        try:
            found = look(self.crawler_process, self.settings, ProbingSpider, start=url)
        except Unseen as error:
            self.fail(str(error), ExitCode.SITE)
            return
        assert isinstance(found, ProbingSpider)
        print(_dumps(found) if opts.json else "\n".join(_portrait(found)))
        if found.article_reading is None:
            self.fail(_lost(found, opts.write), ExitCode.SITE)
        elif opts.write:
            self._write(opts.write, found, found.article_reading.url)

    def _write(self, name: str, found: ProbingSpider, article: str) -> None:
        genspider = GenspiderCommand()
        genspider.settings = self.settings
        genspider.write(name, found.prospect.skeleton)
        print('\nNext:  fill in what is marked "to be filled in"; then')
        print(f"       scrapy capture {name} {article}")


def _address(text: str) -> str:
    try:
        return urls.typed(text)
    except ValueError as error:
        message = f"{text!r} is no web address, such as https://any-paper.example/"
        raise UsageError(message, print_help=False) from error


def _lost(found: ProbingSpider, name: str | None) -> str:
    """Return that there is no article to go by, and what helps."""
    url, option = found.asked.url, f" --write {name}" if name else ""
    if urls.kind(url) == "front":
        said = f"no article was found from the front page {url}"
    else:
        kinds = {"list": "a list", "other": "neither an article nor a list"}
        kind = kinds[found.asked.kind]
        said = f"{url} is read as {kind}, and no article was found from it"
    if name:
        said += ", so nothing is written"
    return (
        f"{said}; name another page, best an article with its date and author:"
        f" scrapy probe ADDRESS-OF-AN-ARTICLE{option}"
    )


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
