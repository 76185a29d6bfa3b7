"""What is known, and what is asked for next; crawls show the rest."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler

from newscrawl import requests
from newscrawl.archive.values import page_key
from newscrawl.archiving import archiving
from newscrawl.lead import Lead
from newscrawl.spiders.asianlite import AsianLiteSpider
from newscrawl.visits import Visits
from tests.archives import FRONT, add_page, open_crawler
from tests.crawling import crawl
from tests.politeness.server import Answer, Server, always, serving

STORY = "https://asianlite.com/2022/uk-news/lanterns/"
HOST = "127.0.0.1"


@pytest.fixture
def crawler() -> Crawler:
    return open_crawler()


@pytest.fixture
def visits(crawler: Crawler) -> Visits:
    return archiving(crawler).visits


def lead(url: str = STORY, road: str = "sections") -> Lead:
    return Lead(url=url, road=road)  # type: ignore[arg-type] # roads of the tables


@pytest.mark.parametrize(
    "again",
    [
        STORY,
        "http://www.asianlite.com/2022/uk-news/lanterns",
        f"{STORY}?utm_source=feed",
        f"{STORY}#comments",
        f"{STORY}amp/",
    ],
)
def test_an_address_is_new_once(crawler: Crawler, visits: Visits, again: str) -> None:
    front = add_page(crawler, FRONT)

    assert visits.new(front, [lead()]) == [lead()]
    assert visits.new(front, [lead(again)]) == []


def test_every_road_is_remembered(crawler: Crawler, visits: Visits) -> None:
    front = add_page(crawler, FRONT)
    visits.new(front, [lead(), lead(road="neighbours")])
    story = add_page(crawler, STORY, "related")

    assert visits.roads(story, STORY) == ["neighbours", "related"]


def test_two_addresses_of_one_page_share_their_roads(
    crawler: Crawler, visits: Visits
) -> None:
    add_page(crawler, STORY, "related")
    other = add_page(crawler, "https://asianlite.com/?p=7", "start")

    assert visits.roads(other, STORY) == ["start", "related"]


def test_what_a_visit_found_is_new_to_no_other_until_it_is_stored(
    crawler: Crawler, visits: Visits
) -> None:
    one, two = add_page(crawler, FRONT), add_page(crawler, f"{FRONT}page/2/")

    assert visits.new(one, [lead()])
    assert not visits.new(two, [lead()])
    visits.archive.settle(one, visits.run)
    visits.end(one)
    assert visits.new(two, [lead()])  # it was found, and never asked for


@pytest.mark.parametrize(
    ("state", "kind", "age", "is_asked"),
    [
        pytest.param("done", "article", 0, False, id="a story"),
        pytest.param("done", "list", 0, True, id="a list"),
        pytest.param("gone", None, 0, False, id="gone"),
        pytest.param("gone", None, 8, True, id="gone long ago"),
        pytest.param("failed", None, 8, True, id="failed long ago"),
        pytest.param("forgotten", None, 8, False, id="forgotten"),
    ],
)
def test_known_pages_are_asked_for_again_when_there_is_reason(
    crawler: Crawler,
    visits: Visits,
    state: str,
    kind: str | None,
    age: int,
    is_asked: bool,
) -> None:
    visit = add_page(crawler, STORY)
    visit.state, visit.kind = state, kind  # type: ignore[assignment] # of the table
    visits.archive.settle(visit, visits.run)
    visits.archive.connection.execute(
        "UPDATE pages SET visited = datetime(visited, ?)", (f"-{age} days",)
    )
    visits.archive.commit()
    run = visits.archive.begin_run({"tomorrow": 1}, "{}", timedelta(0))
    later = Visits(visits.archive, run)

    assert bool(later.new(add_page(crawler, FRONT), [lead()])) is is_asked


SPIDER = AsianLiteSpider()


@pytest.mark.parametrize(
    ("request_", "is_kept"),
    [
        pytest.param(Request(STORY), True, id="plain"),
        pytest.param(Request(STORY, SPIDER.parse), True, id="a method"),
        pytest.param(
            Request(STORY, meta={"tail": 3, "road": "related"}), True, id="meta"
        ),
        pytest.param(
            Request(STORY, headers={"Accept": "text/html"}), True, id="header"
        ),
        pytest.param(Request(STORY, method="POST"), False, id="another method"),
        pytest.param(Request(STORY, callback=print), False, id="a function"),
        pytest.param(Request(STORY, cb_kwargs={"a": object()}), False, id="no JSON"),
    ],
)
def test_requests_come_back_as_they_were(request_: Request, is_kept: bool) -> None:
    kept = requests.dumps(request_, SPIDER)

    assert (kept is not None) is is_kept
    if kept is not None:
        meta = {"road": request_.meta["road"]} if "road" in request_.meta else {}
        back = requests.loads(STORY, kept, SPIDER, meta)
        assert back.to_dict(spider=SPIDER) == request_.to_dict(spider=SPIDER)


# -- crawls --------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def story(title: str, links: str = "") -> Answer:
    return Answer(
        body=f"""<!doctype html><html><head><title>{title} - Paper</title></head>
        <body class="single single-post"><h1>{title}</h1><p>March 4, 2022</p>
        <div class="entry-content"><p>{title} in words.</p></div>{links}</body>
        </html>""".encode()
    )


def redirect(path: str) -> Answer:
    return Answer(status=301, headers={"Location": path})


def serve(server: Server, pages: dict[str, Answer]) -> str:
    server.scripts = {f"{HOST}{path}": always(page) for path, page in pages.items()}
    return server.url(f"{HOST}/a/")


def hits(server: Server, path: str) -> int:
    return len(server.of(HOST, path))


def test_a_redirect_to_a_known_page_is_not_followed(
    server: Server, tmp_path: Path
) -> None:
    links = "<a rel=prev href=/b/>B</a><a rel=next href=/c/>C</a>"
    pages = {"/a/": story("A", links), "/b/": redirect("/c/"), "/c/": story("C")}

    found = crawl(tmp_path, serve(server, pages))

    assert sorted(record["title"] for record in found.records) == ["A", "C"]
    assert hits(server, "/c/") == 1


@pytest.mark.parametrize("target", ["/", "https://agree.example/"])
def test_a_story_that_leads_to_no_story_for_a_while_is_not_lost(
    target: str, server: Server, tmp_path: Path
) -> None:
    links = "".join(f"<h2><a href=/{name}/>Story {name}</a></h2>" for name in "bcdef")
    front = Answer(body=f"<html><body>{links}</body></html>".encode())
    away = Answer(status=302, headers={"Location": target})
    pages = {f"/{name}/": story(name.upper()) for name in "ad"} | {"/": front}
    serve(server, {**pages, **dict.fromkeys(("/b/", "/c/", "/e/", "/f/"), away)})
    start = server.url(f"{HOST}/")

    first = crawl(tmp_path, start)
    assert [record["title"] for record in first.records] == ["D"]
    assert "4 that failed, to be tried again later" in first.errors

    serve(server, pages | {f"/{name}/": story(name.upper()) for name in "bcef"})
    connection = sqlite3.connect(tmp_path / "corpus/asianlite/archive.sqlite")
    with connection:
        connection.execute("UPDATE pages SET due = NULL WHERE state = 'pending'")
    connection.close()
    second = crawl(tmp_path, start)
    assert sorted(record["title"] for record in second.records) == [*"BCDEF"]


def test_a_page_that_failed_rests_and_is_given_up_in_the_end(
    server: Server, tmp_path: Path
) -> None:
    links = "<a rel=prev href=/b/>B</a>"
    start = serve(server, {"/a/": story("A", links), "/b/": Answer(status=404)})
    server.scripts[f"{HOST}/b/"] = always(Answer(status=418))

    first = crawl(tmp_path, start)
    asked = hits(server, "/b/")
    second = crawl(tmp_path, start)

    assert (first.code, second.code) == (0, 4)
    assert asked == hits(server, "/b/") == 1  # it rests for some minutes
    assert "1 that failed, to be tried again later" in second.errors


def test_a_host_that_has_died_is_left_and_asked_again_by_the_next_run(
    server: Server, tmp_path: Path
) -> None:
    names = [f"/b{number}/" for number in range(40)]
    links = "".join(
        f"<p><a href={name}>{name} of our stories</a></p>" for name in names
    )
    front = Answer(body=f"<html><body><h1>News</h1>{links}</body></html>".encode())
    dead = dict.fromkeys(names, Answer(drop=True))
    start = serve(server, {"/a/": front, **dead})

    first = crawl(tmp_path, start, settings=["CONCURRENT_REQUESTS=1"])
    asked = {hit.path for hit in server.hits} & set(names)
    serve(server, {"/a/": front, **{name: story(name) for name in names}})
    connection = sqlite3.connect(tmp_path / "corpus/asianlite/archive.sqlite")
    connection.execute("UPDATE pages SET due = NULL")  # as if some minutes had passed
    connection.commit()
    connection.close()
    second = crawl(tmp_path, start)

    assert first.code == 3
    assert "127.0.0.1 did not answer any more" in first.errors
    assert len(asked) < 15
    assert (second.code, len(second.records)) == (0, 40)


def test_what_is_gone_is_not_asked_for_again(server: Server, tmp_path: Path) -> None:
    links = "<a rel=prev href=/b/>B</a>"
    start = serve(server, {"/a/": story("A", links), "/b/": Answer(status=410)})

    crawl(tmp_path, start)
    crawl(tmp_path, start)

    assert hits(server, "/b/") == 1


def test_what_was_left_aside_is_taken_up_by_a_run_that_asks_for_it(
    server: Server, tmp_path: Path
) -> None:
    start = serve(server, {"/a/": story("A")})

    before = crawl(tmp_path, start, since="2022-04-01")
    after = crawl(tmp_path, start)

    assert (before.records, len(after.records)) == ([], 1)


def test_roads_that_were_not_followed_are_followed_later(
    server: Server, tmp_path: Path
) -> None:
    links = "<a rel=prev href=/b/>B</a>"
    start = serve(server, {"/a/": story("A", links), "/b/": story("B")})

    crawl(tmp_path, start, roads="sections")
    asked = hits(server, "/b/")
    crawl(tmp_path, start)

    assert (asked, hits(server, "/b/")) == (0, 1)


def test_pages_are_known_by_16_bytes() -> None:
    assert len(page_key(STORY)) == 16
