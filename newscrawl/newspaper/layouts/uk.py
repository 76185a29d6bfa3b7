"""The edition of 2022: whole articles, on lists too."""

from collections.abc import Sequence
from functools import cached_property

from newscrawl.newspaper import chrome, stamps, words
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout, Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import Markup, attribute, text
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Block, Picture, Story

PAPER = "The Lantern UK"


class EditionMarkup(Markup):
    """Writes callouts with quotation marks."""

    def callout(self, block: Block) -> str:
        """Return a callout to another story: ALSO READ: 'Title'."""
        index = block.target or 0
        title = f"‘{text(self.edition.writer.title(index))}’"
        if block.is_linked:
            title = f'<a href="{self.edition.url(index)}">{title}</a>'
        return f"<p><strong>ALSO READ: {title}</strong></p>"


class EditionLayout(Layout):
    """WordPress's theme of 2020: hAtom, and a time of its own for each entry."""

    name = "edition"
    first = day(2022, 1, 10)
    last = day(2022, 12, 18)
    permalinks = "/{year}/{month}/{slug}/"
    shows_comments = False

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.markup = EditionMarkup(edition)

    # -- truth ---------------------------------------------------------------

    def published(self, story: Story) -> Written:
        """Return the date of the <time> element."""
        stamp = stamps.published(story)
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    def modified(self, story: Story) -> Written:
        """Return the date of the second <time> element."""
        stamp = stamps.modified(story)
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    # -- pages ---------------------------------------------------------------

    def page(self, title: str, head: str, classes: str, content: str) -> str:
        """Return a page around *content*."""
        return (
            f'<!DOCTYPE html>\n<html class="no-js" lang="{self.language}"><head>\n<meta'
            f' charset="UTF-8">\n<title>{text(title)} – {PAPER}</title>\n{head}'
            f'{self._static}</head>\n<body class="{classes}">\n{self._top}<main'
            f' id="site-content">\n{content}\n</main>\n{self._bottom}</body></html>\n'
        )

    @cached_property
    def _static(self) -> str:
        return (
            f"<style id='twentytwenty-style-inline-css'>{chrome.style(20, 14_000)}</style>"
            f"\n<script>{chrome.script(20, 8_000)}</script>\n"
        )

    @cached_property
    def _top(self) -> str:
        base = self.edition.base
        items = "".join(
            f'<li class="menu-item"><a href="{base}/category/{slug(name)}/">{text(name)}'
            "</a></li>"
            for name in words.SECTIONS
        )
        items += "".join(
            f'<li class="menu-item"><a href="{link.url}">{text(link.text)}</a></li>'
            for link in self.menu
        )
        return (
            '<header id="site-header"><div class="site-title faux-heading"><a href="'
            f'{base}/" rel="home">{PAPER}</a></div><nav class="primary-menu-wrapper"><ul>'
            f"{items}</ul></nav></header>\n"
        )

    @cached_property
    def _bottom(self) -> str:
        base = self.edition.base
        first = self.edition.calendar.time(0)
        months = "".join(
            f'<li><a href="{base}/{first.year}/{month:02}/">{name} {first.year}</a></li>'
            for month, name in enumerate(words.MONTHS, start=1)
            if self.edition.listing(f"/{first.year}/{month:02}/")
        )
        return (
            '<div class="footer-widgets-outer-wrapper"><div class="widget'
            f' widget_archive"><h2>Archives</h2><ul>{months}</ul></div></div>\n<footer'
            f' id="site-footer"><p>© 2022 <a href="{base}/">{PAPER}</a></p><a href="'
            f'{base}/about/">About</a> <a href="{base}/contact/">Contact</a></footer>\n'
            f"<script>{chrome.script(21, 8_000)}</script>\n"
        )

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        url = self.edition.url(story.index)
        own = url if part == 1 else f"{url}{part}/"
        head = (
            f'<link rel="canonical" href="{own}" />\n<link rel="shortlink" href="'
            f'{self.edition.base}/?p={story.number}" />\n'
        )
        classes = (
            f"post-template-default single single-post postid-{story.number}"
            " single-format-standard singular"
        )
        content = f"{self._entry(story, part, 'h1')}{self._neighbours(story)}"
        return self.page(story.title, head, classes, content)

    def _entry(self, story: Story, part: int, tag: str) -> str:
        title = text(story.title)
        if tag == "h2":
            url = self.edition.url(story.index)
            title = f'<a href="{url}" rel="bookmark">{title}</a>'
        return (
            f'<article class="post-{story.number} post type-post hentry" id="post-'
            f'{story.number}">\n<header class="entry-header">{self._sections(story)}'
            f'<{tag} class="entry-title heading-size-1">{title}</{tag}>\n'
            f"{self._line(story)}{self._meta(story)}</header>\n{self._featured(story)}"
            f'<div class="post-inner thin"><div class="entry-content">\n'
            f"{self.markup.body(story, part)}\n{self._page_links(story, part)}</div></div>"
            f"\n{self._tags(story)}</article>\n"
        )

    def _sections(self, story: Story) -> str:
        links = " ".join(
            f'<a href="{self.edition.base}/category/{slug(name)}/" rel="category tag">'
            f"{text(name)}</a>"
            for name in story.sections
        )
        return (
            '<div class="entry-categories"><span class="screen-reader-text">Categories'
            f'</span><div class="entry-categories-inner">{links}</div></div>\n'
        )

    def _line(self, story: Story) -> str:
        if not story.standfirst:
            return ""
        return f'<div class="intro-text"><p>{text(story.standfirst)}</p></div>\n'

    def _meta(self, story: Story) -> str:
        items = []
        if story.authors:
            names = " and ".join(
                f'<a class="url fn" href="{self.edition.base}/author/{slug(author)}/">'
                f"{text(author)}</a>"
                for author in story.authors
            )
            items.append(
                '<li class="post-author meta-wrapper"><span class="meta-text">By <span'
                f' class="author vcard">{names}</span></span></li>'
            )
        for stamp, classes, label in (
            (stamps.published(story), "entry-date published", "Post date"),
            (stamps.modified(story), "updated", "Updated"),
        ):
            if stamp:
                items.append(
                    f'<li class="post-date meta-wrapper"><span class="screen-reader-text">'
                    f'{label}</span> <time class="{classes}" datetime="{stamp.iso}">'
                    f"{stamp.words}</time></li>"
                )
        return f'<ul class="post-meta">{"".join(items)}</ul>\n' if items else ""

    def _featured(self, story: Story) -> str:
        if not story.picture:
            return ""
        under = text(story.picture.words)
        caption = f'<figcaption class="wp-caption-text">{under}</figcaption>'
        return (
            f'<figure class="featured-media">{self.markup.image(story.picture)}'
            f"{caption if under else ''}</figure>\n"
        )

    def _page_links(self, story: Story, part: int) -> str:
        if len(story.parts) == 1:
            return ""
        url = self.edition.url(story.index)
        numbers = " ".join(
            f'<span class="post-page-numbers current">{number}</span>'
            if number == part
            else f'<a href="{url if number == 1 else f"{url}{number}/"}"'
            f' class="post-page-numbers">{number}</a>'
            for number in range(1, len(story.parts) + 1)
        )
        return (
            '<nav class="post-nav-links bg-light-background" aria-label="Page"><span'
            f' class="label">Pages:</span> {numbers}</nav>\n'
        )

    def _tags(self, story: Story) -> str:
        links = ", ".join(
            f'<a href="{self.edition.base}/tag/{slug(name)}/" rel="tag">{text(name)}</a>'
            for name in story.tags
        )
        return (
            f'<div class="post-tags"><span>Tags</span> {links}</div>\n' if links else ""
        )

    def _neighbours(self, story: Story) -> str:
        sides = (
            ("previous-post", "←", story.index - 1),
            ("next-post", "→", story.index + 1),
        )
        links = "".join(
            f'<a class="{name}" href="{self.edition.url(index)}"><span class="arrow"'
            f' aria-hidden="true">{arrow}</span> <span class="title"><span class="'
            f'title-inner">{text(self.edition.writer.title(index))}</span></span></a>\n'
            for name, arrow, index in sides
            if 0 <= index < self.edition.articles
        )
        return f'<nav class="pagination-single section-inner">{links}</nav>\n'

    # -- lists and the rest --------------------------------------------------

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list, with whole articles."""
        stories = (self.edition.story(index) for index in listing.page(page))
        entries = "".join(self._entry(story, 1, "h2") for story in stories)
        heading = (
            f'<header class="archive-header"><h1 class="archive-title">'
            f"{text(listing.heading)}</h1></header>\n"
            if listing.heading
            else ""
        )
        older, links = listing.older(page), ""
        if older:
            links = (
                '<nav class="pagination-wrapper"><div class="nav-links"><a class="next'
                f' page-numbers" href="{self.edition.base}{older}">Older <span>Posts</span>'
                " →</a></div></nav>\n"
            )
        kind = listing.path.split("/")[1]
        kind = kind if kind in ("category", "tag", "author") else "date"
        classes = f"archive {kind}" if listing.heading else "home blog"
        odd = self._odd() if listing.path == "/" and page == 1 else ""
        return self.page(
            listing.heading or "News", "", classes, heading + entries + links + odd
        )

    def _odd(self) -> str:
        items = "".join(
            f'<li><a href="{attribute(link.url)}">{text(link.text)}</a></li>'
            for link in self.odd
        )
        return f'<aside class="widget"><h2>In Brief</h2><ul>{items}</ul></aside>\n'

    def plain(self, title: str, paragraphs: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        lines = "\n".join(f"<p>{text(line)}</p>" for line in paragraphs)
        content = (
            f'<article class="post-2 page type-page hentry"><h1 class="entry-title">'
            f'{text(title)}</h1><div class="entry-content">{lines}</div></article>'
        )
        return self.page(title, "", "page-template-default page page-id-2", content)

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        url = self.edition.url(story.index)
        content = (
            f'<article class="attachment type-attachment hentry"><h1 class="entry-title">'
            f'{text(picture.words)}</h1><div class="entry-content">'
            f'{self.markup.image(picture)}</div></article>\n<nav class="pagination-single">'
            f'<a class="previous-post" href="{url}">Published in {text(story.title)}</a></nav>'
        )
        classes = "attachment single single-attachment attachmentid-3"
        return self.page(picture.words, "", classes, content)
