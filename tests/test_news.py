"""Any newspaper by the spider `news`: named by its host, learnt from its site."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.archive.archive import Archive
from newscrawl.archive.facts import Fact
from newscrawl.arguments import ArgumentError
from newscrawl.lead import Lead
from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.comparison import compare
from newscrawl.site import site_name
from newscrawl.spiders.news import AnyNewsSpider
from newscrawl.spiders.settling import likely_stories
from tests import processes
from tests.anzeiger import SECTIONS, Anzeiger
from tests.archives import NOW
from tests.crawling import ROOT, Crawl, crawl
from tests.politeness.server import Answer, Server, always, serving, text

ARTICLES = 60
HOST = "127.0.0.1"
API = "/wp-json/?_fields=name%2Ctimezone_string%2Cgmt_offset"
STORY = "/a-story-about-the-lanterns-of-the-harbour/"
TEXT = "The lanterns were lit along the harbour, and nobody wished to go home. " * 4


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def facts(folder: Path, site: str) -> dict[str, Fact]:
    path = folder / "corpus" / site / "archive.sqlite"
    with closing(Archive(str(path), lambda: NOW, read_only=True)) as archive:
        return archive.facts.all()


def command(folder: Path, *words: str) -> Any:
    corpus = f"NEWSCRAWL_CORPUS={folder / 'corpus'}"
    return processes.run(*words, "-s", corpus, cwd=ROOT)


def html(body: str, head: str = "", language: str = "en") -> Answer:
    page = f"<!doctype html><html lang={language}><head>{head}</head><body>{body}"
    return Answer(body=page.encode())


def story(time: str = "") -> Answer:
    return html(
        "<article><h1>The lanterns</h1>"
        f"<p>By Jane Doe</p><p>4 March 2022, 23:30</p>{time}<p>{TEXT}</p></article>",
        "<title>The lanterns</title><meta property=og:type content=article>",
    )


def serve(server: Server, pages: dict[str, Answer]) -> str:
    for path, page in pages.items():
        server.scripts[f"{HOST}{path}"] = always(page)
    return server.url(f"{HOST}/")


def front(server: Server, head: str = "", time: str = "") -> str:
    """Serve a newspaper of one story; return the address of its front page."""
    card = f"<h2><a href={STORY}>The lanterns</a></h2>{time}"
    pages = {"/": html(f"<p>{TEXT}</p>{card}", head), STORY: story()}
    return serve(server, pages)


def test_a_newspaper_without_wordpress_is_found_whole_and_nothing_else(
    server: Server, tmp_path: Path
) -> None:
    paper = Anzeiger(server)

    found = crawl(tmp_path, paper.start, spider="news")
    asked = Counter(server.pages(HOST))

    assert not (difference := compare(found.records, paper.truth())), str(difference)
    lists = {path for path in asked if "seite=" in path} | set(SECTIONS)
    known = {one.path for one in paper.stories} | lists | {"/", "/was-los/2026-03/"}
    doors = ("/.well-known", "/wp-json", "/feed", "/sitemap", "/news-sitemap", "/wp-s")
    assert [p for p in asked if p not in known and not p.startswith(doors)] == []
    # The front page, to learn its language and with it the zone.
    assert sorted(asked.values())[-2:] == [1, 2]


def test_the_next_day_costs_what_is_new(server: Server, tmp_path: Path) -> None:
    paper = Anzeiger(server)
    crawl(tmp_path, paper.start, spider="news")
    paper.publish()
    server.hits.clear()

    found = crawl(tmp_path, paper.start, spider="news")

    asked = [path for path in server.pages(HOST) if path.endswith(".html")]
    assert (found.code, asked) == (0, [paper.stories[0].path])
    assert not (difference := compare(found.records, paper.truth())), str(difference)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_crawl_that_ends_while_it_learns_is_gone_on_with(
    number: signal.Signals, server: Server, tmp_path: Path
) -> None:
    paper = Anzeiger(server, 12)
    asked, go_on = threading.Event(), threading.Event()

    def hold(nth: int) -> Answer:
        asked.set()
        go_on.wait(30)
        return paper.front()

    server.scripts[f"{HOST}/"] = hold
    words = ["crawl", "news", "-a", f"start={paper.start}"]
    words += ["-s", f"NEWSCRAWL_CORPUS={tmp_path / 'corpus'}"]
    with subprocess.Popen(
        [sys.executable, "-m", "newscrawl", *words], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as running:
        assert asked.wait(60)
        running.send_signal(number)
        go_on.set()
        code = running.wait(60)
    server.scripts.clear()
    found = crawl(tmp_path, paper.start, spider="news")

    assert (code, found.code) == (130 if number == signal.SIGINT else -number, 0)
    assert not (difference := compare(found.records, paper.truth())), str(difference)


def published(found: Crawl) -> list[str]:
    return [record["published"] for record in found.records]


@pytest.mark.parametrize("layout", ["today", "edition", "archive", "bare"])
def test_a_newspaper_is_crawled_whole_from_its_front_page(
    layout: str, tmp_path: Path
) -> None:
    with Newspaper(articles=ARTICLES, layout=layout) as paper:
        start = paper.start_urls[0]
        found = crawl(tmp_path, start, spider="news")
        difference = compare(found.records, paper.truth())

    assert not difference, str(difference)
    assert (found.code, found.errors.count("Traceback")) == (0, 0)
    assert {record["site"] for record in found.records} == {site_name(start)}


def test_each_newspaper_has_its_own_archive_and_name(tmp_path: Path) -> None:
    truths, summaries = {}, {}
    for layout in ("today", "bare"):
        with Newspaper(articles=30, layout=layout) as paper:
            found = crawl(
                tmp_path, paper.start_urls[0], spider="news", zone="Europe/London"
            )
            truths[site_name(paper.start_urls[0])] = list(paper.truth())
            summaries[site_name(paper.start_urls[0])] = found.errors
            assert not compare(found.records, paper.truth())

    corpus = tmp_path / "corpus"
    assert {path.name for path in corpus.iterdir()} == truths.keys()
    for site, truth in truths.items():
        lines = (corpus / site / "articles.jsonl").read_text("utf-8").splitlines()
        assert not compare(map(json.loads, lines), truth)
        status = command(tmp_path, "status", site).stdout
        _same_reasons(tmp_path, site, summaries[site])
        assert ("30 articles" in status, "Europe/London" in status) == (True, True)
        assert "30" in command(tmp_path, "coverage", site).stdout
        place = tmp_path / f"{site}.jsonl"
        assert command(tmp_path, "export", site, "-o", str(place)).returncode == 0
        assert len(place.read_text("utf-8").splitlines()) == 30


def _same_reasons(folder: Path, site: str, summary: str) -> None:
    """See that `status` and the summary of a run have one word for one thing."""
    (told,) = json.loads(command(folder, "status", site, "--json").stdout)["sites"]
    reasons: dict[str, set[str]] = {}
    for one in told["reasons"]:
        words = f"{one['reason']}: {one['pages']}"
        reasons.setdefault(one["state"], set()).add(words)
    for state in ("gone", "failed"):
        row = re.search(rf"^ *{state}  (.*)$", summary, re.MULTILINE)
        assert set(row[1].split(" · ") if row else ()) == reasons.get(state, set())
    assert "HTTP 404: 1" in reasons["gone"]


def test_without_a_start_nothing_is_asked(tmp_path: Path) -> None:
    done = command(tmp_path, "crawl", "news")

    assert done.returncode == 2
    assert "add -a start=https://any-paper.example/" in done.stderr
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--spider", "news"], 0, "The lanterns"),
        (["--spider", "news", "-a", "limit=x"], 2, "limit='x' is no number"),
        (["--spider", "nwes"], 2, "no spider is called 'nwes'; there are asianlite"),
        ([], 2, "no spider reads http://127.0.0.1"),
    ],
)
def test_one_page_is_parsed_without_a_start(
    words: list[str], code: int, said: str, server: Server, tmp_path: Path
) -> None:
    url = front(server)[:-1] + STORY
    done = command(tmp_path, "parse", *words, url)

    assert done.returncode == code
    assert said in done.stdout + done.stderr
    # Scrapy's command itself does what Scrapy warns of, which is an error in tests.
    assert "ArgumentError" not in done.stderr
    assert not (tmp_path / "corpus").exists()


def test_several_starts_stand_between_commas(server: Server, tmp_path: Path) -> None:
    start = front(server)
    other = STORY.replace("lanterns", "boats")
    page = story().body.replace(b"lanterns of", b"boats of")
    serve(server, {other: Answer(body=page.replace(b"were lit", b"were out"))})

    found = crawl(tmp_path, f"{start},{start[:-1]}{other}", spider="news")

    assert found.urls == {f"{start[:-1]}{path}" for path in (STORY, other)}
    assert {record["site"] for record in found.records} == {site_name(start)}


def test_a_start_that_is_no_page_is_said_to_be_none(
    server: Server, tmp_path: Path
) -> None:
    start = serve(server, {"/": html("<p>We."), "/a.txt": text("Tea.")})

    found = crawl(tmp_path, f"{start}a.txt", spider="news")

    assert found.code == 3
    assert "began at is text/plain, and no page of HTML; begin at" in found.errors


def test_what_does_not_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    found = crawl(tmp_path, "http://127.0.0.1:1/", spider="news")

    assert found.code == 3
    assert "its host refuses connections; see whether a server runs" in found.errors
    assert list((tmp_path / "corpus").iterdir()) == []


def test_once_crawled_its_name_is_that_of_a_spider(
    server: Server, tmp_path: Path
) -> None:
    start = front(server)
    crawl(tmp_path, start, spider="news")
    server.hits.clear()

    again = command(tmp_path, "crawl", site_name(start))

    assert (again.returncode, "nothing new" in again.stderr) == (4, True)
    assert "/" in server.pages(HOST)


def test_the_zone_is_that_of_the_api(server: Server, tmp_path: Path) -> None:
    start = front(server, "<link rel=https://api.w.org/ href=/wp-json/>")
    told = {"name": "The Lantern", "timezone_string": "Asia/Kolkata", "gmt_offset": 5.5}
    serve(server, {API: Answer(body=json.dumps(told).encode())})

    found = crawl(tmp_path, start, spider="news")

    assert published(found) == ["2022-03-04T18:00:00Z"]
    assert facts(tmp_path, site_name(start)) == {
        "zone": Fact("Asia/Kolkata", "the site names it: Asia/Kolkata"),
        "language": Fact("en", "the site tells it"),
        "title": Fact("The Lantern", "the site tells it"),
        "start": Fact(start, "the site tells it"),
    }
    assert "The Lantern · Asia/Kolkata · en" in found.errors


def shut(server: Server) -> str:
    """Serve a paper whose sitemap names a story, and whose front page is forbidden."""
    start = serve(server, {"/": Answer(status=403), STORY: story()})
    lines = f"<urlset><url><loc>{start[:-1]}{STORY}</loc></url></urlset>"
    serve(server, {"/map.xml": Answer(body=lines.encode(), kind="text/xml")})
    serve(server, {"/robots.txt": text(f"Sitemap: {start}map.xml")})
    return start


def test_nothing_is_read_before_the_site_is_known(
    server: Server, tmp_path: Path
) -> None:
    start = shut(server)

    first = crawl(tmp_path, start, spider="news")
    asked = server.pages(HOST)
    front(server)
    second = crawl(tmp_path, start, spider="news")

    assert (first.code, first.records) == (3, [])
    assert "403" in first.errors
    assert not {STORY, "/map.xml"} & set(asked)
    assert (second.code, published(second)) == (0, ["2022-03-04T23:30:00Z"])


def test_what_was_learnt_stays_and_a_change_is_told(
    server: Server, tmp_path: Path
) -> None:
    start = front(
        server, time="<time datetime=2022-03-04T23:30:00+05:30>4 March</time>"
    )
    crawl(tmp_path, start, spider="news")
    front(server, time="<time datetime=2022-03-04T23:30:00+02:00>4 March</time>")

    again = crawl(tmp_path, start, spider="news", sweep="full")

    assert "its zone stays Asia/Colombo, by which 1 articles are stored" in again.errors
    assert published(again) == ["2022-03-04T18:00:00Z"]


def test_a_zone_that_is_named_holds_from_then_on_and_is_told(
    server: Server, tmp_path: Path
) -> None:
    start = front(server)
    crawl(tmp_path, start, spider="news", zone="Asia/Kolkata", language="hi")

    named = crawl(tmp_path, start, spider="news", zone="+02:00")
    other = story().body.replace(b"lanterns of", b"boats of")
    serve(server, {STORY: Answer(body=other.replace(b"were lit", b"were out"))})
    after = crawl(tmp_path, start, spider="news", sweep="full")

    site = site_name(start)
    assert "stored by the zone Asia/Kolkata" in named.errors
    assert f"scrapy reread {site} --apply" in named.errors
    assert facts(tmp_path, site)["zone"] == Fact("+02:00", "it was named")
    assert facts(tmp_path, site)["language"] == Fact("hi", "it was named")
    assert published(after)[-1] == "2022-03-04T21:30:00Z"


def test_what_was_named_is_not_wondered_at(server: Server, tmp_path: Path) -> None:
    start = front(
        server, time="<time datetime=2022-03-04T23:30:00+02:00>4 March</time>"
    )
    crawl(tmp_path, start, spider="news", zone="Asia/Kolkata", language="de")

    again = crawl(tmp_path, start, spider="news", sweep="full")

    assert ("stays" in again.errors, "not known" in again.errors) == (False, False)
    assert "Asia/Kolkata · de" in again.errors


def test_a_zone_that_is_not_known_is_told_until_it_is_named(
    server: Server, tmp_path: Path
) -> None:
    start = front(server)
    site, unknown = site_name(start), "zone UTC (not known; say -a zone=…)"

    for _ in range(2):
        found = crawl(tmp_path, start, spider="news", sweep="full")
        assert found.errors.count("its zone is not known") == 1
        assert unknown in found.errors
        assert unknown in command(tmp_path, "status", site).stdout
    (told,) = json.loads(command(tmp_path, "status", site, "--json").stdout)["sites"]
    named = crawl(tmp_path, start, spider="news", zone="UTC")

    assert (told["newspaper"]["zone"], told["guessed"]) == ("UTC", ["zone"])
    assert "not known" not in named.errors + command(tmp_path, "status", site).stdout


@pytest.mark.parametrize("given", [{}, {"zone": "Europe/London", "language": "en"}])
def test_its_title_is_what_the_titles_of_its_pages_share(
    given: dict[str, str], tmp_path: Path
) -> None:
    with Newspaper(articles=30, layout="bare") as paper:
        start = paper.start_urls[0]
        crawl(tmp_path, start, spider="news", limit="1", **given)

    assert facts(tmp_path, site_name(start))["title"].value == "The Lantern"


def test_without_a_front_page_a_crawl_goes_on_where_all_was_named(
    server: Server, tmp_path: Path
) -> None:
    start = shut(server)

    first = crawl(tmp_path, start, spider="news", zone="UTC", language="en")
    front(server, "<title>The Lantern</title>")
    second = crawl(tmp_path, start, spider="news", sweep="full")

    assert published(first) == ["2022-03-04T23:30:00Z"]
    assert "The Lantern · UTC · en" in second.errors


def test_the_language_that_was_named_tells_the_zone(
    server: Server, tmp_path: Path
) -> None:
    start = front(server)

    found = crawl(tmp_path, start, spider="news", language="hi")

    assert published(found) == ["2022-03-04T18:00:00Z"]
    assert facts(tmp_path, site_name(start))["zone"] == Fact(
        "Asia/Kolkata", "where its language, hi, is written"
    )


def test_pages_are_read_again_by_the_zone_of_the_crawl(
    server: Server, tmp_path: Path
) -> None:
    start = front(server)
    keep = ["NEWSCRAWL_WARC=1"]
    crawl(tmp_path, start, spider="news", zone="Asia/Kolkata", settings=keep)

    done = command(tmp_path, "reread", site_name(start))

    assert (done.returncode, "unchanged  1" in done.stdout) == (0, True)


def test_the_pictures_of_a_story_are_no_likely_stories() -> None:
    story = "https://paper.example/2022/11/the-lanterns-return/"
    leads = [
        Lead(url=url, road="sections")
        for url in (
            f"{story}a-lantern-on-the-canal-beside-the-lower-lock/",
            "https://paper.example/about/",
            "https://paper.example/politics/",
            "https://paper.example/2022/11/%D9%84%D8%A7%D9%84/",
            story,
        )
    ]

    found = likely_stories(iter(leads))

    assert found[0] == story
    assert leads[0].url not in found


def test_another_newspaper_does_not_get_into_an_archive(tmp_path: Path) -> None:
    spider = AnyNewsSpider.named("paper.example", Settings())

    with pytest.raises(ArgumentError, match=r"is not of paper\.example; another"):
        spider.parse_arguments({"start": "https://other.example/"})
    assert not spider.parse_arguments({"start": "https://paper.example/"}).start
