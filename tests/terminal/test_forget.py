"""`scrapy forget`: an article is gone from archive and feeds, and stays away."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.forgetting import cut, find, mark
from newscrawl.archive.lock import Lock
from newscrawl.newspaper import Newspaper
from tests.crawling import ROOT, crawl
from tests.terminal.shelf import HOST, Shelf, address, command, lines, story

SHORT = f"https://{HOST}/?p=2"
FRONT = f"https://{HOST}/"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a corpus of three stories; the second was found by its short address."""
    made = Shelf(tmp_path)
    made.store(story(1))
    made.store(story(2), SHORT, address=address(2))
    made.store(story(2, revision=2), SHORT)
    short = made.page(SHORT)
    made.visit(f"https://{HOST}/old/", outcome="redirected", same_as=short.id)
    made.visit(SHORT, outcome="unchanged", kind="article")
    made.store(story(3))
    made.visit(FRONT, kind="list")
    made.deliver()
    yield made
    made.close()


def forget(shelf: Shelf, *words: str) -> Any:
    shelf.archive.commit()
    return command(shelf.folder, "forget", "asianlite", *words)


def urls(shelf: Shelf) -> list[str]:
    rows = shelf.archive.connection.execute("SELECT url FROM articles ORDER BY id")
    return [url for (url,) in rows]


def state(shelf: Shelf, url: str) -> str | None:
    page = shelf.archive.pages.at(url)
    return page.state if page else None


def is_well(shelf: Shelf) -> bool:
    return command(shelf.folder, "verify", "asianlite").code == 0


@pytest.mark.parametrize(
    "given",
    [
        address(2),
        address(2).replace("https://", "http://www.").rstrip("/"),
        f"{address(2)}?utm_source=feed#comments",
        f"{address(2)}amp/",
        f"{address(2)}2/",
        SHORT,
        f"https://{HOST}/old/",
    ],
)
def test_any_address_of_an_article_will_do(shelf: Shelf, given: str) -> None:
    done = forget(shelf, given)

    assert done.code == 0, done.stderr
    assert "2 revisions taken out" in done.stdout
    assert urls(shelf) == [address(1), address(3)]
    assert [record["url"] for record in lines(shelf.feed)] == urls(shelf)
    for url in (SHORT, address(2), f"https://{HOST}/old/"):
        assert state(shelf, url) == "forgotten"
    assert state(shelf, address(1)) == "done"
    assert state(shelf, FRONT) == "done"
    assert shelf.archive.articles.is_forgotten(story(2))
    assert shelf.archive.articles.is_forgotten(story(2, url=f"https://{HOST}/moved/"))
    assert not shelf.archive.articles.is_forgotten(story(1))
    assert is_well(shelf)


def test_nothing_of_it_is_left_in_the_files(shelf: Shelf) -> None:
    words = b"Lanterns over harbour 2"
    folder = shelf.path.parent
    there = any(words in path.read_bytes() for path in folder.iterdir())
    for name in ("crawl.log", "report.html"):
        (folder / name).write_bytes(words)

    done = forget(shelf, address(2))

    assert there
    assert done.stdout.count("removed, since it may tell of it; it is made anew") == 2
    assert [path for path in folder.iterdir() if words in path.read_bytes()] == []


def test_what_cannot_be_removed_is_told(shelf: Shelf) -> None:
    log = shelf.path.with_name("crawl.log")
    log.mkdir()

    done = forget(shelf, address(2))

    assert done.code == 1
    assert f"cannot remove {log}" in done.stderr
    assert "run the same command again" in done.stderr


def test_the_same_again_is_no_mistake(shelf: Shelf) -> None:
    forget(shelf, SHORT)
    again = forget(shelf, SHORT, address(2))

    assert again.code == 0
    assert again.stdout.count("was forgotten before") == 2
    assert "0 revisions taken out" in again.stdout


def test_an_article_that_redirects_to_another_goes_alone(shelf: Shelf) -> None:
    third = shelf.page(address(3))
    shelf.visit(address(1), outcome="redirected", same_as=third.id, kind="article")
    shelf.visit(address(3), outcome="unchanged", kind="article")

    forget(shelf, address(3))

    assert urls(shelf) == [address(1), address(2)]
    assert state(shelf, address(1)) == "done"
    assert state(shelf, address(3)) == "forgotten"


def test_what_vanished_into_the_front_page_goes_alone(shelf: Shelf) -> None:
    front = shelf.page(FRONT)
    for number in (1, 3):
        shelf.visit(address(number), outcome="redirected", same_as=front.id)
    shelf.visit(FRONT, kind="list")

    forget(shelf, address(3))

    assert urls(shelf) == [address(1), address(2)]
    assert [state(shelf, url) for url in (FRONT, address(1))] == ["done", "done"]


