"""The invented paper: the same from the same seed, nothing said twice, every trap."""

from collections import Counter

import pytest

from tests.wordpress.blocks import READ, Post
from tests.wordpress.paper import LEAST, write_paper
from tests.wordpress.reading import text
from tests.wordpress.submission import content

COUNT = 320
CURLED_OR_JOINED = ('"', "'", "--", "...")
"""What WordPress would print otherwise than it was written."""


@pytest.fixture(scope="module")
def paper() -> list[Post]:
    return write_paper(COUNT)


def test_a_seed_makes_one_paper(paper: list[Post]) -> None:
    assert write_paper(COUNT) == paper
    assert write_paper(COUNT, seed=2) != paper


def test_count_is_that_of_public_posts(paper: list[Post]) -> None:
    public = [post for post in paper if post.status == "publish"]
    assert len([post for post in public if not post.password]) == COUNT
    assert len({post.published for post in public}) == len(public)


def test_too_few_posts_are_refused() -> None:
    with pytest.raises(ValueError, match=f"give at least {LEAST}"):
        write_paper(LEAST - 1)


def test_no_line_is_in_two_posts_but_in_the_two_pairs(paper: list[Post]) -> None:
    lines = Counter(line for post in paper for line in text(post.body).split("\n\n"))
    posts = Counter(text(post.body) for post in paper)
    twice = [body for body, times in posts.items() if times > 1]
    repeated = {line for body in twice for line in body.split("\n\n")}
    assert len(twice) == 2
    assert {line for line, times in lines.items() if times > 1} == repeated


def test_every_kind_of_block_is_in_both_editors(paper: list[Post]) -> None:
    met = {(post.editor, block.kind) for post in paper for block in post.body}
    kinds = READ | {"picture", "gallery", "video", "callout", "more", "page"}
    assert met == {(editor, kind) for editor in ("classic", "blocks") for kind in kinds}


@pytest.mark.parametrize("mark", CURLED_OR_JOINED)
def test_wordpress_finds_nothing_to_improve(paper: list[Post], mark: str) -> None:
    words = [text(post.body) + post.title + (post.standfirst or "") for post in paper]
    assert not [line for line in words if mark in line]


def test_classic_content_has_no_block_comments(paper: list[Post]) -> None:
    by_editor = {post.editor: content(post) for post in paper}
    assert "<!-- wp:" not in by_editor["classic"]
    assert by_editor["blocks"].startswith("<!-- wp:")
