"""What a crawler must find: each post as a record, as one theme shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.wordpress.blocks import OLD, READ, Block, Picture, Post
from tests.wordpress.themes import Theme

ZONE = "Europe/London"
WORDS_A_MINUTE = 200
Record = dict[str, Any]
"""A line of truth: some of the record's fields, or `"expected": false`."""


@dataclass(frozen=True)
class Placed:
    """What WordPress made of a post or a picture."""

    number: int
    url: str
    file: str = ""
    old: str | None = None
    """The address before the post was renamed."""


@dataclass(frozen=True)
class Places:
    """Where everything is, by key and by picture name."""

    posts: dict[str, Placed]
    pictures: dict[str, Placed]
    others: dict[str, str]
    """Address of what is no article, and why it is none."""


def read_places(answer: Record) -> Places:
    """Read what the filling script printed."""
    return Places(
        posts={key: Placed(**placed) for key, placed in answer["posts"].items()},
        pictures={key: Placed(**placed) for key, placed in answer["pictures"].items()},
        others=answer["others"],
    )


def record(post: Post, places: Places, theme: Theme) -> Record:
    """What is to be read of a post, its neighbours and related posts apart."""
    own = places.posts[post.key]
    body = (
        post.body if theme.parts or post.editor == "blocks" else first_part(post.body)
    )
    known = sections(post)
    apart = post.excerpt if theme.excerpt else None
    standfirst = post.standfirst or apart
    return {
        "url": own.url,
        "post_id": str(own.number),
        "title": post.title,
        "standfirst": standfirst,
        "credit": post.credit if standfirst else None,
        "authors": [post.author] if theme.terms else [],
        "section": known[0],
        "sections": known if theme.terms else known[:1],
        "tags": sorted(post.tags, key=str.casefold) if theme.terms else [],
        "published": stamp(post.published) if theme.terms else day(post.published),
        "published_precision": "second" if theme.terms else "day",
        "modified": stamp(post.modified) if post.modified else None,
        "text": text(body),
        "reading_minutes": reading_minutes(post) if theme.excerpt else None,
        "language": "en-US",
        "images": [_image(picture, places) for picture in pictures(post, body)],
        "also_read": [_target(block, places) for block in callouts(body)],
    }


def stamp(moment: datetime) -> str:
    """A moment as the record has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: datetime) -> str:
    """The day in the paper's zone, as a day-precise date has it."""
    return moment.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT00:00:00Z")


def sections(post: Post) -> list[str]:
    """The sections as WordPress lists them, by name, without the leading "-"."""
    return [name.removeprefix("-") for name in sorted(post.sections, key=str.casefold)]


def text(body: Iterable[Block]) -> str:
    """The lines that are the article's own, a blank line between blocks."""
    read = (block for block in body if block.kind in READ)
    return "\n\n".join(
        ("\n" if block.kind == "paragraph" else "\n\n").join(block.lines)
        for block in read
    )


def reading_minutes(post: Post) -> int:
    """The reading time that the paper states."""
    return max(1, round(len(text(post.body).split()) / WORDS_A_MINUTE))


def first_part(body: Sequence[Block]) -> Sequence[Block]:
    """The blocks before the first page break."""
    kinds = [block.kind for block in body]
    return body[: kinds.index("page")] if "page" in kinds else body


def callouts(body: Iterable[Block]) -> list[Block]:
    """The ALSO READ lines that are links."""
    return [block for block in body if block.kind == "callout" and block.link]


def pictures(post: Post, body: Sequence[Block] | None = None) -> list[Picture]:
    """The featured picture, then those in the body."""
    blocks = post.body if body is None else body
    own = [picture for block in blocks for picture in block.pictures]
    return [post.picture, *own] if post.picture else own


def _image(picture: Picture, places: Places) -> Record:
    return {
        "url": places.pictures[picture.name].file,
        "caption": picture.caption,
        "credit": picture.credit,
    }


def _target(block: Block, places: Places) -> str:
    key = block.link or ""
    if key.startswith(OLD):
        return places.posts[key.removeprefix(OLD)].old or ""
    return places.posts[key].url
