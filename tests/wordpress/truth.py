"""What a crawler must find of a post: its record, as one theme shows it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.wordpress.blocks import OLD, Block, Picture, Post
from tests.wordpress.places import Places
from tests.wordpress.reading import (
    callouts,
    first_part,
    reading_minutes,
    sections,
    shown,
    text,
)
from tests.wordpress.themes import Theme

ZONE = "Europe/London"
Record = dict[str, Any]
"""A line of truth: some of the record's fields, or `"expected": false`."""


def record(post: Post, places: Places, theme: Theme) -> Record:
    """What is to be read of a post, its neighbours and related posts apart."""
    own = places.posts[post.key]
    split = theme.parts or post.editor == "blocks"
    body = post.body if split else first_part(post.body)
    return {
        "url": own.url,
        "post_id": str(own.number),
        "title": post.title,
        **_standfirst(post, theme),
        **_terms(post, theme),
        **_dates(post, theme),
        "text": text(body),
        "reading_minutes": reading_minutes(post) if theme.excerpt else None,
        "language": "en-US",
        "images": _images(post, body, places, theme),
        "also_read": [_target(block, places) for block in callouts(body)],
    }


def stamp(moment: datetime) -> str:
    """A moment as the record has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: datetime) -> str:
    """The day in the paper's zone, as a day-precise date has it."""
    return moment.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT00:00:00Z")


def _standfirst(post: Post, theme: Theme) -> Record:
    line = post.standfirst or (post.excerpt if theme.excerpt else None)
    return {"standfirst": line, "credit": post.credit if line else None}


def _terms(post: Post, theme: Theme) -> Record:
    known = sections(post)
    return {
        "authors": [post.author] if theme.terms else [],
        "section": known[0],
        "sections": known if theme.terms else known[:1],
        "tags": sorted(post.tags, key=str.casefold) if theme.terms else [],
    }


def _dates(post: Post, theme: Theme) -> Record:
    return {
        "published": stamp(post.published) if theme.terms else day(post.published),
        "published_precision": "second" if theme.terms else "day",
        "modified": stamp(post.modified) if post.modified else None,
    }


def _images(
    post: Post, body: Sequence[Block], places: Places, theme: Theme
) -> list[Record]:
    inside = [_image(picture, places) for picture in shown(body)]
    if not post.picture:
        return inside
    featured = _image(post.picture, places)
    bare = {"caption": None, "credit": None}
    return [featured if theme.captions else featured | bare, *inside]


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
