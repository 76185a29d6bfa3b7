"""The whole paper: the ordinary posts, and those that are traps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from tests.wordpress.authoring import Desk, write_post
from tests.wordpress.blocks import OLD, Block, Post
from tests.wordpress.prose import Prose

LEAST = 60
"""Fewer posts than this would leave out some of the traps."""
NEWEST = datetime(2022, 12, 20, 9, 41, 7, tzinfo=UTC)
FAR = datetime(2099, 1, 1, 12, 0, 0, tzinfo=UTC)

Change = Callable[[Desk, list[Post], Post], Post]


def write_paper(count: int, seed: int = 1) -> list[Post]:
    """`count` published posts, oldest first, then those that no reader may find."""
    if count < LEAST:
        raise ValueError(f"{count} posts: give at least {LEAST}")
    random = Random(seed)
    desk = Desk(random, Prose(random), count)
    dates = _dates(random, count)
    posts = [write_post(desk, number, date) for number, date in enumerate(dates)]
    for number, change in TRAPS.items():
        posts[number] = change(desk, posts, posts[number])
    return [_with_titles(post, posts) for post in (*posts, *_hidden(desk))]


def _dates(random: Random, count: int) -> list[datetime]:
    moments = [NEWEST]
    while len(moments) < count:
        step = timedelta(
            minutes=random.randint(200, 6000), seconds=random.randint(0, 59)
        )
        moments.append(moments[-1] - step)
    return moments[::-1]


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


def _hidden(desk: Desk) -> list[Post]:
    """Posts that no reader, and one that no reader without the password, may read."""
    middle = NEWEST - timedelta(days=desk.count, hours=5, seconds=13)
    ordinary = [write_post(desk, desk.count + n, middle) for n in range(5)]
    protected, draft, private, future, sketch = ordinary
    return [
        replace(protected, key="protected", password="quay"),
        replace(draft, key="draft", status="draft"),
        replace(private, key="private", status="private", picture=None),
        replace(future, key="future", status="future", published=FAR),
        replace(sketch, key="sketch", status="draft"),
    ]


def _with_titles(post: Post, posts: list[Post]) -> Post:
    """The post with its callouts' keys replaced by the titles they stand for."""
    titles = {other.key: other.title for other in posts}

    def named(block: Block) -> Block:
        if block.kind != "callout":
            return block
        label, other = block.lines
        return replace(block, lines=(label, titles[other]))

    return replace(post, body=tuple(named(block) for block in post.body))
