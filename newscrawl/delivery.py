"""The feeds follow the archive: each revision that is durable, once, in order."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedExporter, FeedSlot
from scrapy.http import Response

from newscrawl.archive.archive import Archive
from newscrawl.archive.articles import Revision
from newscrawl.archive.feeds import Delivery
from newscrawl.archiving import Archiving, archiving, committed
from newscrawl.arguments import Arguments
from newscrawl.article import Article
from newscrawl.asked import (
    is_left_alone,
    is_of_days,
    is_of_sections,
    published_day,
)
from newscrawl.feed import LINE_FORMATS, LinesExporter, SafeFileStorage, name, names
from newscrawl.site import Site

_INTERVAL = 256
"""After so many lines it is written down how far a file has come."""

Record = dict[str, Any]


class Scope:
    """Which of the stored articles a feed holds.

    All; or those of the days and sections that were asked for, without what is
    reserved; and with a limit, those that crawls of just these arguments brought.
    """

    def __init__(self, asked: Arguments, site: Site) -> None:
        self.asked = asked
        self.site = site
        self.text = asked.scope

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """Return what it asks of the table of runs, in SQL, with its values."""
        return ("runs.scope = ?", (self.text,)) if self.asked.limit else ("1", ())

    @property
    def is_all(self) -> bool:
        """Whether each record of the condition is in it."""
        asked = self.asked
        return not (asked.since or asked.until or asked.sections or asked.respect)

    def holds(self, record: Record) -> bool:
        """Say whether *record* is of the days and sections, and may be had."""
        published, precision = record["published"], record["published_precision"]
        day = published_day(published, precision, self.site.zone)
        return (
            is_of_days(day, self.asked)
            and is_of_sections(record["sections"], self.asked)
            # Older records are without it.
            and not is_left_alone(record.get("reserved", []), self.asked)
        )


class Projection:
    """One feed, as it follows the archive."""

    def __init__(
        self, slot: FeedSlot, scope: Scope, count: Callable[[str], None]
    ) -> None:
        self.slot = slot
        self.scope = scope
        self.count = count
        self.path = getattr(slot.storage, "path", "")
        self.delivered = 0
        self._known: set[bytes] = set()
        self._since_written = 0

    @property
    def is_file(self) -> bool:
        """Whether it is a file of this machine, whole in itself."""
        options = self.slot.feed_options
        return isinstance(self.slot.storage, SafeFileStorage) and not (
            options.get("postprocessing") or options["batch_item_count"]
        )

    @property
    def is_lines(self) -> bool:
        """Whether lines can be added to it."""
        storage = self.slot.storage
        return (
            isinstance(storage, SafeFileStorage)
            and self.slot.format in LINE_FORMATS
            and storage.write_mode == "ab"
        )

    def catch_up(self, archive: Archive) -> None:
        """Write what the archive has and the file lacks."""
        if not self.is_file:
            self.delivered = archive.articles.last()
            return
        if self.is_lines:
            self._look(archive)
        else:
            self._begin_anew(archive)
        condition, values = self.scope.condition()
        for revision in archive.articles.revisions(self.delivered, condition, values):
            self.deliver(revision)

    def _look(self, archive: Archive) -> None:
        """Find out which revisions the file holds."""
        path = Path(self.path)
        size = path.stat().st_size if path.is_file() else 0
        last = archive.feeds.at(self.path)
        if last and last.scope == self.scope.text and last.size <= size:
            self.delivered = last.delivered
            self._known = set(names(path, last.size))
        else:
            self._known = set(names(path))
        if last is None:
            self._note(archive)

    def _note(self, archive: Archive) -> None:
        """Write down now that the file is ours, should this run not come to its end."""
        archive.begin()
        archive.feeds.set(Delivery(self.path, self.scope.text, 0, 0), archive.now())
        archive.commit()

    def _begin_anew(self, archive: Archive) -> None:
        """Have a file written as a whole that no lines can be added to.

        One that holds what is not from here is added to as Scrapy does.
        """
        storage, path = self.slot.storage, Path(self.path)
        assert isinstance(storage, SafeFileStorage)
        is_theirs = path.is_file() and path.stat().st_size > 0
        if storage.write_mode == "ab" and is_theirs and not archive.feeds.at(self.path):
            self.delivered = archive.articles.last()
            return
        storage.write_mode = "wb"
        self._note(archive)

    def deliver(self, revision: Revision) -> None:
        """Write *revision*, unless it is there or not of the scope."""
        self.delivered = revision.id
        if self._known or not self.scope.is_all or not self._is_plain():
            record = json.loads(revision.record)
            if not self.scope.holds(record):
                return
            if name(record) in self._known:
                self.count("known")
                return
        self._write(revision)
        self.count("new")

    def _is_plain(self) -> bool:
        self.slot.start_exporting()
        exporter = self.slot.exporter
        return isinstance(exporter, LinesExporter) and exporter.is_plain

    def _write(self, revision: Revision) -> None:
        plain = self._is_plain()
        exporter = self.slot.exporter
        if plain and isinstance(exporter, LinesExporter):
            exporter.export_line(revision.record)
        elif exporter is not None:
            exporter.export_item(json.loads(revision.record))
        self.slot.itemcount += 1
        self._since_written += 1

    def write_down(self, archive: Archive, *, is_last: bool = False) -> None:
        """Tell the archive how far the file has come, now and then and at the end."""
        file = self.slot.file
        if not self.is_file or getattr(file, "has_failed", False):
            return
        if is_last or self._since_written >= _INTERVAL:
            self._since_written = 0
            size = _flush(Path(self.path))
            delivery = Delivery(self.path, self.scope.text, self.delivered, size)
            archive.begin()
            archive.feeds.set(delivery, archive.now())


def _flush(path: Path) -> int:
    """Have all of *path* on the disk, and return its size.

    The archive, which is told of it, is on the disk at once.
    """
    if not path.is_file():
        return 0
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


class ArchiveFeeds(FeedExporter):
    """Scrapy's feed exporter, which writes an article when it is durable.

    Items of other kinds, and articles that no archive keeps, are written as they come.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._projections: list[Projection] = []
        crawler.signals.connect(self._committed, committed)

    @property
    def _archiving(self) -> Archiving:
        return archiving(self.crawler)

    def open_spider(self, spider: Spider) -> None:
        """Open every feed, and write what the archive has and it lacks."""
        if not self._archiving.is_open:
            return  # nor is a file opened that would be written anew
        super().open_spider(spider)
        for slot in self.slots:
            projection = self._project(slot, spider)
            with self._archiving.guarded():
                projection.catch_up(self._archiving.archive)
            self._projections.append(projection)

    def _project(self, slot: FeedSlot, spider: Spider) -> Projection:
        asked = getattr(spider, "arguments", None)
        if not asked or slot.uri_template in self.settings["NEWSCRAWL_DEFAULT_FEEDS"]:
            asked = Arguments()

        def count(what: str) -> None:
            assert self.crawler.stats is not None
            self.crawler.stats.inc_value(f"newscrawl/feed/{slot.uri}/{what}")

        return Projection(slot, Scope(asked, getattr(spider, "site", Site())), count)

    def _committed(self, revisions: list[Revision]) -> None:
        for projection in self._projections:
            try:
                for revision in revisions:
                    projection.deliver(revision)
            except OSError as error:
                self._archiving.close(f"cannot write to {projection.slot.uri}: {error}")
                return
            with self._archiving.guarded():
                projection.write_down(self._archiving.archive)

    def item_scraped(
        self, item: Any, spider: Spider, response: Response | None = None
    ) -> None:
        """Write *item* at once, unless it is an article that the archive keeps."""
        if not (isinstance(item, Article) and self._archiving.keeps(response)):
            super().item_scraped(item, spider)

    async def close_spider(self, spider: Spider) -> None:
        """Close every feed, and write down how far it has come."""
        await super().close_spider(spider)
        if self._archiving.is_open:
            with self._archiving.guarded():
                for projection in self._projections:
                    projection.write_down(self._archiving.archive, is_last=True)
            self._archiving.commit()
