"""`scrapy crawl`: Scrapy's own, with checked arguments and telling exit codes."""

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.addon import default_feed
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import MEMORY, ArchiveError, check, describe
from newscrawl.archive.schedule import parse_ages
from newscrawl.archiving import archive_path
from newscrawl.arguments import ArgumentError
from newscrawl.exitcodes import ExitCode
from newscrawl.verdict import judge

HELP = """\
Arguments of a newspaper's spider:
  -a start=URL             begin there instead of at the front pages: a mirror, an
                           edition, a single article; several stand between spaces
  -a roads=ROAD,ROAD       which roads to follow: neighbours (Previous and Next
                           Story), sections (with their older pages), related
  -a sections="UK News"    only these sections, with commas between
  -a since=2022-01-01      only articles published from that day on
  -a until=2022-03-01      and until that day, in the newspaper's own zone
  -a limit=500             that many articles at most
  -a sweep=full            ask again for all that is known, not only for what is due

Examples:
  scrapy crawl asianlite
  scrapy crawl asianlite -a since=2022-01-01 -O january.jsonl
  scrapy crawl asianlite -a start=https://asianlite.uk/ -a roads=sections -a limit=50

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
        codes = (f"  {code.value:3}  {code.meaning}" for code in ExitCode)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = HELP + "\n".join(codes)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check what was asked for, crawl, and judge how it went."""
        for unknown in (arg for arg in args if arg.startswith("-")):
            raise UsageError(f"unknown option {unknown}; see --help", print_help=False)
        if len(args) != 1:
            raise UsageError(f"name one spider; there are {self._known()}")
        crawler = self._checked(args[0], opts.spargs)
        _check_settings(crawler)
        _check_archive(crawler)
        _check_outputs(crawler)
        assert self.crawler_process is not None
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = ExitCode.FAILED
            return
        self._judge(crawler)

    def _checked(self, name: str, given: dict[str, str]) -> Crawler:
        """Return the crawler of the spider *name*, whose arguments are right."""
        assert self.crawler_process is not None
        if name not in self.crawler_process.spider_loader.list():
            message = f"no spider is called {name!r}; there are {self._known()}"
            raise UsageError(message, print_help=False)
        crawler = self._create_crawler(name)
        parse = getattr(crawler.spidercls, "parse_arguments", None)
        try:
            if parse is not None:
                parse(given)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return crawler

    def _known(self) -> str:
        assert self.crawler_process is not None
        return ", ".join(sorted(self.crawler_process.spider_loader.list()))

    def _judge(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        verdict = judge(crawler.stats.get_stats(), _host(crawler.spider))
        self.exitcode = int(verdict.code)
        if verdict.message:
            print(f"newscrawl: {verdict.message}", file=sys.stderr)


def _host(spider: Any) -> str:
    urls: list[str] = getattr(spider, "start_urls", None) or [""]
    return urlsplit(urls[0]).netloc


def _check_archive(crawler: Crawler) -> None:
    """End the run where the archive cannot be used, before anything is asked."""
    if not hasattr(crawler.spidercls, "parse_arguments"):
        return
    path = archive_path(crawler.settings, crawler.spidercls.name)
    try:
        if path != MEMORY:
            check(path)
            lock = Lock(path)
            lock.acquire("")
            lock.release()
    except Locked as error:
        print(f"newscrawl: {error}", file=sys.stderr)
        sys.exit(ExitCode.LOCKED)
    except (ArchiveError, OSError) as error:
        print(f"newscrawl: {describe(path, error)}", file=sys.stderr)
        sys.exit(ExitCode.FAILED)


def _check_settings(crawler: Crawler) -> None:
    """Raise UsageError where a setting of ours, or a place for the feed, is wrong."""
    settings = crawler.settings
    try:
        parse_ages(settings.getlist("NEWSCRAWL_RECHECK"))
    except ValueError as error:
        raise UsageError(f"NEWSCRAWL_RECHECK: {error}", print_help=False) from error
    feeds = (*default_feed(settings), *settings.getdict("FEEDS"))
    if not feeds:
        raise UsageError(
            "nothing would be kept: name a file with -o, or a folder with"
            " -s NEWSCRAWL_CORPUS=DIR",
            print_help=False,
        )
    known = settings.getwithbase("FEED_STORAGES")
    for target in map(str, feeds):
        scheme = urlsplit(target).scheme if "://" in target else ""
        if scheme and not _is_usable(known.get(scheme), target, crawler):
            raise UsageError(
                f"-o {target}: nothing here can write to {scheme}://; see"
                " https://docs.scrapy.org/en/latest/topics/feed-exports.html#storages",
                print_help=False,
            )


def _is_usable(storage: Any, target: str, crawler: Crawler) -> bool:
    if not storage:
        return False
    try:
        build_from_crawler(load_object(storage), crawler, target, feed_options={})
    except (NotConfigured, ImportError):
        return False
    return True


def _check_outputs(crawler: Crawler) -> None:
    """End the run where a feed cannot be written, before anything is asked."""
    settings = crawler.settings
    for target in (*default_feed(settings), *settings.getdict("FEEDS")):
        if "://" in str(target) or str(target).startswith("stdout:"):
            continue
        path = Path(str(target) % {"name": crawler.spidercls.name})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.open("ab").close()
        except OSError as error:
            print(
                f"newscrawl: cannot write to {path}: {error.strerror}; choose another"
                " folder with -s NEWSCRAWL_CORPUS=DIR, or another file with -o",
                file=sys.stderr,
            )
            sys.exit(ExitCode.FAILED)
