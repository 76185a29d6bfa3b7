"""Keeps the archive of a crawl: what a visit brought goes in, whole, and is told."""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from newscrawl import dates
from newscrawl.archive.archive import Archive
from newscrawl.archive.articles import Revision
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import MEMORY, ArchiveError, connect, describe
from newscrawl.archive.schedule import next_check, parse_ages, pause
from newscrawl.archive.sites import beside
from newscrawl.archive.tallies import describe as describe_drifts
from newscrawl.archive.values import Visit, page_key
from newscrawl.archive.volume import is_shared
from newscrawl.arguments import Arguments
from newscrawl.article import Article
from newscrawl.visits import Visits
from newscrawl.watch import Watch

logger = logging.getLogger(__name__)

FAILURES = (ArchiveError, sqlite3.Error, OSError)

committed = object()
"""Sent with the *revisions* (a list of Revision) that have just become durable."""


def archive_path(settings: BaseSettings, site: str) -> str:
    """Return where the archive of *site* is; in memory where no corpus is kept."""
    folder = settings.get("NEWSCRAWL_CORPUS")
    return str(Path(folder).absolute() / site / "archive.sqlite") if folder else MEMORY


def clock() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


class Archiving:
    """The extension that holds the archive of one crawl.

    The frontier opens it, for it must be open before the first request, and closes it
    when the last visit has ended; the feeds write the last line after that.
    """

    archive: Archive
    visits: Visits
    watch: Watch

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.is_open = False
        self.is_broken = False
        self.is_over = False
        """Whether nothing more is taken in: the site is not as it was."""
        self._refusal: CloseSpider | None = None
        self._lock: Lock | None = None
        self._timer: Any = None
        longest = crawler.settings.getfloat("NEWSCRAWL_LONGEST_SWEEP")
        self.longest_sweep = timedelta(seconds=longest)
        self._interval = crawler.settings.getfloat("NEWSCRAWL_COMMIT_INTERVAL")
        self.most_attempts = crawler.settings.getint("NEWSCRAWL_ATTEMPTS")
        self.ages = parse_ages(crawler.settings.getlist("NEWSCRAWL_RECHECK"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected."""
        extension = cls(crawler)
        connect = crawler.signals.connect
        connect(extension.spider_opened, signals.spider_opened)
        connect(extension.item_scraped, signals.item_scraped)
        connect(extension.item_dropped, signals.item_dropped)
        connect(extension.item_error, signals.item_error)
        connect(extension.spider_error, signals.spider_error)
        connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def open(self) -> None:
        """Open the archive and begin a run; else the spider is closed once it is open.

        Scrapy 2.19 cannot end a crawl whose scheduler does not open.
        """
        if self.is_open or self._refusal:
            return
        spider = self.crawler.spider
        path = MEMORY
        if spider is not None and self._is_crawl():
            path = archive_path(self.crawler.settings, spider.name)
        try:
            if path != MEMORY:
                self._lock = Lock(path)
                self._lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
            self.archive = Archive(path, clock)
            self._begin_run()
        except Locked as error:
            self._refuse("locked", str(error))
        except FAILURES as error:
            self._refuse("archive_error", describe(path, error))

    def _begin_run(self) -> None:
        spider: Any = self.crawler.spider
        asked = getattr(spider, "arguments", None) or Arguments()
        run = self.archive.begin_run(asked.job, asked.scope, self.longest_sweep)
        self.visits = Visits(
            self.archive, run, self._beside(), is_full=asked.sweep == "full"
        )
        self.watch = Watch(
            self.archive,
            run,
            is_on=self.crawler.settings.getbool("NEWSCRAWL_DRIFT"),
            is_typical=not asked.sections,
        )
        self.is_open = True
        self._set("newscrawl/archive/articles", self.archive.articles.count())
        if hasattr(spider, "take_up"):
            spider.take_up(self)

    def _beside(self) -> Iterator[sqlite3.Connection]:
        """Yield the archives of other sites, whose texts may be the same.

        None on a shared volume, where who reads keeps out who writes.
        """
        if self.archive.path == MEMORY or is_shared(self.archive.path):
            return
        most = self.crawler.settings.getint("NEWSCRAWL_COMPARED")
        for site, path in beside(self.archive.path, most).items():
            try:
                yield connect(path, read_only=True)
            except FAILURES as error:
                logger.info("Texts of %s are not compared: %s", site, error)

    def _is_crawl(self) -> bool:
        """Say whether this is a crawl of a newspaper, and no look at one page.

        `scrapy parse` and `fetch` put their own `start` in the place of the spider's,
        and `scrapy shell` is the one that keeps the engine alive.
        """
        spider, settings = self.crawler.spider, self.crawler.settings
        begins = getattr(getattr(spider, "start", None), "__module__", "")
        is_look = begins.startswith("scrapy.commands") or settings["KEEP_ALIVE"]
        return isinstance(getattr(spider, "arguments", None), Arguments) and not is_look

    def _refuse(self, reason: str, words: str) -> None:
        self._set("newscrawl/refused", words)
        self._refusal = CloseSpider(reason)

    def _count(self, name: str, by: int) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"newscrawl/{name}", by)

    def _set(self, name: str, value: object) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.set_value(name, value)

    def spider_opened(self) -> None:
        """Open the archive for a crawl whose scheduler is not ours; see to refusals."""
        self.open()
        if self._refusal:
            raise self._refusal

    # -- what comes of a page ------------------------------------------------

    def _visit(self, response: Response | Failure | None) -> Visit | None:
        request = getattr(response, "request", None)
        if not self.is_open or request is None:
            return None
        return self.visits.open.get(request.meta.get("visit"))

    def _visit_of(
        self, article: Article, response: Response | Failure | None
    ) -> Visit | None:
        """Return the visit that brought *article*, or stands for one to its page."""
        visit = self._visit(response)
        return visit and visit.told.get(page_key(article.url), visit)

    def keeps(self, response: Response | Failure | None) -> bool:
        """Say whether the articles of *response* go into the archive."""
        return self._visit(response) is not None

    def item_scraped(self, item: Any, response: Response | None) -> None:
        """Take in an article that has passed all pipelines."""
        if isinstance(item, Article) and (visit := self._visit_of(item, response)):
            visit.article = item
            visit.outcome = "stored"

    def item_dropped(
        self, item: Any, response: Response | None, exception: BaseException
    ) -> None:
        """Take down why an article is not stored."""
        if not isinstance(item, Article):
            return
        visit = self._visit_of(item, response)
        self.visits.release(item)
        if visit is not None and visit.article is None:
            visit.state = getattr(exception, "state", "done")
            visit.outcome = getattr(exception, "outcome", type(exception).__name__)

    def item_error(
        self, item: Any, response: Response | None, failure: Failure
    ) -> None:
        """Take down that a pipeline failed."""
        visit = self._visit(response)
        if isinstance(item, Article):
            visit = self._visit_of(item, response)
            self.visits.release(item)
        self._fail(visit, failure)

    def spider_error(self, failure: Failure, response: Response) -> None:
        """Take down that reading a page failed."""
        self._fail(self._visit(response), failure)

    def _fail(self, visit: Visit | None, failure: Failure) -> None:
        if visit is not None:
            self.fail(visit, f"a bug: {type(failure.value).__name__}")

    def fail(self, visit: Visit, reason: str) -> None:
        """Take down that *visit* failed: the page rests, and in the end is given up."""
        attempts = visit.page.attempts + 1
        visit.is_failure = True
        visit.outcome = reason
        visit.state = "failed" if attempts >= self.most_attempts else "pending"
        visit.delay = pause(attempts).total_seconds()

    # -- transactions --------------------------------------------------------

    def settle(self, visit: Visit) -> None:
        """Store what *visit* brought, now that it has ended."""
        kind = visit.kind or visit.page.kind
        if kind == "article" and visit.state == "done":
            visit.delay = self._check_delay(visit)
        self._count_failure(visit)
        for told in visit.told.values():
            if told.state == "done":
                told.delay = self._check_delay(told)
        if not self._keep(visit):
            articles = (one.article for one in (visit, *visit.told.values()))
            self._discount(one.revision for one in articles if one)
        self.visits.end(visit)
        if self.archive.is_full:
            self.commit()
        elif self._timer is None:
            self._timer = call_later(self._interval, self._commit_late)

    def _keep(self, visit: Visit) -> bool:
        """Take *visit* into the archive; say whether it is."""
        is_kept = False
        if not self.is_broken and not self.is_over:
            with self.guarded():
                self.archive.settle(visit, self.visits.run)
                is_kept = True
                self._watch(visit)
        return is_kept

    def _count_failure(self, visit: Visit) -> None:
        """Count why a page was not read, in the words that the archive has for it."""
        if visit.state == "gone":
            self._count(f"gone/{visit.outcome}", 1)
        elif visit.is_failure or visit.state == "failed":
            self._count(f"failed/{visit.outcome}", 1)

    def _watch(self, visit: Visit) -> None:
        """Have the crawl end where *visit* shows that the site is not as it was."""
        self.watch.settle(visit)
        if self.archive.is_full and self.watch.is_holding:
            self.watch.judge()
        if self.watch.found:
            self.watch.judge()
            self._heed()
            self._close("drift")

    def _heed(self) -> None:
        """Keep out what is no article, and have the site be asked for it again."""
        if self.is_over:
            return
        self.is_over = True
        if self.watch.is_spoilt:
            self._roll_back()
        self.archive.begin()
        for page in self.watch.walled:
            self.archive.pages.restore(page, self.visits.run.sweep)
        # With them, or a kill before the end would have the run count as an example.
        self.archive.tallies.keep_drifts(self.visits.run.id, self.watch.found)

    def _roll_back(self) -> None:
        """Let what is not committed never have been, nor count."""
        dropped = self.archive.roll_back()
        self._discount(json.loads(one.record)["revision"] for one in dropped)

    def _discount(self, revisions: Iterable[int]) -> None:
        """Take back that articles were counted as stored, with these *revisions*."""
        for number in revisions:
            self._count("articles" if number == 1 else "revisions", -1)

    def _check_delay(self, visit: Visit) -> float | None:
        article = visit.article
        day = visit.day.isoformat() if visit.day else visit.page.day
        written = (article.published if article else None) or day
        moment = dates.parse(written, UTC) if written else None
        if moment is None:
            return None
        now = self.archive.clock()
        again = next_check(moment.time, now, self.ages)
        return (again - now).total_seconds() if again else None

    def _commit_late(self) -> None:
        self._timer = None
        self.commit()

    def commit(self) -> None:
        """Make durable what has been stored, and tell it."""
        if self.is_broken or not self.archive.is_dirty:
            return
        if self.watch.is_holding and not self.is_over:
            return
        revisions: list[Revision] = []
        with self.guarded():
            self.watch.keep()
            revisions = self.archive.commit()
        if revisions:
            self.crawler.signals.send_catch_log(committed, revisions=revisions)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Have a failure of the archive end the crawl; nothing is written after it."""
        try:
            yield
        except FAILURES as error:
            self.is_broken = True
            with suppress(sqlite3.Error):
                self._roll_back()
            self.close(describe(self.archive.path, error))

    def close(self, reason: str) -> None:
        """End the crawl since what it brings cannot be written."""
        self._set("newscrawl/output_error", reason)
        self._close("output_error")

    def _close(self, reason: str) -> None:
        engine = self.crawler.engine
        assert engine is not None
        deferred_from_coro(engine.close_spider_async(reason=reason))

    def end(self, reason: str) -> None:
        """Write down how the run ended."""
        assert self.crawler.stats is not None
        if not self.is_broken:
            with self.guarded():
                self._judge(reason)
                self._count_left()
                figures = self.crawler.stats.get_stats()
                self.archive.end_run(self.visits.run, reason, figures)
            self.commit()

    def _judge(self, reason: str) -> None:
        """Take down how the run differs from those before it."""
        if not self.is_over:
            self.watch.finish(is_whole=reason == "finished")
        found = self.watch.found
        if found:
            self._heed()
            self._set("newscrawl/drift", describe_drifts(found))

    def _count_left(self) -> None:
        pages = self.archive.pages
        count, later = pages.pending(self.visits.run.job, self.archive.now())
        self._set("newscrawl/archive/pending", count)
        self._set("newscrawl/archive/later", later)

    def engine_stopped(self) -> None:
        """Close the archive and give the lock back."""
        if self._timer is not None:
            self._timer.cancel()
        if self.is_open:
            self.visits.originals.close()
            self.archive.close()
            self.is_open = False
        if self._lock:
            self._lock.release()


def archiving(crawler: Crawler) -> Archiving:
    """Return the archive's extension of *crawler*; raises LookupError without one."""
    extension = crawler.get_extension(Archiving)
    if extension is None:
        raise LookupError(
            "newscrawl keeps its pages in an archive, and the extension "
            "newscrawl.archiving.Archiving is not loaded: leave EXTENSIONS to the "
            "add-on newscrawl.addon.Newscrawl"
        )
    return extension
