"""`scrapy reread`: reads every kept page again, by the rules of today."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from newscrawl.archive.archive import Archive
from newscrawl.archive.lock import Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archiving import clock
from newscrawl.command import CorpusCommand, progress, writing
from newscrawl.differences import Field
from newscrawl.exitcodes import ExitCode

if TYPE_CHECKING:
    from newscrawl.comparing import Rereading

HELP = """\
A better rule needs no second crawl: where pages were kept (-s NEWSCRAWL_WARC=1), each
article is read again from its page, by the rules of today, and compared with what is
stored. Nothing is asked of the site, and nothing is written without --apply.

Examples:
  scrapy reread asianlite
  scrapy reread asianlite --apply    stores what differs: a new revision of each, with
                                     the time at which its page was fetched; the next
                                     crawl adds them to the feeds
  scrapy reread asianlite --json     for machines; docs/pages.md

What the crawl said of an article stays, and is not compared: how it was found, when it
was fetched, whose text it repeats. Killed at any moment, the same command goes on.

Exit codes:
    0  what is stored is what is read today, or --apply made it so
    1  the archive cannot be read or written
    2  the site is not known, an option is wrong, or warcio is not installed
    5  --apply while a crawl is under way
    6  what is stored is not what is read today
"""

_LABEL = 14
_WIDTH = 72


class Command(CorpusCommand):
    """Reads kept pages again, and shows what is read otherwise."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Read every kept page again, by the rules of today"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument(
            "--apply", action="store_true", help="store what is read otherwise"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Read all of it, and say what differs."""
        site = self.one_site(args)
        path = self.archive_of(site)
        if find_spec("warcio") is None:
            words = "warcio reads pages, which is not installed: pip install"
            raise UsageError(f"{words} 'newscrawl[warc]'", print_help=False)
        try:
            if opts.apply:
                with writing(path) as archive:
                    found = self._read(site, archive, apply=True)
            else:
                with closing(Archive(path, clock, read_only=True)) as archive:
                    found = self._read(site, archive, apply=False)
        except Locked as error:
            self.fail(f"{error}; try again when it has ended", ExitCode.LOCKED)
            return
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(path, error))
            return
        print(_dumps(site, path, found) if opts.json else _portray(site, found))
        self.exitcode = 0 if found.is_settled else ExitCode.DRIFT

    def _read(self, site: str, archive: Archive, *, apply: bool) -> "Rereading":
        # It imports what a crawl does, which no other command needs.
        from newscrawl.comparing import reread
        from newscrawl.rereading import Rereader, make_crawler

        assert self.settings is not None
        try:
            reader = Rereader(make_crawler(self.settings, site), archive)
        except LookupError as error:
            message = f"no spider is called {site!r}, whose rules could be read by"
            raise UsageError(message, print_help=False) from error
        return reread(reader, archive, progress, apply=apply)


def _dumps(site: str, path: str, found: "Rereading") -> str:
    fields = {
        name: {
            "articles": one.articles,
            "examples": [example._asdict() for example in one.examples],
        }
        for name, one in found.differences.fields.items()
    }
    counts = {k: v for k, v in asdict(found).items() if k != "differences"}
    record: dict[str, Any] = {"site": site, "archive": path, **counts}
    return json.dumps({**record, "fields": fields}, ensure_ascii=False, indent=2)


def _portray(site: str, found: "Rereading") -> str:
    return "\n".join([site, *_counts(found), *_fields(found)])


def _counts(found: "Rereading") -> Iterator[str]:
    rows = {
        "read": (found.read, "pages of articles"),
        "unchanged": (found.unchanged, ""),
        "differ": (found.differ, ""),
        "stored": (found.stored, "new revisions; the next crawl adds them to feeds"),
        "no article": (found.no_article, "by the rules of today; they stay as stored"),
        "elsewhere": (found.elsewhere, "have another address now; stay as stored"),
        "not kept": (found.not_kept, "articles of which no page is kept"),
    }
    for label, (count, words) in rows.items():
        if count or label in ("read", "unchanged"):
            yield f"{label:>{_LABEL}}  {count:,} {words}".rstrip()
    for url, why in found.examples:
        yield f"{'':{_LABEL}}  {url}: {why}"


def _fields(found: "Rereading") -> Iterator[str]:
    fields = found.differences.fields
    for name in sorted(fields, key=lambda name: -fields[name].articles):
        yield from _field(name, fields[name])


def _field(name: str, one: Field) -> Iterator[str]:
    yield f"{name:>{_LABEL}}  differs in {one.articles:,}"
    for url, before, now in one.examples:
        old, new = _excerpts(before, now)
        yield f"{'':{_LABEL}}    {url}"
        yield f"{'':{_LABEL}}    - {old}"
        yield f"{'':{_LABEL}}    + {new}"


def _excerpts(before: Any, now: Any) -> tuple[str, str]:
    """Return two values, shortened to where they part."""
    old, new = (json.dumps(value, ensure_ascii=False) for value in (before, now))
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    start = max(0, same - _WIDTH // 3)
    return _excerpt(old, start), _excerpt(new, start)


def _excerpt(text: str, start: int) -> str:
    end = start + _WIDTH
    return f"{'…' * bool(start)}{text[start:end]}{'…' * (len(text) > end)}"
