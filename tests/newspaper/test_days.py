from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newscrawl.newspaper import Day, Newspaper, NewspaperError, quirks
from newscrawl.newspaper.layouts import LAYOUTS
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.standing import Standing
from newscrawl.newspaper.words import SECTIONS
from tests.newspaper import test_addresses, test_roads, test_truth
from tests.newspaper.client import Client
from tests.newspaper.conftest import ARTICLES, Line

NEIGHBOURS = {"previous_url", "next_url", "related"}
"""What of an article that did not change may be otherwise the day after."""


@dataclass
class Days:
    """A paper of which three days have passed, and what was true after each."""

    paper: Newspaper
    days: list[Day]
    truths: list[dict[str, Line]]

    @property
    def pages_before(self) -> set[str]:
        return {url for truth in self.truths[:-1] for url in truth}


def expected(paper: Newspaper) -> dict[str, Line]:
    return {line["url"]: line for line in paper.truth() if line["expected"]}


@pytest.fixture(scope="module", params=list(LAYOUTS))
def days(request: pytest.FixtureRequest) -> Iterator[Days]:
    with Newspaper(ARTICLES, layout=request.param) as paper:
        paper.presses[0].slow_seconds = 0.0
        edition = paper.presses[0].edition
        # Pages are printed, so that what is kept of them would show the day after.
        for index in (*range(ARTICLES), quirks.place("healing", edition.seed)):
            paper.presses[0].answer(edition.path(index))
        for target in ("/", "/about/"):
            paper.presses[0].answer(target)
        truths, passed = [expected(paper)], []
        for plan in ((10, 3, 1), (4, 2, 2), (0, 1, 0)):
            passed.append(paper.next_day(*plan))
            truths.append(expected(paper))
        yield Days(paper, passed, truths)


@pytest.fixture
def paper(days: Days) -> Newspaper:
    return days.paper


@pytest.fixture
def truth(paper: Newspaper) -> list[Line]:
    return list(paper.truth())


@pytest.fixture
def articles(truth: list[Line]) -> list[Line]:
    return [line for line in truth if line["expected"]]


# What holds of a paper on its first day holds on every day.
test_chain = test_roads.test_the_chain_visits_every_article_in_order
test_sections = test_roads.test_sections_and_their_older_pages_reach_every_article
test_order = test_roads.test_lists_are_newest_first_after_what_is_pinned
test_loop = test_roads.test_the_loop_never_ends_and_never_brings_another_story
test_words = test_truth.test_a_reader_finds_every_word_of_the_truth
test_count = test_truth.test_word_count_counts_the_text
test_sentences = test_truth.test_no_sentence_is_shared_but_by_the_repeated_text
test_fields = test_truth.test_truth_has_the_fields_of_the_record
test_once = test_addresses.test_no_address_stands_twice
test_others = test_addresses.test_other_addresses_lead_to_their_article
test_statuses = test_addresses.test_what_is_no_article_answers_as_it_says


def steps(days: Days) -> Iterator[tuple[Day, dict[str, Line], dict[str, Line]]]:
    yield from zip(days.days, days.truths[:-1], days.truths[1:], strict=True)


def test_truth_gains_what_is_new_and_loses_what_was_deleted(days: Days) -> None:
    for day, before, after in steps(days):
        assert tuple(after)[len(after) - len(day.new) :] == day.new
        assert before.keys() - after.keys() == day.deleted.keys()
        assert after.keys() - before.keys() == set(day.new)
    counts = [(len(day.new), len(day.changed), len(day.deleted)) for day in days.days]
    assert counts == [(10, 3, 1), (4, 2, 2), (0, 1, 0)]


def differing(one: Line, other: Line) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def test_what_did_not_change_stays_as_it_was(days: Days) -> None:
    compared = 0
    for day, before, after in steps(days):
        for url in before.keys() & after.keys() - day.changed.keys():
            assert differing(before[url], after[url]) <= NEIGHBOURS
            compared += 1
    assert compared > 2 * ARTICLES


DIFFERS = {
    "headline": ({"title"}, set()),
    "added": ({"text", "word_count"}, {"reading_minutes"}),
    "corrected": ({"text"}, {"word_count", "reading_minutes"}),
}


def test_what_changed_differs_as_it_says(days: Days) -> None:
    kinds = []
    for day, before, after in steps(days):
        for url, kind in day.changed.items():
            found = differing(before[url], after[url]) - NEIGHBOURS
            must, may = DIFFERS[kind]
            assert must | {"modified", "modified_raw"} <= found
            assert found <= must | may | {"modified", "modified_raw"}
            assert after[url]["modified"] > after[url]["published"]
            kinds.append(kind)
    assert kinds == ["headline", "added", "corrected", "headline", "added", "headline"]


