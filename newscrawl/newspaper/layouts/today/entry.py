"""The article itself, with its header and what is filed under it."""

from newscrawl.newspaper import stamps
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.pieces import Pieces, anchor, plural
from newscrawl.newspaper.layouts.today.frame import PAPER
from newscrawl.newspaper.markup import Markup, text
from newscrawl.newspaper.story import Story

_NEWSLETTER = (
    '<div class="newsletter-box"><h4>Newsletter</h4><p>Sign up for our newsletter and'
    " never miss a story.</p><form><input type=email></form></div>"
)


class Entry:
    """Writes articles in the order in which they are read."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pieces = Pieces(edition)
        self.markup = Markup(edition)

    def article(self, story: Story, part: int) -> str:
        """Return *story*, or a part of it."""
        number = story.number
        return (
            f'<article id="post-{number}" class="post-{number} post type-post'
            f' status-publish hentry">\n{self._header(story)}{self._featured(story)}'
            f'<div class="entry-content">\n{self.markup.body(story, part)}\n'
            f"{self._pages(story, part)}</div>\n{self._footer(story)}</article>\n"
        )

    def _header(self, story: Story) -> str:
        minutes = plural(story.reading_minutes, "min")
        line = f'<div class="post-standfirst">{text(story.standfirst or "")}</div>\n'
        return (
            f'<header class="entry-header"><div class="entry-meta">{_date(story)}'
            f'<div class="reading-time">{minutes} read</div></div>\n'
            f'<h1 class="entry-title">{text(story.title)}</h1>\n'
            f"{line if story.standfirst else ''}{self._byline(story)}</header>\n"
        )

    def _byline(self, story: Story) -> str:
        if not story.authors:
            return ""
        names = self.pieces.authors(story, ' class="url fn n" rel="author"')
        return (
            f'<div class="byline">By <span class="author vcard">{names}</span></div>\n'
        )

    def _featured(self, story: Story) -> str:
        if not story.picture:
            return ""
        under = f"<figcaption>{text(story.picture.words)}</figcaption>"
        return (
            f'<figure class="post-thumbnail">{self.markup.image(story.picture)}'
            f"{under if story.picture.words else ''}</figure>\n"
        )

    def _pages(self, story: Story, part: int) -> str:
        current = '<span class="post-page-numbers current">{}</span>'
        more = ' class="post-page-numbers"'
        numbers = self.pieces.pages(story, part, current, more)
        return f'<div class="page-links">Pages: {numbers}</div>\n' if numbers else ""

    def _footer(self, story: Story) -> str:
        rel = ' rel="category tag"'
        sections = ", ".join(self.pieces.labels("category", story.sections, rel))
        tags = ", ".join(self.pieces.labels("tag", story.tags, ' rel="tag"'))
        tagged = f'<span class="tags-links">Tagged {tags}</span>' if tags else ""
        return (
            '<footer class="entry-footer"><span class="cat-links">Posted in'
            f" {sections}</span>{tagged}"
            f'<div class="share-bar">Share this: {self._share(story)}</div>'
            f"{_NEWSLETTER}{self._author_box(story)}</footer>\n"
        )

    def _share(self, story: Story) -> str:
        url = self.edition.url(story.index)
        return " ".join(
            anchor(f"https://{name.lower()}.example/share?u={url}", name)
            for name in ("Facebook", "Twitter", "WhatsApp")
        )

    def _author_box(self, story: Story) -> str:
        return "".join(
            '<div class="author-box"><h4>About the author</h4>'
            f"{self.pieces.label('author', name)}<p>{text(name)} writes for {PAPER}"
            " from the coast, on trade and weather.</p></div>"
            for name in story.authors[:1]
        )


def _date(story: Story) -> str:
    stamp = stamps.published(story)
    if stamp is None:
        return ""
    return (
        f'<div><time class="entry-date published" datetime="{stamp.iso}">{stamp.words}'
        "</time></div>"
    )
