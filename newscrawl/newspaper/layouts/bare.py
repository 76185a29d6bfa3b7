"""Today's page as a reader sees it, with no sign that only a machine would read."""

from collections.abc import Sequence
from functools import cached_property

from newscrawl.newspaper import chrome, stamps, words
from newscrawl.newspaper.chance import Draw, mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.base import Layout, Written, day, section_name, written
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.markup import Markup, attribute, cut, text
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Block, Picture, Story

PAPER = "The Lantern"
_CARD, _CARD_SHORT = 170, 64
_SYLLABLES = "bo da fe gi ku lo mi na pe ra su ti vo xa ze".split()


class Names:
    """Class and id names that mean nothing, drawn anew for each seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._known: dict[str, str] = {}

    def __call__(self, role: str) -> str:
        """Return the name of what plays *role* on the page."""
        if role not in self._known:
            draw = Draw(self._seed, 95, *role.encode())
            syllables = "".join(draw.one(_SYLLABLES) for _ in range(3))
            self._known[role] = f"{syllables}-{draw.below(900)}"
        return self._known[role]

    def div(self, role: str, html: str) -> str:
        """Return *html* in an element that plays *role*."""
        return f'<div class="{self(role)}">{html}</div>\n'


class BareMarkup(Markup):
    """Writes bodies with as few kinds of element as will do."""

    def __init__(self, edition: Edition, names: Names) -> None:
        super().__init__(edition)
        self.names = names
        self.tag = Draw(edition.seed, 96).one(("p", "p", "div"))

    def paragraph(self, html: str) -> str:
        """Return a paragraph, which some seeds make a <div>."""
        return f"<{self.tag}>{html}</{self.tag}>"

    def heading(self, html: str) -> str:
        """Return a sub-heading."""
        return f"<h3>{html}</h3>"

    def quotation(self, html: str) -> str:
        """Return a quotation set apart."""
        return f"<blockquote>{html}</blockquote>"

    def video(self, address: str) -> str:
        """Return the address of a video."""
        return self.paragraph(address)

    def notice(self, words: str) -> str:
        """Return the notice of a paywall."""
        return self.names.div("notice", words)

    def advertisement(self, words: str) -> str:
        """Return an advertisement."""
        return self.names.div("slot", words)

    def callout(self, block: Block) -> str:
        """Return a callout to another story."""
        return super().callout(block).replace("<p>", "<div>").replace("</p>", "</div>")

    def picture(self, picture: Picture) -> str:
        """Return a picture with what is printed under it."""
        under = self.names.div("under", text(picture.words)) if picture.words else ""
        return self.names.div("frame", self.linked(picture) + under)


class BareLayout(Layout):
    """Only words, in the order in which they are read."""

    name = "bare"
    first = day(2022, 1, 3)
    last = day(2025, 12, 20)
    permalinks = "/{year}/{section}/{slug}/"
    always_credits = True

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self.names = Names(edition.seed)
        self.markup = BareMarkup(edition, self.names)

    # -- truth ---------------------------------------------------------------

    def _style(self, story: Story) -> int:
        return mix(self.edition.seed, story.index, 22) % 4

    def published(self, story: Story) -> Written:
        """Return the date in words."""
        stamp = stamps.published(story)
        if stamp is None:
            return Written()
        if self._style(story) == 3:
            return written(stamp, stamp.timed, "visible", "minute")
        raw = stamp.british if self._style(story) == 2 else stamp.words
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

    # -- pages ---------------------------------------------------------------

    def page(self, title: str, content: str) -> str:
        """Return a page around *content*."""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="UTF-8">'
            f"\n<title>{text(title)} | {PAPER}</title>\n{self._head}</head>\n<body>\n"
            f"{self._top}{self.names.div('main', content)}{self._bottom}</body></html>\n"
        )

    @cached_property
    def _head(self) -> str:
        seed = self.edition.seed
        return (
            f"<style>{chrome.style(seed, 18_000)}</style>\n"
            f"<script>{chrome.script(seed, 14_000)}</script>\n"
        )

    @cached_property
    def _top(self) -> str:
        base = self.edition.base
        links = [
            self._link(f"{base}/category/{slug(name)}/", name)
            for name in words.SECTIONS
        ]
        links += [self._link(link.url, link.text) for link in self.menu]
        logo = self.names.div("logo", self._link(f"{base}/", PAPER))
        menu = "".join(self.names.div("choice", link) for link in links)
        return self.names.div("top", logo + self.names.div("choices", menu))

    @cached_property
    def _bottom(self) -> str:
        base, last = self.edition.base, self.edition.articles - 1
        newest = range(last, max(-1, last - 6), -1)
        items = "".join(self.names.div("row", self.anchor(i)) for i in newest)
        heading = self.names.div("label", "Most Read")
        foot = (
            f"{self._link(f'{base}/about/', 'About Us')} "
            f"{self._link(f'{base}/contact/', 'Contact')} © {PAPER}"
        )
        return self.names.div("side", heading + items) + self.names.div("foot", foot)

    def _link(self, url: str, words_: str) -> str:
        return f'<a href="{attribute(url)}">{text(words_)}</a>'

    def anchor(self, index: int) -> str:
        """Return a link to a story, by its title."""
        return self._link(self.edition.url(index), self.edition.writer.title(index))

    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""
        body = self.markup.body(story, part)
        content = (
            self._header(story)
            + (self.markup.picture(story.picture) if story.picture else "")
            + self.names.div("text", f"{body}\n{self._page_links(story, part)}")
            + self._labels(story)
            + self._neighbours(story)
            + self._cards(story)
            + self._comments(story)
        )
        return self.page(story.title, content)

    def _header(self, story: Story) -> str:
        div = self.names.div
        tag = "h2" if mix(self.edition.seed, story.index, 23) % 3 == 0 else "h1"
        minutes = story.reading_minutes
        lines = [
            div("date", self.published(story).raw or ""),
            div("updated", f"Updated {self.modified(story).raw}"),
            div("minutes", f"{minutes} min{'s' * (minutes > 1)} read"),
            f'<{tag} class="{self.names("title")}">{text(story.title)}</{tag}>\n',
            div("line", text(story.standfirst or "")),
            div("by", f"By {text(' and '.join(story.authors))}"),
        ]
        shown = (
            stamps.published(story), story.modified, True, True,
            story.standfirst, story.authors,
        )  # fmt: skip
        return "".join(
            line for line, is_shown in zip(lines, shown, strict=True) if is_shown
        )

    def _page_links(self, story: Story, part: int) -> str:
        if len(story.parts) == 1:
            return ""
        url = self.edition.url(story.index)
        numbers = " ".join(
            str(number)
            if number == part
            else self._link(url if number == 1 else f"{url}{number}/", str(number))
            for number in range(1, len(story.parts) + 1)
        )
        return self.names.div("pages", f"Pages: {numbers}")

    def _labels(self, story: Story) -> str:
        base, url = self.edition.base, self.edition.url(story.index)
        share = " ".join(
            self._link(f"https://{where.lower()}.example/share?u={url}", where)
            for where in ("Facebook", "Twitter", "WhatsApp")
        )
        tags = ", ".join(
            self._link(f"{base}/tag/{slug(name)}/", name) for name in story.tags
        )
        return (
            (self.names.div("topics", f"Tags: {tags}") if tags else "")
            + self.names.div("bar", f"Share this: {share}")
            + self.names.div(
                "letter", "Sign up for our newsletter and never miss a story."
            )
        )

    def _neighbours(self, story: Story) -> str:
        sides = (("Previous Story", story.index - 1), ("Next Story", story.index + 1))
        return "".join(
            self.names.div("label", label) + self.names.div("row", self.anchor(index))
            for label, index in sides
            if 0 <= index < self.edition.articles
        )

    def _card(self, index: int, length: int) -> str:
        excerpt = text(cut(self.edition.writer.opening(index), length))
        return self.names.div(
            "card",
            self.names.div("cardtitle", self.anchor(index))
            + self.names.div("excerpt", excerpt),
        )

    def _cards(self, story: Story) -> str:
        groups = (
            (f"Latest from {story.sections[0]}", self.edition.latest(story, 5), _CARD),
            ("Don't Miss", self.edition.missed(story, 2), _CARD_SHORT),
        )
        pieces = [
            self.names.div("label", text(heading))
            + "".join(self._card(index, length) for index in stories)
            for heading, stories, length in groups
            if stories or heading.startswith("Latest")
        ]
        return self.names.div("up", "Go to Top").join(pieces)

    def _comments(self, story: Story) -> str:
        url, count = self.edition.url(story.index), len(story.comments)
        items = "".join(
            self.names.div("who", text(name))
            + self.names.div("said", text(said))
            + self.names.div(
                "answer", self._link(f"{url}?replytocom={number}#respond", "Reply")
            )
            for number, (name, said) in enumerate(story.comments, start=1)
        )
        heading = self.names.div("label", f"{count} Comment{'s' * (count > 1)}")
        return heading + items if count else ""

    # -- lists and the rest --------------------------------------------------

    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list; the front page also has the odd links."""
        heading = listing.heading or "Latest Stories"
        cards = "".join(self._entry(index) for index in listing.page(page))
        older = listing.older(page)
        link = self._link(self.edition.base + older, "Older posts") if older else ""
        odd = ""
        if listing.path == "/" and page == 1:
            odd = "".join(
                self.names.div("row", self._link(link.url, link.text))
                for link in self.odd
            )
            odd = self.names.div("label", "In Brief") + odd
        content = self.names.div("label", text(heading)) + cards + link + odd
        return self.page(heading, content)

    def _entry(self, index: int) -> str:
        raw = self.published(self.edition.story(index)).raw
        return (self.names.div("date", raw) if raw else "") + self._card(index, _CARD)

    def plain(self, title: str, paragraphs: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""
        lines = "\n".join(self.markup.paragraph(text(line)) for line in paragraphs)
        return self.page(title, f"<h1>{text(title)}</h1>{lines}")

    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""
        back = self._link(self.edition.url(story.index), story.title)
        content = (
            f"<h1>{text(picture.words)}</h1>{self.markup.image(picture)}"
            f"{self.names.div('row', f'Published in {back}')}"
        )
        return self.page(picture.words, content)
