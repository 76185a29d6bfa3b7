"""What is true of an edition: its articles, and the addresses that are none."""

from collections.abc import Iterator
from typing import Any

from newscrawl.newspaper import oddities, quirks
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.lists import LOOP
from newscrawl.newspaper.reserving import Reserving
from newscrawl.newspaper.story import Story

Line = dict[str, Any]


def lines(edition: Edition, layout: Layout, reserving: Reserving) -> Iterator[Line]:
    """Yield a line for each article and for each address that is none."""
    for index in edition.standing():
        story = edition.story(index)
        yield {**expected(edition, layout, story), **reserving.truth(index)}
        yield from _beside(edition, layout, story)
    yield from _of_edition(edition, layout)


def expected(edition: Edition, layout: Layout, story: Story) -> Line:
    """Return the line of an article."""
    line = {**layout.record(story), "expected": True}
    if story.quirk == "repeat":
        line["same_text_as"] = edition.url(quirks.original(story.index, edition.seed))
    return line


def _not(url: str, why: str) -> Line:
    return {"url": url, "expected": False, "why": why}


def _beside(edition: Edition, layout: Layout, story: Story) -> Iterator[Line]:
    url = edition.url(story.index)
    other = f"another address of {url}"
    yield _not(f"{edition.base}/?p={story.number}", other)
    yield _not(f"{url}amp/", other)
    if story.quirk == "five":
        for address in oddities.five_addresses(edition, story.index):
            if "utm_" in address or (not address.endswith("/") and "?" not in address):
                yield _not(address, other)
    if story.quirk == "renamed":
        yield _not(edition.base + oddities.old_path(edition, story.index), other)
    for part in range(2, len(story.parts) + 1):
        yield _not(f"{url}{part}/", f"page {part} of {url}")
    for picture in story.pictures:
        if picture.parent is not None:
            yield _not(f"{url}{picture.name}/", "the page of a picture")
    if layout.shows_comments:
        for number in range(1, len(story.comments) + 1):
            yield _not(f"{url}?replytocom={number}", "a reply to a comment")


def _of_edition(edition: Edition, layout: Layout) -> Iterator[Line]:
    base = edition.base
    for listing in layout.lists.all():
        for page in range(1, listing.pages + 1):
            yield _not(base + listing.page_path(page), f"a list: {listing.heading}")
    yield _not(base + LOOP, "a section that goes round for ever")
    yield _not(f"{base}{LOOP}page/2/", "a section that goes round for ever")
    for odd in oddities.fixed(base):
        yield _not(base + odd.path, odd.why)
    for path in oddities.PAGES:
        yield _not(base + path, "a page that is not an article")
    yield _not(base + oddities.forbidden_path(edition), "forbidden by robots.txt")
    yield _not(f"{base}/?s=harbour", "a search")
    yield _not(oddities.ELSEWHERE.url, "on another host")
