"""The figures of a crawl, as lines of JSON for the process that began it."""

import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newscrawl.pulse import Pulse

_INTERVAL = 0.5


class Pulses:
    """Writes a line to standard output twice a second: `NEWSCRAWL_PROGRESS=json`.

    Where nobody reads any more, whoever began the crawl has died, and it is ended as by
    Ctrl-C: it would otherwise go on with nobody to watch it.
    """

    def __init__(self, crawler: Crawler, number: int) -> None:
        self.crawler = crawler
        self._number = number
        self._said = ""
        self._task: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected."""
        if crawler.settings.get("NEWSCRAWL_PROGRESS") != "json":
            raise NotConfigured
        extension = cls(crawler, sys.stdout.fileno())
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def spider_opened(self) -> None:
        """Begin."""
        # A reader that is held up must not hold the crawl up. Windows knows it for
        # pipes from Python 3.12 on.
        with suppress(AttributeError, OSError):
            os.set_blocking(self._number, False)
        self._task = create_looping_call(self.tell)
        self._task.start(_INTERVAL, now=False)

    def engine_stopped(self) -> None:
        """Tell the last figures, when all is stored."""
        if self._task and self._task.running:
            self._task.stop()
        with suppress(OSError):
            self._write()

    def tell(self) -> None:
        """Tell how far the crawl is."""
        try:
            self._write()
        except BlockingIOError:
            return
        except OSError:
            self._task.stop()
            self._end()

    def say(self, words: str) -> None:
        """Tell *words*, in which the crawl is judged, as the last thing."""
        self._said = words
        with suppress(OSError):
            self._write()

    def _write(self) -> None:
        assert self.crawler.stats is not None
        pulse = Pulse.of(self.crawler.stats.get_stats())
        os.write(self._number, replace(pulse, said=self._said).line())

    def _end(self) -> None:
        engine = self.crawler.engine
        assert engine is not None
        deferred_from_coro(engine.close_spider_async(reason="shutdown"))
