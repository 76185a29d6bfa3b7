"""A corpus folder made by hand: an archive, its feed, and commands run over them."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import execute
from scrapy.settings import Settings

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.feeds import Delivery
from newscrawl.archive.values import Found, Page, Visit, page_key
from newscrawl.article import Article
from newscrawl.text import count_words, digest
from tests.archives import NOW

HOST = "asianlite.com"


def address(number: int) -> str:
    """Return the address of a story."""
    return f"https://{HOST}/2022/uk-news/story-{number}/"


def story(number: int, revision: int = 1, **given: Any) -> Article:
    """Return a story as the pipelines leave it."""
    title, text = f"Story {number}", f"Lanterns over harbour {number}, told {revision}."
    fields = {
        "site": "asianlite",
        "url": address(number),
        "post_id": str(number),
        "title": title,
        "text": text,
        "word_count": count_words(text),
        "content_hash": digest(title, text),
        "published": f"2022-{number % 12 + 1:02}-03T10:00:00Z",
        "published_precision": "second",
        "revision": revision,
    }
    return Article(**{**fields, **given})


class Shelf:
    """The corpus folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "asianlite" / "archive.sqlite"
        self.feed = folder / "asianlite" / "articles.jsonl"
        self.archive = Archive(str(self.path), lambda: NOW)
        self.run: Run = self.archive.begin_run({}, "{}", timedelta(days=1))

    def page(self, url: str) -> Page:
        """Return the page of *url*, which becomes known by it."""
        found = Found(url=url, host=HOST, road="sections")
        self.archive.begin()
        self.archive.pages.add(page_key(url), found, self.run.job, self.run.sweep)
        page = self.archive.pages.at(url)
        assert isinstance(page, Page)
        return page

    def store(self, article: Article, url: str = "", **visit: Any) -> Page:
        """Store *article*, as read at *url*."""
        page = self.page(url or article.url)
        brought = {"kind": "article", "outcome": "stored", "day": date(2022, 2, 3)}
        self.archive.settle(
            Visit(page, article=article, **{**brought, **visit}), self.run
        )
        return page

    def visit(self, url: str, **brought: Any) -> None:
        """Store what came of the page at *url*."""
        self.archive.settle(Visit(self.page(url), **brought), self.run)

    def deliver(self, path: Path | None = None, scope: str = "{}") -> None:
        """Write the feed as a crawl leaves it."""
        path = path or self.feed
        self.archive.commit()
        revisions = list(self.archive.articles.revisions(0, "1", ()))
        with path.open("a", encoding="utf-8") as lines:
            lines.writelines(f"{one.record}\n" for one in revisions)
        size, last = path.stat().st_size, self.archive.articles.last()
        self.archive.begin()
        self.archive.feeds.set(
            Delivery(str(path), scope, last, size), self.archive.now()
        )
        self.archive.commit()

    def edit(self, statement: str, *values: object) -> None:
        """Change the archive behind everyone's back."""
        self.archive.connection.execute("PRAGMA foreign_keys = OFF")
        self.archive.connection.execute(statement, values)
        self.archive.connection.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Let go of the archive."""
        self.archive.commit()
        self.archive.close()


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to."""

    code: int
    stdout: str
    stderr: str


def command(folder: Path, *words: str) -> Done:
    """Run a command over the corpus *folder*, in this process."""
    settings = Settings()
    settings.setmodule("newscrawl.settings")
    out, err = StringIO(), StringIO()
    line = ["newscrawl", *words, "-s", f"NEWSCRAWL_CORPUS={folder}"]
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        execute(line, settings)
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def lines(path: Path) -> list[Any]:
    """Return the records of a feed."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
