"""Kept pages read again: what today's rules make of them, and how it is stored."""

import gzip
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.lock import Lock
from newscrawl.differences import Differences
from newscrawl.newspaper import Newspaper
from tests.agency import Agency
from tests.daily import HOST, Daily
from tests.kept import (
    SITE,
    ask,
    command,
    files,
    home,
    keep,
    page_of,
    records,
    reread,
    stored,
)
from tests.politeness.server import Answer, serving
from tests.processes import fork
from tests.test_warc import without_warcio

COUNT = 12
RULES = """
from newscrawl.page import ArticlePage
from newscrawl.spiders.asianlite import AsianLiteSpider

class Better(AsianLiteSpider):
    page = ArticlePage({rules})
"""


@pytest.fixture
def paper() -> Iterator[Daily]:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(COUNT))
        yield daily


class Telling(Agency):
    """Its feed has the whole texts; its stories are of no section."""

    def path(self, number: int) -> str:
        return f"/story-{number}/"

    def _feed(self, page: int) -> Answer:
        plain = Agency._feed(self, page)
        html = plain.body.decode()
        for number in sorted(self.stories, reverse=True):
            link = f"<link>{self.server.url(HOST + self.path(number))}</link>"
            date = f"<pubDate>{self.published(number):%a, %d %b %Y %T} +0000</pubDate>"
            text = f"<content:encoded>&lt;p>{self.texts[number]}</content:encoded>"
            html = html.replace(link, link + date + text)
        space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        return replace(plain, body=html.replace("<rss ", f"<rss {space} ").encode())


def _by_rules(folder: str, words: list[str]) -> None:
    from newscrawl.__main__ import main

    sys.path.insert(0, folder)
    sys.argv = ["newscrawl", *words, "-s", "SPIDER_MODULES=better"]
    main()


def by_rules(folder: Path, rules: str, *words: str) -> tuple[int, dict[str, Any]]:
    """Return what `scrapy reread` finds by other *rules* than those of the crawl."""
    (folder / "better.py").write_text(RULES.format(rules=rules))
    corpus = ["-s", f"NEWSCRAWL_CORPUS={folder / 'corpus'}"]
    command = ["reread", SITE, "--json", *words, *corpus]
    done = fork(_by_rules, str(folder), command)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def latest(folder: Path) -> dict[str, dict[str, Any]]:
    rows = ask(folder, "SELECT record FROM revisions ORDER BY id")
    found = (json.loads(text) for (text,) in rows)
    return {record["url"]: record for record in found}


# -- the same rules -------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["today", "edition", "archive", "bare"])
def test_the_same_rules_read_the_same(layout: str, tmp_path: Path) -> None:
    with Newspaper(articles=40, layout=layout, offers=("feeds", "sitemaps")) as paper:
        assert keep(tmp_path, paper.start_urls[0]).code == 0
    count = len(stored(tmp_path))

    assert count > 30
    code, found = reread(tmp_path)
    assert (code, found["read"], found["unchanged"]) == (0, count, count)
    assert (found["not_kept"], found["fields"]) == (0, {})


@pytest.mark.parametrize("road", ["rest", "feeds"])
def test_what_a_road_told_is_read_from_its_answer(road: str, tmp_path: Path) -> None:
    with serving() as server:
        agency = Telling(server)
        agency.publish(*range(30))
        agency.offered = {road}
        assert keep(tmp_path, agency.start, roads=road).code == 0
    source = {"rest": "rest", "feeds": "feed"}[road]
    told = [each for each in stored(tmp_path) if each["published_source"] == source]

    assert told
    assert page_of(tmp_path, told[0]).url != told[0]["url"]
    count = len(stored(tmp_path))
    code, found = reread(tmp_path)
    assert (code, found["read"], found["unchanged"]) == (0, count, count)
    assert command(tmp_path, "verify", SITE)[0] == 0


def test_an_article_of_several_pages_is_read_from_all(
    paper: Daily, tmp_path: Path
) -> None:
    paper.rest[3] = "The rest of it."
    paper.print()
    keep(tmp_path, paper.start)

    (split,) = (each for each in stored(tmp_path) if each["title"] == "Headline 3")
    assert split["text"].endswith("\n\nThe rest of it.")
    assert page_of(tmp_path, split).url == split["url"]
    assert reread(tmp_path)[1]["unchanged"] == COUNT


