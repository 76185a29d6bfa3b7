"""Pages that may be a wall: what stands there in place of what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from newscrawl.archive.values import BITS, ELSEWHERE, REDIRECTED, Page, Visit

WALL = 10
"""Pages in a row that show the same in place of an article; more are not asked for."""
FEW = 3
"""Stories that show the same, in a run that reads no article at all."""

_MOST = 1000
_BLOCKING = frozenset(f"HTTP {status}" for status in (401, 402, 403, 407, 429, 451))
_OF_STORIES = sum(BITS[road] for road in ("neighbours", "sections", "related", "feeds"))
"""Roads that lead to stories; a sitemap lists other pages as well."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A page that may be a wall."""

    page: Page
    """As it was before it was asked for."""
    what: str
    """What stands there, for a person."""
    key: str
    """Those of the same key show the same."""


@dataclass(slots=True)
class Suspects:
    """What a host showed in place of what was asked for since its last article."""

    pages: list[Suspect] = field(default_factory=list)
    doors: list[Page] = field(default_factory=list)
    """Doors of roads that were not there: behind a wall nothing is."""
    is_answering: bool = False
    """Whether the run got anything of the host that is no suspect."""
    has_articles: bool = False
    """Whether that were articles."""

    def take(self, visit: Visit) -> bool:
        """Take in *visit*; say whether it is a suspect."""
        if is_article(visit):
            self.is_answering = self.has_articles = True
            self.pages.clear()
            self.doors.clear()
        elif visit.state == "absent":
            self.doors.append(visit.page)
        elif suspect := _suspect(visit):
            self.pages.append(suspect)
            del self.pages[:-_MOST]
            return True
        elif visit.state == "done":
            self.is_answering = True
        return False

    def wall(self) -> Sequence[Suspect]:
        """Return so many that show the same that they are a wall; else none."""
        alike = self._alike()
        return alike if len(alike) >= WALL else ()

    def wall_at_end(self) -> Sequence[Suspect]:
        """Return those that are a wall where nothing more was asked for; else none."""
        alike = self._alike()
        stories = sum(is_story(suspect.page) for suspect in alike)
        is_shut = not self.is_answering
        return alike if is_shut or (stories >= FEW and not self.has_articles) else ()

    def _alike(self) -> Sequence[Suspect]:
        by_key: dict[str, list[Suspect]] = {}
        for suspect in self.pages:
            by_key.setdefault(suspect.key, []).append(suspect)
        return max(by_key.values(), key=len, default=())

    def release(self) -> list[Page]:
        """Let go of all pages and return them."""
        pages = [*(suspect.page for suspect in self.pages), *self.doors]
        self.pages.clear()
        self.doors.clear()
        return pages


def _suspect(visit: Visit) -> Suspect | None:
    if visit.outcome in _BLOCKING:
        return Suspect(visit.page, visit.outcome, visit.outcome)
    if visit.look and visit.look.name:
        return Suspect(visit.page, f"a {visit.look.name}", visit.look.name)
    if visit.look and _is_promising(visit.page):
        return Suspect(visit.page, "one and the same page", visit.look.digest)
    if visit.redirect and visit.outcome == REDIRECTED:
        return Suspect(visit.page, f"a redirect to {visit.redirect}", visit.redirect)
    if visit.redirect and visit.outcome == ELSEWHERE:
        what = f"a redirect to {urlsplit(visit.redirect).netloc}"
        return Suspect(visit.page, what, what)
    return None


def _is_promising(page: Page) -> bool:
    """Say whether *page* is known to be worth reading; a sitemap lists all there is."""
    return bool(page.kind or page.roads & BITS["start"] or is_story(page))


def is_article(visit: Visit) -> bool:
    """Say whether *visit* got an article, or that it is unchanged."""
    if visit.outcome == "unchanged":
        return visit.page.kind == "article"
    return visit.kind == "article"


def is_story(page: Page) -> bool:
    """Say whether *page* is asked for as a story."""
    if page.kind is None:
        return bool(page.roads & _OF_STORIES)
    return page.kind == "article"


def outcome(visit: Visit) -> str | None:
    """Return what came of the story of *visit*; None where that tells nothing of it.

    What could not be had is asked for again, what is another address is read there, and
    what was taken away is often linked still.
    """
    if is_article(visit):
        return "article"
    if visit.outcome == REDIRECTED or visit.kind in ("part", "list"):
        return None
    if visit.state == "gone":
        return None
    if visit.state == "done":
        return visit.kind or "other"
    return visit.outcome if visit.outcome.startswith("HTTP 4") else None
