"""`scrapy capture`: saves a page, and what is read from it, as a test."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError
from scrapy.http import Response

from newscrawl import portrait, site, urls
from newscrawl.captures import CaptureError, Captures, of_host, rulebook
from newscrawl.command import CorpusCommand, refuse_unknown_options
from newscrawl.exitcodes import ExitCode
from newscrawl.looking import LookingSpider, Unseen, look
from newscrawl.saved import Rulebook, Saved
from newscrawl.scrambling import CannotScramble, scramble
from newscrawl.spiders.base import NewsSpider
from newscrawl.spiders.loader import is_host

HELP = """\
Examples:
  scrapy capture lanternpost https://lanternpost.example/2026/tea-futures-rise/
  scrapy capture any-paper.example URL
                                      of a newspaper without a spider, by its host
  scrapy capture --scramble lanternpost URL
                                      in words made up anew: to be handed on
  scrapy capture --again              reads all saved pages anew, without a network
  scrapy capture --again lanternpost  reads those of one spider anew
  scrapy capture --into pages …       another folder than tests/pages

The page is saved as tests/pages/SPIDER/SLUG.html, and what the spider reads from it
beside it, as SLUG.json. Look at what is printed; what is read wrongly, correct in the
.json by hand, and mend the spider until the tests pass. After a rule has changed,
--again writes what is read now: then `git diff` is what there is to judge.

A page is its publisher's: whoever hands it on, in a repository too, copies it. With
--scramble its words are made up, the same word always the same way, and the markup
stays; numbers, addresses, dates and words of two letters stay as well. It is saved only
if it is read as before, but for these words.

Exit codes:
    0  done
    1  a file cannot be read or written, or the page cannot be scrambled
    2  the spider is not known, the address is none of its own, an option is wrong
    3  the page cannot be had: its site is dead, or robots.txt forbids it
"""


class CapturingSpider(LookingSpider):
    """Asks for one page."""

    url: str
    response: Response

    async def look(self) -> None:
        """Ask for the page."""
        self.response = await self.fetch_page(self.url)


class Command(CorpusCommand):
    """Saves pages and what is expected of them."""

    requires_crawler_process = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}
    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SPIDER URL | --again [SPIDER]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Save a page, and what is read from it, as a test"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "--again", action="store_true", help="read the saved pages anew"
        )
        parser.add_argument(
            "--scramble", action="store_true", help="make up its words anew"
        )
        parser.add_argument(
            "--into",
            metavar="DIR",
            default="tests/pages",
            help="the folder of saved pages (tests/pages)",
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Save a page, or read again those that are saved."""
        refuse_unknown_options(args)
        assert self.settings is not None
        captures = Captures(Path(opts.into), self.settings)
        try:
            if opts.again:
                _refuse_scrambling(opts)
                self._again(args, captures)
            else:
                self._capture(args, captures, is_scrambled=opts.scramble)
        except (CaptureError, CannotScramble, Unseen) as error:
            is_sites = isinstance(error, Unseen)
            self.fail(str(error), ExitCode.SITE if is_sites else ExitCode.FAILED)

    # -- anew ----------------------------------------------------------------

    def _again(self, args: list[str], captures: Captures) -> None:
        if len(args) > 1:
            raise UsageError("name one spider, or none for all", print_help=False)
        pages = captures.pages(*args)
        if not pages:
            where = captures.folder / (args[0] if args else "")
            raise UsageError(f"no page is saved in {where}", print_help=False)
        changed = {page: fields for page in pages if (fields := captures.write(page))}
        for page, fields in changed.items():
            print(portrait.line(captures.name(page), ", ".join(fields)))
        print(
            f"{len(pages)} pages read again, {len(changed)} read otherwise than before"
        )
        if changed:
            print("Next: judge it by `git diff`, then run pytest")

    # -- a page --------------------------------------------------------------

    def _capture(
        self, args: list[str], captures: Captures, *, is_scrambled: bool
    ) -> None:
        if len(args) != 2:
            raise UsageError("name a spider and the address of a page")
        spider = self._spider(args[0])
        url = _address(args[1], spider)
        rules = rulebook(spider)
        saved = self._fetch(spider, url, rules)
        if is_scrambled:
            saved = scramble(saved, rules)
        page = captures.add(spider.name, saved)
        captures.write(page)
        assert saved.day is not None
        print(portrait.line("page", saved.url))
        print(portrait.portray(saved.reading(rules), saved.day))
        print(portrait.line("saved", str(page)))
        print(portrait.line("expected", str(page.with_suffix(".json"))))
        print(NEXT if is_scrambled else f"{NEXT}\n{ITS_PUBLISHERS}")

    def _fetch(self, spider: type[NewsSpider], url: str, rules: Rulebook) -> Saved:
        assert self.settings is not None
        own = type(spider.__name__, (CapturingSpider, spider), {"url": url})
        found = look(self.crawler_process, self.settings, own)
        assert isinstance(found, CapturingSpider)
        response = found.response
        html = found.read(response).document.html
        day = datetime.now(rules.site.zone).date()
        return Saved(html, response.url, day)

    def _spider(self, name: str) -> type[NewsSpider]:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        try:
            spider = loader.load(name)
        except KeyError:
            if is_host(name):
                return of_host(name)
            names = ", ".join(sorted(loader.list()))
            message = (
                f"no spider is called {name!r}; there are {names}, and any newspaper by"
                " its host: scrapy capture any-paper.example URL"
            )
            raise UsageError(message, print_help=False) from None
        if not issubclass(spider, NewsSpider):
            raise UsageError(f"{name} is no newspaper's spider", print_help=False)
        return spider


def _refuse_scrambling(opts: Namespace) -> None:
    if opts.scramble:
        raise UsageError(
            "--again reads the saved pages as they are, and --scramble writes another:"
            " remove the page, then scrapy capture --scramble SPIDER URL",
            print_help=False,
        )


NEXT = """
Next: see whether what is read is what the page says. What is wrong, correct in the
.json by hand, then mend the spider; pytest says when it is right."""
ITS_PUBLISHERS = """\
The page is its publisher's: to hand it on, capture it with --scramble."""


def _address(text: str, spider: type[NewsSpider]) -> str:
    """Return the address of a page of *spider*; raises UsageError."""
    try:
        url = urls.typed(text)
        name = site.site_name(url)
    except ValueError:
        message = f"{text!r} is no web address, such as https://any-paper.example/a/"
        raise UsageError(message, print_help=False) from None
    hosts = rulebook(spider).hosts
    if not hosts:
        message = (
            f"{spider.name} has no pages of its own: a newspaper is called by its host,"
            f" scrapy capture {name} {url}"
        )
        raise UsageError(message, print_help=False)
    if not urls.within(url, hosts):
        own = ", ".join(sorted(hosts))
        message = (
            f"{url} is not of {spider.name}, whose hosts are {own}; a newspaper is"
            f" called by its host: scrapy capture {name} {url}"
        )
        raise UsageError(message, print_help=False)
    return url
