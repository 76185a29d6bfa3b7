"""A small and fast web server: HTTP/1.1, GET and HEAD, one thread."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from email.utils import format_datetime
from http import HTTPStatus
from threading import Thread
from typing import TypeVar

from newscrawl.newspaper import conditional
from newscrawl.newspaper.press import Press
from newscrawl.newspaper.response import Response

T = TypeVar("T")

_END = b"\r\n\r\n"
_LONGEST_REQUEST = 65536


class Connection(asyncio.Protocol):
    """One connection of a client, which may ask for many pages."""

    def __init__(
        self,
        press: Press,
        requests: Counter[str],
        connections: set[asyncio.BaseTransport],
    ) -> None:
        self.press = press
        self.requests = requests
        self.connections = connections
        self.received = b""
        self.is_waiting = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.connections.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if self.transport:
            self.connections.discard(self.transport)
        self.transport = None

    def data_received(self, data: bytes) -> None:
        """Answer what has been asked in full."""
        self.received += data
        self._answer_all()

    def _answer_all(self) -> None:
        while not self.is_waiting and _END in self.received:
            head, _, self.received = self.received.partition(_END)
            self._answer(head.decode("latin-1"))
        if len(self.received) > _LONGEST_REQUEST and self.transport:
            self.transport.close()

    def _answer(self, head: str) -> None:
        line, _, fields = head.partition("\r\n")
        method, _, rest = line.partition(" ")
        target = rest.partition(" ")[0].partition("#")[0]
        self.requests[self.press.edition.base + target] += 1
        response = self.press.answer(target)
        tag = conditional.tag(response)
        if tag and conditional.has_page(fields, tag):
            response = conditional.unchanged(response)
        closes = "connection: close" in fields.lower()
        message = _message(response, method, tag, closes=closes)
        if response.delay:
            self.is_waiting = True
            loop = asyncio.get_running_loop()
            loop.call_later(response.delay, self._send_late, message, closes)
        else:
            self._send(message, closes)

    def _send_late(self, message: bytes, closes: bool) -> None:
        self.is_waiting = False
        self._send(message, closes)
        self._answer_all()

    def _send(self, message: bytes, closes: bool) -> None:
        if self.transport is None:
            return
        self.transport.write(message)
        if closes:
            self.transport.close()


def _message(
    response: Response, method: str, tag: str | None, *, closes: bool
) -> bytes:
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
    if response.status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Type: {response.content_type}")
        lines.append(f"Content-Length: {len(response.body)}")
    if tag:
        lines.append(f"ETag: {tag}")
    if response.modified:
        moment = format_datetime(response.modified, usegmt=True)
        lines.append(f"Last-Modified: {moment}")
    if response.location:
        lines.append(f"Location: {response.location}")
    lines += [f"{name}: {value}" for name, value in response.headers]
    if closes:
        lines.append("Connection: close")
    head = "\r\n".join(lines).encode("latin-1") + _END
    return head if method == "HEAD" else head + response.body


class Server:
    """Serves presses, each on its own socket, from a thread of its own."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        """How often each address was asked for."""
        self._connections: set[asyncio.BaseTransport] = set()
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def start(self, presses: Sequence[tuple[Press, socket.socket]]) -> None:
        """Begin to serve."""
        self._thread.start()
        for press, listener in presses:
            self._await(self._listen(press, listener))

    def _await(self, task: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result()

    async def _listen(self, press: Press, listener: socket.socket) -> None:
        def connect() -> Connection:
            return Connection(press, self.requests, self._connections)

        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(connect, sock=listener))

    def call(self, function: Callable[[], T]) -> T:
        """Return what *function* does, between two answers."""

        async def run() -> T:
            return function()

        return function() if self._loop.is_closed() else self._await(run())

    def stop(self) -> None:
        """End, and cut the connections that are open."""
        self._await(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for transport in list(self._connections):
            transport.close()
        await asyncio.sleep(0)