def test_a_date_is_refused_by_the_time_of_its_page(
    paper: Daily, tmp_path: Path
) -> None:
    paper.publish(402)  # dated two days from now
    keep(tmp_path, paper.start)
    (future,) = (each for each in stored(tmp_path) if each["title"] == "Headline 402")
    assert future["published"] is None

    code, found = reread(tmp_path)
    assert (code, found["unchanged"]) == (0, COUNT + 1)


# -- other rules ----------------------------------------------------------------------


def test_a_better_rule_is_shown_and_then_stored(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    before = latest(tmp_path)
    paper.asked()
    rules = "authors=(lambda document: 'A. Brindle',)"

    code, shown = by_rules(tmp_path, rules)
    assert (code, shown["differ"], shown["stored"]) == (6, COUNT, 0)
    assert shown["fields"]["authors"]["articles"] == COUNT
    assert shown["fields"]["authors"]["examples"][0]["now"] == ["A. Brindle"]
    assert latest(tmp_path) == before

    code, applied = by_rules(tmp_path, rules, "--apply")
    assert (code, applied["stored"]) == (0, COUNT)
    for url, record in latest(tmp_path).items():
        changed = {"authors": ["A. Brindle"], "revision": 2}
        assert record == {**before[url], **changed}
    assert by_rules(tmp_path, rules)[0] == 0
    assert paper.asked() == []


def test_the_next_crawl_gives_the_feed_what_was_applied(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    by_rules(tmp_path, "title=(lambda document: 'Anew',)", "--apply")
    assert len(stored(tmp_path)) == COUNT

    assert keep(tmp_path, paper.start).code == 4
    lines = stored(tmp_path)
    assert [line["revision"] for line in lines] == [1] * COUNT + [2] * COUNT
    assert {line["title"] for line in lines[COUNT:]} == {"Anew"}
    assert command(tmp_path, "verify", SITE)[0] == 0


def _dies(folder: str, words: list[str]) -> None:
    """Store in groups of four, and be killed with the sixth."""
    from newscrawl.archive import renewal

    store = renewal.Renewal.store

    def die(self: renewal.Renewal, *given: Any) -> None:
        store(self, *given)
        if self.count == 6:
            os.kill(os.getpid(), signal.SIGKILL)

    renewal._GROUP = 4
    renewal.Renewal.store = die  # type: ignore[assignment, method-assign]
    _by_rules(folder, words)


def test_killed_it_goes_on_with_what_is_left(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    rules = "authors=(lambda document: 'A. Brindle',)"
    by_rules(tmp_path, rules)
    words = ["reread", SITE, "--apply", "-s", f"NEWSCRAWL_CORPUS={tmp_path / 'corpus'}"]

    assert fork(_dies, str(tmp_path), words).returncode == -signal.SIGKILL
    revised = [record["revision"] for record in latest(tmp_path).values()]
    assert sorted(revised) == [1] * (COUNT - 4) + [2] * 4
    assert by_rules(tmp_path, rules, "--apply")[1]["stored"] == COUNT - 4
    assert {record["revision"] for record in latest(tmp_path).values()} == {2}


def test_while_a_crawl_runs_nothing_is_applied(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    lock = Lock(str(home(tmp_path) / "archive.sqlite"))
    lock.acquire("now")
    try:
        assert command(tmp_path, "reread", SITE, "--apply")[0] == 5
        assert command(tmp_path, "reread", SITE)[0] == 0
    finally:
        lock.release()


def test_what_is_gone_stays_gone(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    ask(tmp_path, "UPDATE articles SET gone = '2026-01-01T00:00:00Z' WHERE id = 2")
    by_rules(tmp_path, "authors=(lambda document: 'A. Brindle',)", "--apply")

    assert ask(tmp_path, "SELECT id FROM articles WHERE gone IS NOT NULL") == [(2,)]


def test_an_article_of_another_address_stays_as_it_is(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    before = latest(tmp_path)
    ask(tmp_path, "UPDATE articles SET url = url || 'x' WHERE id = 1")

    code, found = by_rules(tmp_path, "authors=(lambda document: 'A',)", "--apply")
    assert (code, found["elsewhere"], found["stored"]) == (6, 1, COUNT - 1)
    assert latest(tmp_path).keys() == before.keys()


def test_what_is_no_article_any_more_is_told_and_stays(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    before = latest(tmp_path)
    rules = "drop='p'"

    code, found = by_rules(tmp_path, rules, "--apply")
    assert code == 6
    assert found["no_article"] == COUNT
    assert "neither text nor picture" in found["examples"][0][1]
    assert latest(tmp_path) == before


# -- what is not kept -----------------------------------------------------------------


def test_what_was_stored_before_is_read_from_what_is_kept_since(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start, "NEWSCRAWL_WARC=0")
    code, found = reread(tmp_path)
    assert (code, found["read"], found["not_kept"]) == (0, 0, COUNT)

    keep(tmp_path, paper.start, sweep="full")
    code, found = reread(tmp_path)
    assert (code, found["read"], found["not_kept"]) == (0, COUNT, 0)


def test_a_page_that_is_lost_is_counted_and_verify_names_it(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    assert command(tmp_path, "verify", SITE)[0] == 0
    ask(
        tmp_path,
        "UPDATE revisions SET record = json_set(record, '$.warc_offset', 0)"
        " WHERE id = 3",
    )
    code, text = command(tmp_path, "verify", SITE)
    assert code == 1
    assert "kept page is another's, or torn: 1" in text
    files(tmp_path)[0].rename(tmp_path / "elsewhere")

    code, text = command(tmp_path, "verify", SITE)
    assert code == 1
    assert f"kept page is not there: {COUNT}" in text
    code, found = reread(tmp_path)
    assert (code, found["not_kept"]) == (0, COUNT)


# -- what is forgotten ----------------------------------------------------------------


def test_what_is_forgotten_goes_from_the_files_and_the_rest_stays(
    paper: Daily, tmp_path: Path
) -> None:
    paper.rest[3] = "The rest of it."
    paper.print()
    keep(tmp_path, paper.start)
    keep(tmp_path, paper.start, sweep="full")
    own = paper.server.url(HOST + paper.path(3))
    sizes = [path.stat().st_size for path in files(tmp_path)]

    code, text = command(tmp_path, "forget", SITE, own)

    assert code == 0
    assert text.count("4 records taken out") == 2  # two pages, asked for and answered
    assert [path.stat().st_size for path in files(tmp_path)] == sizes
    assert not [one for one in records(tmp_path) if one.url.startswith(own)]
    assert not any(b"on day 3 of" in path_text(path) for path in files(tmp_path))
    assert reread(tmp_path)[1]["unchanged"] == COUNT - 1
    assert command(tmp_path, "verify", SITE)[0] == 0
    assert keep(tmp_path, paper.start).code == 4


def path_text(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def test_an_answer_that_told_others_too_stays_and_is_named(tmp_path: Path) -> None:
    with serving() as server:
        agency = Agency(server)
        agency.publish(*range(30))
        agency.offered = {"rest"}
        keep(tmp_path, agency.start, roads="rest")
    told = next(e for e in stored(tmp_path) if e["published_source"] == "rest")

    code, text = command(tmp_path, "forget", SITE, told["url"])
    assert code == 0
    assert f"{home(tmp_path) / told['warc_file']}: still holds" in text


# -- the command ----------------------------------------------------------------------


def test_it_shows_what_differs_to_a_person(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    ask(
        tmp_path,
        "UPDATE revisions SET record = json_set(record, '$.text', 'Other.')"
        " WHERE id = 3",
    )
    code, text = command(tmp_path, "reread", SITE)

    assert code == 6
    assert f"read  {COUNT} pages of articles" in text
    assert "differ  1" in text
    assert '- "Other."' in text
    assert '+ "What happened on day' in text


def test_without_warcio_it_says_what_to_install(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    corpus = f"NEWSCRAWL_CORPUS={tmp_path / 'corpus'}"
    done = fork(without_warcio, ["reread", SITE, "-s", corpus])

    assert done.returncode == 2
    assert "pip install 'newscrawl[warc]'" in done.stderr
    assert command(tmp_path, "verify", SITE)[0] == 0


def test_a_damaged_record_is_told(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    ask(tmp_path, "UPDATE revisions SET record = '{' WHERE id = 3")

    code, text = command(tmp_path, "reread", SITE)
    assert code == 1
    assert "cannot be read; `scrapy verify SITE`" in text


def test_a_site_without_a_spider_is_told(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    home(tmp_path).rename(tmp_path / "corpus" / "unknown")

    code, text = command(tmp_path, "reread", "unknown")
    assert code == 2
    assert "no spider is called 'unknown'" in text


def test_differences_are_counted_by_field() -> None:
    found = Differences()
    before = {"title": "A", "tags": [], "fetched": "then"}

    assert not found.add("a", before, {**before, "fetched": "now"})
    for url in "bcdef":
        assert found.add(url, before, {**before, "title": url})
    assert found.fields.keys() == {"title"}
    assert found.fields["title"].articles == 5
    assert [one.url for one in found.fields["title"].examples] == ["b", "c", "d"]
