"""What the commands share that are about many sites at once."""

import sys
from argparse import ArgumentParser, Namespace

from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from newscrawl.addon import SETTINGS
from newscrawl.command import CorpusCommand
from newscrawl.many.choice import Choice, ChoiceError
from newscrawl.many.listing import ListError, listed
from newscrawl.many.outputs import shared
from newscrawl.many.task import Task
from newscrawl.many.view import MODES

CRAWL = (sys.executable, "-m", "newscrawl", "crawl")
"""The command line that each crawl begins with."""

_SILENCE = "NEWSCRAWL_SILENCE"


class ManyCommand(CorpusCommand):
    """A command that crawls many sites, or has them crawled."""

    def add_choice(self, parser: ArgumentParser) -> None:
        """Add the options that say which sites are crawled, and for what."""
        add = parser.add_argument
        add("--from", dest="file", metavar="FILE", help="sites, one a line; - is stdin")
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

    def add_one(self, parser: ArgumentParser) -> None:
        """Add the options of one crawl, which are refused."""
        parser.add_argument("-o", "-O", dest="output", help="not here: docs/many.md")

    def chosen(self, args: list[str], opts: Namespace) -> list[Task]:
        """Return the sites that are named, or all; raises UsageError."""
        given = _given(opts)
        _refuse(opts, given)
        self.check_places()
        assert self.settings is not None
        try:
            names = [*args, *(listed(opts.file) if opts.file else ())]
            choice = Choice(self.settings, given)
            tasks = choice.of(names) if args or opts.file else choice.all()
        except (ListError, ChoiceError) as error:
            raise refusal(str(error)) from error
        if not tasks:
            words = f"{opts.file} names no site" if opts.file else ""
            raise refusal(words or "no site is known yet; name some")
        return tasks

    def check_places(self) -> None:
        """Raise UsageError where archives or feeds have no place of their own."""
        assert self.settings is not None
        if not self.settings["NEWSCRAWL_CORPUS"]:
            raise refusal("no folder is set: name one with -s NEWSCRAWL_CORPUS=DIR")
        if places := shared(self.settings):
            raise refusal(
                f"FEEDS has all crawls write to {', '.join(places)} at once; a path"
                " with %(name)s in it is another for each site"
            )

    def silence(self) -> float:
        """Return the seconds after which a crawl is held to hang; or UsageError."""
        return self.number(_SILENCE)

    def number(self, name: str) -> float:
        """Return the number that is set as *name*; raises UsageError."""
        assert self.settings is not None
        # Add-ons set their defaults for a crawler, and here is none.
        given = self.settings.get(name, SETTINGS[name])
        try:
            return float(given)
        except (TypeError, ValueError):
            raise refusal(f"{name}={given} is no number") from None

    def mode(self) -> str:
        """Return how it is shown how far the crawls are; raises UsageError."""
        assert self.settings is not None
        mode = self.settings.get("NEWSCRAWL_PROGRESS") or "auto"
        if mode not in MODES:
            raise refusal(f"NEWSCRAWL_PROGRESS={mode} is none of {', '.join(MODES)}")
        return str(mode)


def crawl_options(opts: Namespace) -> list[str]:
    """Return the options that every crawl is given."""
    words = [word for setting in opts.set for word in ("-s", setting)]
    if opts.loglevel:
        words += ["-L", opts.loglevel]
    if opts.nolog:
        words += ["--nolog"]
    return [*words, "-s", "NEWSCRAWL_PROGRESS=json"]


def refuse_logfile(opts: Namespace) -> None:
    """Raise UsageError where one file is named for the logs of many crawls."""
    if opts.logfile:
        raise refusal("the log of each site is corpus/SITE/crawl.log, not --logfile")


def refusal(words: str) -> UsageError:
    """Return what ends a command for what is wrong with how it was called."""
    return UsageError(words, print_help=False)


def _given(opts: Namespace) -> dict[str, str]:
    try:
        given: dict[str, str] = arglist_to_dict(opts.spargs)
    except ValueError:
        raise refusal("Invalid -a value, use -a NAME=VALUE") from None
    if opts.respect is not None:
        given["respect"] = opts.respect
    return given


def _refuse(opts: Namespace, given: dict[str, str]) -> None:
    """Raise UsageError for what makes no sense for many sites."""
    if "start" in given:
        raise refusal("-a start= is of one site; name the address itself as a SITE")
    if opts.output:
        raise refusal(
            "many crawls cannot write into one file: the articles of each go to"
            " corpus/SITE/articles.jsonl, and `scrapy export SITE… -o FILE` joins them"
        )
    refuse_logfile(opts)


def jobs_of(opts: Namespace, usual: int) -> int:
    """Return how many crawls at a time; raises UsageError."""
    if opts.jobs is None:
        return usual
    if opts.jobs < 1:
        raise refusal(f"--jobs must be from 1 up, not {opts.jobs}")
    return int(opts.jobs)
