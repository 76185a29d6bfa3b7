"""The file of the archive: opened, refused, written as a whole or not at all."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive import layout
from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.lock import Lock, Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archive.schedule import next_check, parse_ages, pause
from newscrawl.archive.values import Found, Page, Visit, page_key
from newscrawl.article import Article
from tests.archives import NOW

URL = "https://asianlite.com/2022/uk-news/lanterns/"
DAY = timedelta(days=1)


def article(**given: object) -> Article:
    fields = {"site": "asianlite", "url": URL, "title": "Lanterns", "text": "Lit."}
    return Article(**{**fields, "content_hash": "a1", **given})  # type: ignore[arg-type] # as a table gives them


def open_at(path: Path, now: datetime = NOW) -> Archive:
    return Archive(str(path), lambda: now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where an archive lies that holds one page, pending."""
    file = tmp_path / "asianlite" / "archive.sqlite"
    archive = open_at(file)
    run = archive.begin_run({}, "{}", DAY)
    archive.begin()
    archive.pages.add(page_key(URL), Found(url=URL, host="asianlite.com", road="start"),
                      run.job, run.sweep)  # fmt: skip
    archive.commit()
    archive.close()
    return file


def edit(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_text("a list of errands\n" * 99), "no archive"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "cut off"),
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "no archive"),
        (edit("PRAGMA user_version = 99"), "a newer newscrawl"),
        (edit("PRAGMA application_id = 7"), "a database, but no archive"),
    ],
    ids=["text", "cut", "nearly nothing", "newer", "another database"],
)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_is_no_archive_is_refused_and_left_as_it_is(
    path: Path, spoil: Callable[[Path], None], words: str, read_only: bool
) -> None:
    spoil(path)
    before = path.read_bytes()

    with pytest.raises(ArchiveError, match=words) as refusal:
        Archive(str(path), lambda: NOW, read_only=read_only)

    assert str(path) in str(refusal.value)
    assert path.read_bytes() == before


def test_what_a_full_disk_left_in_the_wal_is_read(path: Path) -> None:
    archive = open_at(path)
    for number in range(500):
        archive.begin_run({"another": number}, "{}", DAY)
    before, wal = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.close()
    # Of the whole checkpoint no more than the first page was written.
    path.write_bytes(path.read_bytes()[:4096] + before[4096:])
    Path(f"{path}-wal").write_bytes(wal)

    again = open_at(path)
    count = again.connection.execute("SELECT count(*) FROM runs").fetchone()
    again.close()

    assert count == (501,)


def test_an_archive_that_is_not_there_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="crawl the site first"):
        Archive(str(tmp_path / "archive.sqlite"), lambda: NOW, read_only=True)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told() -> None:
    with pytest.raises(ArchiveError, match="cannot write to the archive /proc/"):
        Archive("/proc/1/archive.sqlite", lambda: NOW)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("attempt to write a readonly database", "check who owns it"),
        ("database or disk is full", "make room and run again"),
        ("disk I/O error", "make room and run again"),
        ("database is locked", "held by another program"),
        ("Too many open files", "raise `ulimit -n`"),
        ("database disk image is malformed", "damaged"),
    ],
)
def test_what_sqlite_says_is_told_with_the_next_step(words: str, told: str) -> None:
    assert told in describe("a.sqlite", sqlite3.OperationalError(words))


def test_the_views_can_be_asked(path: Path) -> None:
    connection = sqlite3.connect(path)
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'view'"
        )
    ]

    assert set(names) == {"latest", "history", "failures", "queue", "months"}
    for name in names:
        connection.execute(f"SELECT * FROM {name}").fetchall()
    assert connection.execute("SELECT url FROM queue").fetchall() == [(URL,)]
    connection.close()


def test_an_older_file_becomes_one_of_today(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*layout.MIGRATIONS, "ALTER TABLE runs ADD COLUMN mood TEXT;")
    monkeypatch.setattr(layout, "MIGRATIONS", steps)
    monkeypatch.setattr(layout, "VERSION", len(steps))

    archive = open_at(path)

    assert archive.connection.execute("SELECT mood FROM runs").fetchall() == [(None,)]
    assert archive.pages.at(URL) is not None
    archive.close()


# -- a page is a transaction ---------------------------------------------------


def begin(path: Path) -> tuple[Archive, Run, Visit]:
    archive = open_at(path)
    run = archive.begin_run({}, "{}", DAY)
    page = archive.pages.at(URL)
    assert isinstance(page, Page)
    found = Found(url=f"{URL}2", host="asianlite.com", road="neighbours")
    visit = Visit(page, kind="article", outcome="stored", article=article())
    visit.found = {page_key(found.url): found}
    return archive, run, visit


