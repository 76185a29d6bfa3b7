"""The front page with its blocks, and the lists of sections, tags and authors."""

from newscrawl.newspaper import stamps, words
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.today.after import CARD, After
from newscrawl.newspaper.layouts.today.frame import Frame
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import text


class ListPages:
    """Writes pages that are lists of stories."""

    def __init__(self, layout: Layout, frame: Frame, after: After) -> None:
        self.layout = layout
        self.edition = layout.edition
        self.frame = frame
        self.after = after

    def page(self, listing: Listing, page: int) -> str:
        """Return a page of a list."""
        entries = "".join(map(self._entry, listing.page(page)))
        older = listing.older(page)
        url = self.edition.base + older if older else ""
        head = f'<link rel="next" href="{url}" />\n' if older else ""
        content = f'<h1 class="page-title">{text(listing.heading)}</h1>\n{entries}'
        content += _pagination(page, url) if older else ""
        classes = f"archive {listing.kind}"
        return self.frame.page(listing.heading, head, classes, content)

    def front(self, listing: Listing) -> str:
        """Return the front page: the newest, some of each section, the odd links."""
        top = "".join(map(self._entry, listing.page(1)[:6]))
        blocks = "".join(map(self._block, range(len(words.SECTIONS))))
        odd = self.frame.pieces.rows(self.layout.odd, "<li>{}</li>")
        content = (
            f'<section class="top">{top}</section>\n{blocks}'
            f"<section><h2>In Brief</h2><ul>{odd}</ul></section>\n"
        )
        return self.frame.page("", "", "home blog", content)

    def _entry(self, index: int) -> str:
        stamp = stamps.published(self.edition.story(index))
        date = f'<span class="card-date">{stamp.words}</span>\n' if stamp else ""
        return date + self.after.card(index, CARD)

    def _block(self, place: int) -> str:
        newest = self.edition.sections[place][:-5:-1]
        cards = "".join(self.after.card(index, CARD) for index in newest)
        heading = self.frame.pieces.label("category", words.SECTIONS[place])
        return f"<section><h2>{heading}</h2>{cards}</section>\n" if cards else ""


def _pagination(page: int, url: str) -> str:
    return (
        f'<nav class="pagination"><span class="page-numbers current">{page}</span>'
        f' <a class="page-numbers" href="{url}">{page + 1}</a>'
        f' <a class="next page-numbers" href="{url}">Older posts</a></nav>'
    )
