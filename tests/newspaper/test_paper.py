import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscrawl.newspaper import Newspaper, NewspaperError
from newscrawl.newspaper.calendar import Calendar
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts import LAYOUTS
from newscrawl.newspaper.press import Press

ROOT = Path(__file__).parents[2]


def told(articles: int, seed: int, layout: str) -> list[dict[str, Any]]:
    with Newspaper(articles, seed=seed, layout=layout) as paper:
        text = repr(list(paper.truth()))
        for place, url in enumerate(paper.start_urls):
            text = text.replace(url.rstrip("/"), f"http://host{place}")
        lines: list[dict[str, Any]] = eval(text)
        return lines


@pytest.mark.parametrize("layout", ["all", *LAYOUTS])
def test_the_same_seed_prints_the_same_paper(layout: str) -> None:
    assert told(70, 5, layout) == told(70, 5, layout)


def test_another_seed_prints_another_paper() -> None:
    one, other = told(70, 5, "today"), told(70, 6, "today")
    titles = [{line.get("title") for line in lines} for lines in (one, other)]
    assert titles[0] & titles[1] == {None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_prints_the_same_pages(layout: str) -> None:
    def bodies() -> list[bytes]:
        press = make_press(layout, 60)
        paths = [press.edition.path(index) for index in range(60)]
        return [press.answer(path).body for path in ("/", *paths)]

    assert bodies() == bodies()


def make_press(layout: str, articles: int) -> Press:
    kind = LAYOUTS[layout]
    calendar = Calendar(kind.first, kind.last, articles, seed=9)
    edition = Edition(
        "http://paper.example",
        calendar,
        kind.permalinks,
        always_credits=kind.always_credits,
    )
    return Press(edition, kind(edition))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_weigh_what_real_ones_do(layout: str) -> None:
    press = make_press(layout, 60)
    sizes = [len(press.answer(press.edition.path(index)).body) for index in range(60)]
    assert 30_000 < sum(sizes) / len(sizes) < 65_000


MEASURE = """
import resource, sys
from tests.newspaper.test_paper import make_press
articles = int(sys.argv[1])
press = make_press("today", articles)
for index in range(0, articles, articles // 400):
    assert press.answer(press.edition.path(index)).status in (200, 500)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(articles: int) -> int:
    """Return the most memory that a paper of so many took, in its own process."""
    line = [sys.executable, "-c", MEASURE, str(articles)]
    return int(subprocess.run(line, cwd=ROOT, capture_output=True, check=True).stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX does")
def test_a_hundred_thousand_articles_are_not_held_in_memory() -> None:
    # A few numbers a story; their words alone would weigh 300 MB.
    assert peak(100_000) < 1.5 * peak(2_000)


def test_titles_of_a_large_paper_are_unique() -> None:
    writer = make_press("today", 30_000).edition.writer
    assert len({writer.title(index) for index in range(30_000)}) == 30_000
    assert len({writer.slug(index) for index in range(30_000)}) == 30_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"articles": 0}, "articles must be 1 or more, not 0"),
        ({"articles": -3}, "articles must be 1 or more, not -3"),
        ({"layout": "daily"}, "no layout 'daily'; there are: all, today, edition, a"),
        ({"layout": "today,all"}, "no layout 'all'"),
        ({"layout": ""}, "no layout ''"),
        (
            {"layout": "edition", "articles": 10**9},
            "layout edition: 1,000,000,000 articles are too",
        ),
    ],
)
def test_what_cannot_be_printed(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(NewspaperError, match=message):
        Newspaper(**arguments).start()


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NewspaperError, match=f"port {port} cannot be had"):
            Newspaper(port=port).start()


@pytest.mark.parametrize("layout", ["bare,today", "archive"])
def test_layouts_can_be_chosen(layout: str) -> None:
    with Newspaper(9, layout=layout) as paper:
        assert ",".join(paper.shares) == layout
        assert sum(paper.shares.values()) == 9
        assert len(paper.start_urls) == len(paper.shares)
