"""`scrapy status`, on archives made by hand and on one that a crawl is writing."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.holder import holder
from newscrawl.archive.lock import Lock
from newscrawl.archive.overview import overview
from newscrawl.newspaper import Newspaper
from tests.archives import NOW
from tests.crawling import ROOT
from tests.terminal.shelf import Shelf, address, command, story


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a corpus of two stories, one of them changed since, one gone."""
    made = Shelf(tmp_path)
    made.store(story(1))
    made.store(story(1, revision=2))
    made.store(story(2, published=None))
    made.deliver()
    made.visit(address(2), state="gone", outcome="HTTP 404", kind="article")
    for number in range(3, 8):
        made.visit(address(number), state="failed", outcome="HTTP 500")
    made.visit(address(8), state="refused", outcome="Forbidden by robots.txt")
    resting = {"state": "pending", "outcome": "timeout", "is_failure": True}
    made.visit(address(9), delay=600.0, **resting)
    made.page(address(10))
    made.archive.end_run(made.run, "finished", {"downloader/request_count": 12})
    made.archive.commit()
    yield made
    made.close()


def figures(shelf: Shelf) -> Any:
    done = command(shelf.folder, "status", "asianlite", "--json")
    assert done.code == 0, done.stderr
    (site,) = json.loads(done.stdout)["sites"]
    return site


def test_the_figures_are_those_of_the_archive(shelf: Shelf) -> None:
    site = figures(shelf)

    assert site["stored"] == {
        "articles": 2,
        "revisions": 3,
        "gone": 1,
        "forgotten": 0,
        "words": 12,
        "first": "2022-02-03",
        "last": "2022-02-03",
        "undated": 1,
        "months": {"2022-02": 1},
    }
    assert site["pages"]["states"] == {
        "done": 1,
        "failed": 5,
        "gone": 1,
        "pending": 2,
        "refused": 1,
    }
    assert site["pages"]["kinds"] == {"article": 1}
    assert [(why["state"], why["reason"], why["pages"]) for why in site["reasons"]] == [
        ("failed", "HTTP 500", 5),
        ("gone", "HTTP 404", 1),
        ("pending", "timeout", 1),
        ("refused", "Forbidden by robots.txt", 1),
    ]
    assert site["reasons"][0]["examples"] == [address(n) for n in (3, 4, 5)]
    (run,) = site["runs"]
    assert (run["how"], run["articles"], run["revisions"]) == ("finished", 2, 1)
    assert run["requests"] == 12
    (feed,) = site["feeds"]
    assert (feed["behind"], feed["size"]) == (0, shelf.feed.stat().st_size)
    assert site["running"] is None
    assert site["error"] is None


def test_a_page_rests_until_it_is_due(shelf: Shelf) -> None:
    now = overview(str(shelf.path), NOW).pages
    later = overview(str(shelf.path), NOW + timedelta(minutes=11)).pages

    assert (now.waiting, now.resting, now.due) == (1, 1, "2026-11-01T12:10:00Z")
    assert (later.waiting, later.resting, later.due) == (2, 0, None)


def test_it_reads_at_a_glance(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shelf.folder)
    text = command(shelf.folder, "status").stdout

    for words in (
        "2 articles · 3 revisions · 12 words · 1 gone from the site",
        "2022-02-03 to 2022-02-03 · 1 without a date",
        "2022    █                            1",
        "HTTP 500: 5",
        "pages  1 read · 5 failed · 1 gone · 1 refused by robots.txt",
        f"\n               {address(3)}\n",
        "done             +2 articles, +1 revision, 12 requests",
        "0.0 MB, up to date: asianlite/articles.jsonl",
    ):
        assert words in text
    assert max(map(len, text.splitlines())) <= 100


def test_only_a_file_that_is_behind_is_called_so(shelf: Shelf) -> None:
    shelf.deliver(shelf.folder / "five.jsonl", scope='{"limit": 5}')
    shelf.store(story(11))
    shelf.archive.commit()

    behind = {
        Path(feed["path"]).name: feed["behind"] for feed in figures(shelf)["feeds"]
    }
    shelf.feed.unlink()

    assert behind == {"articles.jsonl": 1, "five.jsonl": 0}
    assert "not there" in command(shelf.folder, "status").stdout


def test_of_a_feed_it_says_what_verify_says(tmp_path: Path) -> None:
    """A run that is cut short has written more than it could write down."""
    shelf = Shelf(tmp_path)
    shelf.store(story(1))
    shelf.store(story(2))
    shelf.archive.commit()
    records = [one.record for one in shelf.archive.articles.revisions(0, "1", ())]

    for written in range(3):
        shelf.feed.write_text("".join(f"{line}\n" for line in records[:written]))
        (feed,) = figures(shelf)["feeds"]
        verify = json.loads(command(tmp_path, "verify", "asianlite", "--json").stdout)
        assert verify["feeds"] == [feed["path"]] == [str(shelf.feed)]
        found = {one["kind"]: one["count"] for one in verify["findings"]}
        assert (feed["behind"], feed["updated"]) == (2 - written, None)
        assert found.get("behind", 0) == feed["behind"]
    shelf.close()


