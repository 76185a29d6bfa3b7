"""The archive's pages, and what a reader finds on them."""

from collections.abc import Sequence

from newscrawl.newspaper import stamps
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.archive.entry import Entry
from newscrawl.newspaper.layouts.archive.frame import ROW, Frame
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import paragraphs, part_url
from newscrawl.newspaper.layouts.values import Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import cut, text
from newscrawl.newspaper.stamps import Stamp
from newscrawl.newspaper.story import Picture, Story

_EXCERPT = 230
_CHARSETS = ("iso-8859-1", "windows-1252", "utf-8")


class ArchiveLayout(Layout):
    """Microdata on some pages, on others nothing but words."""

    name = "archive"
    first = day(2014, 1, 6)
    last = day(2015, 12, 18)
    permalinks = "/{slug}/"
    always_credits = True
    language = "en-US"

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.frame = Frame(self)
        self.entry = Entry(edition)

    def has_microdata(self, story: Story) -> bool:
        """Say whether the page of *story* has microdata."""
        return mix(self.edition.seed, story.index, 24) % 2 == 0

    def _written(self, story: Story, stamp: Stamp | None, source: str) -> Written:
        if stamp and not self.has_microdata(story):
            return written(stamp, stamp.words, "visible", "day")
        return written(stamp, stamp.iso if stamp else "", source, "second")

    def published(self, story: Story) -> Written:
        """Return the date of the <time> element, else in words."""
        return self._written(story, stamps.published(story), "time")

    def modified(self, story: Story) -> Written:
        """Return the date of the last change, likewise."""
        return self._written(story, stamps.modified(story), "meta")

    def tells_number(self, story: Story) -> bool:
        """Say whether the page has a short link."""
        return self.has_microdata(story)

    def encode(self, html: str, story: Story | None) -> tuple[bytes, str]:
        """Return *html* in one of the encodings of its time.

        The first is named by the header and the page, the second by the page alone.
        """
        which = mix(self.edition.seed, story.index, 25) % 3 if story else 2
        charset = _CHARSETS[which]
        if story is None or story.quirk == "charset" or charset == "utf-8":
            return super().encode(html, story)
        # Pages that say ISO-8859-1 are Windows-1252: https://encoding.spec.whatwg.org/
        html = html.replace("charset=utf-8", f"charset={charset}", 1)
        header = "text/html; charset=ISO-8859-1" if which == 0 else "text/html"
        return html.encode("cp1252", "xmlcharrefreplace"), header

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        if not self.has_microdata(story):
            return self.frame.page(story.title, "", self.entry.bare(story, part))
        url = part_url(self.edition.url(story.index), part)
        head = (
            f"<link rel='canonical' href='{url}' />\n"
            f"<link rel='shortlink' href='{self.edition.base}/?p={story.number}' />\n"
        )
        return self.frame.page(story.title, head, self.entry.marked(story, part))

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list, with excerpts."""
        heading = listing.heading or "Latest Stories"
        entries = "".join(map(self._excerpt, listing.page(page)))
        content = f'<h1 class="pagetitle">{text(heading)}</h1>\n{entries}'
        if older := listing.older(page):
            link = f'<a href="{self.edition.base}{older}">« Older Entries</a>'
            content += f'<div class="navigation">{link}</div>\n'
        if listing.path == "/" and page == 1:
            rows = self.entry.pieces.rows(self.odd, ROW)
            content += f"<table><tr><th>In Brief</th></tr>{rows}</table>\n"
        return self.frame.page(heading, "", content)

    def _excerpt(self, index: int) -> str:
        excerpt = text(cut(self.edition.writer.opening(index), _EXCERPT))
        stamp = stamps.published(self.edition.story(index))
        date = f'<div class="small">{stamp.words}</div>\n' if stamp else ""
        pieces = self.entry.pieces
        return (
            f"<h2>{pieces.story(index)}</h2>\n{date}<p>{excerpt} […]"
            f" {pieces.story(index, 'Continue reading')}</p>\n"
        )

    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        content = f"<h1>{text(title)}</h1>\n{paragraphs(lines)}\n"
        return self.frame.page(title, "", content)

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        content = (
            f"<h1>{text(picture.words)}</h1>\n{self.entry.markups[0].image(picture)}\n"
            f"<p>{self.entry.pieces.story(story.index, f'« {story.title}')}</p>"
        )
        return self.frame.page(picture.words, "", content)
