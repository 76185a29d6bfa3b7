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
from newscrawl.command import CorpusCommand, one_name, progress
from newscrawl.corpus.manifest import CorpusError, Manifest, Remark
from newscrawl.corpus.reading import open_corpus
from newscrawl.exitcodes import ExitCode

HELP = """\
Looks at all of it: the file as SQLite sees it; that every article has its revisions,
every record is as article.schema.json has it, every content_hash is right, nothing
forgotten is left; that the page is there which each article says it was read from; and
that the feeds hold each revision once, in whole lines. Tells for each kind of finding
how many there are, up to three examples, and what helps. Changes nothing; while it
looks, no crawl of the site begins.

Of a folder that `scrapy export` wrote it checks every file of data/ against the
manifest. A card (README.md) that was changed and files beside data/ are but noted;
hidden ones (.git, .gitattributes, .cache) are passed by.

Examples:
  scrapy verify asianlite
  scrapy verify lite               a corpus: a folder
  scrapy verify asianlite --json   for machines; docs/archive.md lists the keys

Exit codes:
    0  all is well
    1  something is wrong, or the archive cannot be read
    2  there is no such site, nor a folder that is a corpus
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
        words = one_name(args)
        if words not in archives(self.folder) and _exists(Path(words)):
            self._check_corpus(Path(words), is_json=opts.json)
            return
        site = self.site(words)
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

    def _check_corpus(self, path: Path, *, is_json: bool) -> None:
        """Check a corpus that was exported."""
        if not path.is_dir():
            message = (
                f"{path} is a file: verify takes the name of a site, or a folder that"
                " `scrapy export` wrote; a file alone has no manifest to go by, and"
                " `scrapy import` looks through it before it stores anything"
            )
            raise UsageError(message, print_help=False)
        try:
            corpus = open_corpus(path)
        except CorpusError as error:
            raise UsageError(str(error), print_help=False) from error
        try:
            findings = corpus.check()
        except CorpusError as error:
            self.fail(str(error))
            return
        self.exitcode = ExitCode.FAILED if any(map(_is_fault, findings)) else 0
        assert corpus.listed is not None, "a folder has a manifest"
        show = _dumps_corpus if is_json else _portray_corpus
        print(show(path, corpus.listed, findings))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


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


def _is_fault(found: Remark) -> bool:
    return found.is_fault


def _dumps_corpus(folder: Path, listed: Manifest, findings: list[Remark]) -> str:
    record = {
        "corpus": str(folder.absolute()),
        "is_well": not any(map(_is_fault, findings)),
        "version": listed.version,
        "records": listed.records,
        "faults": [one.words for one in findings if one.is_fault],
        "notes": [one.words for one in findings if not one.is_fault],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _portray_corpus(folder: Path, listed: Manifest, findings: list[Remark]) -> str:
    verdict = "something is wrong" if any(map(_is_fault, findings)) else "all is well"
    looked = f"{_count(len(listed.files), 'file')}, {_count(listed.records, 'record')}"
    head = f"{folder}: version {listed.version}, {looked}: {verdict}"
    told = (
        f"  {'wrong' if one.is_fault else ' note'}  {one.words}" for one in findings
    )
    return "\n".join([head, *told])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
        f"{_count(found.articles, 'article')}, {_count(found.revisions, 'revision')},"
        f" {_count(len(found.feeds), 'feed')}"
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
