"""`scrapy probe`: what a site offers, and the spider that would read it."""

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newscrawl.newspaper import Newspaper
from tests.agency import Agency
from tests.daily import HOST, Daily
from tests.politeness.server import Answer, serving
from tests.processes import run
from tests.projects import begin


@pytest.fixture
def paper() -> Iterator[Daily]:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(3))
        yield daily


def probe(folder: Path, *words: str) -> CompletedProcess[str]:
    done = run("probe", *words, cwd=folder)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_newspaper_in_the_box_is_known_at_once(tmp_path: Path) -> None:
    offers = ("rest", "sitemaps", "feeds")
    with Newspaper(40, layout="today", offers=offers) as paper:
        done = probe(tmp_path, paper.start_urls[0], "--json")
    found = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert (found["title"], found["language"]) == ("The Lantern", "en-GB")
    assert (found["zone"], found["made_by"]) == ("Europe/London", "WordPress")
    assert {"-Top News", "UK News", "Sports"} <= set(found["sections"])
    assert "Home" not in found["sections"]
    assert found["roads"]["rest"] == "40 posts"
    assert "pages" in found["roads"]["sitemaps"]
    assert "stories" in found["roads"]["feeds"]
    assert "forbids /private/" in found["robots"][0]
    assert found["article"]["text"]
    assert found["requests"] <= 12
    assert not list(tmp_path.iterdir())


def test_it_is_shown_for_a_person_with_the_lines_to_copy(
    paper: Daily, tmp_path: Path
) -> None:
    shown = probe(tmp_path, paper.start).stdout

    for words in ("robots.txt", "title  Headline", "allowed_domains = [", "requests"):
        assert words in shown
    assert "not found  authors" in shown
    assert "ArticlePage(authors=" in shown


def test_an_article_is_the_one_that_is_shown(paper: Daily, tmp_path: Path) -> None:
    url = paper.server.url(HOST + paper.path(1))
    found = json.loads(probe(tmp_path, url, "--json").stdout)

    assert found["start"] == paper.start
    assert found["article"]["title"] == "Headline 1"
    assert paper.server.pages(HOST).count(paper.path(1)) == 1


def test_few_pages_are_asked_for_and_none_that_is_forbidden(tmp_path: Path) -> None:
    with serving() as server:
        paper = Agency(server)
        paper.publish(*range(30))
        paper.offered = {"rest", "feeds", "sitemaps"}
        rules = b"User-agent: *\nDisallow: /wp-json/"
        server.scripts[f"{HOST}/robots.txt"] = lambda nth: Answer(body=rules)
        found = json.loads(probe(tmp_path, paper.start, "--json").stdout)
        asked = [hit.path for hit in server.hits]

    assert found["requests"] == len(asked) <= 12
    assert not [path for path in asked if path.startswith("/wp-json")]
    assert found["roads"]["rest"] == ""


def test_the_spider_is_written_as_it_is_proposed(paper: Daily, tmp_path: Path) -> None:
    begin(tmp_path)
    done = probe(tmp_path, paper.start, "--write", "lantern")
    spider = tmp_path / "papers/spiders/lantern.py"

    assert done.returncode == 0
    assert f"scrapy capture lantern {paper.start[:-1]}" in done.stdout
    for line in done.stdout.partition("    allowed_domains")[2].splitlines()[1:4]:
        assert line.strip() in spider.read_text("utf-8")
    assert run("list", cwd=tmp_path).stdout == "lantern\n"

    again = probe(tmp_path, paper.start, "--write", "lantern")
    assert (again.returncode, again.stdout) == (2, "")


def test_without_an_article_it_says_so(paper: Daily, tmp_path: Path) -> None:
    for number in range(3):
        path = HOST + paper.path(number)
        paper.server.scripts[path] = lambda nth: Answer(status=404)
    done = probe(tmp_path, paper.start)

    assert done.returncode == 3
    assert "no article was found" in done.stderr
    assert "allowed_domains" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name one address"),
        (["ht!"], 2, "is no web address"),
        (["{start}", "--write", "Lantern Post"], 2, "cannot be the name"),
        (["--jsno", "{start}"], 2, "unknown option"),
        (["http://127.0.0.1:1/"], 3, "cannot be reached: its host refuses"),
        (["{start}gone/"], 3, "answered 404"),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str], code: int, said: str, paper: Daily, tmp_path: Path
) -> None:
    paper.server.scripts[f"{HOST}/gone/"] = lambda nth: Answer(status=404)
    done = probe(tmp_path, *(word.format(start=paper.start) for word in words))

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_robots_may_forbid_all_of_it(paper: Daily, tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /"
    paper.server.scripts[f"{HOST}/robots.txt"] = lambda nth: Answer(body=rules)
    done = probe(tmp_path, paper.start)

    assert done.returncode == 3
    assert "robots.txt forbids" in done.stderr
    assert paper.server.pages(HOST) == []
