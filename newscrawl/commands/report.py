"""`scrapy report`: one page that shows a corpus."""

import sqlite3
from argparse import ArgumentParser, Namespace
from pathlib import Path

from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archiving import clock
from newscrawl.command import CorpusCommand

HELP = """\
One file of HTML, which needs no network and may be handed on: articles a month by
section, what each road knows, dates and their sources, lengths, duplicates, revisions,
failures, the last runs, and a table of all articles to search. It names articles and
links to their pages; their texts are not in it.

Examples:
  scrapy report asianlite                 to corpus/asianlite/report.html
  scrapy report asianlite -o lite.html
  scrapy crawl asianlite -s NEWSCRAWL_REPORT=1    writes it after the crawl
"""


class Command(CorpusCommand):
    """Writes the report of a corpus."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Write a page that shows the corpus"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", metavar="FILE", help="where to write it to"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Write the report."""
        # Scrapy imports every command: what only this one needs would slow down all.
        from newscrawl.report import write

        site = self.one_site(args)
        path = self.archive_of(site)
        target = (
            Path(opts.output) if opts.output else Path(path).with_name("report.html")
        )
        try:
            write(site, path, target, clock())
        except (ArchiveError, sqlite3.Error) as error:
            self.fail(describe(path, error))
        except OSError as error:
            self.fail(f"cannot write {target}: {error.strerror or error}")
        else:
            print(target.absolute())
