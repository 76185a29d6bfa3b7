"""Saved pages in their folders, each beside what is expected to be read from it.

A page is `<spider>/<slug>.html`, its first line a comment with its address and, where
that is known, the day on which it was fetched; beside it stands `<slug>.json`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader

from newscrawl.saved import NotSaved, Rulebook, Saved, dumps
from newscrawl.spiders.base import NewsSpider
from newscrawl.spiders.loader import is_host
from newscrawl.spiders.news import AnyNewsSpider


class CaptureError(Exception):
    """A saved page cannot be read or written; the message says why."""


def rulebook(spider: type[NewsSpider]) -> Rulebook:
    """Return how *spider* reads pages."""
    return Rulebook(
        name=spider.name,
        site=spider.site,
        page=spider.page,
        links=spider.links,
        hosts=frozenset(getattr(spider, "allowed_domains", ())),
    )


def of_host(name: str) -> type[NewsSpider]:
    """Return the spider of the newspaper that is called by its host.

    A test is to find the same wherever it runs: no archive is asked what was learnt.
    """
    return AnyNewsSpider.named(name, Settings())


@dataclass(frozen=True, slots=True)
class Captures:
    """The saved pages below one folder, read by the spiders of a project."""

    folder: Path
    settings: BaseSettings

    def pages(self, spider: str = "*") -> list[Path]:
        """Return the pages, or those of one spider."""
        return sorted(self.folder.glob(f"{spider}/*.html"))

    def fields(self) -> Iterator[tuple[Path, str]]:
        """Yield each page with each field that is expected of it."""
        for page in self.pages():
            for field in self.expected(page):
                yield page, field

    def name(self, page: Path, field: str = "") -> str:
        """Return how a page, or a field of it, is called: `site/page/field`."""
        return "/".join(filter(None, (page.parent.name, page.stem, field)))

    def saved(self, page: Path) -> Saved:
        """Return the saved *page*; raises CaptureError."""
        try:
            return Saved.loads(page.read_text("utf-8"))
        except (NotSaved, OSError, UnicodeDecodeError) as error:
            raise CaptureError(f"{page}: {error}") from error

    def read(self, page: Path) -> dict[str, Any]:
        """Return all that is read from *page*; raises CaptureError."""
        return self.saved(page).read(self._rules(page.parent.name))

    def expected(self, page: Path) -> dict[str, Any]:
        """Return what is expected of *page*; nothing where that is not written yet."""
        path = page.with_suffix(".json")
        if not path.exists():
            return {}
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (ValueError, OSError) as error:
            raise CaptureError(f"{path}: {error}") from error
        return found

    def write(self, page: Path) -> list[str]:
        """Make what is read today the expectation; return the fields that changed."""
        found, before = self.read(page), self.expected(page)
        _write(page.with_suffix(".json"), dumps(found))
        names = dict.fromkeys((*before, *found))
        return [name for name in names if before.get(name) != found.get(name)]

    def add(self, spider: str, saved: Saved) -> Path:
        """Save a page under a name of its own, and return where; raises CaptureError.

        One that is saved already stays: what is expected of it may be by hand.
        """
        folder = self.folder / spider
        for page in self.pages(spider):
            if self.saved(page).url == saved.url:
                raise CaptureError(
                    f"{page} is that page already: remove it first, or read it again"
                    f" with `scrapy capture --again {spider}`"
                )
        stems = {page.stem for page in self.pages(spider)}
        numbered = (f"{saved.slug}-{number}" for number in range(2, len(stems) + 3))
        stem = next(name for name in (saved.slug, *numbered) if name not in stems)
        path = folder / f"{stem}.html"
        _write(path, saved.dumps())
        return path

    def _rules(self, name: str) -> Rulebook:
        loader = get_spider_loader(self.settings)
        if is_host(name) and name not in loader.list():
            return rulebook(of_host(name))
        try:
            spider = loader.load(name)
        except KeyError as error:
            raise CaptureError(
                f"{self.folder / name}: no spider is called {name!r}, by whose rules"
                " these pages could be read"
            ) from error
        if not issubclass(spider, NewsSpider):
            raise CaptureError(f"{name} is no newspaper's spider (NewsSpider)")
        return rulebook(spider)


def _write(path: Path, text: str) -> None:
    """Write *text* to *path* whole, or leave what is there; raises CaptureError."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8", newline="")
        part.replace(path)
    except OSError as error:
        raise CaptureError(f"cannot write {path}: {error.strerror}") from error
