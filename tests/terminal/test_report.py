"""`scrapy report`: what stands on the page, with and without a browser."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from newscrawl.report import charts, markup
from tests import chromium
from tests.crawling import crawl
from tests.daily import Daily
from tests.politeness.server import serving
from tests.terminal.shelf import Shelf, address, command, story

HOSTILE = "</script><img src=x onerror=alert(1)> “Q&A” $site"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a corpus with something to see in every panel."""
    made = Shelf(tmp_path)
    for number in range(1, 241):
        dated = f"20{10 + number // 12 % 12:02}-{number % 12 + 1:02}-03T10:00:00Z"
        made.store(
            story(
                number,
                published=dated,
                published_source="jsonld",
                section=f"Section {number % 11}",
                reading_minutes=number % 5,
                word_count=number * 7,
            )
        )
    made.store(story(300, title=HOSTILE, section=HOSTILE, published=None))
    made.store(story(5, revision=2, published_source="meta"))
    made.store(story(301, duplicate_of=address(7), published_source="meta"))
    made.visit(address(302), state="failed", outcome="HTTP 500 <b>")
    made.visit(address(8), state="gone", outcome="HTTP 404", kind="article")
    made.archive.end_run(made.run, "finished", {"downloader/request_count": 1234})
    made.archive.commit()
    yield made
    made.close()


def report(shelf: Shelf) -> Path:
    done = command(shelf.folder, "report", "asianlite")
    assert done.code == 0, done.stderr
    assert done.stdout == f"{shelf.path.with_name('report.html')}\n"
    return shelf.path.with_name("report.html")


