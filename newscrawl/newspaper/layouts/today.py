"""The paper of today: since 2022."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from newscrawl.newspaper import chrome, stamps, words
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts import linked_data
from newscrawl.newspaper.layouts.base import Layout, Written, day, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import Markup, attribute, cut, text
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Picture, Story

PAPER = "The Lantern"
_STYLE, _SCRIPT = chrome.style(22, 17_000), chrome.script(22, 9_000)
_CARD = 170
_CARD_SHORT = 64


class TodayLayout(Layout):
    """Every signal a modern plugin gives, around the words a reader goes by."""

    name = "today"
    first = day(2022, 1, 3)
    last = day(2025, 12, 20)
    permalinks = "/{year}/{section}/{slug}/"

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.markup = Markup(edition)
        self.card = lru_cache(maxsize=2048)(self._card)

    # -- truth ---------------------------------------------------------------

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

    # -- pages ---------------------------------------------------------------

    def page(self, title: str, head: str, classes: str, content: str) -> str:
        """Return a page around *content*."""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}" prefix="og: https://ogp.me/ns#">'
            '<head>\n<meta charset="UTF-8">\n<meta name="viewport"'
            ' content="width=device-width, initial-scale=1">\n'
            f"<title>{text(title)}</title>\n{head}{self._static_head}</head>\n"
            f'<body class="{classes}">\n{self._top}<main id="primary" class="site-main">'
            f"\n{content}\n</main>\n{self._bottom}</body>\n</html>\n"
        )

    @cached_property
    def _static_head(self) -> str:
        base = self.edition.base
        return (
            f'<link rel="alternate" type="application/rss+xml" href="{base}/feed/" />\n'
            f"<style id='global-styles-inline-css'>{_STYLE}</style>\n"
            f"<script>{_SCRIPT}</script>\n"
        )

    @cached_property
    def _top(self) -> str:
        sections = "".join(
            f'<li class="menu-item menu-item-type-taxonomy"><a href="{self.edition.base}'
            f'/category/{slug(name)}/">{text(name)}</a></li>'
            for name in words.SECTIONS
        )
        others = "".join(
            f'<li class="menu-item"><a href="{link.url}">{text(link.text)}</a></li>'
            for link in self.menu
        )
        return (
            '<a class="skip-link screen-reader-text" href="#primary">Skip to content</a>'
            f'<header id="masthead" class="site-header"><p class="site-title"><a href="'
            f'{self.edition.base}/" rel="home">{PAPER}</a></p>'
            '<form role="search" class="search-form"><label>Search for:'
            ' <input type="search" name="s"></label></form></header>\n'
            f'<nav id="site-navigation" class="main-navigation"><ul id="primary-menu">'
            f"{sections}{others}</ul></nav>\n"
        )

    @cached_property
    def _bottom(self) -> str:
        last = self.edition.articles - 1
        newest = range(last, max(-1, last - 6), -1)
        items = "".join(f"<li>{self.anchor(index)}</li>" for index in newest)
        base = self.edition.base
        return (
            '<aside id="secondary" class="widget-area"><section class="widget"><h2'
            f' class="widget-title">Most Read</h2><ul>{items}</ul></section></aside>\n'
            '<footer id="colophon" class="site-footer"><nav><ul>'
            f'<li><a href="{base}/about/">About Us</a></li>'
            f'<li><a href="{base}/contact/">Contact</a></li>'
            f'<li><a href="{base}/feed/">RSS</a></li></ul></nav><p>© {PAPER}. All rights'
            f" reserved.</p></footer>\n<script>{_SCRIPT}</script>\n"
        )

    def anchor(self, index: int) -> str:
        """Return a link to a story, by its title."""
        title = text(self.edition.writer.title(index))
        return f'<a href="{self.edition.url(index)}">{title}</a>'

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        content = (
            f'<article id="post-{story.number}" class="post-{story.number} post type-post'
            f' status-publish hentry">\n{self._header(story)}{self._featured(story)}'
            f'<div class="entry-content">\n{self.markup.body(story, part)}\n'
            f"{self._page_links(story, part)}</div>\n{self._footer(story)}</article>\n"
            f"{self._neighbours(story)}{self._cards(story)}{self._comments(story)}"
        )
        classes = (
            f"post-template-default single single-post postid-{story.number}"
            " single-format-standard wp-embed-responsive"
        )
        return self.page(
            f"{story.title} - {PAPER}", self._head(story, part), classes, content
        )

    def _head(self, story: Story, part: int) -> str:
        url = self.edition.url(story.index)
        own = url if part == 1 else f"{url}{part}/"
        title = attribute(story.title)
        about = attribute(cut(self.edition.writer.opening(story.index), 155))
        return (
            f'<meta name="description" content="{about}" />\n'
            f'<link rel="canonical" href="{own}" />\n'
            f'<link rel="shortlink" href="{self.edition.base}/?p={story.number}" />\n'
            f'<link rel="amphtml" href="{url}amp/" />\n'
            f'<meta property="og:type" content="article" />\n'
            f'<meta property="og:title" content="{title}" />\n'
            f'<meta property="og:description" content="{about}" />\n'
            f'<meta property="og:url" content="{own}" />\n'
            f'<meta property="og:site_name" content="{PAPER}" />\n'
            f"{self._head_times(story)}{self._head_picture(story)}"
            f"{linked_data.scripts(story, self.edition, PAPER)}\n"
        )

    def _head_times(self, story: Story) -> str:
        if self._flavour(story) == "plain":
            return ""
        names = (
            ("published", stamps.published(story)),
            ("modified", stamps.modified(story)),
        )
        return "".join(
            f'<meta property="article:{name}_time" content="{stamp.iso}" />\n'
            for name, stamp in names
            if stamp
        )

    def _head_picture(self, story: Story) -> str:
        if not story.picture:
            return ""
        url = self.edition.base + story.picture.path
        return f'<meta property="og:image" content="{url}" />\n'

    def _header(self, story: Story) -> str:
        stamp = stamps.published(story)
        time = (
            f'<time class="entry-date published" datetime="{stamp.iso}">{stamp.words}</time>'
            if stamp
            else ""
        )
        minutes = story.reading_minutes
        line = (
            f'<div class="post-standfirst">{text(story.standfirst)}</div>\n'
            if story.standfirst
            else ""
        )
        return (
            f'<header class="entry-header"><div class="entry-meta"><div>{time}</div><div'
            f' class="reading-time">{minutes} min{"s" * (minutes > 1)} read</div></div>\n'
            f'<h1 class="entry-title">{text(story.title)}</h1>\n{line}'
            f"{self._byline(story)}</header>\n"
        )

    def _byline(self, story: Story) -> str:
        if not story.authors:
            return ""
        base = self.edition.base
        names = " and ".join(
            f'<a class="url fn n" rel="author" href="{base}/author/{slug(author)}/">'
            f"{text(author)}</a>"
            for author in story.authors
        )
        return (
            f'<div class="byline">By <span class="author vcard">{names}</span></div>\n'
        )

    def _featured(self, story: Story) -> str:
        if not story.picture:
            return ""
        under = (
            f"<figcaption>{text(story.picture.words)}</figcaption>"
            if story.picture.words
            else ""
        )
        image = self.markup.image(story.picture)
        return f'<figure class="post-thumbnail">{image}{under}</figure>\n'

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
        return f'<div class="page-links">Pages: {numbers}</div>\n'

    def _footer(self, story: Story) -> str:
        base, url = self.edition.base, self.edition.url(story.index)
        sections = ", ".join(
            f'<a href="{base}/category/{slug(name)}/" rel="category tag">{text(name)}</a>'
            for name in story.sections
        )
        tags = ", ".join(
            f'<a href="{base}/tag/{slug(name)}/" rel="tag">{text(name)}</a>'
            for name in story.tags
        )
        share = "".join(
            f'<a href="https://{where}.example/share?u={url}" rel="nofollow">{where}</a> '
            for where in ("Facebook", "Twitter", "WhatsApp")
        )
        return (
            f'<footer class="entry-footer"><span class="cat-links">Posted in {sections}'
            "</span>"
            + (f'<span class="tags-links">Tagged {tags}</span>' if tags else "")
            + f'<div class="share-bar">Share this: {share}</div>'
            + '<div class="newsletter-box"><h4>Newsletter</h4><p>Sign up for our'
            " newsletter and never miss a story.</p><form><input type=email></form></div>"
            + self._author_box(story)
            + "</footer>\n"
        )

    def _author_box(self, story: Story) -> str:
        return "".join(
            f'<div class="author-box"><h4>About the author</h4><a href="'
            f'{self.edition.base}/author/{slug(author)}/">{text(author)}</a><p>{text(author)}'
            f" writes for {PAPER} from the coast, on trade and weather.</p></div>"
            for author in story.authors[:1]
        )

    def _neighbours(self, story: Story) -> str:
        sides = (
            ("previous", "prev", "Previous", story.index - 1),
            ("next", "next", "Next", story.index + 1),
        )
        links = "".join(
            f'<div class="nav-{name}"><a href="{self.edition.url(index)}" rel="{rel}">'
            f'<span class="nav-label">{label} Story</span><h4>'
            f"{text(self.edition.writer.title(index))}</h4></a></div>\n"
            for name, rel, label, index in sides
            if 0 <= index < self.edition.articles
        )
        return f'<nav class="post-navigation">{links}</nav>\n'

    def _card(self, index: int, length: int) -> str:
        excerpt = text(cut(self.edition.writer.opening(index), length))
        return (
            f'<div class="card"><h3 class="card-title">{self.anchor(index)}</h3>'
            f'<p class="card-excerpt">{excerpt}</p></div>\n'
        )

    def _cards(self, story: Story) -> str:
        latest = self.edition.latest(story, 5)
        missed = self.edition.missed(story, 2)
        pieces = []
        if latest:
            cards = "".join(self.card(index, _CARD) for index in latest)
            heading = f"Latest from {text(story.sections[0])}"
            pieces.append(
                f'<section class="latest"><h2>{heading}</h2>{cards}</section>'
            )
        pieces.append('<a class="to-top" href="#masthead">Go to Top</a>')
        if missed:
            cards = "".join(self.card(index, _CARD_SHORT) for index in missed)
            pieces.append(
                f'<section class="missed"><h2>Don\'t Miss</h2>{cards}</section>'
            )
        return "\n".join(pieces)

    def _comments(self, story: Story) -> str:
        url = self.edition.url(story.index)
        items = "".join(
            f'<li id="comment-{number}" class="comment"><cite class="fn">{text(name)}</cite>'
            f"<p>{text(words_)}</p>"
            f'<a rel="nofollow" class="comment-reply-link" href="{url}?replytocom={number}'
            '#respond">Reply</a></li>'
            for number, (name, words_) in enumerate(story.comments, start=1)
        )
        if not items:
            return ""
        count = len(story.comments)
        return (
            f'<section id="comments" class="comments-area"><h2>{count} Comment'
            f"{'s' * (count > 1)}</h2><ol>{items}</ol></section>\n"
        )

    # -- lists and the rest --------------------------------------------------

    def listing(self, listing: Listing, page: int) -> str:
        """Return the front page, or a page of a list."""
        if listing.path == "/" and page == 1:
            return self._front(listing)
        cards = "".join(self._entry(index) for index in listing.page(page))
        older, links = listing.older(page), ""
        head = ""
        if older:
            url = self.edition.base + older
            head = f'<link rel="next" href="{url}" />\n'
            links = (
                f'<nav class="pagination"><span class="page-numbers current">{page}</span> '
                f'<a class="page-numbers" href="{url}">{page + 1}</a> '
                f'<a class="next page-numbers" href="{url}">Older posts</a></nav>'
            )
        content = f'<h1 class="page-title">{text(listing.heading)}</h1>\n{cards}{links}'
        kind = listing.path.split("/")[1]
        kind = kind if kind in ("category", "tag", "author") else "date"
        return self.page(
            f"{listing.heading} - {PAPER}", head, f"archive {kind}", content
        )

    def _entry(self, index: int) -> str:
        stamp = stamps.published(self.edition.story(index))
        date = f'<span class="card-date">{stamp.words}</span>\n' if stamp else ""
        return date + self.card(index, _CARD)

    def _front(self, listing: Listing) -> str:
        blocks = "".join(self._block(place) for place in range(len(words.SECTIONS)))
        top = "".join(map(self._entry, listing.page(1)[:6]))
        content = f'<section class="top">{top}</section>\n{blocks}{self._elsewhere()}'
        return self.page(PAPER, "", "home blog", content)

    def _block(self, place: int) -> str:
        newest = self.edition.sections[place][:-5:-1]
        if not newest:
            return ""
        name = words.SECTIONS[place]
        cards = "".join(self.card(index, _CARD) for index in newest)
        url = f"{self.edition.base}/category/{slug(name)}/"
        return f'<section><h2><a href="{url}">{text(name)}</a></h2>{cards}</section>\n'

    def _elsewhere(self) -> str:
        items = "".join(
            f'<li><a href="{attribute(link.url)}">{text(link.text)}</a></li>'
            for link in self.odd
        )
        return f"<section><h2>In Brief</h2><ul>{items}</ul></section>\n"

    def plain(self, title: str, paragraphs: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        content = f'<h1 class="entry-title">{text(title)}</h1>{_paragraphs(paragraphs)}'
        return self.page(
            f"{title} - {PAPER}", "", "page-template-default page page-id-2", content
        )

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        url = self.edition.url(story.index)
        content = (
            f'<h1 class="entry-title">{text(picture.words)}</h1>\n<p class="attachment">'
            f"{self.markup.image(picture)}</p>\n"
            f'<nav>Published in <a href="{url}" rel="prev">{text(story.title)}</a></nav>'
        )
        classes = "attachment single single-attachment attachmentid-3 attachment-jpeg"
        return self.page(f"{picture.words} - {PAPER}", "", classes, content)


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>{text(line)}</p>" for line in lines)
