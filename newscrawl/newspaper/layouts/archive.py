"""The archive of 2014 and 2015: tables, line breaks, and what encodings there were."""

from collections.abc import Sequence
from functools import cached_property

from newscrawl.newspaper import chrome, stamps, words
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout, Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import Markup, attribute, cut, text
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Picture, Story

PAPER = "The Lantern"
_EXCERPT = 230
_BREAK = "<br /><br />\n"
_BLOCKS = ("<ul", "<ol", "<h3", "<blockquote", "<div", "<p")


class ArchiveMarkup(Markup):
    """Writes bodies as the editor of 2014 did."""

    def heading(self, html: str) -> str:
        """Return a sub-heading."""
        return f"<h3>{html}</h3>"

    def quotation(self, html: str) -> str:
        """Return a quotation set apart."""
        return f"<blockquote>{html}</blockquote>"

    def video(self, address: str) -> str:
        """Return the address of a video."""
        return self.paragraph(address)

    def picture(self, picture: Picture) -> str:
        """Return a picture in the body with what is printed under it."""
        under = f'<p class="wp-caption-text">{text(picture.words)}</p>'
        return (
            f'<div class="wp-caption alignnone" style="width: 610px">{self.linked(picture)}'
            f"{under if picture.words else ''}</div>"
        )


