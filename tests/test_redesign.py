"""A newspaper that changed its layout: each page is read by the rules of its day."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.daily import Daily
from tests.kept import SITE, stored
from tests.politeness.server import serving
from tests.processes import fork

AGO = timedelta(days=90)
"""When the first crawl is made; the layout changes between the two."""

SPIDER = """
from datetime import date
from newscrawl.page import ArticlePage
from newscrawl.spiders.asianlite import AsianLiteSpider

class Lantern(AsianLiteSpider):
    page = {page}
"""
BEFORE = "ArticlePage({until}authors=('.note::text',))"
SINCE = "ArticlePage(authors=('.writer::text',))"


@dataclass(slots=True)
class Redesigned(Daily):
    """What the byline was called is what another line is called now."""

    is_new: bool = False

    def _story(self, number: int) -> str:
        line = "<p class=note>A. Brindle</p>"
        if self.is_new:
            line = "<p class=writer>A. Brindle</p><p class=note>Nora Caslon</p>"
        return Daily._story(self, number).replace("</h1>", f"</h1>{line}")


def _command(folder: str, words: list[str], ago: timedelta) -> None:
    from newscrawl import archiving
    from newscrawl.__main__ import main

    archiving.clock = lambda: datetime.now(UTC) - ago
    sys.path.insert(0, folder)
    sys.argv = ["newscrawl", *words, "-s", "SPIDER_MODULES=lantern"]
    main()


def command(
    folder: Path, page: str, *words: str, ago: timedelta = timedelta()
) -> tuple[int, str]:
    """Return the exit code and the output of a command, with the spider's *page*."""
    (folder / "lantern.py").write_text(SPIDER.format(page=page))
    corpus = ["-s", f"NEWSCRAWL_CORPUS={folder / 'corpus'}", "-s", "NEWSCRAWL_WARC=1"]
    done = fork(_command, str(folder), [*words, *corpus], ago)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, str]:
    """Return the folder of two crawls, and what the page of the spider is since."""
    with serving() as server:
        paper = Redesigned(server)
        paper.publish(*range(4))
        start = f"start={paper.start}"
        crawl = ("crawl", SITE, "-a", start)
        command(tmp_path, BEFORE.format(until=""), *crawl, ago=AGO)
        paper.is_new = True
        paper.publish(4, 5, 6)
        changed = (datetime.now(UTC) - timedelta(days=30)).date()
        ended = BEFORE.format(until=f"until={changed!r}, ".replace("datetime.", ""))
        both = f"({ended}, {SINCE})"
        command(tmp_path, both, *crawl)
    return tmp_path, both


def reread(folder: Path, page: str) -> tuple[int, dict[str, Any]]:
    code, text = command(folder, page, "reread", SITE, "--json")
    found: dict[str, Any] = json.loads(text)
    return code, found


def test_an_old_archive_still_reads(archive: tuple[Path, str]) -> None:
    folder, both = archive
    assert [each["authors"] for each in stored(folder)] == [["A. Brindle"]] * 7

    code, found = reread(folder, both)
    assert (code, found["read"], found["unchanged"]) == (0, 7, 7)
    assert reread(folder, SINCE)[1]["fields"]["authors"]["articles"] == 4
    assert reread(folder, BEFORE.format(until=""))[1]["fields"]["authors"] == {
        "articles": 3,
        "examples": [
            {"url": each["url"], "before": ["A. Brindle"], "now": ["Nora Caslon"]}
            for each in stored(folder)[4:]
        ],
    }
