"""The spider against pages of our making, for what no newspaper in a box has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.spiders.asianlite import AsianLiteSpider
from tests.crawling import crawl
from tests.politeness.server import Answer, Server, always, serving

HOST = "127.0.0.1"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def story(title: str, words: str, links: str = "") -> Answer:
    return Answer(
        body=f"""<!doctype html><html><head><title>{title} - Paper</title></head>
        <body class="single single-post"><h1>{title}</h1><p>March 4, 2022</p>
        <div class="entry-content"><p>{words}</p></div>{links}</body></html>""".encode()
    )


def serve(server: Server, pages: dict[str, Answer]) -> str:
    server.scripts = {f"{HOST}{path}": always(page) for path, page in pages.items()}
    return server.url(f"{HOST}/a/")


def test_a_missing_further_page_costs_no_more_than_itself(
    server: Server, tmp_path: Path
) -> None:
    links = "<p>Pages: 1 <a href=/a/2/>2</a> <a href=/a/3/>3</a></p>"
    pages = {"/a/": story("A", "One.", links), "/a/2/": Answer(status=404)}

    found = crawl(tmp_path, serve(server, pages))

    assert [record["text"] for record in found.records] == ["One."]
    assert "page http" in found.errors
    assert "parts of articles" in found.errors


def test_a_post_behind_a_password_does_not_end_the_chain(
    server: Server, tmp_path: Path
) -> None:
    form = "<form><input name=post_password></form>"
    chain = {
        "/a/": story("A", "One.", "<a rel=prev href=/b/>B</a>"),
        "/b/": story("Protected: B", "No.", f"{form}<a rel=prev href=/c/>C</a>"),
        "/c/": story("C", "Three."),
    }

    found = crawl(tmp_path, serve(server, chain), roads="neighbours")

    assert sorted(record["title"] for record in found.records) == ["A", "C"]


def test_a_page_found_first_by_its_part_is_read_whole(
    server: Server, tmp_path: Path
) -> None:
    one = story("A", "One.", "<p>Pages: 1 <a href=/a/2/>2</a></p>")
    two = story("A", "Two.", "<p>Pages: <a href=/a/>1</a> 2</p>")
    serve(server, {"/a/": one, "/a/2/": two})

    found = crawl(tmp_path, server.url(f"{HOST}/a/2/"))

    assert [record["text"] for record in found.records] == ["One.\n\nTwo."]
    assert found.records[0]["url"].endswith("/a/")


def test_other_hosts_are_never_asked(server: Server, tmp_path: Path) -> None:
    links = f"<a rel=prev href=http://localhost:{server.port}/b/>B</a>"

    crawl(tmp_path, serve(server, {"/a/": story("A", "One.", links)}))

    assert {hit.host for hit in server.hits} == {HOST}


def test_the_job_number_of_scrapyd_is_no_argument() -> None:
    assert AsianLiteSpider(_job="7").arguments.start == ()
