"""A client that follows nothing and hides nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urljoin, urlsplit

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style|title)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|li|td|tr|h\d|br|ul|ol|blockquote)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_HREF = re.compile(r"<a [^>]*?href=\"([^\"]*)\"")


@dataclass(frozen=True)
class Page:
    """One answer."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def html(self) -> str:
        """The page as a browser decodes it: what it says of itself is right here."""
        found = _CHARSET.search(self.body)
        charset = found[1].decode().lower() if found else "utf-8"
        # https://encoding.spec.whatwg.org/#names-and-labels
        return self.body.decode({"iso-8859-1": "cp1252"}.get(charset, charset))

    @property
    def words(self) -> str:
        """What a reader sees, on one line."""
        text = _TAG.sub("", _BLOCK.sub(" ", _UNREAD.sub("", self.html)))
        return " ".join(unescape(text).split())

    @property
    def links(self) -> list[str]:
        """The addresses that the page links."""
        if not self.headers.get("content-type", "").startswith("text/html"):
            return []
        return [urljoin(self.url, unescape(href)) for href in _HREF.findall(self.html)]

    @property
    def location(self) -> str | None:
        """Where a redirect leads."""
        return self.headers.get("location")


class Client:
    """Asks for pages over connections that it keeps."""

    def __init__(self) -> None:
        self._connections: dict[str, HTTPConnection] = {}

    def get(self, url: str, method: str = "GET", **fields: str) -> Page:
        """Return the answer; *fields* go into the header, If_None_Match for one."""
        parts = urlsplit(url)
        connection = self._connections.get(parts.netloc)
        if connection is None:
            connection = HTTPConnection(parts.netloc, timeout=20)
            self._connections[parts.netloc] = connection
        target = parts._replace(scheme="", netloc="").geturl()
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request(method, target, headers=headers)
        return _page(url, connection.getresponse())

    def follow(self, url: str) -> Page:
        """Return the answer at the end of the redirects."""
        page = self.get(url)
        for _ in range(5):
            if page.location is None:
                return page
            page = self.get(page.location)
        raise AssertionError(f"redirects without end: {url}")

    def older(self, url: str) -> Iterator[Page]:
        """Yield a list and its older pages."""
        number = 1
        page = self.get(url)
        while page.status == 200:
            yield page
            number += 1
            address = f"{url}page/{number}/"
            if address not in page.links:
                return
            page = self.get(address)

    def close(self) -> None:
        """Close the connections."""
        for connection in self._connections.values():
            connection.close()


def _page(url: str, response: HTTPResponse) -> Page:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Page(url, response.status, headers, response.read())
