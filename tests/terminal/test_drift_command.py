"""`scrapy drift` over archives made by hand."""

import json
from pathlib import Path

import pytest

from newscrawl.archive.lock import Lock
from newscrawl.archive.tallies import Found
from newscrawl.drift import Drift
from newscrawl.report import write
from newscrawl.tally import Source, Tally
from tests.archives import NOW
from tests.terminal.shelf import Shelf, command, story

SOURCE = Source("asianlite.com", "page")
URLS = ("https://asianlite.com/a/", "https://asianlite.com/b/")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def drifted(shelf: Shelf) -> None:
    """Have the one run drift."""
    tally = Tally()
    for number in range(8):
        tally.add(story(number), NOW)
    shelf.archive.begin()
    shelf.archive.tallies.keep(shelf.run.id, {SOURCE: tally})
    found = Found(SOURCE, Drift("tags", "on 0 of 8 articles"), URLS)
    shelf.archive.tallies.keep_drifts(shelf.run.id, [found])
    shelf.close()


def test_nothing_was_read(shelf: Shelf) -> None:
    shelf.close()

    done = command(shelf.folder, "drift", "asianlite")

    assert (done.code, done.stdout) == (
        0,
        "asianlite\n  no run has read anything yet\n",
    )
    machine = command(shelf.folder, "drift", "asianlite", "--json")
    assert json.loads(machine.stdout)["run"] is None


def test_a_drift_is_shown_until_it_is_accepted(shelf: Shelf) -> None:
    drifted(shelf)

    done = command(shelf.folder, "drift", "asianlite")
    assert done.code == 6
    assert "  asianlite.com, pages:\n    tags: on 0 of 8 articles\n" in done.stdout
    assert all(url in done.stdout for url in URLS)
    assert "post_id        –      0%    100%" in done.stdout

    accepted = command(shelf.folder, "drift", "asianlite", "--accept")
    assert accepted.stdout == "asianlite: the drift of 1 run is accepted\n"
    done = command(shelf.folder, "drift", "asianlite")
    assert (done.code, "drift, accepted" in done.stdout) == (0, True)


def test_the_report_shows_it(shelf: Shelf) -> None:
    drifted(shelf)
    target = shelf.folder / "report.html"

    write("asianlite", str(shelf.path), target, NOW)

    page = target.read_text("utf-8")
    assert "The last run is not like those before it." in page
    assert f'<a href="{URLS[0]}"' in page
    assert "<summary>asianlite.com, pages</summary>" in page


def test_nothing_is_accepted_while_a_crawl_runs(shelf: Shelf) -> None:
    shelf.close()
    lock = Lock(str(shelf.path))
    lock.acquire("2026-11-01T12:00:00+00:00")

    done = command(shelf.folder, "drift", "asianlite", "--accept")

    lock.release()
    assert done.code == 5
    assert "another run is under way" in done.stderr


def test_an_archive_of_an_older_version_says_so(shelf: Shelf) -> None:
    shelf.edit("PRAGMA user_version = 1")
    shelf.close()

    done = command(shelf.folder, "drift", "asianlite")

    assert done.code == 1
    assert "was made by an older newscrawl (tables of version 1" in done.stderr
    assert "the next crawl brings it up to date" in done.stderr