def test_a_paragraph_is_added_or_another(days: Days) -> None:
    for day, before, after in steps(days):
        for url, kind in day.changed.items():
            old, new = (x[url]["text"].split("\n\n") for x in (before, after))
            assert len(new) - len(old) == (kind == "added")
            if kind == "corrected":
                assert old[:-1] == new[:-1]
                assert old[-1] != new[-1]


def test_another_headline_is_on_every_card(days: Days, client: Client) -> None:
    day, before, after = next(steps(days))
    url = next(url for url, kind in day.changed.items() if kind == "headline")
    old, new = before[url]["title"], after[url]["title"]
    assert new not in {line["title"] for line in before.values()}
    shown = 0
    for address in days.truths[-1]:
        words = client.get(address).words
        assert old not in words
        shown += new in words
    assert shown > 1


def test_what_changes_is_young_and_plain(days: Days) -> None:
    edition = days.paper.presses[0].edition
    chosen = [*edition.deleted, *edition.writer.changes]
    assert len(set(chosen)) == 9
    assert {quirks.quirk(index, edition.seed) for index in chosen} == {""}
    assert min(chosen) > ARTICLES // 4


def test_new_articles_are_dated_after_all_others(days: Days) -> None:
    edition = days.paper.presses[0].edition
    times = [edition.calendar.time(index) for index in range(edition.articles)]
    last = LAYOUTS[next(iter(days.paper.shares))].last
    assert times == sorted(set(times))
    assert times[ARTICLES - 1] < last <= times[ARTICLES]
    assert times[ARTICLES + 9] < last + timedelta(days=1) <= times[ARTICLES + 10]
    assert times[-1] < last + timedelta(days=2)


def test_new_articles_are_on_top_of_the_lists(days: Days, client: Client) -> None:
    newest = [*days.truths[-1]][::-1]
    base = days.paper.start_urls[0]
    front = client.get(base).links
    assert set(newest[:4]) <= set(front)
    for name in SECTIONS:
        links = client.get(f"{base}category/{slug(name)}/").links
        filed = [u for u in newest if f": {name}" and u in links]
        assert filed == sorted(filed, key=newest.index)
    for url in newest[:5]:
        name = days.truths[-1][url]["section"]
        assert url in client.get(f"{base}category/{slug(name)}/").links


def test_deleted_articles_answer_404_and_410_by_turns(
    days: Days, client: Client
) -> None:
    gone = {url: status for day in days.days for url, status in day.deleted.items()}
    assert list(gone.values()) == [404, 410, 404]
    for url, status in gone.items():
        for address in (url, f"{url}amp/", f"{url}?utm_source=front", f"{url}2/"):
            assert client.get(address).status == status
            assert client.get(address, If_None_Match="*").status == status
        number = days.paper.presses[0].edition.find(url.split("/")[-2])
        assert number is not None
        short = days.paper.presses[0].edition.writer.number(number)
        assert client.get(f"{days.paper.start_urls[0]}?p={short}").status == status


def test_deleted_articles_are_linked_by_callouts_at_most(
    days: Days, truth: list[Line], client: Client
) -> None:
    gone = {url for day in days.days for url in day.deleted}
    base = days.paper.start_urls[0]
    carries_bodies = "edition" in days.paper.shares  # with the callouts in them
    for line in truth:
        if line["expected"]:
            assert not {line["previous_url"], line["next_url"], *line["related"]} & gone
        elif line["url"].startswith(base) and not carries_bodies:
            links = client.get(line["url"]).links
            is_story = line["why"].startswith(("another", "page"))
            assert is_story or not {link.partition("?")[0] for link in links} & gone
        elif line["url"].startswith(base):
            body = client.get(line["url"]).body
            titles = [f'"{url}" rel="bookmark"'.encode() for url in gone]
            assert not [title for title in titles if title in body]


def test_tags_tell_what_changed(client: Client) -> None:
    with Newspaper(ARTICLES, layout="edition") as paper:
        urls = [*expected(paper)]
        tags = {url: client.get(url).headers.get("etag", "") for url in urls}
        day = paper.next_day()
        answers = {url: client.get(url, If_None_Match=tags[url]).status for url in urls}
    old = {url for url in urls if answers[url] == 200}
    assert day.changed.keys() <= old
    assert {url for url, status in answers.items() if status > 400} == {*day.deleted}
    assert sum(status == 304 for status in answers.values()) > ARTICLES // 2


