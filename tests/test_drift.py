"""A site that is not as it was: what a crawl says of it, and what it leaves alone."""

import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.walls import WALLS
from tests.agency import Agency
from tests.crawling import ROOT, Crawl, crawl
from tests.politeness.server import Answer, Hit, always, serving
from tests.terminal.shelf import Done, command, lines

COUNT = 30
NEW = range(40, 46)
WORDS = (ROOT / "newscrawl" / "newspaper" / "words.py").read_text("utf-8").split()

Change = Callable[[str], str]


@dataclass(slots=True)
class Sheet(Agency):
    """The small newspaper, whose stories have texts of some length."""

    change: Change = str
    """What is done to the page of each story."""

    def publish(self, *numbers: int) -> None:
        Agency.publish(self, *numbers)
        for number in numbers:
            draw = random.Random(number)
            words = (word for word in draw.sample(WORDS, 400) if word.isalpha())
            self.texts[number] = " ".join(words)
        self.print()

    def _story(self, number: int) -> str:
        return self.change(Agency._story(self, number))

    def redesign(self, change: Change) -> None:
        self.change = change
        self.print()

    def put(self, answer: Answer, *numbers: int) -> None:
        """Answer so in place of the stories *numbers*."""
        for number in numbers:
            self.server.scripts["127.0.0.1" + self.path(number)] = always(answer)


@pytest.fixture
def paper() -> Iterator[Sheet]:
    with serving() as server:
        sheet = Sheet(server)
        sheet.publish(*range(COUNT))
        yield sheet


def run(paper: Sheet, folder: Path, *settings: str, **arguments: str) -> Crawl:
    found = crawl(folder, paper.start, output="x.jsonl", settings=settings, **arguments)
    assert "Traceback" not in found.errors
    return found


def feed(folder: Path) -> list[dict[str, Any]]:
    return lines(folder / "corpus" / "asianlite" / "articles.jsonl")


def drift(folder: Path, *options: str) -> Done:
    return command(folder / "corpus", "drift", "asianlite", *options)


def lost(folder: Path) -> list[str]:
    """Return the new stories that no run would ask for again."""
    path = folder / "corpus" / "asianlite" / "archive.sqlite"
    connection = sqlite3.connect(path)
    query = "SELECT url FROM pages WHERE state <> 'pending' AND url LIKE '%/story-4_/'"
    urls = [url for (url,) in connection.execute(query)]
    connection.close()
    return urls


# -- what an article cannot be without ------------------------------------------------


def cut(page: str) -> str:
    """Show the first words of a story, as behind a fee."""
    return re.sub(r"<p>((?:\w+ ){9})[^<]*</p>", r"<p>\1…</p>", page)


def undate(page: str) -> str:
    return page.replace("article:published_time", "article:was-published")


def disguise(page: str) -> str:
    """Show a page that nothing tells to be an article."""
    page = re.sub(r"<meta[^>]*>|class=\"[^\"]*\"|</?h1>", "", page)
    return re.sub(r"<p>([^<]*)</p>", r"<ul><li><a href=/>\1</a></li></ul>", page)


def repeat(page: str) -> str:
    """Show one text in every story."""
    return re.sub(r"<p>[^<]*</p>", "<p>All our readers get the news by mail.</p>", page)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (cut, "text: about 9 words in half of them; before, "),
        (undate, "published: on 0 of 6 articles; before, on 30 of 30"),
        (disguise, "stories: 0 of 6 pages are articles; before, 30 of 30"),
        (repeat, "text of its own: on 0 of 6 articles; before, on 30 of 30"),
    ],
)
def test_what_is_no_article_any_more_is_not_stored(
    change: Change, words: str, paper: Sheet, tmp_path: Path
) -> None:
    run(paper, tmp_path)
    paper.publish(*NEW)
    paper.redesign(change)

    found = run(paper, tmp_path)

    assert found.code == 6
    assert words in found.errors
    assert len(re.findall(r"^ +http\S+/story-4\d/$", found.errors, re.M)) >= 3
    assert "stored  0 articles, beside 30" in found.errors
    assert len(feed(tmp_path)) == COUNT
    assert lost(tmp_path) == []
    assert words in drift(tmp_path).stdout

    assert run(paper, tmp_path).code == 6
    assert len(feed(tmp_path)) == COUNT

    paper.redesign(str)
    assert run(paper, tmp_path).code == 0
    titles = {record["title"] for record in feed(tmp_path)}
    assert titles == set(paper.stories.values())


