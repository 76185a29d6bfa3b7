import socket
import time
from concurrent.futures import ThreadPoolExecutor

from newscrawl.newspaper import Newspaper, quirks
from tests.newspaper.client import Client


def ask(paper: Newspaper, text: str) -> bytes:
    host, port = paper.start_urls[0].removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(text.encode())
        connection.settimeout(20)
        received = b""
        while data := connection.recv(65536):
            received += data
        return received


def test_requests_are_counted_by_address(client: Client) -> None:
    with Newspaper(5, layout="today") as paper:
        front = paper.start_urls[0]
        for _ in range(3):
            client.get(front)
        client.get(f"{front}?p=1207#top")
        assert paper.requests[front] == 3
        assert paper.requests[f"{front}?p=1207"] == 1


def test_head_gives_the_length_but_no_body(client: Client) -> None:
    with Newspaper(5, layout="today") as paper:
        url = paper.start_urls[0]
        head, page = client.get(url, "HEAD"), client.get(url)
        assert head.body == b""
        assert int(head.headers["content-length"]) == len(page.body)


def test_a_connection_is_kept_for_many_requests_sent_at_once() -> None:
    with Newspaper(5, layout="today") as paper:
        one = "GET /about/ HTTP/1.1\r\nHost: x\r\n\r\n"
        last = "GET /none/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answers = ask(paper, one + one + last)
        assert answers.count(b"HTTP/1.1 200 OK") == 2
        assert answers.count(b"HTTP/1.1 404 Not Found") == 1


def test_a_slow_page_keeps_nobody_waiting(client: Client) -> None:
    with Newspaper(60, layout="today") as paper, ThreadPoolExecutor(1) as pool:
        edition = paper.presses[0].edition
        slow = edition.url(quirks.place("slow", edition.seed))
        start = time.monotonic()
        other = Client()
        waiting = pool.submit(other.get, slow)
        time.sleep(0.1)
        assert client.get(paper.start_urls[0]).status == 200
        assert not waiting.done()
        assert waiting.result().status == 200
        assert time.monotonic() - start > 0.9
        other.close()


def test_a_slow_page_keeps_its_place_in_a_row() -> None:
    with Newspaper(60, layout="today") as paper:
        edition = paper.presses[0].edition
        slow = edition.path(quirks.place("slow", edition.seed))
        text = f"GET {slow} HTTP/1.1\r\n\r\n"
        text += "GET /about/ HTTP/1.1\r\nConnection: close\r\n\r\n"
        answers = ask(paper, text)
        assert answers.count(b"HTTP/1.1 200 OK") == 2
        assert answers.index(b"<article") < answers.index(b"About The Lantern")


def test_a_request_without_end_is_cut_off() -> None:
    with Newspaper(1, layout="today") as paper:
        try:
            answer = ask(paper, "GET /" + "x" * 200_000)
        except ConnectionError:
            answer = b""
        assert answer == b""


def test_nothing_is_served_after_the_end() -> None:
    with Newspaper(3) as paper:
        ports = [int(url.strip("/").rpartition(":")[2]) for url in paper.start_urls]
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
