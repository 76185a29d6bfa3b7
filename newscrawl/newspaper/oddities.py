"""Addresses of an edition that are not articles, and what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.newspaper import prose, quirks
from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.values import Link
from newscrawl.newspaper.lists import LOOP
from newscrawl.newspaper.response import HTML, Response, redirect

FORBIDDEN = "/private/"
ROBOTS = f"User-agent: *\nDisallow: {FORBIDDEN}\nDisallow: /wp-admin/\n"
ELSEWHERE = Link("https://elsewhere.example/markets/", "Markets")
_PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\ntrailer<</Size 1>>\n%%EOF\n"
_FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The'
    " Lantern</title><link>{0}/</link><description>News</description></channel></rss>"
)


@dataclass(frozen=True, slots=True)
class Odd:
    """An address that is no article."""

    path: str
    text: str
    """The words of the link to it."""
    why: str
    response: Response


def fixed(base: str) -> list[Odd]:
    """Return the addresses that every edition has."""
    feed = Response(_FEED.format(base).encode(), "application/rss+xml; charset=UTF-8")
    pdf = Response(_PDF, "application/pdf")
    nothing = Response(b"", HTML)
    return [
        Odd("/feed/", "Feed", "a feed", feed),
        Odd("/notices/blank/", "Notice to readers", "a page of nothing", nothing),
        Odd("/notices/missing/", "Old notice", "a dead link: 404", missing()),
        Odd("/notices/gone/", "Withdrawn", "a dead link: 410", missing(410)),
        Odd("/round/one/", "Round one", "a redirect that goes round for ever",
            redirect(f"{base}/round/two/")),
        Odd("/round/two/", "Round two", "a redirect that goes round for ever",
            redirect(f"{base}/round/one/")),
        Odd("/wp-content/uploads/annual-report.pdf", "Annual report", "a PDF", pdf),
        Odd("/media-kit/", "Media kit", "a PDF, which its address does not tell", pdf),
    ]  # fmt: skip


def missing(status: int = 404) -> Response:
    """Return the answer for a page that is not there."""
    body = (
        b"<!DOCTYPE html><html><head><title>Page not found</title></head><body"
        b' class="error404"><h1>Page not found</h1><p>Nothing stands at this address,'
        b" which may have moved or never been.</p></body></html>"
    )
    return Response(body, status=status)


def failure() -> Response:
    """Return the answer of a server that cannot reach its database."""
    body = (
        b"<html><body><h1>Error establishing a database connection</h1></body></html>"
    )
    return Response(body, status=500)


def links(edition: Edition) -> Iterator[Link]:
    """Yield what the front page links beside the stories."""
    for odd in fixed(edition.base):
        yield Link(edition.base + odd.path, odd.text)
    yield Link(edition.base + LOOP, "Notices")
    yield Link(edition.base + forbidden_path(edition), "Staff picks")
    yield Link(f"{edition.base}/?s=harbour", "Search: harbour")
    for index in _first(edition, "five"):
        for address in five_addresses(edition, index):
            yield Link(address, edition.writer.title(index))
    for index in _first(edition, "renamed"):
        yield Link(edition.base + old_path(edition, index), "As first reported")


def _first(edition: Edition, name: str) -> list[int]:
    index = quirks.place(name, edition.seed)
    return [index] if index < edition.articles else []


def five_addresses(edition: Edition, index: int) -> tuple[str, ...]:
    """Return the addresses that lead to one story, beside its own."""
    url = edition.url(index)
    return (
        f"{url}?utm_source=front&utm_medium=brief",
        f"{edition.base}/?p={edition.writer.number(index)}",
        f"{url}amp/",
        f"{url}#respond",
        url.rstrip("/"),
    )


def old_path(edition: Edition, index: int) -> str:
    """Return the path that a renamed story had once."""
    return f"{edition.path(index)[:-1]}-live/"


def forbidden_path(edition: Edition) -> str:
    """Return the path of the page in the forbidden folder."""
    return f"{FORBIDDEN}staff-picks-{edition.seed % 97}/"


PAGES = {"/about/": "About The Lantern", "/contact/": "Contact the newsroom"}
"""Pages that are not articles, by path."""


def page_text(edition: Edition, title: str) -> list[str]:
    """Return the paragraphs of a page that is not an article."""
    draw = Draw(edition.seed, *title.encode())
    return [prose.paragraph(draw, 2) for _ in range(4)]