def test_the_crawl_ends_as_soon_as_it_is_certain(paper: Sheet, tmp_path: Path) -> None:
    run(paper, tmp_path)
    paper.publish(*range(40, 140))
    paper.redesign(undate)
    paper.asked()

    assert run(paper, tmp_path).code == 6
    assert len([path for path in paper.asked() if "story" in path]) < 60
    assert len(feed(tmp_path)) == COUNT


def test_what_the_api_tells_is_watched_by_itself(paper: Sheet, tmp_path: Path) -> None:
    paper.offered = {"rest"}
    run(paper, tmp_path, roads="rest")
    paper.publish(*NEW)
    paper.told = dict.fromkeys(NEW, "The first words.")

    found = run(paper, tmp_path, roads="rest")

    assert found.code == 6
    assert "rest:\n  text: about 3 words in half of them" in found.errors
    assert len(feed(tmp_path)) == COUNT
    paper.told = {}
    run(paper, tmp_path, roads="rest")
    assert len(feed(tmp_path)) == COUNT + len(NEW)


# -- what it can be without -----------------------------------------------------------


def number_not(page: str) -> str:
    return re.sub(r"postid-\d+", "", page)


def test_a_field_that_collapses_is_told_until_it_is_accepted(
    paper: Sheet, tmp_path: Path
) -> None:
    run(paper, tmp_path)
    assert drift(tmp_path).code == 0
    paper.redesign(number_not)
    paper.publish(*NEW)

    found = run(paper, tmp_path)
    assert found.code == 6
    assert "post_id: on 0 of 6 articles; before, on 30 of 30" in found.errors
    assert len(feed(tmp_path)) == COUNT + len(NEW)

    paper.publish(50, 51, 52, 53, 54)
    assert run(paper, tmp_path).code == 6
    told = drift(tmp_path, "--json")
    (one,) = json.loads(told.stdout)["drifts"]
    assert (told.code, one["field"], len(one["examples"])) == (6, "post_id", 3)

    assert "the drift of 2 runs is accepted" in drift(tmp_path, "--accept").stdout
    assert drift(tmp_path).code == 0
    paper.publish(60, 61, 62, 63, 64)
    assert run(paper, tmp_path).code == 0
    assert "no drift to accept" in drift(tmp_path, "--accept").stdout


def test_few_articles_a_day_are_taken_together(paper: Sheet, tmp_path: Path) -> None:
    run(paper, tmp_path)
    paper.redesign(number_not)
    codes = []
    for number in range(40, 45):
        paper.publish(number)
        codes.append(run(paper, tmp_path).code)

    assert codes == [0, 0, 0, 0, 6]


def test_it_can_be_left(paper: Sheet, tmp_path: Path) -> None:
    run(paper, tmp_path)
    paper.publish(*NEW)
    paper.redesign(cut)

    assert run(paper, tmp_path, "NEWSCRAWL_DRIFT=0").code == 0
    assert len(feed(tmp_path)) == COUNT + len(NEW)


def test_a_site_that_never_was_otherwise_is_as_it_is(tmp_path: Path) -> None:
    with serving() as server:
        sheet = Sheet(server)
        sheet.publish(*range(COUNT))
        sheet.redesign(lambda page: undate(cut(page)))
        assert run(sheet, tmp_path).code == 0
        sheet.publish(*NEW)
        assert run(sheet, tmp_path).code == 0
        assert len(feed(tmp_path)) == COUNT + len(NEW)


# -- walls ----------------------------------------------------------------------------