def states(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT url, state FROM pages ORDER BY id").fetchall()
    rows += connection.execute("SELECT url, revision FROM history").fetchall()
    connection.close()
    return rows


def test_a_visit_that_is_not_committed_has_never_been(path: Path) -> None:
    archive, run, visit = begin(path)
    archive.settle(visit, run)
    archive.close()

    assert states(path) == [(URL, "pending")]


def test_a_visit_is_stored_as_a_whole(path: Path) -> None:
    archive, run, visit = begin(path)
    archive.settle(visit, run)
    stored = archive.commit()
    archive.close()

    assert states(path) == [(URL, "done"), (f"{URL}2", "pending"), (URL, 1)]
    assert [revision.id for revision in stored] == [1]


def test_numbers_of_revisions_are_never_given_twice(path: Path) -> None:
    archive, run, visit = begin(path)
    archive.settle(visit, run)
    archive.connection.execute("DELETE FROM revisions")
    archive.settle(visit, run)

    assert [revision.id for revision in archive.commit()] == [1, 2]
    archive.close()


def test_what_is_gone_is_marked_and_what_comes_back_is_not(path: Path) -> None:
    archive, run, visit = begin(path)
    archive.settle(visit, run)
    gone = Visit(visit.page, state="gone", outcome="HTTP 404")
    marks = []
    for one in (gone, visit):
        one.article = None
        archive.settle(one, run)
        marks += archive.connection.execute("SELECT gone FROM articles").fetchone()

    assert marks == ["2026-11-01T12:00:00Z", None]
    archive.close()


@pytest.mark.parametrize(
    ("reason", "later", "is_new"),
    [
        pytest.param(None, timedelta(hours=1), False, id="killed"),
        pytest.param("shutdown", timedelta(hours=1), False, id="stopped"),
        pytest.param("finished", timedelta(hours=1), True, id="finished"),
        pytest.param("shutdown", timedelta(days=2), True, id="stopped long ago"),
    ],
)
def test_a_run_goes_on_with_what_another_began(
    tmp_path: Path, reason: str | None, later: timedelta, is_new: bool
) -> None:
    path = tmp_path / "archive.sqlite"
    archive = open_at(path)
    first = archive.begin_run({}, "{}", DAY)
    if reason:
        archive.end_run(first, reason, {})
        archive.commit()
    archive.close()
    archive = open_at(path, NOW + later)
    second = archive.begin_run({}, "{}", DAY)
    archive.close()

    assert first.is_first
    assert second.is_first is is_new
    assert (second.sweep == first.sweep) is not is_new


# -- one run at a time ---------------------------------------------------------


def test_a_second_run_is_told_who_holds_the_lock(path: Path) -> None:
    one, two = Lock(str(path)), Lock(str(path))
    one.acquire("2026-11-01T12:00:00Z")

    with pytest.raises(Locked, match=r"process \d+ on \S+, since 2026-11-01T12"):
        two.acquire("later")
    one.release()
    two.acquire("later")
    two.release()


def test_the_lock_of_a_dead_process_is_none(path: Path) -> None:
    code = (
        "import os, signal, sys; from newscrawl.archive.lock import Lock;"
        "Lock(sys.argv[1]).acquire('now'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    lock = Lock(str(path))

    assert done.returncode == -9
    assert "now" in lock.path.read_text()
    lock.acquire("later")
    lock.release()


# -- when to look again --------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "hours"),
    [(0, 6), (5, 1), (6, 18), (24, 6 * 24), (24 * 8, 22 * 24), (24 * 40, None)],
)
def test_an_article_is_read_again_as_it_ages(age: int, hours: int | None) -> None:
    ages = parse_ages(["1 month", "6 hours", " 1 day", "1 week", ""])
    again = next_check(NOW - timedelta(hours=age), NOW, ages)

    assert again == (NOW + timedelta(hours=hours) if hours else None)


@pytest.mark.parametrize("text", ["soon", "6", "hours", "-1 day", "1 fortnight"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match='write it as "6 hours"'):
        parse_ages([text])


def test_a_page_that_failed_rests_longer_each_time() -> None:
    pauses = [pause(attempts) for attempts in range(1, 7)]

    assert pauses[0] == timedelta(minutes=10)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(days=1)


def test_times_are_written_in_utc() -> None:
    archive = Archive(":memory:", lambda: datetime(2026, 7, 1, 12, tzinfo=UTC))

    assert archive.now() == "2026-07-01T12:00:00Z"
    assert date.fromisoformat(archive.now()[:10]) == date(2026, 7, 1)
    archive.close()
