"""The frontier: Scrapy's scheduler, over the archive.

It is queue, duplicate filter and list of what is under way in one. A page is taken out
of the queue only by the transaction that stores what was found on it; what was under
way when the process died is still to be asked for.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.dupefilters import RFPDupeFilter
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl import requests, urls
from newscrawl.archive.pages import reaches
from newscrawl.archive.values import (
    BITS,
    ELSEWHERE,
    REDIRECTED,
    Found,
    Page,
    Visit,
    page_key,
    road_names,
)
from newscrawl.archiving import archiving
from newscrawl.politeness.failures import Forbidden, Lost, NotNow
from newscrawl.politeness.queue import host_of, room
from newscrawl.suspects import is_story

Errback = Callable[[Failure], Any]

GONE = frozenset((404, 410))
FIRST = 40_000_000
"""While a page of this priority is visited, or a higher, nothing that comes after it
is asked of its host: what it tells need not be asked for."""

LATER = 20_000_000
"""The priority below which a page comes after those."""

MOST_LOST = 10
"""After so many failures of the network in a row a host is left alone for the run."""


class Frontier(BaseScheduler):
    """Asks the archive what to ask for next, and tells it what came of it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.archiving = archiving(crawler)
        # For what the archive cannot keep: a POST, a callback that is no method.
        self._filter = RFPDupeFilter.from_crawler(crawler)
        self._waiting: deque[Request] = deque()
        self._asked: dict[int, set[Request]] = {}
        self._hosts: set[str] = set()
        self._left: set[str] = set()
        self._lost: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Frontier":
        """Return the frontier of one crawl."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Open the archive, and take up what is to be asked for."""
        self.archiving.open()
        self.spider = spider
        if not self.archiving.is_open:
            return
        self.visits = self.archiving.visits
        self.pages = self.archiving.archive.pages
        self._starts = set(map(page_key, getattr(spider, "start_urls", ())))
        self._hosts = self.pages.hosts(self.visits.run.job)
        self._count_waiting()
        self.crawler.signals.connect(
            self._take_down_redirect, signals.request_scheduled
        )

    def _count_waiting(self) -> None:
        """Count what earlier runs have left, as if it were found now."""
        now = self.archiving.archive.now()
        count, later = self.pages.pending(self.visits.run.job, now)
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("scheduler/enqueued", count - later)

    def close(self, reason: str) -> None:
        """Store the visits that have ended; the others have never been."""
        if self.archiving.is_open:
            self._settle_ended()
            self.archiving.end(reason)

    # -- in ------------------------------------------------------------------

    def enqueue_request(self, request: Request) -> bool:
        """Keep *request*; say whether it is to be made."""
        if not self.archiving.is_open:
            return False
        found_on = request.meta.pop("found_on", None)
        if "visit" in request.meta:
            return self._go_on(request)
        visit = self.visits.open.get(found_on) if found_on else None
        kept = requests.dumps(request, self.spider)
        if kept is None:
            if not request.dont_filter and self._filter.request_seen(request):
                return False
            request.meta["visit"] = found_on
            self._waiting.append(request)
            return True
        return self._add(request, kept, visit)

    def _add(self, request: Request, kept: str, visit: Visit | None) -> bool:
        key = page_key(request.url)
        page = self.pages.known([key]).get(key)
        found = Found(
            url=request.url,
            host=host_of(request),
            road=request.meta.get("road", "start"),
            priority=request.priority,
            is_list="tail" in request.meta or "door" in request.meta,
            list=request.meta.get("list"),
            request=kept,
        )
        run = self.visits.run
        if visit is None:
            if page and page.asked == run.sweep and not request.dont_filter:
                return page.state == "pending"
            self.archiving.archive.begin()
            self.pages.add(key, found, run.job, run.sweep)
            self._hosts.add(found.host)
            if page is None or page.state != "pending":
                self._count("enqueued")
            return True
        is_known = page is not None and not self.visits.is_reserved(key, visit)
        if is_known and not request.dont_filter:
            return False
        if key not in visit.found:
            self._count("enqueued")
        visit.found[key] = found
        return True

    def _go_on(self, request: Request) -> bool:
        """Keep a *request* that goes on with a visit: a redirect, or another try."""
        visit = self.visits.open.get(request.meta["visit"])
        is_redirect = visit is not None and "redirect_urls" in request.meta
        if visit and is_redirect and self._is_elsewhere(request, visit):
            return False
        self._waiting.append(request)
        return True

    def _take_down_redirect(self, request: Request) -> None:
        """Write into the visit where it is sent to.

        Scrapy says nothing of a request that leads to another site: it is dropped.
        """
        if "redirect_urls" in request.meta:
            self.visits.of(request.meta).redirect = request.url

    def _is_elsewhere(self, request: Request, visit: Visit) -> bool:
        """Say whether a redirect leads to a page that is asked for by itself."""
        if urls.same(request.url, visit.page.url):
            return False
        page = self.pages.at(request.url)
        own = visit.page.id
        if page is None:
            return self._is_found_elsewhere(request, visit)
        if own == page.id or _is_alias(page, own):
            return False
        if page.outcome == REDIRECTED and page.same_as == visit.page.id:
            visit.state, visit.outcome = "failed", "redirects in a circle"
            return True
        visit.roads[page_key(request.url)] = visit.page.roads
        if page.kind in ("list", "other") and is_story(visit.page):
            # It may be a front page that stands in for a story for an hour.
            self.archiving.fail(visit, REDIRECTED)
        else:
            visit.same_as, visit.outcome = page.id, REDIRECTED
        return True

    def _is_found_elsewhere(self, request: Request, visit: Visit) -> bool:
        key = page_key(request.url)
        owner = self.visits.reserve(key, visit)
        if owner is visit:
            visit.address = request.url
            return False
        owner.roads[key] = owner.roads.get(key, 0) | visit.page.roads
        visit.outcome = REDIRECTED
        return True

    # -- out -----------------------------------------------------------------

    def has_pending_requests(self) -> bool:
        """Say whether anything is left to ask for."""
        self._settle_ended()
        return bool(self._waiting) or any(map(self._next_of, self._hosts - self._left))

    def next_request(self) -> Request | None:
        """Return what to ask for next; None while every host has enough to do."""
        self._settle_ended()
        rooms = self._rooms()
        for request in self._take_waiting(rooms):
            return request
        for host in rooms:
            page = self._next_of(host)
            if page is None:
                self._hosts.discard(host)
            elif page.priority >= LATER or not self._is_held(host):
                return self._ask(page)
        return None

    def _is_held(self, host: str) -> bool:
        """Say whether a page of *host* is visited that may make others needless."""
        return any(
            visit.page.host == host and visit.page.priority >= FIRST
            for visit in self.visits.open.values()
        )

    def _rooms(self) -> Counter[str]:
        """Return the hosts that may be asked for more, the idlest first."""
        active = Counter(map(host_of, self.crawler.engine.downloader.active))
        waiting = map(host_of, self._waiting)
        free = Counter(
            {
                host: room(host) - active[host]
                for host in {*self._hosts, *waiting} - self._left
            }
        )
        return Counter(dict(item for item in free.most_common() if item[1] > 0))

    def _take_waiting(self, rooms: Counter[str]) -> Iterator[Request]:
        for place, request in enumerate(self._waiting):
            if rooms[host_of(request)] > 0 or host_of(request) in self._left:
                del self._waiting[place]
                self._asked.setdefault(request.meta["visit"], set()).add(request)
                yield request
                return

    def _next_of(self, host: str) -> Page | None:
        archive = self.archiving.archive
        run = self.visits.run
        with self.archiving.guarded():
            return self.pages.next(run.job, host, self.visits.open, archive.now())
        return None

    def _ask(self, page: Page) -> Request:
        self._count("dequeued")
        self.visits.begin(page)
        roads = road_names(page.roads)
        meta: dict[str, Any] = {
            "visit": page.id,
            "road": roads[0] if roads else "start",
        }
        if page.list:
            meta["list"] = page.list
        request = requests.loads(page.url, page.request, self.spider, meta)
        self._make_conditional(request, page)
        request.errback = self._errback(request.errback)
        self._asked.setdefault(page.id, set()).add(request)
        return request

    def _make_conditional(self, request: Request, page: Page) -> None:
        """Let the server answer that nothing has changed, where that is all we ask."""
        since = getattr(getattr(self.spider, "arguments", None), "since", None)
        is_whole = page.kind == "article" or (
            page.kind == "list" and reaches(page, since)
        )
        if not is_whole or self.visits.is_full or page.roads & BITS["start"]:
            return
        if page.etag:
            request.headers["If-None-Match"] = page.etag
        if page.modified:
            request.headers["If-Modified-Since"] = page.modified
        handled = request.meta.get("handle_httpstatus_list", ())
        request.meta["handle_httpstatus_list"] = [*handled, 304]

    # -- what came of it -----------------------------------------------------

    def _settle_ended(self) -> None:
        if not self._asked:
            return
        # What Scrapy has in progress is what was taken out and whose output, requests
        # and items, is not yet wholly taken in; no signal tells of the end.
        slot = self.crawler.engine._slot
        under_way = slot.inprogress if slot else set()
        waiting = {request.meta["visit"] for request in self._waiting}
        for number, asked in list(self._asked.items()):
            asked &= under_way
            if not asked and number not in waiting:
                del self._asked[number]
                self._settle(self.visits.open.get(number))

    def _settle(self, visit: Visit | None) -> None:
        if visit is not None:
            self._hosts.update(found.host for found in visit.found.values())
            if visit.redirect and visit.kind is None and visit.outcome == "read":
                self._take_down_elsewhere(visit)
            if not visit.is_failure:
                self._lost[visit.page.host] = 0
            if page_key(visit.page.url) in self._starts:
                how = "read" if _is_worth(visit) else "failed"
                self._count(f"start/{how}", "newscrawl/")
            self.archiving.settle(visit)

    def _take_down_elsewhere(self, visit: Visit) -> None:
        """Write down that *visit* was sent to another site; a story may come back."""
        if is_story(visit.page):
            self.archiving.fail(visit, ELSEWHERE)
        else:
            visit.state, visit.outcome = "aside", ELSEWHERE

    def _errback(self, own: Errback | None) -> Errback:
        def take_down(failure: Failure) -> Any:
            self._take_down(failure)
            if own is not None:
                return own(failure)
            return failure.raiseException()

        return take_down

    def _take_down(self, failure: Failure) -> None:
        """Write into the visit why its page was not read."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy adds it
        visit = self.visits.of(request.meta)
        error = failure.value
        host = host_of(request)
        if isinstance(error, HttpError):
            self._take_down_status(visit, error.response.status)
        elif isinstance(error, NotNow):
            visit.state, visit.outcome = "pending", str(error)
            self._leave(host)
        elif isinstance(error, Forbidden):
            visit.state, visit.outcome = "refused", str(error)
        elif state := getattr(error, "state", None):
            visit.state, visit.outcome = state, str(error)
        elif type(error) is IgnoreRequest:  # of another site, or too large
            visit.state, visit.outcome = "aside", str(error)
        else:
            self.archiving.fail(visit, str(error) or type(error).__name__)
            if isinstance(error, Lost):
                self._count_lost(host)

    def _take_down_status(self, visit: Visit, status: int) -> None:
        if page_key(visit.page.url) in self._starts:
            self._count(f"start/status/{status}", "newscrawl/")
        if status in GONE:
            visit.state, visit.outcome = "gone", f"HTTP {status}"
        else:
            self.archiving.fail(visit, f"HTTP {status}")

    def _count_lost(self, host: str) -> None:
        self._lost[host] += 1
        if self._lost[host] >= MOST_LOST:
            self._leave(host)

    def _leave(self, host: str) -> None:
        """Ask *host* for nothing more in this run."""
        if host not in self._left:
            self._left.add(host)
            assert self.crawler.stats is not None
            self.crawler.stats.set_value("newscrawl/hosts_left", sorted(self._left))

    def _count(self, name: str, prefix: str = "scheduler/") -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"{prefix}{name}")


def _is_worth(visit: Visit) -> bool:
    """Say whether *visit* gave what a page to start from gives: stories, or itself."""
    is_as_before = visit.outcome in ("unchanged", REDIRECTED)
    return bool(visit.cards or visit.kind == "article" or is_as_before)


def _is_alias(page: Page, number: int) -> bool:
    """Say whether *page* is where a redirect from the page *number* led before."""
    return page.same_as == number and page.outcome != REDIRECTED