class BreakMarkup(ArchiveMarkup):
    """Sets paragraphs apart by line breaks alone."""

    def paragraph(self, html: str) -> str:
        """Return a paragraph, which is nothing but its words."""
        return html

    def join(self, pieces: list[str]) -> str:
        """Return the *pieces* of a body in one."""
        html = ""
        for piece in pieces:
            needs_break = html and not piece.startswith(_BLOCKS)
            html += (_BREAK if needs_break and not html.endswith(">\n") else "") + piece
            html += "\n" if piece.startswith(_BLOCKS) else ""
        return html


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
        self.markups = (ArchiveMarkup(edition), BreakMarkup(edition))

    # -- truth ---------------------------------------------------------------

    def has_microdata(self, story: Story) -> bool:
        """Say whether the page of *story* has microdata."""
        return mix(self.edition.seed, story.index, 24) % 2 == 0

    def published(self, story: Story) -> Written:
        """Return the date of the <time> element, else in words."""
        stamp = stamps.published(story)
        if stamp and not self.has_microdata(story):
            return written(stamp, stamp.words, "visible", "day")
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    def modified(self, story: Story) -> Written:
        """Return the date of the last change, likewise."""
        stamp = stamps.modified(story)
        if stamp and not self.has_microdata(story):
            return written(stamp, stamp.words, "visible", "day")
        return written(stamp, stamp.iso if stamp else "", "time", "second")

    def tells_number(self, story: Story) -> bool:
        """Say whether the page has a short link."""
        return self.has_microdata(story)

    def encode(self, html: str, story: Story | None) -> tuple[bytes, str]:
        """Return *html* in one of the encodings of its time."""
        which = mix(self.edition.seed, story.index, 25) % 3 if story else 2
        if story is None or story.quirk == "charset" or which == 2:
            return super().encode(html, story)
        body = html.encode("cp1252", "xmlcharrefreplace")
        if which == 0:
            body = body.replace(b"charset=utf-8", b"charset=iso-8859-1", 1)
            return body, "text/html; charset=ISO-8859-1"
        return body.replace(b"charset=utf-8", b"charset=windows-1252", 1), "text/html"

    # -- pages ---------------------------------------------------------------

    def page(self, title: str, head: str, content: str) -> str:
        """Return a page around *content*."""
        return (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
            ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{self.language}"><head>\n'
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n'
            f"<title>{text(title)} | {PAPER}</title>\n{head}{self._static}</head>\n"
            f"<body>\n{self._top}{content}{self._bottom}</body></html>\n"
        )

    @cached_property
    def _static(self) -> str:
        return (
            f'<style type="text/css">{chrome.style(14, 12_000)}</style>\n<script'
            f' type="text/javascript">{chrome.script(14, 12_000)}</script>\n'
        )

    @cached_property
    def _top(self) -> str:
        base = self.edition.base
        rows = "".join(
            f'<tr><td><a href="{base}/category/{slug(name)}/">{text(name)}</a></td></tr>'
            for name in words.SECTIONS
        )
        rows += "".join(
            f'<tr><td><a href="{link.url}">{text(link.text)}</a></td></tr>'
            for link in self.menu
        )
        return (
            '<table width="980" align="center" cellpadding="0"><tr><td colspan="3"><a'
            f' href="{base}/"><img src="{base}/wp-content/themes/lantern/logo.gif"'
            f' width="90" height="90" alt="{PAPER}" /></a></td></tr>\n<tr><td'
            f' class="leftcol" width="150" valign="top"><table>{rows}</table></td>\n<td'
            ' class="maincol" width="610" valign="top">\n'
        )

    @cached_property
    def _bottom(self) -> str:
        base, last = self.edition.base, self.edition.articles - 1
        newest = range(last, max(-1, last - 6), -1)
        items = "".join(f"<tr><td>{self.anchor(index)}</td></tr>" for index in newest)
        return (
            '</td>\n<td class="rightcol" width="220" valign="top"><table><tr><th>Recent'
            f" Posts</th></tr>{items}</table></td></tr>\n<tr><td"
            f' colspan="3"><a href="{base}/about/">About</a> | <a href="{base}/contact/">'
            f"Contact</a> | Copyright 2015 {PAPER}</td></tr></table>\n<script"
            f' type="text/javascript">{chrome.script(15, 8_000)}</script>\n'
        )

    def anchor(self, index: int, label: str | None = None) -> str:
        """Return a link to a story, by its title or in the words of *label*."""
        title = text(label or self.edition.writer.title(index))
        return f'<a href="{self.edition.url(index)}">{title}</a>'

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        if self.has_microdata(story):
            return self._with_microdata(story, part)
        content = (
            f'<h1 class="title">{text(story.title)}</h1>\n<div class="small">'
            f"{self._posted(story)}</div>\n{self._updated(story)}"
            f'<div class="storytext">{self._body(story, part)}\n'
            f"{self._page_links(story, part)}</div>\n"
            f'<div class="small">Filed under: {self._sections(story, "")}</div>\n'
            f"{self._tags(story, '')}{self._comments(story)}"
            f"<p>{self._neighbours(story)}</p>\n"
        )
        return self.page(story.title, "", content)

    def _with_microdata(self, story: Story, part: int) -> str:
        url = self.edition.url(story.index)
        own = url if part == 1 else f"{url}{part}/"
        head = (
            f"<link rel='canonical' href='{own}' />\n<link rel='shortlink'"
            f" href='{self.edition.base}/?p={story.number}' />\n"
        )
        content = (
            '<div itemscope itemtype="http://schema.org/NewsArticle">\n'
            f'<h1 itemprop="headline">{text(story.title)}</h1>\n<div class="postinfo">'
            f"{self._posted_with_microdata(story)}</div>\n"
            f'<div itemprop="articleBody">{self._body(story, part)}\n'
            f'{self._page_links(story, part)}</div>\n<div class="postmeta">Posted in '
            f"{self._sections(story, ' rel=' + chr(34) + 'category tag' + chr(34))}</div>\n"
            f"{self._tags(story, ' rel=' + chr(34) + 'tag' + chr(34))}</div>\n"
            f'<div class="navigation">{self._titled_neighbours(story)}</div>\n'
            f"{self._comments(story)}"
        )
        return self.page(story.title, head, content)

    def _body(self, story: Story, part: int) -> str:
        uses_breaks = mix(self.edition.seed, story.index, 26) % 2
        markup = self.markups[uses_breaks]
        pieces = []
        if part == 1 and story.picture:
            pieces.append(markup.picture(story.picture))
        if part == 1 and story.standfirst:
            line = f"<strong>{text(story.standfirst)}</strong>"
            pieces.append(markup.paragraph(line))
        pieces.append(markup.body(story, part))
        return markup.join(pieces)

    def _posted(self, story: Story) -> str:
        stamp = stamps.published(story)
        day_ = f" on {stamp.words}" if stamp else ""
        by = f" by {text(' and '.join(story.authors))}" if story.authors else ""
        return f"Posted{day_}{by}" if day_ or by else ""

    def _updated(self, story: Story) -> str:
        stamp = stamps.modified(story)
        return (
            f'<div class="small">Last updated on {stamp.words}</div>\n' if stamp else ""
        )

    def _posted_with_microdata(self, story: Story) -> str:
        stamp, change = stamps.published(story), stamps.modified(story)
        line = "Posted"
        if stamp:
            line += (
                f' on <time itemprop="datePublished" datetime="{stamp.iso}">{stamp.words}'
                "</time>"
            )
        if story.authors:
            line += " by " + " and ".join(
                '<span itemprop="author" itemscope itemtype="http://schema.org/Person">'
                f'<a itemprop="url" href="{self.edition.base}/author/{slug(author)}/"><span'
                f' itemprop="name">{text(author)}</span></a></span>'
                for author in story.authors
            )
        if change:
            line += f'<meta itemprop="dateModified" content="{change.iso}" />'
        return line

    def _sections(self, story: Story, rel: str) -> str:
        return ", ".join(
            f'<a href="{self.edition.base}/category/{slug(name)}/"{rel}>{text(name)}</a>'
            for name in story.sections
        )

    def _tags(self, story: Story, rel: str) -> str:
        links = ", ".join(
            f'<a href="{self.edition.base}/tag/{slug(name)}/"{rel}>{text(name)}</a>'
            for name in story.tags
        )
        return f'<div class="small">Tags: {links}</div>\n' if links else ""

    def _page_links(self, story: Story, part: int) -> str:
        if len(story.parts) == 1:
            return ""
        url = self.edition.url(story.index)
        numbers = " ".join(
            str(number)
            if number == part
            else f'<a href="{url if number == 1 else f"{url}{number}/"}">{number}</a>'
            for number in range(1, len(story.parts) + 1)
        )
        return f"<p>Pages: {numbers}</p>\n"

    def _titled_neighbours(self, story: Story) -> str:
        pieces = []
        if story.index:
            title = self.edition.writer.title(story.index - 1)
            url = self.edition.url(story.index - 1)
            pieces.append(
                f'<div class="alignleft">« <a href="{url}" rel="prev">{text(title)}</a></div>'
            )
        if story.index + 1 < self.edition.articles:
            title = self.edition.writer.title(story.index + 1)
            url = self.edition.url(story.index + 1)
            pieces.append(
                f'<div class="alignright"><a href="{url}" rel="next">{text(title)}</a> »</div>'
            )
        return "\n".join(pieces)

    def _neighbours(self, story: Story) -> str:
        pieces = []
        if story.index:
            pieces.append(self.anchor(story.index - 1, "« Previous"))
        if story.index + 1 < self.edition.articles:
            pieces.append(self.anchor(story.index + 1, "Next »"))
        return " | ".join(pieces)

    def _comments(self, story: Story) -> str:
        url, count = self.edition.url(story.index), len(story.comments)
        if not count:
            return ""
        items = "".join(
            f'<li class="comment"><cite>{text(name)}</cite> says:<p>{text(said)}</p><a'
            f' href="{url}?replytocom={number}#respond">Reply</a></li>'
            for number, (name, said) in enumerate(story.comments, start=1)
        )
        heading = f"{count} Response{'s' * (count > 1)} to “{text(story.title)}”"
        return (
            f'<h3 id="comments">{heading}</h3>\n<ol class="commentlist">{items}</ol>\n'
        )

    # -- lists and the rest --------------------------------------------------

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list, with excerpts."""
        heading = listing.heading or "Latest Stories"
        entries = "".join(self._entry(index) for index in listing.page(page))
        older, links = listing.older(page), ""
        if older:
            links = (
                f'<div class="navigation"><a href="{self.edition.base}{older}">« Older'
                " Entries</a></div>\n"
            )
        odd = self._odd() if listing.path == "/" and page == 1 else ""
        content = f'<h1 class="pagetitle">{text(heading)}</h1>\n{entries}{links}{odd}'
        return self.page(heading, "", content)

    def _entry(self, index: int) -> str:
        excerpt = text(cut(self.edition.writer.opening(index), _EXCERPT))
        stamp = stamps.published(self.edition.story(index))
        date = f'<div class="small">{stamp.words}</div>\n' if stamp else ""
        return (
            f"<h2>{self.anchor(index)}</h2>\n{date}<p>{excerpt} […]"
            f" {self.anchor(index, 'Continue reading')}</p>\n"
        )

    def _odd(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{attribute(link.url)}">{text(link.text)}</a></td></tr>'
            for link in self.odd
        )
        return f"<table><tr><th>In Brief</th></tr>{rows}</table>\n"

    def plain(self, title: str, paragraphs: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        lines = "\n".join(f"<p>{text(line)}</p>" for line in paragraphs)
        return self.page(title, "", f"<h1>{text(title)}</h1>\n{lines}\n")

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        back = self.anchor(story.index, f"« {story.title}")
        content = f"<h1>{text(picture.words)}</h1>\n{self.markups[0].image(picture)}\n<p>{back}</p>"
        return self.page(picture.words, "", content)
