"""`scrapy verify`: checks an archive and its feeds against each other."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.archive.findings import KINDS, Finding
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archive.sites import archives
from newscrawl.archive.verification import Verification, verify
from newscrawl.archiving import clock
from newscrawl.command import CorpusCommand, progress
from newscrawl.corpus import manifest
from newscrawl.corpus.manifest import ManifestError
from newscrawl.exitcodes import ExitCode

HELP = """\
Looks at all of it: the file as SQLite sees it; that every article has its revisions,
every record is as article.schema.json has it, every content_hash is right, nothing
forgotten is left; that the page is there which each article says it was read from; and
that the feeds hold each revision once, in whole lines. Tells for each kind of finding
how many there are, up to three examples, and what helps. Changes nothing; while it
looks, no crawl of the site begins.

Of a folder that `scrapy export` wrote it checks every file against the manifest.

Examples:
  scrapy verify asianlite
  scrapy verify lite               a corpus: a folder
  scrapy verify asianlite --json   for machines; docs/archive.md lists the keys

Exit codes:
    0  all is well
    1  something is wrong, or the archive cannot be read
    2  there is no such site, nor such a corpus
    5  a run of this site is under way
"""


class Command(CorpusCommand):
    """Says what is wrong with an archive and its feeds, and what helps."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE|FOLDER"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Check an archive and its feeds against each other, or a corpus"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for machines")

    def work(self, args: list[str], opts: Namespace) -> None:
        """Check, and say what was found."""
        site = self.one_site(args)
        if site not in archives(self.folder) and Path(site).exists():
            self._check_corpus(Path(site), is_json=opts.json)
            return
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

    def _check_corpus(self, folder: Path, *, is_json: bool) -> None:
        """Check a corpus that was exported."""
        try:
            listed = manifest.load(folder)
            faults = list(manifest.faults(folder, listed))
        except ManifestError as error:
            raise UsageError(str(error), print_help=False) from error
        except OSError as error:
            self.fail(f"{folder} cannot be read: {error.strerror or error}")
            return
        self.exitcode = ExitCode.FAILED if faults else 0
        version, records = listed["version"], listed["records"]
        if is_json:
            found = {"corpus": str(folder.absolute()), "is_well": not faults}
            told = {**found, "version": version, "records": records, "faults": faults}
            print(json.dumps(told, ensure_ascii=False, indent=2))
            return
        verdict = "something is wrong" if faults else "all is well"
        files = f"{len(listed['files']):,} files, {records:,} records"
        print(f"{folder}: version {version}, {files}: {verdict}")
        for fault in faults:
            print(f"  wrong  {fault}")


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
