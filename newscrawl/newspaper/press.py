"""Finds what stands at an address of an edition and prints it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from urllib.parse import parse_qs, quote, unquote

from newscrawl.lead import Road
from newscrawl.newspaper import oddities
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.reserving import MINING, Reserving
from newscrawl.newspaper.response import Response, redirect
from newscrawl.newspaper.story import Story
from newscrawl.newspaper.syndication import Syndication
from newscrawl.newspaper.walls import WALLS

_PAGED = re.compile(r"(.*/)page/(\d{1,7})/$")
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


class Press:
    """Prints the pages of one edition."""

    def __init__(
        self, edition: Edition, layout: Layout, offers: Iterable[Road] = ()
    ) -> None:
        self.edition = edition
        self.layout = layout
        self.syndication = Syndication(edition, offers)
        self.slow_seconds = 1.0
        """How long the slow page takes."""
        self.wall: str | None = None
        """What stands in place of every page but robots.txt."""
        self.reserving = Reserving()
        """What is said of how stories may be used."""
        self._healed: set[int] = set()

    def reserve(self, reserving: Reserving) -> None:
        """Say *reserving* of the stories from now on."""
        self.reserving = reserving
        vars(self).pop("_fixed", None)

    def renew(self, layout: type[Layout] | None = None) -> None:
        """Print the edition as it is by now, in *layout*; nothing of it from memory."""
        self.layout = (layout or type(self.layout))(self.edition)
        vars(self).pop("_fixed", None)

    @cached_property
    def _fixed(self) -> dict[str, Response]:
        found = {odd.path: odd.response for odd in oddities.fixed(self.edition.base)}
        said = self.reserving.robots(self.edition)
        robots = oddities.ROBOTS + said + self.syndication.robots
        text = Response(robots.encode(), "text/plain; charset=UTF-8")
        found["/robots.txt"] = text
        if mining := self.reserving.mining(self.edition):
            found[MINING] = mining
        for path, title in oddities.PAGES.items():
            lines = oddities.page_text(self.edition, title)
            found[path] = self._print(self.layout.plain(title, lines))
        return found

    def answer(self, target: str) -> Response:
        """Return what stands at *target*, a path with its query."""
        path, _, query = target.partition("?")
        if self.wall and path != "/robots.txt":
            return WALLS[self.wall](target)
        if query and path == "/" and (found := self._asked(query)):
            return found
        if found := self.syndication.answer(path, query):
            return found
        if path in self._fixed:
            return self._fixed[path]
        if path.startswith("/wp-content/"):
            return Response(_PIXEL, "image/gif")
        if not path.endswith("/"):
            return self._unslashed(path)
        return self._list(path) or self._story(path) or oddities.missing()

    def _print(self, html: str, story: Story | None = None) -> Response:
        if story:
            html = self.reserving.print(html, story.index, self.edition)
        body, content_type = self.layout.encode(html, story)
        modified = (story.modified or story.published) if story else None
        page = Response(body, content_type, modified=modified)
        return self.reserving.send(page, story.index) if story else page

    def _asked(self, query: str) -> Response | None:
        asked = parse_qs(query)
        if "s" in asked:
            lines = oddities.page_text(self.edition, "search")
            return self._print(self.layout.plain("Search results", lines[:1]))
        numbers = asked.get("p", [""])[0]
        index = self.edition.writer.index(int(numbers)) if numbers.isdigit() else None
        if index is None:
            return None
        return self._deleted(index) or redirect(self.edition.url(index))

    def _unslashed(self, path: str) -> Response:
        if (
            self._list(f"{path}/")
            or self._find(f"{path}/")
            or f"{path}/" in self._fixed
        ):
            return redirect(f"{self.edition.base}{path}/")
        return oddities.missing()

    def _list(self, path: str) -> Response | None:
        found = _PAGED.match(path)
        first, page = (found[1], int(found[2])) if found else (path, 1)
        listing = self.layout.lists.find(first)
        if listing is None or not listing.has(page):
            return None
        return self._print(self.layout.listing(listing, page))

    def _find(self, path: str) -> tuple[Story, str] | None:
        """Return the story whose permalink *path* begins with, and the rest of it."""
        pieces = path.strip("/").split("/")
        for place in (-1, -2):
            name = quote(unquote(pieces[place])) if len(pieces) >= -place else ""
            index = self.edition.find(name) if name else None
            if index is not None:
                permalink = self.edition.path(index)
                own = quote(unquote(path))
                if own.startswith(permalink):
                    return self.edition.story(index), own[len(permalink) :].strip("/")
        return None

    def _story(self, path: str) -> Response | None:
        if path == oddities.forbidden_path(self.edition):
            return self._forbidden()
        if found := self._find(path):
            return self._deleted(found[0].index) or self._page(*found)
        if path.endswith("-live/") and (found := self._find(f"{path[:-6]}/")):
            story, rest = found
            if story.quirk == "renamed" and not rest:
                return redirect(self.edition.url(story.index))
        return None

    def _deleted(self, index: int) -> Response | None:
        status = self.edition.deleted.get(index)
        return oddities.missing(status) if status else None

    def _forbidden(self) -> Response:
        """Return what looks like an article that is nowhere else."""
        first = self.edition.story(0)
        story = replace(first, title="What the staff read", number=1, comments=())
        html = self.layout.article(story, 1)
        url = f"{self.edition.base}{oddities.forbidden_path(self.edition)}"
        return self._print(html.replace(self.edition.url(0), url))

    def _page(self, story: Story, rest: str) -> Response | None:
        if rest in ("", "amp"):
            return self._whole(story)
        if rest == "feed":
            return self._fixed["/feed/"]
        if rest.isdigit() and 2 <= int(rest) <= len(story.parts):
            return self._print(self.layout.article(story, int(rest)), story)
        for picture in story.pictures:
            if picture.name == rest and picture.parent is not None:
                return self._print(self.layout.attachment(story, picture))
        return None

    def _whole(self, story: Story) -> Response:
        if story.quirk == "healing" and story.index not in self._healed:
            self._healed.add(story.index)
            return oddities.failure()
        page = self._print(self.layout.article(story, 1), story)
        if story.quirk != "slow":
            return page
        return replace(page, delay=self.slow_seconds)
