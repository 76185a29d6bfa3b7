"""`scrapy crawlall`: many newspapers at once, each in a process of its own."""

import asyncio
import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace

from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from newscrawl.addon import SETTINGS
from newscrawl.command import CorpusCommand, refuse_unknown_options
from newscrawl.exitcodes import GRAVITY
from newscrawl.many.choice import Choice, ChoiceError
from newscrawl.many.listing import ListError, listed
from newscrawl.many.outcome import complaints, document, table, together
from newscrawl.many.pool import Pool
from newscrawl.many.task import Task, longest_first
from newscrawl.many.view import MODES, View

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

_SILENCE = "NEWSCRAWL_SILENCE"
_CRAWL = (sys.executable, "-m", "newscrawl", "crawl")


class Command(CorpusCommand):
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
        add = parser.add_argument
        add("--from", dest="file", metavar="FILE", help="sites, one a line; - is stdin")
        add("--jobs", type=int, metavar="N", help="how many at a time (the cores)")
        add(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="an argument of every crawl; `scrapy crawl --help` tells them",
        )
        add(
            "--respect",
            metavar="WORDS",
            help="store no article with these reservations",
        )
        add("--json", action="store_true", help="the outcome for machines")
        add("-o", "-O", dest="output", help="not here: see docs/many.md")

    def work(self, args: list[str], opts: Namespace) -> None:
        """Crawl them all, and say what came of it."""
        refuse_unknown_options(args)
        given = _given(opts)
        _refuse(opts, given)
        tasks = self._tasks(args, opts.file, given)
        assert self.settings is not None
        jobs = min(opts.jobs or _cores(), len(tasks))
        view = View(self._mode(), jobs)
        options = _options(opts)

        def command(task: Task) -> list[str]:
            return [*_CRAWL, *task.words, *options]

        silence = self._silence()
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

    def _tasks(
        self, args: list[str], file: str | None, given: dict[str, str]
    ) -> list[Task]:
        assert self.settings is not None
        if not self.settings["NEWSCRAWL_CORPUS"]:
            raise _refusal("no folder is set: name one with -s NEWSCRAWL_CORPUS=DIR")
        try:
            names = [*args, *(listed(file) if file else ())]
            choice = Choice(self.settings, given)
            tasks = choice.of(names) if args or file else choice.all()
        except (ListError, ChoiceError) as error:
            raise _refusal(str(error)) from error
        if not tasks:
            raise _refusal(
                f"{file} names no site" if file else "no site is known yet; name some"
            )
        return longest_first(tasks)

    def _silence(self) -> float:
        assert self.settings is not None
        # Add-ons set their defaults for a crawler, and here is none.
        given = self.settings.get(_SILENCE, SETTINGS[_SILENCE])
        try:
            return float(given)
        except (TypeError, ValueError):
            raise _refusal(f"{_SILENCE}={given} is no number") from None

    def _mode(self) -> str:
        assert self.settings is not None
        mode = self.settings.get("NEWSCRAWL_PROGRESS") or "auto"
        if mode not in MODES:
            raise _refusal(f"NEWSCRAWL_PROGRESS={mode} is none of {', '.join(MODES)}")
        return str(mode)


def _given(opts: Namespace) -> dict[str, str]:
    try:
        given: dict[str, str] = arglist_to_dict(opts.spargs)
    except ValueError:
        raise _refusal("Invalid -a value, use -a NAME=VALUE") from None
    if opts.respect is not None:
        given["respect"] = opts.respect
    return given


def _refuse(opts: Namespace, given: dict[str, str]) -> None:
    """Raise UsageError for what makes no sense for many sites."""
    if "start" in given:
        raise _refusal("-a start= is of one site; name the address itself as a SITE")
    if opts.output:
        raise _refusal(
            "many crawls cannot write into one file: the articles of each go to"
            " corpus/SITE/articles.jsonl, and `scrapy export SITE… -o FILE` joins them"
        )
    if opts.logfile:
        raise _refusal("the log of each site is corpus/SITE/crawl.log, not --logfile")
    if opts.jobs is not None and opts.jobs < 1:
        raise _refusal(f"--jobs must be from 1 up, not {opts.jobs}")


def _options(opts: Namespace) -> list[str]:
    """Return the options that every crawl is given."""
    words = [word for setting in opts.set for word in ("-s", setting)]
    if opts.loglevel:
        words += ["-L", opts.loglevel]
    if opts.nolog:
        words += ["--nolog"]
    return [*words, "-s", "NEWSCRAWL_PROGRESS=json"]


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _refusal(words: str) -> UsageError:
    return UsageError(words, print_help=False)
