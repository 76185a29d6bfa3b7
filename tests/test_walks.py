from datetime import date, timedelta

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newscrawl.archive.values import BEGINNING, Found, Visit, page_key
from newscrawl.archiving import archiving
from newscrawl.lead import Lead
from newscrawl.walks import Walk, WalkMiddleware
from tests.archives import FRONT, add_page, open_crawler

SINCE = date(2022, 7, 1)
BEFORE, AFTER = date(2022, 6, 1), date(2022, 8, 1)


def address(number: int) -> str:
    return f"https://asianlite.com/{number}/"


def leads(*numbers: int, words: str = "A story") -> list[Lead]:
    return [Lead(url=address(n), road="sections", text=words) for n in numbers]


def settle(crawler: Crawler, visit: Visit) -> None:
    visits = archiving(crawler).visits
    visits.archive.settle(visit, visits.run)
    visits.end(visit)


def older(crawler: Crawler, root: Visit, number: int) -> Visit:
    """Return the visit to an older page of the list *root*."""
    visits = archiving(crawler).visits
    url = f"{FRONT}page/{number}/"
    found = Found(
        url=url, host="asianlite.com", road="sections", is_list=True, list=root.page.id
    )
    run = visits.run
    visits.archive.begin()
    visits.archive.pages.add(page_key(url), found, run.job, run.sweep)
    page = visits.archive.pages.at(url)
    assert page is not None
    return visits.begin(page)


def step(crawler: Crawler, visit: Visit, *numbers: int, words: str = "A story") -> Walk:
    walk = Walk(archiving(crawler).visits, visit)
    walk.step(leads(*numbers, words=words))
    settle(crawler, visit)
    return walk


def test_a_list_goes_on_while_it_shows_new_stories() -> None:
    crawler = open_crawler()
    root = add_page(crawler, FRONT)

    first = step(crawler, root, 9, 1, 2)
    second = step(crawler, older(crawler, root, 2), 9, 3, 4)

    assert (first.fresh, second.fresh) == (3, 2)


@pytest.mark.parametrize(
    "page", [pytest.param((1, 2), id="a loop"), pytest.param((), id="empty")]
)
def test_a_list_ends_where_nothing_is_new(page: tuple[int, ...]) -> None:
    crawler = open_crawler()
    root = add_page(crawler, FRONT)
    step(crawler, root, 1, 2)

    assert step(crawler, older(crawler, root, 2), *page).fresh == 0


@pytest.fixture
def tomorrow() -> tuple[Crawler, Visit]:
    """Return a crawl of a front page whose twelve stories were read a sweep ago."""
    crawler = open_crawler()
    for number in range(12):
        visit = add_page(crawler, address(number))
        visit.kind = "article"
        settle(crawler, visit)
    root = add_page(crawler, FRONT)
    root.kind, root.reached = "list", BEGINNING
    Walk(archiving(crawler).visits, root).step(leads(99, *range(12)))
    settle(crawler, root)
    pinned = older(crawler, root, 2)
    Walk(archiving(crawler).visits, pinned).step(leads(11))
    settle(crawler, pinned)
    visits = archiving(crawler).visits
    visits.archive.commit()
    visits.run = visits.archive.begin_run({"a": 1}, "{}", timedelta(0))
    return crawler, add_page(crawler, FRONT)


@pytest.mark.parametrize(
    ("numbers", "tail"),
    [
        pytest.param((0, 1, 2), 3, id="known"),
        pytest.param((0, 50, 1, 2), 2, id="known after a new one"),
        pytest.param((0, 1, 50), 0, id="a new one last"),
        pytest.param((11, 0, 1), 2, id="a pinned one does not count"),
    ],
)
def test_known_stories_in_a_row_are_counted(
    tomorrow: tuple[Crawler, Visit], numbers: tuple[int, ...], tail: int
) -> None:
    crawler, root = tomorrow

    assert step(crawler, root, *numbers).tail == tail


def test_a_walk_ends_where_all_is_known_that_an_earlier_one_reached(
    tomorrow: tuple[Crawler, Visit],
) -> None:
    crawler, root = tomorrow
    walk = step(crawler, root, *range(10))

    assert walk.is_known_from_here(10, None)
    assert not walk.is_known_from_here(11, None)


def test_a_list_that_was_never_walked_to_its_end_is_walked_on(
    tomorrow: tuple[Crawler, Visit],
) -> None:
    crawler, _ = tomorrow
    section = add_page(crawler, f"{FRONT}category/uk-news/")

    assert not step(crawler, section, *range(10)).is_known_from_here(10, None)


def test_a_card_that_changed_makes_its_story_be_asked_for_again(
    tomorrow: tuple[Crawler, Visit],
) -> None:
    crawler, root = tomorrow
    visits = archiving(crawler).visits
    walk = Walk(visits, root)
    listed = [*leads(1, 2), *leads(3, words="Another headline")]
    walk.step(listed)

    assert walk.changed == {page_key(address(3))}
    assert visits.new(root, listed, walk.changed) == [listed[2]]


@pytest.mark.parametrize(
    ("days", "is_proved"),
    [
        pytest.param([BEFORE, BEFORE], True, id="all before"),
        pytest.param([BEFORE, AFTER], False, id="one after"),
        pytest.param([BEFORE, SINCE], False, id="one on the day"),
        pytest.param([BEFORE, None], True, id="one is no story"),
        pytest.param([None, None], False, id="no story at all"),
        pytest.param([BEFORE], False, id="one not yet read"),
        pytest.param([], False, id="nothing read"),
    ],
)
def test_a_list_is_spared_only_on_proof(
    days: list[date | None], is_proved: bool
) -> None:
    crawler = open_crawler(since=str(SINCE))
    root = add_page(crawler, FRONT)
    step(crawler, root, 1, 2)
    for number, day in enumerate(days, 1):
        visit = add_page(crawler, address(number))
        visit.day = day
        settle(crawler, visit)
    following = older(crawler, root, 2)
    meta = {"after": root.page.id, "visit": following.page.id}
    request = Request(f"{FRONT}page/2/", meta=meta)
    middleware = WalkMiddleware.from_crawler(crawler)

    if is_proved:
        with pytest.raises(IgnoreRequest, match="2022-07-01"):
            middleware.process_request(request)
    else:
        middleware.process_request(request)
    assert crawler.stats is not None
    assert crawler.stats.get_value("newscrawl/lists_spared", 0) == int(is_proved)
    assert following.reached == (str(SINCE) if is_proved else None)
