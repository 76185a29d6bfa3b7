"""The paper as WordPress is given it: one JSON file that the PHP scripts read."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from tests.wordpress import block_editor, classic_editor
from tests.wordpress.blocks import Block, Picture, Post
from tests.wordpress.masthead import AUTHORS, PARENTS, SECTIONS
from tests.wordpress.reading import pictures, reading_minutes

PAGES = {
    "About the paper": "Harbour Lite prints what never happened, every day but one.",
    "Contact us": "Letters to the editor are read aloud on the quay at noon.",
}
ABOUT = {AUTHORS[0]: "Mira Castellan has written about tides for twenty years."}
"""Two themes treat an author who tells about herself in another way."""


def write(path: Path, posts: Sequence[Post]) -> None:
    """Write the submission."""
    shown = [picture for post in posts for picture in pictures(post)]
    paper = {
        "sections": [{"name": n, "parent": PARENTS.get(n)} for n in SECTIONS],
        "authors": [{"name": n, "about": ABOUT.get(n, "")} for n in AUTHORS],
        "pages": [{"title": t, "content": c} for t, c in PAGES.items()],
        "pictures": [_picture(picture) for picture in dict.fromkeys(shown)],
        "posts": [_post(post) for post in posts],
    }
    path.write_text(json.dumps(paper), encoding="utf-8")


def content(post: Post) -> str:
    """The post's content, standfirst first, as WordPress stores it."""
    first = (Block("paragraph", (post.standfirst,)),) if post.standfirst else ()
    editor = block_editor if post.editor == "blocks" else classic_editor
    return "\n\n".join(editor.write(block) for block in (*first, *post.body))


def _picture(picture: Picture) -> dict[str, str]:
    return {"name": picture.name, "legend": picture.legend}


def _post(post: Post) -> dict[str, Any]:
    time = "%Y-%m-%d %H:%M:%S"
    return {
        "key": post.key,
        "title": post.title_html or escape(post.title, quote=False),
        "slug": post.slug or "",
        "old_slug": post.old_slug,
        "content": content(post),
        "excerpt": escape(post.excerpt or "", quote=False),
        "status": post.status,
        "password": post.password,
        "author": post.author,
        "published": post.published.strftime(time),
        "modified": post.modified.strftime(time) if post.modified else None,
        "sections": post.sections,
        "tags": post.tags,
        "minutes": reading_minutes(post),
        "picture": post.picture.name if post.picture else None,
        "pictures": [picture.name for picture in pictures(post)],
        "sticky": post.sticky,
        "comments": post.comments,
    }
