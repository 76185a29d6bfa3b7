"""What the commands share that look after what is stored."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any, ClassVar, TypeVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from tqdm import tqdm

from newscrawl.archive.archive import Archive
from newscrawl.archive.lock import Lock
from newscrawl.archive.opening import connect
from newscrawl.archive.sites import UnknownSite, archives, named
from newscrawl.archiving import clock
from newscrawl.exitcodes import ExitCode

_T = TypeVar("_T")

_BAR_AFTER = 1.0


class CorpusCommand(ScrapyCommand):
    """A command over the archives of the corpus folder."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    lesson: ClassVar[str] = ""
    """What `--help` ends with."""

    def add_options(self, parser: ArgumentParser) -> None:
        """Add Scrapy's options, and at the end what the command teaches."""
        super().add_options(parser)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = self.lesson

    def run(self, args: list[str], opts: Namespace) -> None:
        """Do the work, until whoever reads what it prints has had enough."""
        try:
            self.work(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python writes what is left when it ends, and would complain again:
            # https://docs.python.org/3/library/signal.html#note-on-sigpipe
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exitcode = ExitCode.FAILED
        except KeyboardInterrupt:
            self.fail("stopped by Ctrl-C", ExitCode.STOPPED)

    def work(self, args: list[str], opts: Namespace) -> None:
        """Do what the command is for."""
        raise NotImplementedError

    @property
    def folder(self) -> str:
        """The corpus folder."""
        assert self.settings is not None
        return self.settings["NEWSCRAWL_CORPUS"] or "."

    def one_site(self, args: list[str]) -> str:
        """Return the site that *args* name, of which there is an archive.

        Raises UsageError.
        """
        return self.site(one_name(args))

    def site(self, words: str) -> str:
        """Return the site that *words* name, by name, host or address.

        Raises UsageError where there is no archive of it.
        """
        try:
            return named(self.folder, words)
        except UnknownSite as error:
            raise UsageError(str(error), print_help=False) from error

    def archive_of(self, site: str) -> str:
        """Return where the archive of *site* is, which `site` returned."""
        return archives(self.folder)[site]

    def warn(self, words: str) -> None:
        """Say what may not be as it was meant."""
        print(f"newscrawl: {words}", file=sys.stderr)

    def fail(self, words: str, code: ExitCode = ExitCode.FAILED) -> None:
        """End with *code*, and say why."""
        self.warn(words)
        self.exitcode = code


@contextmanager
def writing(path: str, *, is_new: bool = False) -> Iterator[Archive]:
    """Give the archive at *path* to write to, while no crawl does.

    One that is not there is made only where it may be new. Raises Locked,
    ArchiveError, sqlite3.Error or OSError.
    """
    if not is_new:
        connect(path, read_only=True).close()  # a lock beside no archive helps nobody
    lock = Lock(path)
    lock.acquire(clock().isoformat(timespec="seconds"))
    try:
        with closing(Archive(path, clock)) as archive:
            yield archive
    finally:
        lock.release()


def progress(rows: Iterable[_T], words: str, total: int) -> Iterable[_T]:
    """Show a bar at a terminal while *rows* are gone through, where it takes long."""
    return tqdm(
        rows, words, total, leave=False, file=sys.stderr, disable=None, delay=_BAR_AFTER
    )


def one_name(args: list[str]) -> str:
    """Return the one argument in *args*; raises UsageError."""
    refuse_unknown_options(args)
    if len(args) != 1:
        raise UsageError("name one site", print_help=False)
    return args[0]


def refuse_unknown_options(args: list[str]) -> None:
    """Raise UsageError where an option is among *args*: Scrapy ignores what is new."""
    for unknown in (arg for arg in args if arg.startswith("-")):
        raise UsageError(f"unknown option {unknown}; see --help", print_help=False)
