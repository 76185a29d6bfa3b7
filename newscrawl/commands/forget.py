"""`scrapy forget`: takes articles out of the corpus, and keeps them out."""

import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from scrapy.exceptions import UsageError

from newscrawl import urls
from newscrawl.archive.archive import Archive
from newscrawl.archive.erasure import erase, left, places
from newscrawl.archive.feeds import Delivery
from newscrawl.archive.forgetting import (
    Subject,
    copies,
    cut,
    find,
    mark,
    traces,
    wipe,
)
from newscrawl.archive.lock import Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.command import CorpusCommand, progress, refuse_unknown_options, writing
from newscrawl.exitcodes import ExitCode

HELP = """\
Any address of an article will do, also one that redirects to it. The article goes with
all its revisions: from the archive, and from the JSON Lines that crawls have written on
this machine. Files in other formats are written anew by the next crawl with the same
-o. What was sent elsewhere (S3, FTP), compressed, or copied is not reached. Where pages
are kept (NEWSCRAWL_WARC), its own go from their files; lists, feeds and answers of the
REST API that name it, or told it with others, stay. crawl.log and report.html beside
the archive are removed, and made anew by the next crawlall or report; logs and reports
that were written elsewhere are not reached.

No later crawl asks for it again. --unknown keeps an article out before it is stored.

Examples:
  scrapy forget asianlite https://asianlite.com/2022/uk-news/some-story/
  scrapy forget asianlite --unknown https://asianlite.com/2022/uk-news/not-yet-read/

All of the addresses are forgotten, or none. Killed at any moment, the same command
again ends it well; `scrapy verify SITE` says whether anything is left.
"""
_MOST_COPIES = 5


class Command(CorpusCommand):
    """Takes articles out, with all their revisions, and keeps them out."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE URL..."

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Take articles out of the corpus, all revisions, and keep them out"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "--unknown", action="store_true", help="also what is not stored (yet)"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Forget, unless a crawl is under way."""
        refuse_unknown_options(args)
        if len(args) < 2:
            raise UsageError("name a site and the addresses of articles")
        words, *addresses = args
        path = self.archive_of(self.site(words))
        try:
            with writing(path) as archive:
                subjects = _subjects(archive, addresses, is_unknown_too=opts.unknown)
                self._forget(archive, subjects)
        except Locked as error:
            self.fail(f"{error}; try again when it has ended", ExitCode.LOCKED)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(path, error))

    def _forget(self, archive: Archive, subjects: list[Subject]) -> None:
        others, kept = copies(archive, subjects), places(archive, subjects)
        revisions = mark(archive, subjects)
        for subject in subjects:
            print(_describe(subject))
        print(f"{revisions:,} revision{'' if revisions == 1 else 's'} taken out")
        for feed in archive.feeds.with_home(archive.path):
            self._cut(archive, feed)
        self._erase(archive)
        self._remove_traces(archive)
        wipe(archive)
        for path in sorted(left(archive, kept)):
            print(
                f"{path}: still holds an answer that told of it with others (REST, a"
                " feed)"
            )
        if others:
            print("Other articles have the same text, and stay:")
            print("\n".join(f"  {url}" for url in others[:_MOST_COPIES]))
            if (more := len(others) - _MOST_COPIES) > 0:
                print(f"  and {more:,} more")

    def _erase(self, archive: Archive) -> None:
        try:
            for path, count in erase(archive, progress):
                print(f"{path}: {count:,} record{'' if count == 1 else 's'} taken out")
        except OSError as error:
            words = error.strerror or error
            self.fail(
                f"cannot write {error.filename or 'a file of pages'} anew ({words}),"
                " and it still holds what is forgotten; run the same command again"
                " when that is mended",
                ExitCode.FAILED,
            )

    def _remove_traces(self, archive: Archive) -> None:
        for path in traces(archive):
            try:
                path.unlink()
            except OSError as error:
                self.fail(
                    f"cannot remove {path} ({error.strerror}), which may still tell of"
                    " what is forgotten; run the same command again when that is mended"
                )
            else:
                print(f"{path}: removed, since it may tell of it; it is made anew")

    def _cut(self, archive: Archive, feed: Delivery) -> None:
        try:
            count = cut(archive, feed)
        except OSError as error:
            words = error.strerror or error
            self.fail(
                f"cannot write {feed.path} anew ({words}), and it still holds what is"
                " forgotten; run the same command again when that is mended",
                ExitCode.FAILED,
            )
            return
        if count is None:
            print(f"{feed.path}: written anew by the next crawl with -o {feed.path}")
        elif count:
            print(f"{feed.path}: {count:,} line{'' if count == 1 else 's'} taken out")


def _subjects(
    archive: Archive, addresses: Iterable[str], *, is_unknown_too: bool
) -> list[Subject]:
    """Return what *addresses* stand for; raises UsageError where one is wrong."""
    subjects, wrong = [], []
    for url in addresses:
        try:
            subject = find(archive, url)
        except ValueError:
            wrong.append(f"{url} is no web address")
            continue
        subjects.append(subject)
        if not subject.is_known and (words := _refuse(subject, is_unknown_too)):
            wrong.append(f"{url} {words}")
    if wrong:
        raise UsageError(f"nothing is forgotten: {'; '.join(wrong)}", print_help=False)
    return subjects


def _refuse(subject: Subject, is_unknown_too: bool) -> str:
    """Return why what is not stored cannot be forgotten; "" where it can."""
    kind = subject.page.kind if subject.page else None
    if kind == "list" or urls.kind(urls.canonical(subject.url)) in ("front", "list"):
        return "is a list of articles; name the articles"
    if is_unknown_too:
        return ""
    return "is no article that is stored; --unknown keeps it out all the same"


def _describe(subject: Subject) -> str:
    if subject.articles:
        return f"forgotten: {subject.url}"
    how = "was forgotten before" if subject.is_forgotten else "kept out from now on"
    return f"{how}: {subject.url}"
