"""Bare pages, and what a reader finds on them."""

from collections.abc import Sequence

from newscrawl.newspaper import stamps
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.bare.entry import Entry
from newscrawl.newspaper.layouts.bare.frame import Frame
from newscrawl.newspaper.layouts.bare.names import Names
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.values import Written, day, section_name, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import text
from newscrawl.newspaper.story import Picture, Story


class BareLayout(Layout):
    """Only words, in the order in which they are read."""

    name = "bare"
    first = day(2022, 1, 3)
    last = day(2025, 12, 20)
    permalinks = "/{year}/{section}/{slug}/"
    always_credits = True

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        names = Names(edition.seed)
        self.div = names.div
        self.frame = Frame(self, names)
        self.entry = Entry(edition, names)

    def published(self, story: Story) -> Written:
        """Return the date in words, of which there are three styles."""
        stamp = stamps.published(story)
        if stamp is None:
            return Written()
        style = mix(self.edition.seed, story.index, 22) % 4
        if style == 3:
            return written(stamp, stamp.timed, "visible", "minute")
        raw = stamp.british if style == 2 else stamp.words
        return written(stamp, raw, "visible", "day")

    def modified(self, story: Story) -> Written:
        """Return the date of the last change in words."""
        stamp = stamps.modified(story)
        return written(stamp, stamp.words if stamp else "", "visible", "day")

    def tells_number(self, story: Story) -> bool:
        """Say no: a reader sees no number."""
        return False

    def sections(self, story: Story) -> list[str]:
        """Return the section that "Latest from" names."""
        return [section_name(story.sections[0])]

    def reading_minutes(self, story: Story) -> int | None:
        """Return the reading time above the headline."""
        return story.reading_minutes

    def related(self, story: Story) -> list[int]:
        """Return five of "Latest from", then two of "Don't Miss"."""
        return [*self.edition.latest(story, 5), *self.edition.missed(story, 2)]

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        date = self.published(story).raw
        return self.frame.page(story.title, self.entry.all(story, part, date))

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list; the front page also has the odd links."""
        heading = listing.heading or "Latest Stories"
        content = self.div("label", text(heading))
        content += "".join(map(self._dated_card, listing.page(page)))
        if older := listing.older(page):
            content += f'<a href="{self.edition.base}{older}">Older posts</a>\n'
        if listing.path == "/" and page == 1:
            rows = self.entry.pieces.rows(self.odd, self.div("row", "{}"))
            content += self.div("label", "In Brief") + rows
        return self.frame.page(heading, content)

    def _dated_card(self, index: int) -> str:
        raw = self.published(self.edition.story(index)).raw
        return (self.div("date", raw) if raw else "") + self.entry.card(index)

    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        words = "\n".join(self.entry.markup.paragraph(text(line)) for line in lines)
        return self.frame.page(title, f"<h1>{text(title)}</h1>{words}")

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        back = f"Published in {self.entry.pieces.story(story.index)}"
        content = (
            f"<h1>{text(picture.words)}</h1>{self.entry.markup.image(picture)}"
            f"{self.div('row', back)}"
        )
        return self.frame.page(picture.words, content)
