"""The summary at the end of a run."""

import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.rundown import summarise


class Summary:
    """Prints what a run brought to standard error; `NEWSCRAWL_SUMMARY=0` is silence."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected."""
        if not crawler.settings.getbool("NEWSCRAWL_SUMMARY", True):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.item_dropped, signals.item_dropped)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def item_dropped(self, exception: BaseException) -> None:
        """Count a dropped article by the reason, which its exception names."""
        assert self.crawler.stats is not None
        name = type(exception).__name__
        self.crawler.stats.inc_value(f"newscrawl/dropped/{name}")

    def engine_stopped(self) -> None:
        """Print the summary, when every feed is closed."""
        assert self.crawler.stats is not None
        print(summarise(self.crawler.stats.get_stats()), file=sys.stderr, flush=True)
