"""A story of the invented paper: what its author wrote, whatever the layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal[
    "paragraph", "heading", "item", "step", "quotation", "lines",
    "picture", "video", "callout", "notice", "advertisement",
]  # fmt: skip
PROSE = frozenset({"paragraph", "heading", "item", "step", "quotation", "lines"})
"""The kinds of block that are the article; the others stand between them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the page of its own that some layouts give it."""

    name: str
    """Its file, without an ending; also the name of its own page."""
    folder: str
    """Year and month: 2022/05."""
    caption: str | None = None
    credit: str | None = None
    parent: int | None = None
    """The story below whose address it has a page of its own."""
    is_lazy: bool = False

    @property
    def path(self) -> str:
        """The path of its file."""
        return f"/wp-content/uploads/{self.folder}/{self.name}.jpg"

    @property
    def words(self) -> str:
        """What is printed under it."""
        if self.credit and self.caption:
            return f"{self.caption} (Photo: {self.credit})"
        return f"Photo: {self.credit}" if self.credit else self.caption or ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what stands between two paragraphs."""

    kind: Kind
    text: str = ""
    target: int | None = None
    """Index of the story that it names."""
    is_linked: bool = True
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """All that a page can tell of one story."""

    index: int
    number: int
    """The number that WordPress would give it."""
    quirk: str
    title: str
    slug: str
    standfirst: str | None
    credit: str | None
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    published: datetime
    """When it took its place in the paper, in UTC."""
    modified: datetime | None
    picture: Picture | None
    parts: tuple[tuple[Block, ...], ...]
    """Its blocks; more than one part where it is split."""
    comments: tuple[tuple[str, str], ...]
    """Who said what under it."""

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks of all parts."""
        return (block for part in self.parts for block in part)

    @property
    def text(self) -> str:
        """The text of the article and nothing else."""
        return "\n\n".join(b.text for b in self.blocks if b.kind in PROSE)

    @property
    def pictures(self) -> list[Picture]:
        """The featured picture and those in the body."""
        inside = (block.picture for block in self.blocks)
        return [picture for picture in (self.picture, *inside) if picture]

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read at 200 words a minute, as WordPress plugins say."""
        return max(1, round(len(self.text.split()) / 200))
