"""A story in the order in which it is read, from its date to its comments."""

from collections.abc import Iterator
from functools import lru_cache

from newscrawl.newspaper import stamps
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.bare.bodies import BareMarkup
from newscrawl.newspaper.layouts.bare.names import Names
from newscrawl.newspaper.layouts.pieces import Pieces, anchor, plural
from newscrawl.newspaper.markup import cut, text
from newscrawl.newspaper.story import Story

CARD, SHORT_CARD = 170, 64
"""How many characters of a story its card shows."""


class Entry:
    """Writes what stands between the menu and the sidebar."""

    def __init__(self, edition: Edition, names: Names) -> None:
        self.edition = edition
        self.names = names
        self.div = names.div
        self.pieces = Pieces(edition)
        self.markup = BareMarkup(edition, names)
        self.card = lru_cache(maxsize=2048)(self._card)

    def all(self, story: Story, part: int, date: str | None) -> str:
        """Return *story*, or a part of it, with its date as written."""
        body = f"{self.markup.body(story, part)}\n{self._pages(story, part)}"
        return "".join(
            (
                *self._header(story, date),
                self.markup.picture(story.picture) if story.picture else "",
                self.div("text", body),
                *self._labels(story),
                *self._neighbours(story),
                *self._cards(story),
                *self._comments(story),
            )
        )

    def _header(self, story: Story, date: str | None) -> Iterator[str]:
        changed = stamps.modified(story)
        tag = "h2" if mix(self.edition.seed, story.index, 23) % 3 == 0 else "h1"
        if date:
            yield self.div("date", date)
        if changed:
            yield self.div("updated", f"Updated {changed.words}")
        yield self.div("minutes", f"{plural(story.reading_minutes, 'min')} read")
        yield f'<{tag} class="{self.names.of("title")}">{text(story.title)}</{tag}>\n'
        if story.standfirst:
            yield self.div("line", text(story.standfirst))
        if story.authors:
            yield self.div("by", f"By {text(' and '.join(story.authors))}")

    def _pages(self, story: Story, part: int) -> str:
        numbers = self.pieces.pages(story, part, "{}")
        return self.div("pages", f"Pages: {numbers}") if numbers else ""

    def _labels(self, story: Story) -> Iterator[str]:
        url = self.edition.url(story.index)
        share = " ".join(
            anchor(f"https://{name.lower()}.example/share?u={url}", name)
            for name in ("Facebook", "Twitter", "WhatsApp")
        )
        if story.tags:
            tags = ", ".join(self.pieces.labels("tag", story.tags))
            yield self.div("topics", f"Tags: {tags}")
        yield self.div("bar", f"Share this: {share}")
        yield self.div("letter", "Sign up for our newsletter and never miss a story.")

    def _neighbours(self, story: Story) -> Iterator[str]:
        for side, index in self.pieces.beside(story):
            yield self.div("label", f"{side.title()} Story")
            yield self.div("row", self.pieces.story(index))

    def _card(self, index: int, length: int = CARD) -> str:
        """Return the card of a story."""
        title = self.div("cardtitle", self.pieces.story(index))
        excerpt = text(cut(self.edition.writer.opening(index), length))
        return self.div("card", title + self.div("excerpt", excerpt))

    def _cards(self, story: Story) -> Iterator[str]:
        yield self.div("label", text(f"Latest from {story.sections[0]}"))
        yield from map(self.card, self.edition.latest(story, 5))
        yield self.div("up", "Go to Top")
        missed = self.edition.missed(story, 2)
        if missed:
            yield self.div("label", "Don't Miss")
            yield from (self.card(index, SHORT_CARD) for index in missed)

    def _comments(self, story: Story) -> Iterator[str]:
        url = self.edition.url(story.index)
        if story.comments:
            yield self.div("label", plural(len(story.comments), "Comment"))
        for number, (name, said) in enumerate(story.comments, start=1):
            yield self.div("who", text(name))
            yield self.div("said", text(said))
            reply = anchor(f"{url}?replytocom={number}#respond", "Reply")
            yield self.div("answer", reply)
