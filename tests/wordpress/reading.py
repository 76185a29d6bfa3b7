"""What of a post a reader reads: its text, sections, pictures and callouts."""

from collections.abc import Iterable, Sequence

from tests.wordpress.blocks import READ, Block, Picture, Post

WORDS_A_MINUTE = 200


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


def pictures(post: Post) -> list[Picture]:
    """The featured picture, then those in the body."""
    return [post.picture, *shown(post.body)] if post.picture else shown(post.body)


def shown(body: Iterable[Block]) -> list[Picture]:
    """The pictures in a body."""
    return [picture for block in body for picture in block.pictures]
