"""What is checked before anything is asked of a site."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.settings import BaseSettings, default_settings
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.addon import SETTINGS, default_feed
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import MEMORY, ArchiveError, describe
from newscrawl.archive.opening import check as check_file
from newscrawl.archive.schedule import parse_ages
from newscrawl.archiving import archive_path
from newscrawl.arguments import Arguments
from newscrawl.exitcodes import ExitCode


def check(crawler: Crawler, asked: Arguments | None = None) -> None:
    """End the run, with a clear word, where it could not come to its end.

    *asked* is what the spider is asked for. Raises UsageError for a wrong setting,
    SystemExit for what is wrong on the disk.
    """
    _check_numbers(crawler.settings)
    _check_ages(crawler.settings)
    _check_feeds(crawler)
    _check_pages(crawler.settings, asked or Arguments())
    _check_archive(crawler)
    _check_outputs(crawler)


def _check_numbers(settings: BaseSettings) -> None:
    for name, default in {**vars(default_settings), **SETTINGS}.items():
        if type(default) not in (bool, int, float):
            continue
        value = settings.get(name)
        if not isinstance(value, str):
            continue
        try:
            if isinstance(default, bool):
                settings.getbool(name)
            else:
                float(value)
        except ValueError:
            kind = (
                "neither True nor False" if isinstance(default, bool) else "no number"
            )
            message = f"the setting {name}={value} is {kind}; its default is {default}"
            raise UsageError(message, print_help=False) from None


def _check_ages(settings: BaseSettings) -> None:
    try:
        parse_ages(settings.getlist("NEWSCRAWL_RECHECK"))
    except ValueError as error:
        raise UsageError(f"NEWSCRAWL_RECHECK: {error}", print_help=False) from error


def _check_feeds(crawler: Crawler) -> None:
    """Raise UsageError where a place for the feed is wrong."""
    settings = crawler.settings
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


def _check_pages(settings: BaseSettings, asked: Arguments) -> None:
    """Raise UsageError where pages are to be kept and cannot be."""
    if not settings.getbool("NEWSCRAWL_WARC"):
        return
    if not settings.get("NEWSCRAWL_CORPUS"):
        words = "there is no folder for them: name one with -s NEWSCRAWL_CORPUS=DIR"
    elif find_spec("warcio") is None:
        words = "warcio writes them, which is not installed: pip install"
        words += " 'newscrawl[warc]'"
    elif asked.respect:
        words = "respect= leaves articles alone whose pages would be kept all the same"
    elif settings.getfloat("NEWSCRAWL_WARC_SIZE", 1) <= 0:
        words = "NEWSCRAWL_WARC_SIZE is the bytes of a file, and more than 0"
    else:
        return
    message = f"NEWSCRAWL_WARC would keep pages, but {words}"
    raise UsageError(message, print_help=False)


def _is_usable(storage: Any, target: str, crawler: Crawler) -> bool:
    if not storage:
        return False
    try:
        build_from_crawler(load_object(storage), crawler, target, feed_options={})
    except (NotConfigured, ImportError):
        return False
    return True


def _check_archive(crawler: Crawler) -> None:
    """End the run where the archive cannot be used."""
    if not hasattr(crawler.spidercls, "parse_arguments"):
        return
    path = archive_path(crawler.settings, crawler.spidercls.name)
    try:
        if path != MEMORY:
            check_file(path)
            lock = Lock(path)
            lock.acquire("")
            lock.release()
    except Locked as error:
        print(f"newscrawl: {error}", file=sys.stderr)
        sys.exit(ExitCode.LOCKED)
    except (ArchiveError, OSError) as error:
        print(f"newscrawl: {describe(path, error)}", file=sys.stderr)
        sys.exit(ExitCode.FAILED)


def _check_outputs(crawler: Crawler) -> None:
    """End the run where a feed cannot be written."""
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
