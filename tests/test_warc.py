"""Pages kept as they were fetched: what is in the files, and who can read them."""

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.cmdline import execute

from newscrawl.newspaper import Newspaper
from tests.crawling import ROOT
from tests.daily import HOST, Daily
from tests.disks import small_disk
from tests.kept import (
    SITE,
    ask,
    by_fastwarc,
    by_warcio,
    check,
    command,
    files,
    home,
    keep,
    page_of,
    records,
    stored,
)
from tests.politeness.server import Answer, always, serving, text
from tests.processes import fork, run

COUNT = 24


@pytest.fixture
def paper() -> Iterator[Daily]:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(COUNT))
        yield daily


# -- what is written ------------------------------------------------------------------


def test_each_article_names_its_page_as_it_was_served(
    paper: Daily, tmp_path: Path
) -> None:
    assert keep(tmp_path, paper.start).code == 0

    check(tmp_path)
    articles = stored(tmp_path)
    assert len(articles) == COUNT
    for article in articles:
        page = page_of(tmp_path, article)
        number = int(article["title"].split()[1])
        assert (page.kind, page.status, page.url) == ("response", "200", article["url"])
        assert page.body == paper._story(number).encode()
        assert page.headers["WARC-IP-Address"] == "127.0.0.1"


def test_what_was_asked_stands_beside_what_was_answered(
    paper: Daily, tmp_path: Path
) -> None:
    paper.server.scripts[f"{HOST}/robots.txt"] = always(text("User-agent: *\n"))
    gone = paper.path(6)
    paper.server.scripts[HOST + gone] = always(Answer(status=404))
    keep(tmp_path, paper.start)

    info, *found = records(tmp_path)
    assert info.kind == "warcinfo"
    assert b"robots: obey\r\n" in info.body
    assert b"http-header-user-agent: newscrawl/" in info.body
    assert {record.kind for record in found} == {"response", "request"}
    for answer, request in zip(found[::2], found[1::2], strict=True):
        own = answer.headers["WARC-Record-ID"]
        assert request.headers["WARC-Concurrent-To"] == own
        assert request.url == answer.url
    asked = {answer.url: answer.status for answer in found[::2]}
    assert asked[paper.server.url(f"{HOST}/robots.txt")] == "200"
    hits = {paper.server.url(HOST + hit.path) for hit in paper.server.hits}
    assert set(asked) == hits
    assert asked[paper.server.url(HOST + gone)] == "404"


def test_a_request_is_kept_as_it_was_sent(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start, "USER_AGENT=Keeper/1")

    lines = gzip.decompress(files(tmp_path)[0].read_bytes()).split(b"\r\n")
    place = lines.index(f"GET {paper.path(3)} HTTP/1.1".encode())
    host = f"Host: {HOST}:{paper.server.port}".encode()
    assert {host, b"User-Agent: Keeper/1"} <= set(lines[place : place + 8])


def test_a_packed_page_is_kept_packed(paper: Daily, tmp_path: Path) -> None:
    packed = gzip.compress(paper._story(7).encode(), mtime=0)
    headers = {"Content-Encoding": "gzip", "X-Odd": "caf\u00e9 \u00bb"}
    answer = Answer(body=packed, headers=headers)
    paper.server.scripts[HOST + paper.path(7)] = always(answer)
    keep(tmp_path, paper.start)

    (article,) = (each for each in stored(tmp_path) if each["title"] == "Headline 7")
    assert page_of(tmp_path, article).body == packed
    lines = gzip.decompress(files(tmp_path)[0].read_bytes()).split(b"\r\n")
    assert b"Content-Encoding: gzip" in lines
    assert "X-Odd: caf\u00e9 \u00bb".encode("latin-1") in lines


def test_a_redirect_is_kept_and_the_article_names_where_it_led(
    paper: Daily, tmp_path: Path
) -> None:
    moved = paper.path(3).replace("story", "moved")
    away = Answer(status=301, headers={"Location": moved})
    paper.server.scripts[HOST + paper.path(3)] = always(away)
    there = Answer(body=paper._story(3).encode())
    paper.server.scripts[HOST + moved] = always(there)
    keep(tmp_path, paper.start)

    (article,) = (each for each in stored(tmp_path) if each["title"] == "Headline 3")
    assert page_of(tmp_path, article).url == paper.server.url(HOST + moved)
    statuses = {record.status for record in records(tmp_path)}
    assert {"200", "301"} <= statuses
    assert command(tmp_path, "verify", SITE)[0] == 0


