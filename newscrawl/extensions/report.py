"""The report, written when a crawl has ended."""

import sqlite3
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archiving import archive_path, archiving, clock

NAME = "report.html"


class Report:
    """Writes the report beside the archive, where `NEWSCRAWL_REPORT` is set.

    Not after Ctrl-C, which is to end at once, nor where nothing was begun.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.is_due = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected."""
        settings = crawler.settings
        if not (settings.getbool("NEWSCRAWL_REPORT") and settings["NEWSCRAWL_CORPUS"]):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def spider_closed(self, reason: str) -> None:
        """See whether there is anything to report."""
        self.is_due = archiving(self.crawler).is_open and reason == "finished"

    def engine_stopped(self) -> None:
        """Write it, when the archive is closed."""
        if not self.is_due:
            return
        from newscrawl.report import write  # which no other crawl needs

        assert self.crawler.spider is not None
        assert self.crawler.stats is not None
        name = self.crawler.spider.name
        path = archive_path(self.crawler.settings, name)
        target = Path(path).with_name(NAME)
        try:
            write(name, path, target, clock())
        except (ArchiveError, sqlite3.Error) as error:
            self._fail(describe(path, error))
        except OSError as error:
            self._fail(f"cannot write {target}: {error.strerror or error}")
        else:
            self.crawler.stats.set_value("newscrawl/report", str(target))

    def _fail(self, words: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.set_value("newscrawl/output_error", words)
