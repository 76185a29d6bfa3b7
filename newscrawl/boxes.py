"""What a reader sees of a page, in reading order: blocks, links and pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


@lru_cache(maxsize=4096)  # the boxes of a list, and the pages of a site, are alike
def words(names: str) -> frozenset[str]:
    """Return the words of a class or id: "post-navLinks" → post, nav, links."""
    return frozenset(word.lower() for word in _WORD.findall(names))


@dataclass(slots=True, eq=False)
class Box:
    """An element that makes a block of its own, with the blocks that it holds."""

    tag: str
    names: str
    """Its class and id, as written."""
    parent: "Box | None"
    start: int
    """Index of its first block in the page's blocks."""
    end: int = 0
    """Index after its last block."""

    @property
    def words(self) -> frozenset[str]:
        """The words of its class and id: "post-navLinks" → post, nav, links."""
        return words(self.names)

    def ancestors(self) -> Iterator["Box"]:
        """Yield this box and those around it, innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True, eq=False)
class Anchor:
    """A link."""

    href: str
    """As written."""
    rel: frozenset[str]
    names: str
    """Its class and id, as written."""
    box: Box
    position: int
    """Index of the block that it begins in."""
    text: str = ""


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that stands on lines of its own."""

    tag: str
    """Tag of the innermost element that makes a block."""
    text: str
    box: Box
    anchors: tuple[Anchor, ...] = ()
    linked: float = 0.0
    """Share of the text that is link, 0 to 1."""
    strong: bool = False
    """Whether all of it is set in bold or italics."""
    bold: bool = False
    """Whether all of it is set in bold."""

    @property
    def is_heading(self) -> bool:
        """Whether it is set as a heading."""
        return self.tag in HEADINGS


@dataclass(slots=True, eq=False)
class Picture:
    """An image element."""

    src: str
    """As written; the address meant, where loading is put off by a script."""
    alt: str
    box: Box
    position: int
    """How many blocks stand before it."""
    width: int | None = None


@dataclass(slots=True, eq=False)
class Layout:
    """All that one walk over a page finds."""

    blocks: list[Block] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    embeds: list[tuple[str, int]] = field(default_factory=list)
    """Addresses of embedded frames and videos, each with its position."""
