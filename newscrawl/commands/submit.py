"""`scrapy submit`: has newspapers crawled by the workers."""

from argparse import ArgumentParser, Namespace

from newscrawl.archiving import clock
from newscrawl.cluster.command import ClusterCommand
from newscrawl.cluster.ticket import Ticket, Tickets
from newscrawl.command import refuse_unknown_options
from newscrawl.many.command import refusal
from newscrawl.many.task import Task

HELP = """\
SITE is the name of a spider, the host of a newspaper that `crawl news` has begun, or
the address of one that is new. Without any, all that are known are sent: every spider
but `news`, and every newspaper of the corpus folder.

Examples:
  scrapy submit
  scrapy submit asianlite any-paper.example https://new-paper.example/
  scrapy submit --from papers.txt -a since=2026-01-01

Each is crawled to its end by the workers (`scrapy worker`) that take from the broker
which NEWSCRAWL_BROKER names, in turns; `scrapy status` shows how far that is. To send
one again that is under way does no harm, and is what to do when the broker has lost its
queue. More: docs/cluster.md
"""


class Command(ClusterCommand):
    """Sends sites to the broker."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Have newspapers crawled by the workers, on many machines"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        self.add_choice(parser)
        self.add_one(parser)

    def work(self, args: list[str], opts: Namespace) -> None:
        """Write the tickets, and send their numbers."""
        refuse_unknown_options(args)
        if any(words.startswith("limit=") for words in opts.spargs):
            raise refusal("-a limit= is of one run, and a site is crawled in several")
        tasks = self.chosen(args, opts)
        broker = self.reached()
        if broker is None:
            return
        # Only here: see `reached`.
        from newscrawl.cluster.broker import BrokerError

        tickets = Tickets(self.folder)
        now = clock().isoformat(timespec="seconds")
        try:
            count = broker.send([_issued(tickets, task, now) for task in tasks])
        except BrokerError as error:
            self.fail(str(error))
        except OSError as error:
            self.fail(f"cannot write to {error.filename}: {error.strerror}")
        else:
            print(
                f"{count:,} {'site' if count == 1 else 'sites'} sent to {broker.name}"
            )


def _issued(tickets: Tickets, task: Task, now: str) -> Ticket:
    """Return the ticket that the site has, or one that is written now."""
    ticket = tickets.read(task.site)
    if ticket is None:
        ticket = Ticket.of(task, now)
        tickets.write(ticket)
    return ticket
