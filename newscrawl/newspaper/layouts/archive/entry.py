"""The article of an archive's page, with microdata and without."""

from newscrawl.newspaper import stamps
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.archive.bodies import BreakMarkup, ParagraphMarkup
from newscrawl.newspaper.layouts.pieces import Pieces, plural
from newscrawl.newspaper.markup import text
from newscrawl.newspaper.stamps import Stamp
from newscrawl.newspaper.story import Story

_PERSON = 'itemprop="author" itemscope itemtype="http://schema.org/Person"'


class Entry:
    """Writes articles."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pieces = Pieces(edition)
        self.markups = (ParagraphMarkup(edition), BreakMarkup(edition))

    def bare(self, story: Story, part: int) -> str:
        """Return *story* with nothing but words."""
        changed = stamps.modified(story)
        updated = f"Last updated on {changed.words}" if changed else ""
        sections = ", ".join(self.pieces.labels("category", story.sections))
        return (
            f'<h1 class="title">{text(story.title)}</h1>\n{_small(_posted(story))}'
            f'{_small(updated)}<div class="storytext">{self._body(story, part)}</div>\n'
            f"{_small(f'Filed under: {sections}')}{self._tags(story, '')}"
            f"{self._comments(story)}<p>{self._arrows(story)}</p>\n"
        )

    def marked(self, story: Story, part: int) -> str:
        """Return *story* with microdata."""
        rel = ' rel="category tag"'
        sections = ", ".join(self.pieces.labels("category", story.sections, rel))
        tags = self._tags(story, ' rel="tag"')
        return (
            '<div itemscope itemtype="http://schema.org/NewsArticle">\n'
            f'<h1 itemprop="headline">{text(story.title)}</h1>\n'
            f'<div class="postinfo">{self._signed(story)}</div>\n'
            f'<div itemprop="articleBody">{self._body(story, part)}</div>\n'
            f'<div class="postmeta">Posted in {sections}</div>\n'
            f"{tags}</div>\n"
            f'<div class="navigation">{self._titles(story)}</div>\n'
            f"{self._comments(story)}"
        )

    def _body(self, story: Story, part: int) -> str:
        markup = self.markups[mix(self.edition.seed, story.index, 26) % 2]
        pieces = []
        if part == 1 and story.picture:
            pieces.append(markup.picture(story.picture))
        if part == 1 and story.standfirst:
            line = f"<strong>{text(story.standfirst)}</strong>"
            pieces.append(markup.paragraph(line))
        pieces.append(markup.body(story, part))
        numbers = self.pieces.pages(story, part, "{}")
        pages = f"\n<p>Pages: {numbers}</p>\n" if numbers else "\n"
        return markup.join(pieces) + pages

    def _signed(self, story: Story) -> str:
        published, modified = stamps.published(story), stamps.modified(story)
        on = f" on {_time(published)}" if published else ""
        links = self.pieces.labels("author", story.authors, ' itemprop="name"')
        names = " and ".join(f"<span {_PERSON}>{link}</span>" for link in links)
        by = f" by {names}" if names else ""
        changed = (
            f'<meta itemprop="dateModified" content="{modified.iso}" />'
            if modified
            else ""
        )
        return f"Posted{on}{by}{changed}"

    def _tags(self, story: Story, more: str) -> str:
        links = ", ".join(self.pieces.labels("tag", story.tags, more))
        return _small(f"Tags: {links}" if links else "")

    def _titles(self, story: Story) -> str:
        pieces = {
            side: self.pieces.story(index, more=f' rel="{side[:4]}"')
            for side, index in self.pieces.beside(story)
        }
        return "\n".join(
            f'<div class="alignleft">« {link}</div>'
            if side == "previous"
            else f'<div class="alignright">{link} »</div>'
            for side, link in pieces.items()
        )

    def _arrows(self, story: Story) -> str:
        labels = {"previous": "« Previous", "next": "Next »"}
        return " | ".join(
            self.pieces.story(index, labels[side])
            for side, index in self.pieces.beside(story)
        )

    def _comments(self, story: Story) -> str:
        if not story.comments:
            return ""
        url = self.edition.url(story.index)
        items = "".join(
            f'<li class="comment"><cite>{text(name)}</cite> says:<p>{text(said)}</p>'
            f'<a href="{url}?replytocom={number}#respond">Reply</a></li>'
            for number, (name, said) in enumerate(story.comments, start=1)
        )
        count = plural(len(story.comments), "Response")
        return (
            f'<h3 id="comments">{count} to “{text(story.title)}”</h3>\n'
            f'<ol class="commentlist">{items}</ol>\n'
        )


def _small(html: str) -> str:
    return f'<div class="small">{html}</div>\n' if html else ""


def _posted(story: Story) -> str:
    stamp = stamps.published(story)
    on = f" on {stamp.words}" if stamp else ""
    by = f" by {text(' and '.join(story.authors))}" if story.authors else ""
    return f"Posted{on}{by}" if on or by else ""


def _time(stamp: Stamp) -> str:
    return f'<time itemprop="datePublished" datetime="{stamp.iso}">{stamp.words}</time>'