def test_what_was_cut_by_us_says_so(paper: Daily, tmp_path: Path) -> None:
    film = Answer(kind="video/mp4", size=1 << 20)
    paper.server.scripts[HOST + paper.path(5)] = always(film)
    keep(tmp_path, paper.start)

    check(tmp_path)
    (cut,) = (
        record
        for record in records(tmp_path)
        if record.url.endswith(paper.path(5)) and record.kind == "response"
    )
    assert cut.headers["WARC-Truncated"] == "length"


# -- who can read it ------------------------------------------------------------------


def test_two_readers_find_the_same_records(tmp_path: Path) -> None:
    with Newspaper(articles=40, offers=("rest", "feeds", "sitemaps")) as paper:
        assert keep(tmp_path, paper.start_urls[0]).code == 0
        assert keep(tmp_path, paper.start_urls[0], sweep="full").code == 4

    check(tmp_path)
    kinds = set()
    for path in files(tmp_path):
        ours, theirs = list(by_warcio(path)), list(by_fastwarc(path))
        assert ours == theirs
        kinds |= {record.kind for record in ours}
    assert kinds == {"warcinfo", "response", "request", "revisit"}


def test_files_are_no_larger_than_was_asked(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start, "NEWSCRAWL_WARC_SIZE=8000")

    check(tmp_path)
    sizes = [path.stat().st_size for path in files(tmp_path)]
    assert len(sizes) > 2
    assert max(sizes) < 8000 + 2000  # the last exchange is not torn apart
    assert {each["warc_file"] for each in stored(tmp_path)} <= {
        f"pages/{path.name}" for path in files(tmp_path)
    }
    assert all(next(by_warcio(path)).kind == "warcinfo" for path in files(tmp_path))


# -- the second day -------------------------------------------------------------------