@pytest.mark.parametrize(
    ("ended", "how"), [("shutdown", "stopped by hand"), (None, "killed")]
)
def test_how_the_last_run_ended(tmp_path: Path, ended: str | None, how: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.store(story(1))
    if ended:
        shelf.archive.end_run(shelf.run, ended, {})
    shelf.close()

    assert how in command(tmp_path, "status").stdout


# -- bad input ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["asianlit"], "there is asianlite"),
        (["../asianlite"], "there is asianlite"),
        (["asianlite", "asianlite"], "name one site"),
        (["--jsn"], "unknown option --jsn"),
    ],
)
def test_bad_input(shelf: Shelf, words: list[str], told: str) -> None:
    done = command(shelf.folder, "status", *words)

    assert done.code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    done = command(tmp_path, "status")

    assert done.code == 0
    assert "Nothing is stored under" in done.stdout
    assert json.loads(command(tmp_path, "status", "--json").stdout)["sites"] == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(b"errands\n" * 99, "no archive", id="text"),
        pytest.param(None, "a newer newscrawl", id="newer"),
    ],
)
def test_one_damaged_archive_hides_no_other(
    shelf: Shelf, spoil: bytes | None, words: str
) -> None:
    other = shelf.folder / "harbournews" / "archive.sqlite"
    other.parent.mkdir()
    if spoil:
        other.write_bytes(spoil)
    else:
        connection = sqlite3.connect(other)
        connection.executescript(
            f"PRAGMA application_id = {0x6E777363}; PRAGMA user_version = 99;"
            "CREATE TABLE x (y)"
        )
        connection.close()
    before = other.read_bytes()

    done = command(shelf.folder, "status")
    sites = json.loads(command(shelf.folder, "status", "--json").stdout)["sites"]

    assert done.code == 1
    assert words in done.stdout
    assert "2 articles" in done.stdout
    assert [words in (site["error"] or "") for site in sites] == [False, True]
    assert other.read_bytes() == before


def test_a_record_that_is_no_json_is_told(shelf: Shelf) -> None:
    shelf.edit("UPDATE revisions SET record = '{' WHERE id = 3")

    done = command(shelf.folder, "status")

    assert done.code == 1
    assert "malformed JSON" in done.stdout
    assert "Traceback" not in done.stderr


# -- beside a crawl ------------------------------------------------------------


def test_the_holder_of_the_lock_is_named(shelf: Shelf) -> None:
    lock = Lock(str(shelf.path))
    lock.acquire("2026-11-01T12:00:00Z")
    held = holder(str(shelf.path))
    lock.release()

    assert held is not None
    assert (held.pid, held.host) == (os.getpid(), socket.gethostname())
    assert holder(str(shelf.path)) is None


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 + 7], ids=["another", "dead"])
def test_a_name_that_was_left_behind_holds_nothing(shelf: Shelf, pid: int) -> None:
    owner = {"pid": pid, "host": socket.gethostname(), "since": "2026-11-01"}
    Path(f"{shelf.path}.lock").write_text(json.dumps(owner))

    assert holder(str(shelf.path)) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": "x"}'])
def test_a_lock_without_a_name_names_nobody(shelf: Shelf, text: str) -> None:
    Path(f"{shelf.path}.lock").write_text(text)

    assert holder(str(shelf.path)) is None


def test_a_crawl_under_way_is_shown_and_not_disturbed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    with Newspaper(articles=60, layout="today") as paper:
        crawling = subprocess.Popen(
            [
                *(sys.executable, "-m", "newscrawl", "crawl", "asianlite"),
                *("-a", f"start={paper.start_urls[0]}", "-s", "DOWNLOAD_DELAY=0.2"),
                *("-s", f"NEWSCRAWL_CORPUS={corpus}"),
            ],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        try:
            site = _first_figures(corpus)
        finally:
            crawling.send_signal(signal.SIGINT)
            code = crawling.wait(30)

    assert site["running"]["pid"] == crawling.pid
    assert [run["how"] for run in site["runs"]] == ["running"]
    assert code == 130
    assert "stopped by hand" in command(corpus, "status").stdout


def test_the_feeds_of_a_crawl_that_was_killed_are_known(tmp_path: Path) -> None:
    feed, corpus = tmp_path / "more.jsonl", tmp_path / "corpus"
    home = corpus / "asianlite" / "articles.jsonl"
    with Newspaper(articles=60, layout="today") as paper:
        crawling = subprocess.Popen(
            [
                *(sys.executable, "-m", "newscrawl", "crawl", "asianlite"),
                *("-a", f"start={paper.start_urls[0]}", "-o", str(feed)),
                *("-s", "DOWNLOAD_DELAY=0.2", "-s", f"NEWSCRAWL_CORPUS={corpus}"),
            ],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await_lines(feed, home)
        finally:
            crawling.kill()
            crawling.wait(30)
    (site,) = json.loads(command(corpus, "status", "--json").stdout)["sites"]
    verify = json.loads(command(corpus, "verify", "asianlite", "--json").stdout)

    assert {one["path"] for one in site["feeds"]} == {str(feed), str(home)}
    assert sorted(verify["feeds"]) == sorted(one["path"] for one in site["feeds"])
    behind = {one["path"]: one["behind"] for one in site["feeds"] if one["behind"]}
    assert behind == {
        one["place"]: one["count"]
        for one in verify["findings"]
        if one["kind"] in ("behind", "left behind")
    }


def _await_lines(*feeds: Path) -> None:
    until = time.monotonic() + 30
    while not all(feed.exists() and feed.stat().st_size for feed in feeds):
        assert time.monotonic() < until, "no line was written in 30 seconds"
        time.sleep(0.05)


def _first_figures(corpus: Path) -> Any:
    """Return the figures as soon as an article is stored."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        sites = json.loads(command(corpus, "status", "--json").stdout)["sites"]
        if sites and not sites[0]["error"] and sites[0]["stored"]["articles"]:
            return sites[0]
    raise AssertionError("no article was stored in 30 seconds")


def test_who_has_read_enough_may_go(shelf: Shelf) -> None:
    """As `scrapy status | head` does."""
    shelf.archive.commit()
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-m", "newscrawl", "status"]
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [*line, "-s", f"NEWSCRAWL_CORPUS={shelf.folder}"],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )

    assert (done.returncode, done.stderr) == (1, "")