def wall(name: str) -> Answer:
    shown = WALLS[name]("/")
    return Answer(status=shown.status, body=shown.body)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (wall("403"), "HTTP 403 in place of 6 pages"),
        (wall("captcha"), "a captcha page in place of 6 pages"),
        (wall("consent"), "a consent page in place of 6 pages"),
        (
            Answer(status=302, headers={"Location": "/agree/"}),
            "a redirect to http://127.0.0.1",
        ),
        (
            Answer(status=302, headers={"Location": "http://agree.example/?to=a"}),
            "a redirect to agree.example in place of 6 pages",
        ),
    ],
    ids=["403", "captcha", "consent", "redirect", "elsewhere"],
)
def test_a_wall_before_stories_alone(
    answer: Answer, words: str, paper: Sheet, tmp_path: Path
) -> None:
    run(paper, tmp_path)
    paper.publish(*NEW)
    paper.put(answer, *NEW)
    paper.server.scripts["127.0.0.1/agree/"] = always(wall("consent"))

    for _ in range(6 if "403" in words else 1):  # oftener than a page may fail
        found = run(paper, tmp_path)
        assert found.code == 6
        assert words in found.errors
    assert len(feed(tmp_path)) == COUNT
    assert lost(tmp_path) == []

    paper.print()
    assert run(paper, tmp_path).code == 0
    assert len(feed(tmp_path)) == COUNT + len(NEW)


def test_a_wall_is_asked_no_further(paper: Sheet, tmp_path: Path) -> None:
    """Also in the first crawl, halfway."""
    paper.publish(*range(40, 240))
    asked = 0

    def answer(hit: Hit) -> Answer | None:
        nonlocal asked
        asked += "story" in hit.path
        return wall("captcha") if asked > 50 else None

    scripts = dict(paper.server.scripts)
    for place, script in scripts.items():
        paper.server.scripts[place] = _behind(answer, paper, script)
    # One at a time, as any host off loopback: else a slow article, asked for before the
    # wall stood, may come after it, and a page of the wall rests as one that failed.
    found = run(paper, tmp_path, "CONCURRENT_REQUESTS=1")

    assert found.code == 6
    assert "a captcha page in place of 10 pages" in found.errors
    assert asked < 65
    paper.print()
    assert run(paper, tmp_path).code == 0
    titles = [record["title"] for record in feed(tmp_path)]
    assert sorted(titles) == sorted(paper.stories.values())


def _behind(
    wall: Callable[[Hit], Answer | None], paper: Sheet, script: Callable[[int], Answer]
) -> Callable[[int], Answer]:
    return lambda nth: wall(paper.server.hits[-1]) or script(nth)


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_before_the_newspaper(name: str, tmp_path: Path) -> None:
    with Newspaper(60, layout="today", offers=["rest", "sitemaps"]) as newspaper:
        start = newspaper.start_urls[0]
        crawl(tmp_path, start, output="x.jsonl")
        before = feed(tmp_path)
        day = newspaper.next_day(new=10)
        newspaper.shut(name)

        found = crawl(tmp_path, start, output="x.jsonl")
        assert found.code == 6
        assert "in place of" in found.errors
        assert feed(tmp_path) == before

        newspaper.shut(None)
        assert crawl(tmp_path, start, output="x.jsonl").code == 0
        added = {record["url"] for record in feed(tmp_path)[len(before) :]}
        assert added >= set(day.new)


@pytest.mark.parametrize("layout", ["edition", "archive", "bare"])
def test_a_redesign_of_the_newspaper(layout: str, tmp_path: Path) -> None:
    """What is read well is stored; what a layout does not print is told."""
    with Newspaper(60, layout="today") as newspaper:
        start = newspaper.start_urls[0]
        crawl(tmp_path, start, output="x.jsonl")
        day = newspaper.next_day(new=10)
        newspaper.redesign(layout)

        found = crawl(tmp_path, start, output="x.jsonl")

        truth = {line["url"]: line for line in newspaper.truth() if line["expected"]}
    assert found.code == 6
    assert "published in jsonld: on 0 of" in found.errors
    new = {record["url"]: record for record in feed(tmp_path)[60:]}
    assert new.keys() >= set(day.new)
    for url in day.new:
        if truth[url]["credit"]:  # else nothing marks the standfirst in two of them
            assert new[url]["text"] == truth[url]["text"]
        assert new[url]["published"] == truth[url]["published"]