def test_what_is_unchanged_is_told_and_not_kept_twice(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    before = {record.url: record for record in records(tmp_path)[1::2]}
    assert keep(tmp_path, paper.start, sweep="full").code == 4
    ask(tmp_path, "UPDATE pages SET due = '2001-01-01T00:00:00Z' WHERE id = 9")
    assert keep(tmp_path, paper.start).code == 4

    check(tmp_path)
    first, second, third = files(tmp_path)
    for path, profiles in (
        (second, {"identical-payload-digest"}),
        (third, {"identical-payload-digest", "server-not-modified"}),
    ):
        found = [record for record in by_warcio(path) if record.kind == "revisit"]
        assert profiles == {
            record.headers["WARC-Profile"].rpartition("/")[2] for record in found
        }
        for record in found:
            origin = before[record.url].headers
            assert record.body == b""
            assert record.headers["WARC-Refers-To-Target-URI"] == record.url
            assert record.headers["WARC-Refers-To-Date"] == origin["WARC-Date"]
            assert (
                record.headers["WARC-Payload-Digest"] == origin["WARC-Payload-Digest"]
            )
    assert {each["warc_file"] for each in stored(tmp_path)} == {f"pages/{first.name}"}


def test_a_changed_page_is_kept_again(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start)
    paper.texts[4] = "What was wrong yesterday."
    paper.print()
    assert keep(tmp_path, paper.start, sweep="full").code == 0

    *_, changed = stored(tmp_path)
    assert (changed["title"], changed["revision"]) == ("Headline 4", 2)
    assert changed["warc_file"] == f"pages/{files(tmp_path)[1].name}"
    assert b"wrong yesterday" in page_of(tmp_path, changed).body


def test_what_is_not_kept_yet_is_asked_for_whole(paper: Daily, tmp_path: Path) -> None:
    keep(tmp_path, paper.start, "NEWSCRAWL_WARC=0")
    assert files(tmp_path) == []
    ask(tmp_path, "UPDATE pages SET due = '2001-01-01T00:00:00Z' WHERE kind='article'")
    paper.asked()

    assert keep(tmp_path, paper.start).code == 4
    answers = [record for record in records(tmp_path) if record.kind == "response"]
    assert {record.status for record in answers} == {"200", "404"}
    stories = {record.url for record in answers if "/story-" in record.url}
    assert len(stories) == COUNT


def test_a_file_that_is_gone_is_referred_to_no_more(
    paper: Daily, tmp_path: Path
) -> None:
    keep(tmp_path, paper.start)
    files(tmp_path)[0].unlink()
    keep(tmp_path, paper.start, sweep="full")

    assert {record.kind for record in records(tmp_path)} == {
        *("warcinfo", "response", "request")
    }


# -- deaths ---------------------------------------------------------------------------


def test_a_killed_crawl_leaves_files_that_can_be_read(
    paper: Daily, tmp_path: Path
) -> None:
    paper.server.fallback = lambda hit: None
    words = ["crawl", SITE, "-a", f"start={paper.start}", "-s", "NEWSCRAWL_WARC=1"]
    corpus = f"NEWSCRAWL_CORPUS={tmp_path / 'corpus'}"
    for deaths in range(2):
        crawl = subprocess.Popen(
            [sys.executable, "-m", "newscrawl", *words, "-s", corpus], cwd=ROOT
        )
        wanted = 8 * (deaths + 1)
        while len(paper.server.hits) < wanted and crawl.poll() is None:
            time.sleep(0.005)
        crawl.send_signal(signal.SIGKILL)
        crawl.wait()
    _tear(files(tmp_path)[-1])

    assert keep(tmp_path, paper.start).code == 0
    check(tmp_path)
    articles = stored(tmp_path)
    assert len(articles) == COUNT
    for article in articles:
        assert page_of(tmp_path, article).url == article["url"]
    assert command(tmp_path, "verify", SITE)[0] == 0


def _tear(path: Path) -> None:
    """Have a record be half there, as a kill in the middle of a write leaves it."""
    record = gzip.compress(os.urandom(3000))
    with path.open("ab") as file:
        file.write(record[:2000])


def test_a_full_disk_ends_the_crawl_and_names_the_pages(
    paper: Daily, tmp_path: Path
) -> None:
    folder = home(tmp_path) / "pages"
    folder.mkdir(parents=True)
    with small_disk(folder, 12):
        found = keep(tmp_path, paper.start)
        assert found.code == 1
        assert f"cannot write the pages to {folder}" in found.errors
        assert "make room" in found.errors
        assert "Traceback" not in found.errors
    assert keep(tmp_path, paper.start).code == 0
    assert len(stored(tmp_path)) == COUNT


# -- refusals -------------------------------------------------------------------------


def without_warcio(words: list[str]) -> None:
    sys.modules["warcio"] = None  # type: ignore[assignment] # as if not installed
    os.chdir(ROOT)
    execute(["scrapy", *words])


@pytest.mark.parametrize("words", [["crawl", SITE, "-s", "NEWSCRAWL_WARC=1"]])
def test_without_warcio_it_says_what_to_install(
    words: list[str], tmp_path: Path
) -> None:
    done = fork(without_warcio, [*words, "-s", f"NEWSCRAWL_CORPUS={tmp_path}"])

    assert done.returncode == 2
    assert "pip install 'newscrawl[warc]'" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("-s", "NEWSCRAWL_CORPUS="), "no folder"),
        (("-s", "NEWSCRAWL_WARC_SIZE=0"), "more than 0"),
        (("--respect", "noarchive"), "leaves articles alone"),
    ],
    ids=["folder", "size", "respect"],
)
def test_what_cannot_be_kept_is_refused(
    asked: tuple[str, str], told: str, tmp_path: Path
) -> None:
    words = ["-s", "NEWSCRAWL_WARC=1", "-O", str(tmp_path / "out.jsonl")]
    corpus = f"NEWSCRAWL_CORPUS={tmp_path / 'corpus'}"
    done = run("crawl", SITE, *words, "-s", corpus, *asked, cwd=ROOT)

    assert done.returncode == 2
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []
