import socket
from email.utils import parsedate_to_datetime

import pytest

from newscrawl.newspaper import Newspaper, quirks
from tests.newspaper.client import Client
from tests.newspaper.conftest import Line

PAGES = ("/", "/page/2/", "/2022/", "/about/", "/notices/blank/", "/?s=harbour")
TAGLESS = (
    "/feed/",
    "/robots.txt",
    "/notices/missing/",
    "/notices/gone/",
    "/round/one/",
)


def own(paper: Newspaper, path: str) -> str:
    return paper.start_urls[0].rstrip("/") + path


def test_every_article_has_a_tag_of_its_own(
    articles: list[Line], client: Client
) -> None:
    tags = {client.get(line["url"]).headers["etag"] for line in articles}
    assert len(tags) == len(articles)
    assert all(tag[0] == tag[-1] == '"' for tag in tags)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_its_tag(paper: Newspaper, client: Client, path: str) -> None:
    url = own(
        paper, path if "archive" not in paper.shares else path.replace("22", "15")
    )
    page = client.get(url)
    assert page.status == 200
    assert client.get(url).headers["etag"] == page.headers["etag"]
    assert client.get(url, "HEAD").headers["etag"] == page.headers["etag"]


@pytest.mark.parametrize("path", TAGLESS)
def test_what_is_no_page_has_no_tag(
    paper: Newspaper, client: Client, path: str
) -> None:
    answer = client.get(own(paper, path), If_None_Match="*")
    assert answer.status != 304
    assert "etag" not in answer.headers


ASKED = {
    "{}": 304,
    "W/{}": 304,
    '"other", {}': 304,
    'W/"other" ,W/{} , "a, b"': 304,
    "*": 304,
    " * ": 304,
    '"other"': 200,
    '"{bare}, other"': 200,
    "{bare}": 200,
    '"*"': 200,
    "": 200,
}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("asked", ASKED)
def test_what_a_reader_has_is_not_sent_again(
    paper: Newspaper, articles: list[Line], client: Client, asked: str, method: str
) -> None:
    url = articles[7]["url"]
    page = client.get(url)
    tag = page.headers["etag"]
    condition = asked.format(tag, bare=tag.strip('"'))
    answer = client.get(url, method, If_None_Match=condition)
    assert answer.status == ASKED[asked]
    assert answer.headers["etag"] == tag
    assert answer.body == (
        page.body if (answer.status, method) == (200, "GET") else b""
    )
    assert client.get(url).body == page.body


def test_an_unchanged_page_has_no_body_that_a_reader_could_take_for_the_next() -> None:
    with Newspaper(5, layout="today") as paper:
        host, port = paper.start_urls[0].removeprefix("http://").strip("/").split(":")
        one = "GET / HTTP/1.1\r\nIf-None-Match: *\r\n\r\n"
        last = "GET /none/ HTTP/1.1\r\nConnection: close\r\n\r\n"
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall((one + last).encode())
            received = b""
            while data := connection.recv(65536):
                received += data
    head, _, rest = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 304 Not Modified\r\n")
    assert b"content-" not in head.lower()
    assert rest.startswith(b"HTTP/1.1 404 ")


def test_an_article_says_when_it_was_last_changed(
    paper: Newspaper, articles: list[Line], client: Client
) -> None:
    edition = paper.presses[0].edition
    changed = edition.story(quirks.place("changed", edition.seed))
    for index in (0, 7, changed.index):
        story = edition.story(index)
        stated = client.get(articles[index]["url"]).headers["last-modified"]
        assert parsedate_to_datetime(stated) == (story.modified or story.published)
    assert changed.modified is not None
    assert "last-modified" not in client.get(paper.start_urls[0]).headers
