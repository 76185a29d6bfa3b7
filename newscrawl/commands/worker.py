"""`scrapy worker`: crawls the sites that were submitted, on this machine."""

import sys
from argparse import ArgumentParser, Namespace

from newscrawl.archiving import archive_path
from newscrawl.cluster.command import BROKER, ClusterCommand
from newscrawl.command import refuse_unknown_options
from newscrawl.many.command import (
    CRAWL,
    crawl_options,
    jobs_of,
    refusal,
    refuse_logfile,
)
from newscrawl.many.view import View

HELP = """\
Takes sites from the broker that NEWSCRAWL_BROKER names, and crawls --jobs of them at a
time, each by `scrapy crawl` in a process of its own, until it is stopped. On as many
machines as are wanted: all need the same corpus folder, on a volume that they share.

A site is crawled for NEWSCRAWL_SLICE seconds at a time; then it goes to the end of the
queue, so that ten thousand share the workers. No host is ever asked by two crawls.

Examples:
  NEWSCRAWL_BROKER=amqp://news:secret@queue.example/ scrapy worker --jobs 16
  scrapy worker -s NEWSCRAWL_BROKER=redis://queue.example/ -s NEWSCRAWL_SLICE=1800

Ctrl-C or SIGTERM: its crawls end gently within seconds, and their sites go on with
another worker; twice: at once. Killed, or cut off: the broker hands its sites out anew.
Its exit code is 130 where it was stopped, and 1 where it could not work.
More: docs/cluster.md
"""

_SLICE = "NEWSCRAWL_SLICE"
_GRACE = 900.0
"""Seconds that a turn may take beyond its slice: to begin, and to end."""


class Command(ClusterCommand):
    """Crawls what others have submitted."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Crawl the newspapers that `submit` has sent, on this machine"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "--jobs", type=int, metavar="N", help="how many at a time (4)"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Crawl until a signal ends it."""
        refuse_unknown_options(args)
        if args:
            raise refusal("sites are named to `scrapy submit`; a worker takes any")
        refuse_logfile(opts)
        jobs = jobs_of(opts, 4)
        self.check_places()
        slice_, silence = self.number(_SLICE), self.silence()
        if slice_ <= 0:
            raise refusal(f"{_SLICE} is the seconds of a turn, and more than 0")
        view = View(self.mode(), jobs)
        broker = self.reached(slice_ + _GRACE)
        if broker is None:
            return
        # Celery takes some time to import, and only what is needed here.
        from newscrawl.cluster.node import work
        from newscrawl.cluster.turns import Turns

        # Everybody can read a command line, and an address may hold a password.
        opts.set = [word for word in opts.set if not word.startswith(f"{BROKER}=")]
        settings = self.settings
        assert settings is not None
        turns = Turns(
            self.folder,
            lambda site: archive_path(settings, site),
            CRAWL,
            [*crawl_options(opts), "-s", f"CLOSESPIDER_TIMEOUT={slice_:g}"],
            silence=silence,
            send=broker.send_one,
            observer=view,
        )
        print(
            f"newscrawl: {jobs} at a time, from {broker.name}; Ctrl-C ends it",
            file=sys.stderr,
            flush=True,
        )
        self.exitcode = work(broker, turns, jobs)
