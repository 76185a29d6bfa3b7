"""Today's pages, and what a reader finds on them."""

from collections.abc import Sequence

from newscrawl.newspaper import stamps
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import paragraphs
from newscrawl.newspaper.layouts.today import linked_data
from newscrawl.newspaper.layouts.today.after import After
from newscrawl.newspaper.layouts.today.entry import Entry
from newscrawl.newspaper.layouts.today.frame import Frame
from newscrawl.newspaper.layouts.today.head import head
from newscrawl.newspaper.layouts.today.list_pages import ListPages
from newscrawl.newspaper.layouts.values import Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import text
from newscrawl.newspaper.story import Picture, Story


class TodayLayout(Layout):
    """Every signal a modern plugin gives, around the words a reader goes by."""

    name = "today"
    first = day(2022, 1, 3)
    last = day(2025, 12, 20)
    permalinks = "/{year}/{section}/{slug}/"

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.frame = Frame(self)
        self.entry = Entry(edition)
        self.after = After(edition)
        self.list_pages = ListPages(self, self.frame, self.after)

    def _flavour(self, story: Story) -> str:
        return linked_data.flavour(story, self.edition.seed)

    def published(self, story: Story) -> Written:
        """Return the date in the JSON-LD, else in the meta tags."""
        kind, stamp = self._flavour(story), stamps.published(story)
        raw = linked_data.date(stamp, kind) if stamp else ""
        source = "meta" if kind == "none" else "jsonld"
        return written(stamp, raw, source, "minute" if kind == "plain" else "second")

    def modified(self, story: Story) -> Written:
        """Return the change in the JSON-LD, else in the meta tags."""
        kind = self._flavour(story)
        stamp = linked_data.changed(story, kind)
        raw = linked_data.date(stamp, kind) if stamp else ""
        return written(stamp, raw, "", "minute" if kind == "plain" else "second")

    def reading_minutes(self, story: Story) -> int | None:
        """Return the reading time above the headline."""
        return story.reading_minutes

    def related(self, story: Story) -> list[int]:
        """Return five of "Latest from", then two of "Don't Miss"."""
        return [*self.edition.latest(story, 5), *self.edition.missed(story, 2)]

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        content = self.entry.article(story, part) + self.after.all(story)
        classes = (
            f"post-template-default single single-post postid-{story.number}"
            " single-format-standard wp-embed-responsive"
        )
        return self.frame.page(
            story.title, head(story, part, self.edition), classes, content
        )

    def listing(self, listing: Listing, page: int) -> str:
        """Return the front page, or a page of a list."""
        if listing.path == "/" and page == 1:
            return self.list_pages.front(listing)
        return self.list_pages.page(listing, page)

    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        content = f'<h1 class="entry-title">{text(title)}</h1>{paragraphs(lines)}'
        classes = "page-template-default page page-id-2"
        return self.frame.page(title, "", classes, content)

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        back = self.frame.pieces.story(story.index, more=' rel="prev"')
        content = (
            f'<h1 class="entry-title">{text(picture.words)}</h1>\n'
            f'<p class="attachment">{self.entry.markup.image(picture)}</p>\n'
            f"<nav>Published in {back}</nav>"
        )
        classes = "attachment single single-attachment attachmentid-3 attachment-jpeg"
        return self.frame.page(picture.words, "", classes, content)