def test_the_same_days_bring_the_same() -> None:
    def told() -> list[Any]:
        with Newspaper(80, seed=4) as paper:
            base = paper.start_urls[0]
            days = [paper.next_day(), paper.next_day(5, 1, 1)]
            lines = list(expected(paper).values())
        return [str(days).replace(base, "/"), str(lines[:30]).replace(base, "/")]

    assert told() == told()


def test_other_editions_stay_as_they_are() -> None:
    with Newspaper(150) as paper:
        others = tuple(paper.start_urls[1:])
        before = {u: x for u, x in expected(paper).items() if u.startswith(others)}
        paper.next_day()
        after = {u: x for u, x in expected(paper).items() if u.startswith(others)}
        assert before == after
        assert paper.shares == {"today": 69, "edition": 45, "archive": 45}
        assert len(after) == 90


REFUSED = [
    ({"new": -1}, "the next day: new must be 0 or more, not -1"),
    ({"deleted": -2}, "deleted must be 0 or more, not -2"),
    ({"changed": 40}, "the next day: 41 articles cannot change or be deleted: there"),
    ({"new": 61, "length": timedelta(minutes=1)}, "61 articles are too many: at mo"),
]


@pytest.mark.parametrize(("plan", "message"), REFUSED)
def test_what_no_day_can_bring_changes_nothing(
    plan: dict[str, Any], message: str
) -> None:
    with Newspaper(60, layout="today") as paper:
        before = expected(paper)
        with pytest.raises(NewspaperError, match=message):
            paper.next_day(**plan)
        assert expected(paper) == before
        assert paper.shares == {"today": 60}


def test_a_day_passes_after_the_start_alone() -> None:
    paper = Newspaper(60)
    with pytest.raises(NewspaperError, match="no day can pass before the start"):
        paper.next_day()
    with paper:
        pass
    assert len(paper.next_day().new) == 10


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("articles", [1, 3, 40, 3000])
def test_a_paper_may_end_now(layout: str, articles: int) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    with Newspaper(articles, layout=layout, latest=now) as paper:
        day = paper.next_day(5, 0, 0, length=timedelta(hours=1))
        edition = paper.presses[0].edition
        times = [edition.calendar.time(index) for index in range(articles + 5)]
        stories = [edition.story(index) for index in range(articles)]
    ages = [now - time for time in times]
    assert times == sorted(set(times))
    assert sum(timedelta(0) < age <= timedelta(days=1) for age in ages) == min(
        24, (articles + 1) // 2
    )
    assert all(-timedelta(hours=1) < age <= timedelta(0) for age in ages[-5:])
    assert all(s.modified is None or s.published < s.modified <= now for s in stories)
    assert len(day.new) == 5


def test_only_the_first_edition_ends_when_it_is_told() -> None:
    latest = datetime(2026, 5, 4, 12, tzinfo=UTC)
    with Newspaper(200, latest=latest) as told, Newspaper(200) as plain:
        calendars = [
            [press.edition.calendar for press in paper.presses]
            for paper in (told, plain)
        ]
    assert calendars[0][0].last == latest
    for one, other in zip(*(row[1:] for row in calendars), strict=True):
        assert [one.time(i) for i in (0, 59)] == [other.time(i) for i in (0, 59)]


@pytest.mark.parametrize(
    ("latest", "message"),
    [
        (datetime(2026, 1, 1), "layout today: 2026-01-01 00:00:00 needs a time zone"),
        (datetime(2022, 1, 4, tzinfo=UTC), "latest must be after 2022-01-04 00:00"),
        (datetime(1990, 1, 4, tzinfo=UTC), "latest must be after 2022-01-04 00:00"),
    ],
)
def test_when_no_paper_can_end(latest: datetime, message: str) -> None:
    with pytest.raises(NewspaperError, match=message):
        Newspaper(latest=latest)


@pytest.mark.parametrize("deleted", [(), (3,), (0, 1, 9), (4, 5), (2, 40), range(10)])
def test_standing_is_a_run_with_gaps(deleted: tuple[int, ...]) -> None:
    for run in (range(10), range(2, 8), range(5, 5)):
        listed = [index for index in run if index not in deleted]
        standing = Standing(run, deleted)
        assert list(standing) == listed
        assert standing[::-1] == listed[::-1]
        assert standing[-3:] == listed[-3:]
        assert [index in standing for index in range(12)] == [
            index in listed for index in range(12)
        ]
        with pytest.raises(IndexError):
            standing[len(listed)]
