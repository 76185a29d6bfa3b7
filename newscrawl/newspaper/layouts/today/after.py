"""What follows an article: neighbours, cards, comments."""

from functools import lru_cache

from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.pieces import Pieces, plural
from newscrawl.newspaper.markup import cut, text
from newscrawl.newspaper.story import Story

CARD, SHORT_CARD = 170, 64
"""How many characters of a story its card shows."""
_SIDES = {"previous": ("prev", "Previous Story"), "next": ("next", "Next Story")}


class After:
    """Writes what leads from an article to others."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pieces = Pieces(edition)
        self.card = lru_cache(maxsize=2048)(self._card)

    def all(self, story: Story) -> str:
        """Return all that follows *story*."""
        return self._neighbours(story) + self._cards(story) + self._comments(story)

    def _neighbours(self, story: Story) -> str:
        links = "".join(
            self._neighbour(side, index) for side, index in self.pieces.beside(story)
        )
        return f'<nav class="post-navigation">{links}</nav>\n'

    def _neighbour(self, side: str, index: int) -> str:
        rel, label = _SIDES[side]
        title = text(self.edition.writer.title(index))
        return (
            f'<div class="nav-{side}"><a href="{self.edition.url(index)}" rel="{rel}">'
            f'<span class="nav-label">{label}</span><h4>{title}</h4></a></div>\n'
        )

    def _card(self, index: int, length: int) -> str:
        excerpt = text(cut(self.edition.writer.opening(index), length))
        return (
            f'<div class="card"><h3 class="card-title">{self.pieces.story(index)}</h3>'
            f'<p class="card-excerpt">{excerpt}</p></div>\n'
        )

    def _group(self, heading: str, stories: list[int], length: int) -> str:
        cards = "".join(self.card(index, length) for index in stories)
        return f'<section class="cards"><h2>{text(heading)}</h2>{cards}</section>\n'

    def _cards(self, story: Story) -> str:
        latest, missed = self.edition.latest(story, 5), self.edition.missed(story, 2)
        heading = f"Latest from {story.sections[0]}"
        return (
            (self._group(heading, latest, CARD) if latest else "")
            + '<a class="to-top" href="#masthead">Go to Top</a>\n'
            + (self._group("Don't Miss", missed, SHORT_CARD) if missed else "")
        )

    def _comments(self, story: Story) -> str:
        if not story.comments:
            return ""
        items = "".join(
            self._comment(story, number) for number in range(len(story.comments))
        )
        heading = plural(len(story.comments), "Comment")
        return (
            f'<section id="comments" class="comments-area"><h2>{heading}</h2>'
            f"<ol>{items}</ol></section>\n"
        )

    def _comment(self, story: Story, place: int) -> str:
        name, said = story.comments[place]
        url = f"{self.edition.url(story.index)}?replytocom={place + 1}#respond"
        return (
            f'<li id="comment-{place + 1}" class="comment">'
            f'<cite class="fn">{text(name)}</cite>'
            f"<p>{text(said)}</p>"
            f'<a rel="nofollow" class="comment-reply-link" href="{url}">Reply</a>'
            "</li>"
        )
