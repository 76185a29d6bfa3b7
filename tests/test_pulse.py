"""How far a crawl is, told to the process that began it."""

from pathlib import Path

import pytest
from scrapy import Request

from newscrawl.archive.sites import discard, log_of
from newscrawl.archive.values import Found, page_key
from newscrawl.archiving import archiving
from newscrawl.frontier import Frontier
from newscrawl.pulse import Pulse
from tests import processes
from tests.archives import open_crawler
from tests.daily import Daily
from tests.politeness.server import serving

PULSE = Pulse(articles=3, revisions=1, pages=9, left=2, errors=1, said="well: ähem")


def test_a_pulse_is_read_as_it_was_told() -> None:
    assert Pulse.read(PULSE.line()) == PULSE


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"null", b"\xff", b"{}", PULSE.line().replace(b"9", b'"x"')],
)
def test_lines_of_somebody_else(line: bytes) -> None:
    assert Pulse.read(line) is None


def test_a_crawl_tells_how_far_it_is(tmp_path: Path) -> None:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(3))
        words = ("-a", f"start={daily.start}", "-s", "NEWSCRAWL_PROGRESS=json")
        first = processes.run("crawl", "asianlite", *words, cwd=tmp_path)
        second = processes.run("crawl", "asianlite", *words, cwd=tmp_path)

    *_, last = map(Pulse.read, first.stdout.encode().splitlines())
    assert last
    assert (last.articles, last.left, last.said) == (3, 0, "")
    assert last.pages >= 4
    *others, last = map(Pulse.read, second.stdout.encode().splitlines())
    assert last
    assert (last.articles, last.said) == (0, "nothing new")
    assert None not in others
    assert first.stderr.lstrip().startswith("stored")


def test_what_earlier_runs_have_left_is_left() -> None:
    crawler = open_crawler()
    opened = archiving(crawler)
    run, pages = opened.visits.run, opened.archive.pages
    for url in ("https://asianlite.com/", "https://asianlite.com/2022/uk-news/a/"):
        found = Found(url=url, host="asianlite.com", road="sections")
        pages.add(page_key(url), found, run.job, run.sweep)
    frontier = Frontier.from_crawler(crawler)
    assert crawler.spider
    assert crawler.stats is not None
    frontier.open(crawler.spider)
    for url in ("https://asianlite.com/", "https://asianlite.com/world-news/"):
        frontier.enqueue_request(Request(url, dont_filter=True))

    assert Pulse.of(crawler.stats.get_stats()).left == 3


def test_the_log_of_a_site_that_did_not_answer_stays(tmp_path: Path) -> None:
    archive = tmp_path / "paper.example" / "archive.sqlite"
    archive.parent.mkdir()
    for file in (archive, log_of(str(archive)), archive.with_name("articles.jsonl")):
        file.touch()

    discard(str(archive))

    assert list(archive.parent.iterdir()) == [archive.with_name("crawl.log")]
