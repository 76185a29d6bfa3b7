"""`scrapy import`: makes an archive of a corpus."""

import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.archive.archive import Archive
from newscrawl.archive.lock import Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.command import CorpusCommand, progress, refuse_unknown_options, writing
from newscrawl.corpus import importing, manifest, reading
from newscrawl.corpus.importing import Imported
from newscrawl.corpus.manifest import ManifestError
from newscrawl.corpus.reading import CorpusError
from newscrawl.corpus.selection import Record
from newscrawl.exitcodes import ExitCode

HELP = """\
PATH is what `scrapy export` wrote with all fields: a folder, or one file. Each record
goes into the archive of its site, in the corpus folder; what is there already stays. A
crawl of the site then goes on from there. Everything is looked through first: of a
corpus with a fault nothing is stored. Killed at any moment, the same command goes on.

Examples:
  scrapy import lite
  scrapy import lite.jsonl.zst -s NEWSCRAWL_CORPUS=elsewhere

Exit codes:
    0  done
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
        path = Path(args[0]).absolute()
        try:
            files = reading.files(path)
        except (CorpusError, ManifestError) as error:
            raise UsageError(str(error), print_help=False) from error
        try:
            found = self._import(path, files)
        except CorpusError as error:
            self.fail(f"{error}; nothing is stored")
        except Locked as error:
            self.fail(f"{error}; try again when it has ended", ExitCode.LOCKED)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(self.folder, error))
        else:
            print("\n".join(_portray(path, found)))

    def _import(self, path: Path, files: list[Path]) -> Imported:
        if path.is_dir():
            faults = [*manifest.faults(path, manifest.load(path))]
            if faults:
                raise CorpusError(f"{path}: {'; '.join(faults)}")
        count = sum(1 for _ in importing.check(_records(files, "checked", 0)))
        records = _records(files, "stored", count)
        return importing.fill(records, path.name, self._opened)

    def _opened(self, site: str) -> AbstractContextManager[Archive]:
        path = Path(self.folder).absolute() / site / "archive.sqlite"
        return writing(str(path), is_new=True)


def _records(files: list[Path], words: str, count: int) -> Iterator[Record]:
    return iter(
        progress(chain.from_iterable(map(reading.records, files)), words, count)
    )


def _portray(path: Path, found: Imported) -> Iterator[str]:
    new = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    yield f"{path.name}: {new}, {found.revisions:,} revisions stored"
    beside = {
        "that were there already": found.known,
        "that say otherwise than what is there, which stays": found.different,
        "of what is to be kept out": found.forgotten,
    }
    for words, count in beside.items():
        if count:
            yield f"  left {count:,} {words}"
    for site in found.sites:
        yield f"  scrapy crawl {site} goes on from there"
