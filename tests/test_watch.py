"""What is held back until it is judged, and what is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.tallies import Found
from newscrawl.archive.values import BITS, Page, Visit
from newscrawl.article import Article
from newscrawl.drift import Drift
from newscrawl.suspects import WALL, Suspects
from newscrawl.tally import Source
from newscrawl.walls import Look
from newscrawl.watch import WINDOW, Watch
from tests.archives import open_archive
from tests.terminal.shelf import story

DAY = timedelta(days=1)
SOURCE = Source("asianlite.com", "page")


def begin(archive: Archive, reason: str | None = "finished") -> Run:
    """End the last run for *reason*, and begin the next."""
    archive.begin()
    archive.connection.execute("UPDATE runs SET ended = started, reason = ?", (reason,))
    archive.commit()
    return archive.begin_run({}, "{}", DAY)


def read(watch: Watch, count: int, **given: object) -> None:
    for number in range(count):
        article: Article = replace(story(number), word_count=300)
        watch.read(replace(article, **given), "page")  # type: ignore[arg-type] # fields


@pytest.fixture
def archive() -> Archive:
    """Return an archive whose first run has read some articles."""
    archive = open_archive()
    watch = Watch(archive, archive.begin_run({}, "{}", DAY))
    read(watch, 40)
    watch.finish(is_whole=True)
    archive.begin()
    watch.keep()
    archive.commit()
    return archive


def test_the_first_run_holds_nothing_back() -> None:
    archive = open_archive()
    watch = Watch(archive, archive.begin_run({}, "{}", DAY))
    read(watch, 3)

    assert not watch.is_holding


def test_articles_are_held_back_until_they_are_judged(archive: Archive) -> None:
    watch = Watch(archive, begin(archive))
    assert not watch.is_holding

    read(watch, WINDOW)
    assert watch.is_holding
    watch.settle(Visit(page(1)))

    assert (watch.is_holding, watch.found) == (False, [])


def test_what_is_no_article_is_found_out(archive: Archive) -> None:
    watch = Watch(archive, begin(archive))
    read(watch, WINDOW, published=None)
    watch.settle(Visit(page(1)))

    assert [found.drift.field for found in watch.found] == ["published"]
    assert watch.is_spoilt


def test_a_run_that_was_killed_is_gone_on_with_at_once(archive: Archive) -> None:
    begin(archive)
    watch = Watch(archive, begin(archive, None))
    read(watch, 3)

    assert not watch.is_holding


def test_after_a_drift_articles_are_held_back_again(archive: Archive) -> None:
    begin(archive)
    watch = Watch(archive, begin(archive, "drift"))
    read(watch, 3)

    assert watch.is_holding


@pytest.mark.parametrize("how", ["is_on", "is_typical"])
def test_it_can_be_told_to_hold_nothing_back(archive: Archive, how: str) -> None:
    watch = Watch(archive, begin(archive), **{how: False})
    read(watch, WINDOW, published=None)
    watch.settle(Visit(page(1)))
    watch.finish(is_whole=True)

    assert not watch.is_holding
    assert watch.found == []


def test_only_what_was_typical_is_remembered(archive: Archive) -> None:
    run = begin(archive)
    watch = Watch(archive, run, is_typical=False)
    read(watch, 5)
    watch.finish(is_whole=True)
    archive.begin()
    watch.keep()

    assert archive.tallies.of(run.id) == {}


def test_runs_that_drifted_do_not_count_until_they_are_accepted(
    archive: Archive,
) -> None:
    tallies = archive.tallies
    run = begin(archive)
    watch = Watch(archive, run)
    read(watch, 30)
    watch.judge()
    archive.begin()
    watch.keep()
    tallies.keep_drifts(run.id, [Found(SOURCE, Drift("tags", "on none"), ("a", "b"))])
    later = begin(archive)

    assert [one.articles for one in tallies.before(later.id)[SOURCE]] == [40]
    assert tallies.accept("2026-11-02T00:00:00Z") == 1
    assert [one.articles for one in tallies.before(later.id)[SOURCE]] == [30]
    assert tallies.is_accepted(run.id)
    assert tallies.accept("2026-11-03T00:00:00Z") == 0


# -- walls ----------------------------------------------------------------------------


def page(number: int, road: str = "sections", kind: str | None = None) -> Page:
    url = f"https://asianlite.com/2022/uk-news/story-{number}/"
    return Page(number, url, roads=BITS[road], kind=kind)


def other(number: int, road: str = "sections", words: str = "all the same") -> Visit:
    return Visit(page(number, road), kind="other", look=Look(None, words))


def test_so_many_of_the_same_page_are_a_wall() -> None:
    suspects = Suspects()
    for number in range(WALL):
        assert not suspects.wall()
        suspects.take(other(number))

    assert [one.page.id for one in suspects.wall()] == list(range(WALL))
    assert len(suspects.release()) == WALL
    assert not suspects.wall()


def test_an_article_between_them_shows_that_there_is_none() -> None:
    suspects = Suspects()
    for number in range(2 * WALL):
        suspects.take(other(number))
        if number == WALL - 2:
            suspects.take(Visit(page(99), kind="article"))
        assert not suspects.wall() or number >= 2 * WALL - 2


def test_pages_that_differ_are_none() -> None:
    suspects = Suspects()
    for number in range(2 * WALL):
        suspects.take(other(number, words=str(number)))

    assert not suspects.wall()


def test_nor_are_pages_that_only_a_sitemap_knows() -> None:
    suspects = Suspects()
    for number in range(2 * WALL):
        suspects.take(other(number, road="sitemaps"))

    assert not suspects.wall()


def test_doors_behind_a_wall_are_let_go_with_it() -> None:
    suspects = Suspects()
    suspects.take(Visit(page(1, "rest"), kind="list", state="absent"))
    suspects.take(Visit(page(2), state="pending", outcome="HTTP 403"))

    assert [one.page.id for one in suspects.wall_at_end()] == [2]
    assert [one.id for one in suspects.release()] == [2, 1]


def test_one_page_that_is_shut_is_none_where_others_answer() -> None:
    suspects = Suspects()
    suspects.take(Visit(page(1), state="pending", outcome="HTTP 403"))
    suspects.take(Visit(page(2, kind="list"), kind="list"))

    assert not suspects.wall_at_end()
