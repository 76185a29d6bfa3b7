"""The edition's pages, and what a reader finds on them."""

from collections.abc import Sequence

from newscrawl.newspaper import stamps
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import anchor, paragraphs, part_url
from newscrawl.newspaper.layouts.uk.entry import Entry
from newscrawl.newspaper.layouts.uk.frame import Frame
from newscrawl.newspaper.layouts.values import Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import text
from newscrawl.newspaper.story import Picture, Story

_ARROWS = {"previous": "←", "next": "→"}


class UkLayout(Layout):
    """The microformat hAtom, a <time> an entry, and whole articles on lists."""

    name = "edition"
    first = day(2022, 1, 10)
    last = day(2022, 12, 18)
    permalinks = "/{year}/{month}/{slug}/"
    shows_comments = False

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.frame = Frame(self)
        self.entry = Entry(edition)

    def published(self, story: Story) -> Written:
        """Return the date of the <time> element."""
        stamp = stamps.published(story)
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    def modified(self, story: Story) -> Written:
        """Return the date of the second <time> element."""
        stamp = stamps.modified(story)
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        url = part_url(self.edition.url(story.index), part)
        head = (
            f'<link rel="canonical" href="{url}" />\n'
            f'<link rel="shortlink" href="{self.edition.base}/?p={story.number}" />\n'
        )
        classes = (
            f"post-template-default single single-post postid-{story.number}"
            " single-format-standard singular"
        )
        entry = self.entry.article(story, part, is_listed=False)
        content = entry + self._neighbours(story)
        return self.frame.page(story.title, head, classes, content)

    def _neighbours(self, story: Story) -> str:
        links = "".join(
            f'<a class="{side}-post" href="{self.edition.url(index)}">'
            f'<span class="arrow" aria-hidden="true">{_ARROWS[side]}</span>'
            ' <span class="title"><span class="title-inner">'
            f"{text(self.edition.writer.title(index))}</span></span></a>\n"
            for side, index in self.entry.pieces.beside(story)
        )
        return f'<nav class="pagination-single section-inner">{links}</nav>\n'

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list, with whole articles."""
        entries = "".join(
            self.entry.article(self.edition.story(index), 1, is_listed=True)
            for index in listing.page(page)
        )
        heading = (
            '<header class="archive-header"><h1 class="archive-title">'
            f"{text(listing.heading)}</h1></header>\n"
        )
        is_front = listing.path == "/"
        content = ("" if is_front else heading) + entries + self._older(listing, page)
        content += self._odd() if is_front and page == 1 else ""
        classes = "home blog" if is_front else f"archive {listing.kind}"
        return self.frame.page(listing.heading or "News", "", classes, content)

    def _older(self, listing: Listing, page: int) -> str:
        older = listing.older(page)
        if not older:
            return ""
        return (
            '<nav class="pagination-wrapper"><div class="nav-links">'
            f'<a class="next page-numbers" href="{self.edition.base}{older}">Older'
            " <span>Posts</span> →</a></div></nav>\n"
        )

    def _odd(self) -> str:
        items = self.entry.pieces.rows(self.odd, "<li>{}</li>")
        return f'<aside class="widget"><h2>In Brief</h2><ul>{items}</ul></aside>\n'

    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        content = (
            f'<article class="post-2 page type-page hentry"><h1 class="entry-title">'
            f'{text(title)}</h1><div class="entry-content">{paragraphs(lines)}</div>'
            "</article>"
        )
        classes = "page-template-default page page-id-2"
        return self.frame.page(title, "", classes, content)

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        back = anchor(
            self.edition.url(story.index),
            f"Published in {story.title}",
            ' class="previous-post"',
        )
        content = (
            '<article class="attachment type-attachment hentry">'
            f'<h1 class="entry-title">{text(picture.words)}</h1>'
            f'<div class="entry-content">'
            f"{self.entry.markup.image(picture)}</div></article>\n"
            f'<nav class="pagination-single">{back}</nav>'
        )
        classes = "attachment single single-attachment attachmentid-3"
        return self.frame.page(picture.words, "", classes, content)
