"""The visits that are under way, and what they know together with the archive."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from sqlite3 import Connection
from typing import Any
from urllib.parse import urlsplit

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.articles import Known, post_key
from newscrawl.archive.originals import Draft, Original, Originals, draft
from newscrawl.archive.values import (
    BITS,
    Found,
    Page,
    Visit,
    page_key,
    road_names,
    written,
)
from newscrawl.article import Article
from newscrawl.lead import Lead
from newscrawl.sketch import is_copy

_MOST_SETTLED = 4096
_FEW = 10
_PATIENCE = timedelta(days=7)
"""How long a page that failed or was gone is not asked for again where it is linked."""


class Visits:
    """What is known of pages and articles, those included that are not yet stored.

    A visit goes into the archive as a whole; until then what it found is reserved here,
    so that no other visit finds it again.
    """

    def __init__(
        self,
        archive: Archive,
        run: Run,
        beside: Iterable[Connection] = (),
        *,
        is_full: bool = False,
    ) -> None:
        self.archive = archive
        self.run = run
        self.originals = Originals(archive.connection, beside)
        self.is_full = is_full
        """Whether all that is known is to be asked for again."""
        self.open: dict[int, Visit] = {}
        self._reserved: dict[bytes, Visit] = {}
        self._settled: set[tuple[bytes, str]] = set()
        self._names: dict[str, set[str]] = {}
        self._drafts: dict[str, Draft] = {}
        since = archive.clock() - _PATIENCE
        self._long_ago = written(since)

    def begin(self, page: Page) -> Visit:
        """Return the visit to *page* that begins now."""
        visit = self.open[page.id] = Visit(page)
        return visit

    def of(self, meta: Mapping[str, Any]) -> Visit:
        """Return the visit that a request or response of this *meta* belongs to.

        What was not asked for by the frontier belongs to one that is never stored.
        """
        visit = self.open.get(meta.get("visit", 0))
        return visit or Visit(Page(id=0, url=""))

    def end(self, visit: Visit) -> None:
        """Let go of what *visit* reserved: it is stored now."""
        del self.open[visit.page.id]
        for key in [key for key, owner in self._reserved.items() if owner is visit]:
            del self._reserved[key]
        for each in (visit, *visit.told.values()):
            if each.article:
                self.release(each.article)

    # -- pages ---------------------------------------------------------------

    def new(
        self, visit: Visit, leads: Iterable[Lead], changed: Iterable[bytes] = ()
    ) -> list[Lead]:
        """Return those of *leads* that are to be asked for; remember their roads.

        *changed* are keys of pages that look changed from where they are linked.
        """
        keyed = [
            (key, lead)
            for lead in leads
            if ((key := page_key(lead.url)), lead.road) not in self._settled
        ]
        known = self.archive.pages.known({key for key, _ in keyed})
        again = set(changed)
        found = []
        for key, lead in keyed:
            page = known.get(key)
            owner = self._reserved.get(key)
            if owner is None and (page is None or self._is_due(page, key in again)):
                self._reserved[key] = visit
                found.append(lead)
            elif owner is not None or not (page and page.roads & BITS[lead.road]):
                self._add_road(owner or visit, key, lead.road)
            elif page.asked == self.run.sweep:
                self._settle(key, lead.road)
        return found

    def _settle(self, key: bytes, road: str) -> None:
        """Remember that there is nothing more to say of this link in this sweep.

        The same menu stands on every page.
        """
        if len(self._settled) > _MOST_SETTLED:
            self._settled.clear()
        self._settled.add((key, road))

    def _add_road(self, visit: Visit, key: bytes, road: str) -> None:
        visit.roads[key] = visit.roads.get(key, 0) | BITS[road]

    def _is_due(self, page: Page, is_changed: bool) -> bool:
        """Say whether a known *page* is to be asked for since it is linked again."""
        if page.state == "pending":
            return page.job != self.run.job
        if page.asked == self.run.sweep or page.same_as is not None:
            return False
        if page.state == "done":
            return is_changed or page.kind == "list" or self.is_full
        if page.state in ("gone", "failed", "absent"):
            return self.is_full or (page.visited or "") < self._long_ago
        return False

    def reserve(self, key: bytes, visit: Visit) -> Visit:
        """Return the visit that found the page of *key*: *visit*, if no other did."""
        return self._reserved.setdefault(key, visit)

    def is_reserved(self, key: bytes, visit: Visit) -> bool:
        """Say whether *visit* found the page of *key*, and may ask for it."""
        return self._reserved.get(key) is visit

    def roads(self, visit: Visit, url: str) -> list[str]:
        """Return every road that led to the page of *visit*, whose address is *url*."""
        canonical = self.archive.pages.at(url)
        bits = visit.page.roads | (canonical.roads if canonical else 0)
        for key in (page_key(url), page_key(visit.page.url or url)):
            for other in self.open.values():
                bits |= other.roads.get(key, 0)
        return road_names(bits)

    def is_before_sweep(self, page: Page) -> bool:
        """Say whether *page* was known before the sweep that is under way."""
        return page.found < self.run.sweep

    # -- roads ---------------------------------------------------------------

    def wants(self, url: str) -> bool:
        """Say whether the door of a road at *url* is to be asked in this sweep.

        One that was not there is left alone for some days.
        """
        page = self.archive.pages.at(url)
        if page is None or (page.state == "done" and page.asked != self.run.sweep):
            return True
        return page.state == "pending" or self._is_due(page, is_changed=False)

    def is_changed(self, lead: Lead) -> bool:
        """Say whether the list of *lead* is to be asked, by what is said of it."""
        page = self.archive.pages.at(lead.url)
        if page is None or page.state != "done" or lead.changed is None:
            return True
        return self.is_full or written(lead.changed) > (page.visited or "")

    def is_known(self, url: str) -> bool:
        """Say whether the page of *url* is known."""
        return bool(self.archive.pages.known([page_key(url)]))

    def changed(self, leads: Iterable[Lead]) -> set[bytes]:
        """Return the keys of known articles that have changed since they were read.

        What a road says of changes is a hint: where most of what it tells of is said to
        have changed, it is not believed.
        """
        when = {page_key(lead.url): lead.changed for lead in leads if lead.changed}
        read = {
            key: page.visited
            for key, page in self.archive.pages.known(when).items()
            if page.visited and page.state == "done"
        }
        found = {key for key, visited in read.items() if written(when[key]) > visited}
        is_likely = len(found) <= max(_FEW, len(read) // 2)
        return found if is_likely else set()

    def set_aside(self, visit: Visit, leads: Iterable[Lead]) -> None:
        """Remember *leads* that are too old for what was asked for."""
        for lead in leads:
            host = urlsplit(lead.url).hostname or ""
            found = Found(url=lead.url, host=host, road=lead.road)
            visit.aside[page_key(lead.url)] = found, str(lead.day or "")

    def tell(
        self, visit: Visit, lead: Lead, *, is_changed: bool = False
    ) -> Visit | None:
        """Return what stands for a visit to the page of *lead*, which *visit* tells of.

        *is_changed* says that it has changed for certain. None where there is nothing
        to tell: it is known as it is, under way, or not to be asked for.
        """
        key = page_key(lead.url)
        page = self.archive.pages.known([key]).get(key)
        is_open = page is not None and page.id in self.open
        if (
            key in self._reserved
            or is_open
            or not self._is_to_tell(page, lead, is_changed=is_changed)
        ):
            self._add_road(self._reserved.get(key, visit), key, lead.road)
            return None
        self._reserved[key] = visit
        host = urlsplit(lead.url).hostname or ""
        bits = (page.roads if page else 0) | BITS[lead.road]
        own = Page(page.id if page else 0, lead.url, host, roads=bits)
        told = Visit(own, kind="article", day=lead.day, reader=lead.road)
        visit.told[key] = told
        return told

    def _is_to_tell(self, page: Page | None, lead: Lead, *, is_changed: bool) -> bool:
        if page is None or page.state in ("pending", "aside", "gone", "failed"):
            return True
        if page.state != "done" or page.kind not in ("article", None):
            return False
        if lead.changed and written(lead.changed) > (page.visited or ""):
            return True
        return is_changed or (self.is_full and page.asked != self.run.sweep)

    # -- articles ------------------------------------------------------------

    def known(self, article: Article) -> Known | None:
        """Return the stored article of the address or number of *article*."""
        return self.archive.articles.known(article)

    def is_elsewhere(self, visit: Visit, article: Article) -> bool:
        """Say whether *article* is stored from another page than that of *visit*."""
        stored = self.archive.articles.at(article.url)
        return stored is not None and stored.page not in (None, visit.page.id)

    def reader(self, article: Article) -> str:
        """Return the road that tells *article* whole; `page` where none does."""
        key = page_key(article.url)
        told = (visit.told.get(key) for visit in self.open.values())
        return next((visit.reader for visit in told if visit), "page")

    def claim(self, article: Article) -> bool:
        """Say whether *article* is under way for the first time, and reserve it."""
        names = {article.url, post_key(article) or article.url}
        for others in self._names.values():
            if not others.isdisjoint(names):
                return False
        self._names[article.url] = names
        return True

    def release(self, article: Article) -> None:
        """Let go of *article*: it is stored now, or will not be."""
        self._names.pop(article.url, None)
        self._drafts.pop(article.url, None)

    def original(self, article: Article) -> Original | None:
        """Return the article, stored or under way, that *article* is a copy of."""
        own = draft(article)
        found = self.originals.find(article) or self._find_draft(own)
        if found:
            own = own._replace(cluster=found.cluster)
        self._drafts[article.url] = own
        return found

    def _find_draft(self, own: Draft) -> Original | None:
        others = [other for other in self._drafts.values() if other.url != own.url]
        for other in others:
            if own.text is not None and own.text == other.text:
                return Original(other.url, other.cluster, "text")
        for other in others:
            if own.sketch and other.sketch and is_copy(own.sketch, other.sketch):
                return Original(other.url, other.cluster, "near")
        return None
