"""A server on loopback that answers as it is told, and remembers who asked when."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

PAGE = b"<!DOCTYPE html><html><body><p>A page.</p></body></html>"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says; `size` repeats the body's last byte up to that size."""

    status: int = 200
    body: bytes = PAGE
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    wait: float = 0.0
    drop: bool = False
    """Close the connection without a word."""
    promised: int = 0
    """The length that is announced, where it is not the body's."""


@dataclass(slots=True)
class Hit:
    """A request, as the server saw it."""

    host: str
    path: str
    headers: Message
    began: float
    ended: float = 0.0
    sent: int = 0


Script = Callable[[int], Answer]
"""Answers the first, second, … request for an address, counted from 0."""


def always(answer: Answer) -> Script:
    return lambda nth: answer


def then(*answers: Answer) -> Script:
    return lambda nth: answers[min(nth, len(answers) - 1)]


def text(body: str, **more: Any) -> Answer:
    return Answer(body=body.encode(), kind="text/plain", **more)


class _Http(ThreadingHTTPServer):
    # A full queue would have the other side connect again a second later.
    request_queue_size = 256


class Server:
    """Answers by `scripts`, whose keys are hosts and paths: "a.localhost/page"."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.hits: list[Hit] = []
        self.fallback: Callable[[Hit], Answer | None] = lambda hit: None
        """Answers where no script does."""
        self.lock = threading.Lock()
        handler = type("Bound", (_Handler,), {"desk": self})
        self.http = _Http(("127.0.0.1", 0), handler)
        self.port: int = self.http.server_port

    def url(self, place: str, scheme: str = "http") -> str:
        host, _, path = place.partition("/")
        return f"{scheme}://{host}:{self.port}/{path}"

    def of(self, host: str, path: str = "") -> list[Hit]:
        return [h for h in self.hits if h.host == host and path in ("", h.path)]

    def pages(self, host: str) -> list[str]:
        return [hit.path for hit in self.of(host) if hit.path != "/robots.txt"]

    def gaps(self, host: str) -> list[float]:
        times = sorted(hit.began for hit in self.of(host))
        return [later - sooner for sooner, later in pairwise(times)]

    def answer(self, hit: Hit) -> Answer:
        place = hit.host + hit.path
        with self.lock:
            nth = sum(h.host + h.path == place for h in self.hits)
            self.hits.append(hit)
        if place in self.scripts:
            return self.scripts[place](nth)
        if answer := self.fallback(hit):
            return answer
        return Answer(status=404) if hit.path == "/robots.txt" else Answer()


class _Handler(BaseHTTPRequestHandler):
    desk: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").partition(":")[0]
        hit = Hit(host, self.path, self.headers, time.monotonic())
        answer = self.desk.answer(hit)
        time.sleep(answer.wait)
        hit.ended = time.monotonic()
        if answer.drop:
            self.close_connection = True
            return
        try:
            self._send(hit, answer)
        except OSError:  # the other side has hung up
            self.close_connection = True

    def _send(self, hit: Hit, answer: Answer) -> None:
        size = max(answer.size, len(answer.body))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(answer.promised or size))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        filler = answer.body[-1:] * _CHUNK
        hit.sent = len(answer.body)
        while hit.sent < size:
            hit.sent += self.wfile.write(filler[: size - hit.sent])
        if answer.promised:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()
