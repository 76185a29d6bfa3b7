"""`scrapy probe`: what a site offers, and the spider that would read it."""

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newscrawl.newspaper import Newspaper
from tests.agency import Agency
from tests.daily import HOST, Daily
from tests.politeness.server import Answer, Server, always, serving, text
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
    begin(tmp_path)
    done = probe(tmp_path, paper.start, "--write", "lantern")

    assert done.returncode == 3
    assert f"no article was found from the front page {paper.start}" in done.stderr
    assert "nothing is written; name another page" in done.stderr
    assert "scrapy probe ADDRESS-OF-AN-ARTICLE --write lantern" in done.stderr
    assert "allowed_domains" in done.stdout
    assert not (tmp_path / "papers/spiders/lantern.py").exists()


def test_a_page_that_is_named_and_no_article_is_said_to_be_none(
    paper: Daily, tmp_path: Path
) -> None:
    paper.server.scripts[f"{HOST}/plain/"] = always(Answer())
    done = probe(tmp_path, f"{paper.start}plain/")

    assert done.returncode == 3
    assert "/plain/ is read as neither an article nor a list" in done.stderr


TOLD = "What happened was told along the harbour, and nobody wished to go home. " * 9
STORIES = {
    f"/stories/{name}.html": f"The {name} of the harbour is in our hands again"
    for name in ("one", "two", "three")
}
HOUSE = {
    "/about-us/": "About Us",
    "/contact/": "Contact",
    "/where-to-find-our-house-and-who-works-in-it-today.html": "Our house",
}


def plain(body: str, title: str) -> Answer:
    head = f"<!doctype html><html lang=en><head><title>{title}</title></head>"
    return Answer(body=f"{head}<body><h1>{title}</h1>{body}".encode())


def linked(links: dict[str, str]) -> str:
    return "".join(
        f"<h2><a href={path}>{text}</a></h2>" for path, text in links.items()
    )


@pytest.fixture
def bare() -> Iterator[Server]:
    """A newspaper that declares nothing: headlines that are links, and its house."""
    house = "".join(f"<a href={path}>{text}</a> " for path, text in HOUSE.items())
    with serving() as server:
        server.fallback = lambda hit: Answer(status=404)
        for path, title in STORIES.items():
            lines = "<p>By Jane Doe</p><p>4 March 2022, 23:30</p>"
            story = plain(f"{lines}<p>{TOLD}</p>", title)
            server.scripts[HOST + path] = always(story)
        for path, title in HOUSE.items():
            server.scripts[HOST + path] = always(plain("<p>We.</p>", title))
        front = plain(f"{linked(STORIES)}<nav>{house}</nav>", "Lamp")
        server.scripts[f"{HOST}/"] = always(front)
        yield server


def test_headlines_that_are_links_lead_to_an_article(
    bare: Server, tmp_path: Path
) -> None:
    done = probe(tmp_path, bare.url(f"{HOST}/"), "--json")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert found["article"]["title"] in STORIES.values()
    # The menu leads to the newspaper's house only.
    assert found["sections"] == []


def test_sections_that_no_menu_names_are_found_as_a_crawl_finds_them(
    bare: Server, tmp_path: Path
) -> None:
    sections = {"/politics/": "Politics", "/sport/": "Sport", "/house/": "Our house"}
    for path, name in sections.items():
        body = "<p>We.</p>" if path == "/house/" else linked(STORIES)
        bare.scripts[HOST + path] = always(plain(body, name))
    bare.scripts[f"{HOST}/"] = always(plain(linked(sections), "Lamp"))
    found = json.loads(probe(tmp_path, bare.url(f"{HOST}/"), "--json").stdout)

    assert found["article"]["title"] in STORIES.values()
    assert found["sections"] == ["Politics", "Sport"]


def test_a_front_page_without_links_is_read_by_what_its_feed_tells(
    bare: Server, tmp_path: Path
) -> None:
    items = "".join(
        f"<item><title>{title}</title><link>{bare.url(HOST + path)}</link></item>"
        for path, title in STORIES.items()
    )
    feed = f"<rss version='2.0'><channel><title>Lamp</title>{items}</channel></rss>"
    told = Answer(body=feed.encode(), kind="application/rss+xml")
    bare.scripts[f"{HOST}/feed/"] = always(told)
    bare.scripts[f"{HOST}/"] = always(plain("<p>We.</p>", "Lamp"))
    found = json.loads(probe(tmp_path, bare.url(f"{HOST}/"), "--json").stdout)

    assert found["article"]["title"] in STORIES.values()


def test_what_is_not_known_is_marked_in_the_spider(
    bare: Server, tmp_path: Path
) -> None:
    begin(tmp_path)
    done = probe(tmp_path, f"{HOST}:{bare.port}", "--write", "lamp")
    spider = (tmp_path / "papers/spiders/lamp.py").read_text("utf-8")

    assert done.returncode == 0
    assert 'zone=ZoneInfo("UTC"),  # to be filled in' in spider
    assert "founded=date(1990, 1, 1),  # to be filled in" in spider
    assert 'fill in what is marked "to be filled in"' in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name one address"),
        (["ht!"], 2, "is no web address"),
        (["{start}", "--write", "Lantern Post"], 2, "cannot be the name"),
        (["{start}", "--write", ""], 2, "cannot be the name"),
        (["{start}", "--write", "class"], 2, "a word of Python's own"),
        (["{start}", "--write", "asides"], 2, "asides.py exists already"),
        (["--jsno", "{start}"], 2, "unknown option"),
        (["http://127.0.0.1:1/"], 3, "cannot be reached: its host refuses"),
        (["127.0.0.1:1"], 3, "http://127.0.0.1:1 cannot be reached: its host refuses"),
        (["https{start}"], 3, "does not speak https there; write http:// in place"),
        (["{start}gone/"], 3, "answered 404"),
        (["{start}a.pdf"], 3, "a.pdf is application/pdf, and no page of HTML; name"),
        (["{start}a.txt"], 3, "a.txt is text/plain, and no page of HTML"),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str], code: int, said: str, paper: Daily, tmp_path: Path
) -> None:
    paper.server.scripts[f"{HOST}/gone/"] = lambda nth: Answer(status=404)
    paper.server.scripts[f"{HOST}/a.txt"] = always(text("Tea."))
    pdf = Answer(body=b"%PDF-1.4", kind="application/pdf")
    paper.server.scripts[f"{HOST}/a.pdf"] = always(pdf)
    given = [word.format(start=paper.start) for word in words]
    done = probe(tmp_path, *(word.replace("httpshttp", "https") for word in given))

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_robots_may_forbid_all_of_it(paper: Daily, tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /"
    paper.server.scripts[f"{HOST}/robots.txt"] = lambda nth: Answer(body=rules)
    done = probe(tmp_path, paper.start)

    assert done.returncode == 3
    assert "robots.txt forbids" in done.stderr
    assert paper.server.pages(HOST) == []
