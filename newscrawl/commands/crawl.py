"""`scrapy crawl`: Scrapy's own, with checked arguments and telling exit codes."""

import gc
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newscrawl import preflight
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import MEMORY
from newscrawl.archive.sites import discard
from newscrawl.archiving import archive_path
from newscrawl.arguments import ArgumentError
from newscrawl.command import refuse_unknown_options
from newscrawl.exitcodes import ExitCode
from newscrawl.extensions.pulses import Pulses
from newscrawl.verdict import judge

_COLLECTED = (50_000, 20, 100)

HELP = """\
Arguments of a newspaper's spider:
  -a start=URL             begin there instead of at the front pages: a mirror, an
                           edition, a single article; several with commas between
  -a roads=ROAD,ROAD       which roads to follow, of all: rest (the API of WordPress),
                           sitemaps, feeds, sections (with their older pages),
                           neighbours (Previous and Next Story), related (callouts
                           and cards), dates (archives of months)
  -a sections="UK News"    only these sections, with commas between
  -a since=2022-01-01      only articles published from that day on
  -a until=2022-03-01      and until that day, in the newspaper's own zone
  -a limit=500             that many articles at most
  -a sweep=full            ask again for all that is known, not only for what is due
  -a respect=tdm,noai      store no article that its publisher reserves: tdm, noai,
                           noarchive, noindex (docs/rights.md); --respect is the same

Any newspaper, without a spider of its own, is crawled by `news` (docs/any.md). Its name
is its host: in corpus/any-paper.example/, and as SITE of every other command, where its
address will do as well.
  -a start=URL             its front page, which has to be named
  -a zone=Asia/Kolkata     its zone, and
  -a language=hi           its language, where its site does not tell them right

Examples:
  scrapy crawl asianlite
  scrapy crawl asianlite -a since=2022-01-01 -O january.jsonl
  scrapy crawl asianlite -a start=https://asianlite.uk/ -a roads=sections -a limit=50
  scrapy crawl asianlite -a roads=rest,sitemaps
  scrapy crawl asianlite -s NEWSCRAWL_WARC=1     keep the pages too: docs/pages.md
  scrapy crawl asianlite --respect tdm,noai,noarchive
  scrapy crawl news -a start=https://any-paper.example/

Articles go to corpus/SPIDER/articles.jsonl (the folder: -s NEWSCRAWL_CORPUS=DIR), and
wherever -o or -O say.

Exit codes:
"""


class Command(crawl.Command):
    """Runs the spider of a newspaper."""

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Crawl a newspaper, by the name of its spider"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add Scrapy's options, and at the end what they mean here."""
        super().add_options(parser)
        parser.add_argument(
            "--respect",
            metavar="WORDS",
            help="store no article with these reservations",
        )
        codes = (f"  {code.value:3}  {code.meaning}" for code in ExitCode)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = HELP + "\n".join(codes)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check what was asked for, crawl, and judge how it went."""
        refuse_unknown_options(args)
        if len(args) != 1:
            raise UsageError(f"name one spider; there are {self._known()}")
        if opts.respect is not None:
            opts.spargs["respect"] = opts.respect
        crawler = self._checked(args[0], opts.spargs)
        path = archive_path(crawler.settings, crawler.spidercls.name)
        is_new = path != MEMORY and not Path(path).exists()
        parse = getattr(crawler.spidercls, "parse_arguments", None)
        preflight.check(crawler, parse(opts.spargs) if parse else None)
        assert self.crawler_process is not None
        _spare_collections()
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = ExitCode.FAILED
            return
        self._judge(crawler)
        if is_new and self.exitcode == ExitCode.SITE and not _is_answered(crawler):
            _discard(path)

    def _checked(self, name: str, given: dict[str, str]) -> Crawler:
        """Return the crawler of the spider *name*, whose arguments are right."""
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            spider: Any = self.crawler_process.spider_loader.load(name)
        except KeyError as error:
            message = (
                f"no spider is called {name!r}; there are {self._known()}. A newspaper"
                " without one: scrapy crawl news -a start=https://any-paper.example/"
            )
            raise UsageError(message, print_help=False) from error
        try:
            if hasattr(spider, "of"):
                spider = spider.of(given, self.settings)
                spider.parse_arguments(given)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return self._create_crawler(spider)

    def _known(self) -> str:
        assert self.crawler_process is not None
        return ", ".join(sorted(self.crawler_process.spider_loader.list()))

    def _judge(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        verdict = judge(crawler.stats.get_stats(), _host(crawler.spider))
        self.exitcode = int(verdict.code)
        if verdict.message:
            print(f"newscrawl: {verdict.message}", file=sys.stderr)
            if pulses := crawler.get_extension(Pulses):
                pulses.say(verdict.message)


def _spare_collections() -> None:
    """Have Python look for garbage less often.

    A page is some thousand objects that are let go of together, and hardly any circle:
    to look through all after each 700, what was imported too, is a twentieth of the
    cost of a page, and finds nothing.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def _is_answered(crawler: Crawler) -> bool:
    assert crawler.stats is not None
    return bool(crawler.stats.get_value("downloader/response_count"))


def _discard(path: str) -> None:
    """Leave no archive behind of a site that did not answer, unless others use it."""
    lock = Lock(path)
    with suppress(Locked, OSError):
        lock.acquire("")
        try:
            discard(path)
        finally:
            lock.release()


def _host(spider: Any) -> str:
    urls: list[str] = getattr(spider, "start_urls", None) or [""]
    return urlsplit(urls[0]).netloc