def test_others_with_its_text_are_named(shelf: Shelf) -> None:
    text = story(2).text * 20
    for number in (20, 21):
        shelf.store(story(number, text=text, word_count=80))

    done = forget(shelf, address(20))

    assert (
        f"Other articles have the same text, and stay:\n  {address(21)}" in done.stdout
    )
    assert address(21) in urls(shelf)


# -- what is not stored ----------------------------------------------------------


def test_what_is_not_stored_can_be_kept_out(shelf: Shelf) -> None:
    shelf.page(address(8))
    done = forget(shelf, "--unknown", address(8), address(9), address(1))

    assert done.code == 0, done.stderr
    assert done.stdout.count("kept out from now on") == 2
    assert [state(shelf, address(n)) for n in (8, 9, 1)] == ["forgotten"] * 3
    assert shelf.archive.articles.is_forgotten(story(9))
    assert is_well(shelf)
    assert "was forgotten before" in forget(shelf, address(9)).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name a site and the addresses"),
        ([address(1), address(9)], f"{address(9)} is no article that is stored"),
        ([address(1), "story-2"], "story-2 is no web address"),
        ([address(1), "--unknown", FRONT], f"{FRONT} is a list of articles"),
        ([address(1), "--unkown"], "unknown option --unkown"),
        ([address(1), "http://[/"], "no web address"),
    ],
)
def test_all_or_none(shelf: Shelf, words: list[str], told: str) -> None:
    before = shelf.feed.read_bytes()

    done = forget(shelf, *words)

    assert done.code == 2
    assert told in done.stderr
    assert urls(shelf) == [address(1), address(2), address(3)]
    assert shelf.feed.read_bytes() == before
    assert not shelf.archive.articles.is_forgotten(story(1))


def test_a_site_that_is_not_known(shelf: Shelf) -> None:
    done = command(shelf.folder, "forget", "asianlit", address(1))

    assert done.code == 2
    assert "there is asianlite" in done.stderr
    assert not (shelf.folder / "asianlit").exists()


def test_a_crawl_under_way_is_not_disturbed(shelf: Shelf) -> None:
    lock = Lock(str(shelf.path))
    lock.acquire("2026-11-01T12:00:00Z")
    done = forget(shelf, address(1))
    lock.release()

    assert done.code == 5
    assert "another run is under way" in done.stderr
    assert address(1) in urls(shelf)


# -- feeds -----------------------------------------------------------------------


def test_every_other_byte_of_a_feed_stays(shelf: Shelf) -> None:
    first, second, third, fourth = shelf.feed.read_bytes().splitlines(keepends=True)
    others = [b"# errands\r\n", b'{ "url" : 7 }\n', b"\xff\xfe\n", b"\n"]
    shelf.feed.write_bytes(b"".join([others[0], first, second, *others[1:], third]))
    torn = second[:250]
    with shelf.feed.open("ab") as file:
        file.write(fourth + torn)
    shelf.feed.chmod(0o640)
    assert address(2).encode() in torn

    done = forget(shelf, address(2))

    assert "3 lines taken out" in done.stdout
    assert shelf.feed.read_bytes() == b"".join([others[0], first, *others[1:], fourth])
    assert shelf.feed.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in shelf.feed.parent.iterdir()) == [
        *("archive.sqlite", "archive.sqlite-shm", "archive.sqlite-wal"),
        *("archive.sqlite.lock", "articles.jsonl"),
    ]


def test_a_link_to_a_feed_stays_a_link(shelf: Shelf) -> None:
    elsewhere = shelf.folder / "elsewhere.jsonl"
    shelf.feed.rename(elsewhere)
    shelf.feed.symlink_to(elsewhere)

    forget(shelf, address(2))

    assert shelf.feed.is_symlink()
    assert [record["url"] for record in lines(elsewhere)] == [address(1), address(3)]


@pytest.mark.parametrize("noted", [0, 1, 2, 4], ids="{} lines noted".format)
def test_the_archive_knows_how_far_the_feed_is(shelf: Shelf, noted: int) -> None:
    there = shelf.feed.read_bytes().splitlines(keepends=True)
    size = len(b"".join(there[:noted]))
    shelf.edit("UPDATE feeds SET size = ?, delivered = ?", size, noted)

    forget(shelf, address(2))

    feed = shelf.archive.feeds.at(str(shelf.feed))
    assert feed is not None
    assert feed.delivered == noted
    kept = [there[0], there[3]] if noted == 4 else there[: min(noted, 1)]
    assert feed.size == len(b"".join(kept))


def test_files_of_other_formats_are_told(shelf: Shelf) -> None:
    table = shelf.folder / "table.csv"
    gone = shelf.folder / "gone.jsonl"
    for path in (table, gone):
        shelf.deliver(path)
    table.write_text("url,title\n")
    gone.unlink()

    done = forget(shelf, address(2))

    assert f"{table}: written anew by the next crawl with -o {table}" in done.stdout
    assert str(gone) not in done.stdout
    assert table.read_text() == "url,title\n"


