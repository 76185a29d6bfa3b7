"""The whole paper: the ordinary posts, and those that are traps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from tests.wordpress.authoring import Desk, write_post
from tests.wordpress.blocks import Block, Post
from tests.wordpress.prose import Prose
from tests.wordpress.traps import TRAPS

LEAST = 60
"""Fewer posts than this would leave out some of the traps."""
NEWEST = datetime(2022, 12, 20, 9, 41, 7, tzinfo=UTC)
FAR = datetime(2099, 1, 1, 12, 0, 0, tzinfo=UTC)


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
