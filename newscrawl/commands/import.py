"""`scrapy import`: makes an archive of a corpus."""

import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.archive.archive import Archive
from newscrawl.archive.lock import Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.command import CorpusCommand, progress, refuse_unknown_options, writing
from newscrawl.corpus import importing
from newscrawl.corpus.importing import Checked, Imported
from newscrawl.corpus.manifest import CorpusError
from newscrawl.corpus.reading import Corpus, open_corpus
from newscrawl.exitcodes import ExitCode

HELP = """\
PATH is what `scrapy export` wrote with all fields: a folder, or one file. Each record
goes into the archive of its site, in the corpus folder; what is there already stays,
and revisions that it lacks are added. A crawl of the site then goes on from there. All
is looked through first: of a corpus with a fault, or while one of its sites is crawled,
nothing is stored. Killed at any moment, the same command goes on.

Examples:
  scrapy import lite
  scrapy import lite.jsonl.zst -s NEWSCRAWL_CORPUS=elsewhere

Exit codes:
    0  done, also where there is no record, which is told
    1  PATH has a fault, or an archive cannot be written
    2  PATH is no corpus
    5  a run of the site is under way
"""


class Command(CorpusCommand):
    """Stores the articles of a corpus."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] PATH"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Fill an archive from a corpus, to go on from there"

    def work(self, args: list[str], opts: Namespace) -> None:
        """Check all, then store it."""
        refuse_unknown_options(args)
        if len(args) != 1:
            raise UsageError("name one corpus", print_help=False)
        try:
            corpus = open_corpus(Path(args[0]).absolute())
        except CorpusError as error:
            raise UsageError(str(error), print_help=False) from error
        try:
            checked = _check(corpus)
        except CorpusError as error:
            self.fail(f"{error}; nothing is stored")
            return
        try:
            found = self._fill(corpus, checked)
        except Locked as error:
            words = f"{error}; nothing is stored, try again when it has ended"
            self.fail(words, ExitCode.LOCKED)
        except CorpusError as error:
            self.fail(f"{error}; it has changed meanwhile: import it again")
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(self.folder, error))
        else:
            print("\n".join(_portray(corpus.path, found)))
            if not checked.records:
                self.warn(f"{corpus.path} holds no record")

    def _fill(self, corpus: Corpus, checked: Checked) -> Imported:
        # Those that are there come first: one that is held leaves no new ones behind.
        sites = sorted(checked.sites, key=lambda site: not self._archive(site).exists())
        records = progress(corpus.records(), "stored", checked.records)
        return importing.fill(records, sites, corpus.path.name, self._opened)

    def _archive(self, site: str) -> Path:
        return Path(self.folder).absolute() / site / "archive.sqlite"

    def _opened(self, site: str) -> AbstractContextManager[Archive]:
        return writing(str(self._archive(site)), is_new=True)


def _check(corpus: Corpus) -> Checked:
    """Look through *corpus*. Raises CorpusError where it has a fault."""
    faults = [one.words for one in corpus.check() if one.is_fault]
    if faults:
        raise CorpusError(f"{corpus.path}: {'; '.join(faults)}")
    return importing.check(progress(corpus.records(), "checked", 0))


def _portray(path: Path, found: Imported) -> Iterator[str]:
    new = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    revisions = f"{found.revisions:,} revision{'' if found.revisions == 1 else 's'}"
    yield f"{path.name}: {new}, {revisions} stored"
    beside = {
        "that were there already": found.known,
        "that say otherwise than what is there, which stays": found.different,
        "of articles that are there under another address": found.elsewhere,
        "of what is to be kept out": found.forgotten,
    }
    for words, count in beside.items():
        if count:
            yield f"  left {count:,} {words}"
    for site in found.sites:
        yield f"  scrapy crawl {site} goes on from there"
