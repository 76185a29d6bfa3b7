"""Progress: a bar at a terminal, a line a minute where there is none."""

import logging
import sys
from contextlib import ExitStack
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from newscrawl.pulse import Pulse

_BAR_INTERVAL = 0.2
_LINE_INTERVAL = 60.0
_MODES = ("auto", "bar", "lines", "json", "off")
_FORMAT = "{elapsed} {desc}"
_SMOOTHING = 0.1
"""How much of the bar's rate is that of the last moment."""


class Progress:
    """Shows articles, pages a second, what is left and errors, as the crawl goes.

    `NEWSCRAWL_PROGRESS` is `bar`, `lines`, `off`, or `auto`: a bar at a terminal; with
    `json` it is silent, and `pulses` tells the figures.
    """

    def __init__(self, crawler: Crawler, mode: str) -> None:
        self.crawler = crawler
        self.is_bar = mode == "bar"
        self.interval = _BAR_INTERVAL if self.is_bar else _LINE_INTERVAL
        self.pages = 0
        self.rate = 0.0
        self._stack = ExitStack()
        self._bar: Any = None
        self._task: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected."""
        mode = crawler.settings.get("NEWSCRAWL_PROGRESS") or "auto"
        if mode not in _MODES:
            raise ValueError(f"NEWSCRAWL_PROGRESS={mode!r} is none of {_MODES}")
        if mode == "auto":
            mode = "bar" if sys.stderr.isatty() else "lines"
        if mode in ("off", "json"):
            raise NotConfigured
        extension = cls(crawler, mode)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Begin."""
        if self.is_bar:
            self._bar = tqdm(bar_format=_FORMAT, leave=False, file=sys.stderr)
            # A line of the log must not tear the bar.
            self._stack.enter_context(logging_redirect_tqdm([logging.root]))
            self._keep_level()
        self._task = create_looping_call(self.show)
        self._task.start(self.interval, now=self.is_bar)

    def _keep_level(self) -> None:
        # tqdm's handler takes every record; Scrapy's, whose place it takes, did not.
        settings = self.crawler.settings
        level = settings["LOG_LEVEL"] if settings.getbool("LOG_ENABLED") else "CRITICAL"
        for handler in logging.root.handlers:
            handler.setLevel(level)

    def spider_closed(self) -> None:
        """End."""
        if self._task and self._task.running:
            self._task.stop()
        if self._bar is not None:
            self._bar.close()
        self._stack.close()

    def show(self) -> None:
        """Show how far the crawl is."""
        line = self.line()
        if self._bar is None:
            print(f"newscrawl: {line}", file=sys.stderr, flush=True)
        else:
            self._bar.set_description_str(line)

    def line(self) -> str:
        """Return how far the crawl is, in a line."""
        assert self.crawler.stats is not None
        pulse = Pulse.of(self.crawler.stats.get_stats())
        rate = (pulse.pages - self.pages) / self.interval
        self.pages = pulse.pages
        self.rate += (rate - self.rate) * (_SMOOTHING if self.is_bar else 1)
        return (
            f"{pulse.articles:,} articles · {pulse.pages:,} pages ·"
            f" {self.rate:.1f} pages/s · {pulse.left:,} left · {pulse.errors:,} errors"
        )
