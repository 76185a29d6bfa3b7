"""Pieces of HTML that the layouts put together each in its own way."""

from collections.abc import Iterable, Iterator, Sequence

from newscrawl.newspaper import words
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.values import Link
from newscrawl.newspaper.markup import attribute, text
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Story


def anchor(url: str, label: str, more: str = "") -> str:
    """Return a link; *more* are further attributes, as HTML."""
    return f'<a href="{attribute(url)}"{more}>{text(label)}</a>'


def plural(count: int, noun: str) -> str:
    """Return *count* with its *noun*."""
    return f"{count} {noun}{'s' * (count > 1)}"


class Pieces:
    """Writes links to the addresses of an edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def story(self, index: int, label: str | None = None, more: str = "") -> str:
        """Return a link to a story, by its title or by *label*."""
        label = self.edition.writer.title(index) if label is None else label
        return anchor(self.edition.url(index), label, more)

    def label(self, kind: str, name: str, more: str = "") -> str:
        """Return a link to the list of a section, a tag or an author."""
        return anchor(f"{self.edition.base}/{kind}/{slug(name)}/", name, more)

    def labels(self, kind: str, names: Iterable[str], more: str = "") -> list[str]:
        """Return links to the lists of several."""
        return [self.label(kind, name, more) for name in names]

    def authors(self, story: Story, more: str = "") -> str:
        """Return links to the lists of the authors of *story*."""
        return " and ".join(self.labels("author", story.authors, more))

    def menu(self, links: Sequence[Link], row: str) -> str:
        """Return the sections and then *links*, each in a *row*."""
        return "".join(
            row.format(link)
            for link in (*self.labels("category", words.SECTIONS), *_anchors(links))
        )

    def rows(self, links: Sequence[Link], row: str) -> str:
        """Return *links*, each in a *row*."""
        return "".join(row.format(link) for link in _anchors(links))

    def newest(self, row: str) -> str:
        """Return links to the six newest stories, each in a *row*."""
        newest = self.edition.newest(6)
        return "".join(row.format(self.story(index)) for index in newest)

    def pages(self, story: Story, part: int, row: str, more: str = "") -> str:
        """Return the numbers of the parts of *story*; "" where there is but one.

        The others are links with the attributes *more*; *part* itself stands in *row*.
        """
        if len(story.parts) == 1:
            return ""
        url = self.edition.url(story.index)
        return " ".join(
            row.format(number)
            if number == part
            else anchor(part_url(url, number), str(number), more)
            for number in range(1, len(story.parts) + 1)
        )

    def beside(self, story: Story) -> Iterator[tuple[str, int]]:
        """Yield "previous" and "next" with the story, where there is one."""
        if (before := self.edition.before(story.index)) is not None:
            yield "previous", before
        if (after := self.edition.after(story.index)) is not None:
            yield "next", after


def part_url(url: str, part: int) -> str:
    """Return the address of a part of the story at *url*."""
    return url if part == 1 else f"{url}{part}/"


def paragraphs(lines: Iterable[str]) -> str:
    """Return *lines*, each a paragraph."""
    return "\n".join(f"<p>{text(line)}</p>" for line in lines)


def _anchors(links: Iterable[Link]) -> list[str]:
    return [anchor(link.url, link.text) for link in links]