class Words(HTMLParser):
    """What a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden = tag if tag in ("script", "style") else self.hidden

    def handle_endtag(self, tag: str) -> None:
        self.hidden = "" if tag == self.hidden else self.hidden

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def words(path: Path) -> str:
    reader = Words()
    reader.feed(path.read_text("utf-8"))
    return " ".join(" ".join(reader.pieces).split())


@pytest.mark.parametrize(
    "told",
    [
        "242 articles",
        "1 later revisions",
        "1 taken away since",
        "Published 2010-01-03 to 2022-06-03",
        "2010-02: 2 (Section ",
        "242 of 243 articles that are known are stored.",
        "failed HTTP 500 <b> 1 https://asianlite.com/2022/uk-news/story-302/",
        "jsonld · second 239",
        "no date 1 0.4 %",
        "1,000 to 1,499 72",
        "1 repeat another’s text",
        "Story 301 repeats this one",
        "Story 5 : revision 2",
        "1 were taken away by the publisher Story 8",
        "finished 242 1 1,234",
        "published_source 241",
        HOSTILE,
    ],
)
def test_it_tells(shelf: Shelf, told: str) -> None:
    assert told in words(report(shelf))


def test_all_articles_are_in_it_and_nothing_breaks_out(shelf: Shelf) -> None:
    page = report(shelf).read_text("utf-8")
    (text,) = re.findall(r'<script id="articles"[^>]*>(.*?)</script>', page, re.DOTALL)
    data = json.loads(text)
    titles = {row[0] for row in data["rows"]}
    urls = {data["bases"][row[1]] + row[2] for row in data["rows"]}

    assert titles == {HOSTILE, *(f"Story {n}" for n in (*range(1, 241), 301))}
    assert urls == {address(n) for n in (*range(1, 241), 300, 301)}
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 2


def test_it_names_no_other_place_to_load_from(shelf: Shelf) -> None:
    page = report(shelf).read_text("utf-8")

    assert not re.findall(r"<(?:link|img|script|iframe)[^>]+(?:src|href)=.http", page)
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.archive.commit()

    told = words(report(shelf))

    assert "Nothing with a date is stored." in told
    assert "Failures None." in told
    shelf.close()


def test_where_it_is_written(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite.html"

    done = command(shelf.folder, "report", "asianlite", "-o", str(target))

    assert (done.code, done.stdout) == (0, f"{target}\n")
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_where_it_cannot_be_written(shelf: Shelf, tmp_path: Path) -> None:
    done = command(shelf.folder, "report", "asianlite", "-o", str(tmp_path / "no/x"))

    assert done.code == 1
    assert f"cannot write {tmp_path / 'no/x'}: No such file" in done.stderr


def test_an_archive_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "asianlite" / "archive.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"no archive at all, but long enough to be looked at" * 9)

    done = command(tmp_path, "report", "asianlite")

    assert done.code == 1
    assert "is no archive" in done.stderr
    assert not path.with_name("report.html").exists()


def test_it_is_written_after_a_crawl_where_that_is_set(tmp_path: Path) -> None:
    with serving() as server:
        paper = Daily(server)
        paper.publish(*range(3))
        settings = "NEWSCRAWL_REPORT=1"
        found = crawl(tmp_path, paper.start, settings=(settings,))
    target = tmp_path / "corpus" / "asianlite" / "report.html"

    assert found.code == 0
    assert f"report  {target}" in found.errors
    assert "3 articles" in words(target)


def test_one_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "asianlite" / ".report.html.new").mkdir(parents=True)
    with serving() as server:
        paper = Daily(server)
        paper.publish(*range(3))
        found = crawl(tmp_path, paper.start, settings=("NEWSCRAWL_REPORT=1",))

    assert found.code == 1
    assert "cannot write" in found.errors
    assert len(found.records) == 3


# -- its pieces ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 0, "–"), (0, 9, "0.0 %"), (9, 9, "100 %"), (9999, 10000, "99.9 %"),
     (1, 100_000, "0.1 %"), (1, 3, "33.3 %")],
)  # fmt: skip
def test_shares_are_not_rounded_to_all_or_nothing(
    part: int, whole: int, told: str
) -> None:
    assert markup.percent(part, whole) == told


def test_only_addresses_of_the_web_are_linked() -> None:
    assert markup.link("javascript:alert(1)", "x<y") == "x&lt;y"
    assert 'href="https://x.example/?a=1&amp;b=2"' in markup.link(
        "https://x.example/?a=1&b=2"
    )


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = charts.stacked(
        ["2022-01", "2022-02"],
        {"A": {"2022-01": 5, "2022-02": 10}, "B": {"2022-02": 10}},
    )
    heights = re.findall(r'class="c(\d)"[^>]+height="([\d.]+)"', chart)

    assert heights == [("0", "47.5"), ("0", "95.0"), ("1", "95.0")]
    assert "2022-02: 20 (A 10, B 10)" in chart


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2022-01", "2022-03", ["2022-01", "2022-02", "2022-03"]),
        ("2020-06", "2023-05", ["2021", "2022", "2023"]),
        (
            "1990-01",
            "2022-12",
            ["1990", "1995", "2000", "2005", "2010", "2015", "2020"],
        ),
    ],
)
def test_the_axis_has_few_labels(first: str, last: str, labels: list[str]) -> None:
    assert (
        re.findall(r">([\d-]+)</text>", charts.axis(charts.span(first, last))) == labels
    )


# -- in a real browser -----------------------------------------------------------------


@dataclass(frozen=True)
class View:
    width: int
    scheme: str = "light"


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    if not chromium.find():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with chromium.tab() as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("view", [View(390), View(1400), View(390, "dark")], ids=str)
def test_it_opens_without_complaint_and_without_a_network(
    shelf: Shelf, tab: chromium.Tab, view: View
) -> None:
    tab.errors.clear()
    tab.requests.clear()
    url = report(shelf).as_uri()
    tab.open(url, view.width, view.scheme)

    assert tab.errors == []
    assert [one for one in tab.requests if not one.startswith("data:")] == [url]
    assert tab.ask("document.documentElement.scrollWidth") <= view.width
    ground = tab.ask("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (view.scheme == "light")


ROWS = "[...document.querySelectorAll('#all tbody tr')].map(row => row.innerText)"


@pytest.mark.browser
def test_the_table_is_searched_sorted_and_turned(
    shelf: Shelf, tab: chromium.Tab
) -> None:
    tab.open(report(shelf).as_uri())

    def do(script: str) -> list[str]:
        tab.ask(script)
        return list(tab.ask(ROWS))

    def search(asked: str) -> list[str]:
        return do(
            f"field = document.querySelector('input'); field.value = {asked!r};"
            "field.dispatchEvent(new Event('input'))"
        )

    assert len(do("")) == 100
    assert "Story 5" in do("")[0]
    assert len(do("document.querySelector('[name=on]').click()")) == 100
    assert len(do("document.querySelector('[name=on]').click()")) == 42
    (found,) = search("STORY-17/ 20")
    assert "Story 17" in found
    assert tab.ask("location.hash") == "#q=STORY-17%2F%2020"
    assert search("no such thing") == []
    assert "img src=x" in search("onerror")[0]
    assert tab.ask("document.querySelectorAll('img').length") == 0
    search("")
    longest = do("document.querySelector('[data-key=\"5\"] button').click()")
    assert "Story 240" in longest[0]
    assert "1,680" in longest[0]


@pytest.mark.browser
def test_a_search_can_be_handed_on(shelf: Shelf, tab: chromium.Tab) -> None:
    tab.open("about:blank")
    tab.open(f"{report(shelf).as_uri()}#q=repeats%20another")

    (found,) = tab.ask(ROWS)
    assert "Story 301" in found


@pytest.mark.browser
def test_it_prints(shelf: Shelf, tab: chromium.Tab) -> None:
    tab.open(report(shelf).as_uri())

    assert tab.pdf().startswith(b"%PDF")
