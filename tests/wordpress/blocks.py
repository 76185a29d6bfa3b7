"""What an author writes: blocks, posts and pictures."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal[
    "paragraph",
    "heading",
    "list",
    "quote",
    "picture",
    "gallery",
    "video",
    "callout",
    "more",
    "page",
]
Editor = Literal["classic", "blocks"]
READ: frozenset[Kind] = frozenset({"paragraph", "heading", "list", "quote"})
"""The kinds whose lines are the article's text."""

OLD = "old:"
"""Before a post's key: a link to the address it had before it was renamed."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture in the library; its attachment page is no article."""

    name: str
    caption: str | None = None
    credit: str | None = None

    @property
    def legend(self) -> str:
        """The words under it, credit included; may be empty."""
        credit = f"(Photo: {self.credit})" if self.credit else ""
        return " ".join(part for part in (self.caption, credit) if part)


@dataclass(frozen=True)
class Block:
    """A piece of the body: its lines as read, and what it points to."""

    kind: Kind
    lines: tuple[str, ...] = ()
    link: str | None = None
    """Key of another post, or an address."""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post as its author leaves it, times in UTC."""

    key: str
    title: str
    published: datetime
    author: str
    sections: tuple[str, ...]
    body: tuple[Block, ...]
    editor: Editor = "classic"
    title_html: str | None = None
    slug: str | None = None
    old_slug: str | None = None
    status: Literal["publish", "draft", "private", "future"] = "publish"
    password: str = ""
    tags: tuple[str, ...] = ()
    modified: datetime | None = None
    standfirst: str | None = None
    credit: str | None = None
    excerpt: str | None = None
    """A standfirst kept apart from the body, which only some themes show."""
    picture: Picture | None = None
    sticky: bool = False
    comments: tuple[str, ...] = field(default=())
    """Each after the first answers the one before it."""
