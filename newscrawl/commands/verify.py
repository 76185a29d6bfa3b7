"""`scrapy verify`: checks an archive and its feeds against each other."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from newscrawl.archive.findings import KINDS, Finding
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archive.verification import Verification, verify
from newscrawl.archiving import clock
from newscrawl.command import CorpusCommand, progress
from newscrawl.exitcodes import ExitCode

HELP = """\
Looks at all of it: the file as SQLite sees it; that every article has its revisions,
every record is as article.schema.json has it, every content_hash is right, nothing
forgotten is left; and that the feeds hold each revision once, in whole lines. Tells for
each kind of finding how many there are, up to three examples, and what helps. Changes
nothing; while it looks, no crawl of the site begins.

Examples:
  scrapy verify asianlite
  scrapy verify asianlite --json   for machines; docs/archive.md lists the keys

Exit codes:
    0  all is well
    1  something is wrong, or the archive cannot be read
    2  the site is not known
    5  a run of this site is under way
"""


class Command(CorpusCommand):
    """Says what is wrong with an archive and its feeds, and what helps."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Check an archive and its feeds against each other"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for machines")

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check, and say what was found."""
        site = self.one_site(args)
        path = self.archive_of(site)
        try:
            with _locked(path):
                found = verify(path, progress)
        except Locked as error:
            self.fail(f"{error}; try again when it has ended", ExitCode.LOCKED)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(path, error))
        else:
            self.exitcode = 0 if found.findings.is_well else ExitCode.FAILED
            print(_dumps(site, found) if opts.json else _portray(site, found))


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Keep crawls away, where a crawl could write; raises Locked."""
    lock = Lock(path)
    try:
        lock.acquire(clock().isoformat(timespec="seconds"))
    except OSError:  # a copy that nobody can write to
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _dumps(site: str, found: Verification) -> str:
    record = {
        "site": site,
        "archive": found.archive,
        "is_well": found.findings.is_well,
        "articles": found.articles,
        "revisions": found.revisions,
        "feeds": found.feeds,
        "findings": [
            {**asdict(one), "is_fault": one.is_fault, "cure": one.cure(site)}
            for one in found.findings.all()
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _portray(site: str, found: Verification) -> str:
    looked = (
        f"{found.articles:,} articles, {found.revisions:,} revisions,"
        f" {len(found.feeds):,} feed{'s' * (len(found.feeds) != 1)}"
    )
    verdict = "all is well" if found.findings.is_well else "something is wrong"
    findings = (_tell(site, one) for one in found.findings.all())
    return "\n".join([f"{site}: {looked}: {verdict}", *findings])


def _tell(site: str, one: Finding) -> str:
    label = "wrong" if one.is_fault else "note"
    examples = "".join(f"\n         {example}" for example in one.examples)
    return (
        f"  {label:>5}  {KINDS[one.kind].words}: {one.count:,}, in {one.place}"
        f"{examples}\n         -> {one.cure(site)}"
    )
