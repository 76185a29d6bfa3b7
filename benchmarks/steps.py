"""Where the time of a crawl goes: `python -m benchmarks.steps [ARTICLES]`.

The newspaper in the box is crawled in this process, while another serves it, and the
functions that begin a step note the CPU time until the next begins or they end. What
no step claims is Scrapy's own, and the spider's. The clocks themselves cost some
hundredths of a millisecond a step.
"""

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from inspect import isgeneratorfunction
from typing import Any

from benchmarks.crawling import newspaper

ARTICLES = 1_000

STEPS = {
    "parse": ("document:Document.from_bytes", "tree:parse"),
    "walk": ("tree:Walk.__init__",),
    "links": (
        "links:Leads.sections", "links:Leads.stories", "links:Leads.older",
        "links:Leads.neighbours", "links:Leads.related", "visits:Visits.new",
    ),
    "fields": ("page:Reading.article", "page:Reading.kind"),
    "dates": ("published:find", "published:find_modified", "dates:parse"),
    "body": ("body:find",),
    "text": ("pipelines:TextPipeline.process",),
    "duplicates": ("pipelines:DuplicatesPipeline.process",),
    "other pipelines": ("pipelines:Pipeline.process_item",),
    "frontier": (
        "frontier:Frontier.next_request", "frontier:Frontier.enqueue_request",
        "frontier:Frontier.has_pending_requests",
    ),
    "store": ("archiving:Archiving.settle",),
    "commit": ("archive.archive:Archive.commit",),
    "export": ("delivery:Projection.deliver",),
}  # fmt: skip
"""By step the functions that are it: `module:name`, in newscrawl."""


class Clock:
    """Gives each moment of CPU time to the innermost step that is under way."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._steps = ["Scrapy and spider"]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._steps[-1]] += now - self._since
        self._since = now

    def begin(self, step: str) -> None:
        """Go into *step*."""
        self._turn()
        self._steps.append(step)

    def end(self) -> None:
        """Go back to the step around."""
        self._turn()
        self._steps.pop()

    def watch(self, step: str, place: str) -> None:
        """Have the function at *place* be *step*."""
        module, _, name = place.partition(":")
        holder: Any = import_module(f"newscrawl.{module}")
        *outer, name = name.split(".")
        for each in outer:
            holder = getattr(holder, each)
        found = vars(holder)[name]
        if isinstance(found, classmethod):
            setattr(holder, name, classmethod(self._watched(step, found.__func__)))
        elif hasattr(found, "func"):  # a cached property
            found.func = self._watched(step, found.func)
        else:
            setattr(holder, name, self._watched(step, found))

    def _watched(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            self.calls[step] += 1
            self.begin(step)
            try:
                return function(*args, **named)
            finally:
                self.end()

        @wraps(function)
        def generate(*args: Any, **named: Any) -> Iterator[Any]:
            self.calls[step] += 1
            steps = function(*args, **named)
            while True:
                self.begin(step)
                try:
                    value = next(steps)
                except StopIteration:
                    return
                finally:
                    self.end()
                yield value

        return generate if isgeneratorfunction(function) else call


def crawl(start: str, folder: str) -> None:
    """Crawl in this process."""
    from newscrawl.__main__ import main

    settings = (f"NEWSCRAWL_CORPUS={folder}", "NEWSCRAWL_SUMMARY=0")
    options = [word for each in settings for word in ("-s", each)]
    sys.argv = ["newscrawl", "crawl", "asianlite", "-a", f"start={start}", *options]
    sys.argv += ["-s", "NEWSCRAWL_PROGRESS=off", "-L", "ERROR"]
    try:
        main()
    except SystemExit as error:
        if error.code:
            raise


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    clock = Clock()
    for step, places in STEPS.items():
        for place in places:
            clock.watch(step, place)
    clock.begin("Scrapy and spider")
    with newspaper(articles) as start, tempfile.TemporaryDirectory() as folder:
        crawl(start, folder)
    clock.end()
    total = sum(clock.spent.values())
    print(f"{articles:,} articles, {1000 * total / articles:.2f} ms of CPU each\n")
    print("| step | ms an article | share | times an article |")
    print("|---|---|---|---|")
    for step, spent in sorted(clock.spent.items(), key=lambda each: -each[1]):
        each, times = 1000 * spent / articles, clock.calls[step] / articles
        print(f"| {step} | {each:.2f} | {spent / total:.0%} | {times:.1f} |")


if __name__ == "__main__":
    main()
