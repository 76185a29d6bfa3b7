"""`scrapy crawlall`: many newspapers at once, each in a process of its own."""

import asyncio
import json
import os
import time
from argparse import ArgumentParser, Namespace

from newscrawl.command import refuse_unknown_options
from newscrawl.exitcodes import GRAVITY
from newscrawl.many.command import CRAWL, ManyCommand, crawl_options, jobs_of
from newscrawl.many.outcome import complaints, document, table, together
from newscrawl.many.pool import Pool
from newscrawl.many.task import Task, longest_first
from newscrawl.many.view import View

HELP = f"""\
SITE is the name of a spider, the host of a newspaper that `crawl news` has begun, or
the address of one that is new. Without any, all that are known are crawled: every
spider but `news`, and every newspaper of the corpus folder.

Examples:
  scrapy crawlall
  scrapy crawlall asianlite any-paper.example https://new-paper.example/
  scrapy crawlall --from papers.txt --jobs 8     one SITE a line, # begins a comment
  scrapy crawlall -a since=2026-01-01 -s NEWSCRAWL_WARC=1
  scrapy crawlall --json > outcome.json

Each site is crawled by `scrapy crawl` in a process of its own, and as politely as ever;
two that share a host never at the same time. A crawl waits most of the time, and on the
public web --jobs may well be several times the cores, at some 100 MB each. The longest
of the last time begin first, and new ones before them.

A site that breaks harms no other. Its log is corpus/SITE/crawl.log, that of the last
run. Ctrl-C or SIGTERM ends all, once as gently as one crawl, twice at once; the same
command goes on from there. More: docs/many.md

Exit codes: 0 where all is done, 4 where that brought nothing new; else that of the
site that is worst off, in this order: {", ".join(str(int(c)) for c in GRAVITY[:-2])}.
"""


class Command(ManyCommand):
    """Crawls many sites side by side."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Crawl many newspapers at once, each in a process of its own"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        self.add_choice(parser)
        self.add_one(parser)
        add = parser.add_argument
        add("--jobs", type=int, metavar="N", help="how many at a time (the cores)")
        add("--json", action="store_true", help="the outcome for machines")

    def work(self, args: list[str], opts: Namespace) -> None:
        """Crawl them all, and say what came of it."""
        refuse_unknown_options(args)
        jobs = jobs_of(opts, _cores())
        tasks = longest_first(self.chosen(args, opts))
        jobs = min(jobs, len(tasks))
        view = View(self.mode(), jobs)
        options = crawl_options(opts)

        def command(task: Task) -> list[str]:
            return [*CRAWL, *task.words, *options]

        silence = self.silence()
        pool = Pool(tasks, jobs, command, silence=silence, observer=view)
        began = time.monotonic()
        asyncio.run(view.follow(pool))
        if opts.json:
            told = document(tasks, time.monotonic() - began)
            print(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            print(table(tasks))
        for complaint in complaints(tasks):
            self.warn(complaint)
        self.exitcode = int(together(tasks))


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