def test_a_feed_that_cannot_be_written_is_told(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shelf.feed.read_bytes()

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        done = forget(shelf, address(2))
    left = sorted(path.name for path in shelf.feed.parent.iterdir())
    after = shelf.feed.read_bytes()

    assert done.code == 1
    assert "No space left on device" in done.stderr
    assert "run the same command again" in done.stderr
    assert after == before
    assert not [name for name in left if "forgetting" in name]
    assert forget(shelf, address(2)).code == 0
    assert is_well(shelf)


def test_a_feed_that_grows_meanwhile_is_left_alone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(descriptor: int) -> None:
        with shelf.feed.open("ab") as file:
            file.write(b"# errands\n")

    with monkeypatch.context() as busy:
        busy.setattr(os, "fsync", grow)
        done = forget(shelf, address(2))

    assert done.code == 1
    assert "another program is writing to it" in done.stderr
    assert shelf.feed.read_bytes().endswith(b"# errands\n")
    assert len(shelf.feed.read_bytes().splitlines()) == 5


# -- killed ----------------------------------------------------------------------

# Each child is killed two steps later than the one before it: at a statement of SQL, or
# where a file of the corpus is opened, renamed or removed. The last one ends by itself.
KILL = """
import os, shutil, signal, sqlite3, sys
from pathlib import Path
from newscrawl.__main__ import main

corpus, folder = map(Path, sys.argv[1:3])
step = 0

def count(*_):
    global step
    step += 1
    if step == moment:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(*args, **options):
    connection = original(*args, **options)
    connection.set_trace_callback(count)
    return connection

original, sqlite3.connect = sqlite3.connect, connect

def watch(event, arguments):
    if event in ("open", "os.rename", "os.remove", "os.chmod", "os.truncate"):
        if str(folder) in str(arguments[0]):
            count()

for moment in range(1, 500, 2):
    copy = folder / f"{moment:03}"
    shutil.copytree(corpus, copy)
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.addaudithook(watch)
        sys.argv[1:] = ["forget", "asianlite", sys.argv[3]]
        sys.argv += ["-s", f"NEWSCRAWL_CORPUS={copy}"]
        main()
    status = os.waitpid(child, 0)[1]
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_killed_at_any_moment_the_same_again_ends_it(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "killed"
    shelf = Shelf(corpus)
    shelf.store(story(1))
    shelf.store(story(2), SHORT, address=address(2))
    shelf.deliver()
    shelf.edit("UPDATE feeds SET path = '/a/corpus/that/was/moved.jsonl'")
    shelf.close()
    folder.mkdir()
    line = [sys.executable, "-c", KILL, str(corpus), str(folder), SHORT]
    done = subprocess.run(line, cwd=ROOT, check=False, timeout=120)
    killed = sorted(folder.iterdir())[:-1]

    assert done.returncode == 0
    assert len(killed) > 20
    for one in killed:
        assert _ends_well(one), one.name


def _ends_well(corpus: Path) -> bool:
    feed = corpus / "asianlite" / "articles.jsonl"
    between = [record["url"] for record in lines(feed)]
    done = command(corpus, "forget", "asianlite", SHORT)
    verified = command(corpus, "verify", "asianlite")
    return (
        between in ([address(1), address(2)], [address(1)])
        and (done.code, verified.code) == (0, 0)
        and [record["url"] for record in lines(feed)] == [address(1)]
        and not list(feed.parent.glob(".*"))
    )


def test_killed_before_the_note_the_feed_is_looked_through(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = shelf.archive.feeds.at(str(shelf.feed))
    assert feed is not None
    mark(shelf.archive, [find(shelf.archive, address(2))])

    def die(source: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            cut(shelf.archive, feed)

    noted = shelf.archive.feeds.at(str(shelf.feed))
    assert noted is not None
    assert (noted.delivered, noted.size) == (0, 0)


# -- crawls ----------------------------------------------------------------------


def test_later_crawls_keep_it_out(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    with Newspaper(articles=30, layout="today") as paper:
        crawl(tmp_path, *paper.start_urls, output="own.jsonl")
        first = lines(tmp_path / "own.jsonl")
        chosen = [first[n]["url"] for n in (3, 17)]
        done = command(corpus, "forget", "asianlite", *chosen)
        again = crawl(tmp_path, *paper.start_urls, output="own.jsonl", sweep="full")
        fresh = crawl(tmp_path, *paper.start_urls)

    left = {record["url"] for record in first} - set(chosen)
    assert done.code == 0, done.stderr
    assert "2 revisions taken out" in done.stdout
    assert done.stdout.count("2 lines taken out") == 2
    assert again.code == 4, again.errors
    assert {one["url"] for one in lines(tmp_path / "own.jsonl")} == left
    assert len(lines(corpus / "asianlite" / "articles.jsonl")) == len(left)
    assert fresh.urls == left
    found = json.loads(command(corpus, "verify", "asianlite", "--json").stdout)
    assert [one for one in found["findings"] if one["is_fault"]] == []
