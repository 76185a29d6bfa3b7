"""The walk along a list and its older pages: when it has nothing more to give."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newscrawl.archive.pages import reaches
from newscrawl.archive.values import Card, Page, Visit, page_key
from newscrawl.archiving import archiving
from newscrawl.lead import Lead
from newscrawl.visits import Visits

_MOST_STALE = 2


class Spared(IgnoreRequest):
    """An older page of a list that is proved to hold nothing that is asked for."""

    state = "aside"


class Walk:
    """One page of a list, seen as a step of the walk along it.

    Attributes: *fresh*, how many stories stood on no page before; *changed*, the keys
    of known stories whose cards have changed; *tail*, how many known stories in a row
    the walk has come by last; *stale*, how many pages in a row without a fresh one.
    """

    def __init__(
        self, visits: Visits, visit: Visit, tail: int = 0, stale: int = 0
    ) -> None:
        self.visits = visits
        self.visit = visit
        self.tail = tail
        self.stale = stale
        self.fresh = 0
        self.changed: set[bytes] = set()

    @property
    def root(self) -> int:
        """The number of the list's first page."""
        return self.visit.page.list or self.visit.page.id

    def step(self, stories: Sequence[Lead]) -> None:
        """Take in the *stories* of the page."""
        cards = _digests(stories)
        listed = self.visits.archive.pages.cards(self.root, cards)
        known = self.visits.archive.pages.known(cards)
        for key, digest in cards.items():
            before = listed.get(key)
            if before and self._is_repeated(before):
                # A pinned story stands on top, and once more in its place.
                self.visit.cards[key] = replace(before, is_pinned=1)
                continue
            self.fresh += 1
            is_pinned = before.is_pinned if before else 0
            self._take(key, digest, before, known.get(key), is_pinned=bool(is_pinned))
        self.stale = 0 if self.fresh else self.stale + 1

    @property
    def is_at_end(self) -> bool:
        """Whether the list has nothing more to give: it is empty, or repeats itself.

        One page without a fresh story may be made of stories that are pinned.
        """
        return not self.visit.cards or self.stale >= _MOST_STALE

    def _is_repeated(self, card: Card) -> bool:
        sweep = self.visits.run.sweep
        return card.sweep == sweep and card.page != self.visit.page.id

    def _take(
        self,
        key: bytes,
        digest: bytes,
        before: Card | None,
        page: Page | None,
        *,
        is_pinned: bool,
    ) -> None:
        own = self.visit.page.id
        card = Card(self.visits.run.sweep, own, digest, int(is_pinned))
        self.visit.cards[key] = card
        if before and before.digest != digest and page and page.kind == "article":
            self.changed.add(key)
        if not is_pinned:
            is_known = page is not None and self.visits.is_before_sweep(page)
            self.tail = self.tail + 1 if is_known else 0

    def is_known_from_here(self, most: int, since: date | None) -> bool:
        """Say whether what follows is known: *most* in a row, on a list once walked.

        The walk of another run must have come as far back as *since*.
        """
        if self.visits.is_full or self.tail < most:
            return False
        root = self.visit.page
        if root.list is not None:
            found = self.visits.archive.pages.get(self.root)
            assert found is not None
            root = found
        return reaches(root, since)


def _digests(stories: Sequence[Lead]) -> dict[bytes, bytes]:
    """Return what stands for the words of each story's card, in the list's order."""
    words: dict[bytes, list[str]] = {}
    for lead in stories:
        words.setdefault(page_key(lead.url), []).append(lead.text)
    return {
        key: blake2b("\n".join(texts).encode(), digest_size=8).digest()
        for key, texts in words.items()
    }


class WalkMiddleware:
    """Spares the older pages of a list that is proved to hold nothing asked for.

    Stories are asked for before older pages, so that by the time an older page is to
    be fetched the stories before it have been read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WalkMiddleware":
        """Return the middleware of one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Spared where every story on the page before *request* is too old."""
        before = request.meta.get("after")
        since = getattr(getattr(self.crawler.spider, "arguments", None), "since", None)
        if not (before and since):
            return
        visits = archiving(self.crawler).visits
        if visits.archive.pages.are_all_before(since, before):
            visits.of(request.meta).reached = since.isoformat()
            assert self.crawler.stats is not None
            self.crawler.stats.inc_value("newscrawl/lists_spared")
            raise Spared(f"nothing since {since} further down this list")
