"""What all layouts share: the pages they must give, and the truth they tell."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.values import (
    Link,
    Record,
    Written,
    count_words,
    section_name,
)
from newscrawl.newspaper.listing import Listing
from newscrawl.newspaper.lists import Lists
from newscrawl.newspaper.story import Picture, Story


class Layout(ABC):
    """Writes the pages of an edition and tells what a reader finds on each."""

    name: ClassVar[str]
    first: ClassVar[datetime]
    last: ClassVar[datetime]
    permalinks: ClassVar[str]
    always_credits: ClassVar[bool] = False
    """Whether every standfirst ends in a credit, since nothing else would mark it."""
    language: ClassVar[str] = "en-GB"
    shows_comments: ClassVar[bool] = True

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.lists = Lists(edition)
        self.menu: Sequence[Link] = ()
        """What the menu has after the sections."""
        self.odd: Sequence[Link] = ()
        """Odd addresses that the front page links."""

    # -- pages ---------------------------------------------------------------

    @abstractmethod
    def article(self, story: Story, part: int) -> str:
        """Return the page of *story*, or of a part of it."""

    @abstractmethod
    def listing(self, listing: Listing, page: int) -> str:
        """Return a page of a list."""

    @abstractmethod
    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Return a page that is not an article, such as About."""

    @abstractmethod
    def attachment(self, story: Story, picture: Picture) -> str:
        """Return the page of a picture's own."""

    def encode(self, html: str, story: Story | None) -> tuple[bytes, str]:
        """Return *html* as bytes, and the Content-Type that goes with them."""
        is_wrong = story is not None and story.quirk == "charset"
        charset = "ISO-8859-1" if is_wrong else "UTF-8"
        return html.encode(), f"text/html; charset={charset}"

    # -- truth ---------------------------------------------------------------

    @abstractmethod
    def published(self, story: Story) -> Written:
        """Return the date of *story* as its page writes it."""

    @abstractmethod
    def modified(self, story: Story) -> Written:
        """Return the date of its last change as its page writes it."""

    def record(self, story: Story) -> Record:
        """Return what a reader finds on the page of *story*."""
        edition = self.edition
        published, modified = self.published(story), self.modified(story)
        sections = self.sections(story)
        return {
            "url": edition.url(story.index),
            "post_id": str(story.number) if self.tells_number(story) else None,
            "title": story.title,
            "standfirst": story.standfirst,
            "credit": story.credit,
            "authors": list(story.authors),
            "section": sections[0] if sections else None,
            "sections": sections,
            "tags": list(story.tags),
            "published": published.time,
            "published_raw": published.raw,
            "published_source": published.source,
            "published_precision": published.precision if published.time else None,
            "modified": modified.time,
            "modified_raw": modified.raw,
            "text": story.text,
            "word_count": count_words(story.text),
            "reading_minutes": self.reading_minutes(story),
            "language": self.language,
            "images": [self.image(picture) for picture in story.pictures],
            "previous_url": self.previous(story),
            "next_url": self.following(story),
            "also_read": self.also_read(story),
            "related": [edition.url(index) for index in self.related(story)],
        }

    def sections(self, story: Story) -> list[str]:
        """Return the sections that the page of *story* names."""
        return [section_name(name) for name in story.sections]

    def tells_number(self, story: Story) -> bool:
        """Say whether the page of *story* tells its number."""
        return True

    def reading_minutes(self, story: Story) -> int | None:
        """Return the reading time that the page of *story* states."""
        return None

    def related(self, story: Story) -> list[int]:
        """Return the stories on the cards after *story*."""
        return []

    def image(self, picture: Picture) -> Record:
        """Return a picture as the record has it."""
        url = self.edition.base + picture.path
        return {"url": url, "caption": picture.caption, "credit": picture.credit}

    def previous(self, story: Story) -> str | None:
        """Return the address of the story before."""
        index = self.edition.before(story.index)
        return None if index is None else self.edition.url(index)

    def following(self, story: Story) -> str | None:
        """Return the address of the story after."""
        index = self.edition.after(story.index)
        return None if index is None else self.edition.url(index)

    def also_read(self, story: Story) -> list[str]:
        """Return the addresses of the callouts that are links."""
        targets = (
            b.target for b in story.blocks if b.kind == "callout" and b.is_linked
        )
        return list(
            dict.fromkeys(
                self.edition.url(index) for index in targets if index is not None
            )
        )
