"""An article as it stands on its own page and on lists."""

from newscrawl.newspaper import stamps
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.pieces import Pieces
from newscrawl.newspaper.markup import Markup, text
from newscrawl.newspaper.stamps import Stamp
from newscrawl.newspaper.story import Block, Story


class UkMarkup(Markup):
    """Writes callouts with quotation marks."""

    def callout(self, block: Block) -> str:
        """Return a callout to another story: ALSO READ: 'Title'."""
        index = block.target or 0
        title = f"‘{text(self.edition.writer.title(index))}’"
        if block.is_linked:
            title = f'<a href="{self.edition.url(index)}">{title}</a>'
        return f"<p><strong>ALSO READ: {title}</strong></p>"


class Entry:
    """Writes articles as WordPress's theme of 2020 does."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pieces = Pieces(edition)
        self.markup = UkMarkup(edition)

    def article(self, story: Story, part: int, *, is_listed: bool) -> str:
        """Return *story*, or a part of it."""
        number = story.number
        return (
            f'<article id="post-{number}" class="post-{number} type-post hentry">\n'
            f"{self._header(story, is_listed=is_listed)}{self._featured(story)}"
            '<div class="post-inner thin"><div class="entry-content">\n'
            f"{self.markup.body(story, part)}\n{self._pages(story, part)}</div></div>\n"
            f"{self._tags(story)}</article>\n"
        )

    def _header(self, story: Story, *, is_listed: bool) -> str:
        title = text(story.title)
        if is_listed:
            title = self.pieces.story(story.index, more=' rel="bookmark"')
        tag = "h2" if is_listed else "h1"
        line = f'<div class="intro-text"><p>{text(story.standfirst or "")}</p></div>\n'
        return (
            f'<header class="entry-header">{self._sections(story)}'
            f'<{tag} class="entry-title heading-size-1">{title}</{tag}>\n'
            f"{line if story.standfirst else ''}{self._meta(story)}</header>\n"
        )

    def _sections(self, story: Story) -> str:
        links = self.pieces.labels("category", story.sections, ' rel="category tag"')
        return (
            '<div class="entry-categories"><span class="screen-reader-text">Categories'
            '</span><div class="entry-categories-inner">'
            f"{' '.join(links)}</div></div>\n"
        )

    def _meta(self, story: Story) -> str:
        published, modified = stamps.published(story), stamps.modified(story)
        items = (
            self._byline(story) if story.authors else "",
            _time(published, "entry-date published", "Post date") if published else "",
            _time(modified, "updated", "Updated") if modified else "",
        )
        return f'<ul class="post-meta">{"".join(items)}</ul>\n' if any(items) else ""

    def _byline(self, story: Story) -> str:
        names = self.pieces.authors(story, ' class="url fn"')
        return (
            '<li class="post-author meta-wrapper"><span class="meta-text">By'
            f' <span class="author vcard">{names}</span></span></li>'
        )

    def _featured(self, story: Story) -> str:
        if not story.picture:
            return ""
        under = text(story.picture.words)
        caption = f'<figcaption class="wp-caption-text">{under}</figcaption>'
        return (
            f'<figure class="featured-media">{self.markup.image(story.picture)}'
            f"{caption if under else ''}</figure>\n"
        )

    def _pages(self, story: Story, part: int) -> str:
        current = '<span class="post-page-numbers current">{}</span>'
        more = ' class="post-page-numbers"'
        numbers = self.pieces.pages(story, part, current, more)
        if not numbers:
            return ""
        return (
            '<nav class="post-nav-links bg-light-background" aria-label="Page">'
            f'<span class="label">Pages:</span> {numbers}</nav>\n'
        )

    def _tags(self, story: Story) -> str:
        links = ", ".join(self.pieces.labels("tag", story.tags, ' rel="tag"'))
        return f'<div class="post-tags">Tags {links}</div>\n' if links else ""


def _time(stamp: Stamp, classes: str, label: str) -> str:
    return (
        f'<li class="post-date meta-wrapper"><span class="screen-reader-text">{label}'
        f'</span> <time class="{classes}" datetime="{stamp.iso}">{stamp.words}</time>'
        "</li>"
    )
