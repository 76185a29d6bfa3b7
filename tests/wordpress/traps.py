"""What becomes of single posts: the things that trip up a crawler."""

from collections.abc import Callable
from dataclasses import replace

from tests.wordpress.authoring import Desk
from tests.wordpress.blocks import OLD, Block, Post

Change = Callable[[Desk, list[Post], Post], Post]
"""Takes the desk, all ordinary posts, and the one to change."""


def _titled(title: str, html: str | None = None) -> Change:
    def change(_desk: Desk, _posts: list[Post], post: Post) -> Post:
        return replace(post, title=f"{title} {post.title}", title_html=html)

    return change


def _marked(_desk: Desk, _posts: list[Post], post: Post) -> Post:
    title = f"Aboard the Gull & Anchor: {post.title}"
    html = f"Aboard the <em>Gull &amp; Anchor</em>: {post.title}"
    return replace(post, title=title, title_html=html)


def _foreign(script: str) -> Change:
    def change(desk: Desk, _posts: list[Post], post: Post) -> Post:
        title, *lines = (desk.prose.foreign(script) for _ in range(3))
        first, last = (Block("paragraph", (line,)) for line in lines)
        body = (first, *post.body, last)
        return replace(post, title=title.rstrip("।۔。"), body=body)

    return change


def _repeat(other: int) -> Change:
    def change(_desk: Desk, posts: list[Post], post: Post) -> Post:
        first = posts[other]
        return replace(
            post,
            body=first.body,
            editor=first.editor,
            standfirst=first.standfirst,
            excerpt=first.excerpt,
            credit=first.credit,
        )

    return change


def _same_title(other: int) -> Change:
    return lambda _desk, posts, post: replace(post, title=posts[other].title)


def _short(desk: Desk, _posts: list[Post], post: Post) -> Post:
    body = (Block("paragraph", (desk.prose.paragraph(2),)),)
    return replace(post, body=body, standfirst=None, excerpt=None, credit=None)


def _long(desk: Desk, _posts: list[Post], post: Post) -> Post:
    lines = (desk.prose.paragraph(4) for _ in range(120))
    return replace(post, body=tuple(Block("paragraph", (line,)) for line in lines))


def _split(parts: int) -> Change:
    def change(desk: Desk, _posts: list[Post], post: Post) -> Post:
        body = post.body
        for _ in range(parts - 1):
            more = (desk.prose.paragraph(3) for _ in range(3))
            rest = tuple(Block("paragraph", (line,)) for line in more)
            body = (*body, Block("page"), *rest)
        return replace(post, body=body)

    return change


def _renamed(_desk: Desk, _posts: list[Post], post: Post) -> Post:
    return replace(post, slug=f"{post.key}-renamed", old_slug=f"{post.key}-as-it-was")


def _points_to_old_slug(_desk: Desk, posts: list[Post], post: Post) -> Post:
    renamed = next(other for other in posts if other.old_slug)
    line = Block("callout", ("ALSO READ: ", renamed.key), f"{OLD}{renamed.key}")
    return replace(post, body=(*post.body, line))


def _sticky(_desk: Desk, _posts: list[Post], post: Post) -> Post:
    return replace(post, sticky=True)


TRAPS: dict[int, Change] = {
    2: _foreign("hi"),
    4: _foreign("ur"),
    5: _foreign("zh"),
    8: _titled("🚢"),
    9: _titled("‘Not yet’ –"),
    10: _titled("“Tea & trade” …"),
    11: _marked,
    13: _split(3),
    14: _split(2),
    15: _sticky,
    16: _repeat(1),
    18: _repeat(7),
    19: _short,
    20: _short,
    21: _long,
    22: _same_title(23),
    24: _renamed,
    25: _points_to_old_slug,
    26: _titled("नगर समाचार:"),
    31: _split(2),
    32: _split(4),
    44: _sticky,
}
"""What becomes of the post with that number."""
