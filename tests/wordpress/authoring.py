"""An ordinary post of the invented paper, and what may vary about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.wordpress import words
from tests.wordpress.blocks import Block, Editor, Picture, Post
from tests.wordpress.masthead import AUTHORS, CREDITS, PARENTS, SECTIONS, TAGS
from tests.wordpress.prose import Prose

EDITORS: tuple[Editor, ...] = ("classic", "blocks")


@dataclass(frozen=True)
class Desk:
    """Where a post is written: the draw, the prose, how many posts there are."""

    random: Random
    prose: Prose
    count: int


def key(number: int) -> str:
    """The name of a post among ourselves."""
    return f"post-{number:04}"


def write_post(desk: Desk, number: int, published: datetime) -> Post:
    """An ordinary post; `number` decides what it has, `desk` its words."""
    line, credit = _standfirst(desk.prose.sentence(), number)
    apart = number % 5 == 4
    later = timedelta(hours=desk.random.randint(3, 90), seconds=number % 60)
    return Post(
        key=key(number),
        title=desk.prose.headline(),
        published=published,
        author=AUTHORS[number % len(AUTHORS)],
        sections=_sections(desk.random, number),
        tags=tuple(desk.random.sample(TAGS, number % 5)),
        editor=desk.random.choice(EDITORS),
        modified=published + later if number % 12 == 5 else None,
        standfirst=None if apart else line,
        credit=credit,
        excerpt=line if apart else None,
        picture=picture(number, 0) if number % 3 == 1 else None,
        body=write_body(desk, number),
        comments=_comments(desk.prose, number),
    )


def write_body(desk: Desk, number: int) -> tuple[Block, ...]:
    """Paragraphs, and between them what this number calls for."""
    count = desk.random.randint(4, 9)
    body = [_paragraph(desk, number, place) for place in range(count)]
    for block in _extras(desk, number):
        body.insert(desk.random.randint(1, len(body) - 1), block)
    if number % 7 == 3:
        body.insert(1, Block("more"))
    if number % 4 == 0:
        body.append(callout(desk, number))
    return tuple(body)


def callout(desk: Desk, number: int, *, link: bool = True) -> Block:
    """An ALSO READ line; its title is another post's, filled in by the paper."""
    other = (number + desk.random.randint(2, desk.count - 1)) % desk.count
    label = "ALSO READ: " if number % 8 else "ALSO READ-"
    return Block("callout", (label, key(other)), key(other) if link else None)


def picture(number: int, place: int) -> Picture:
    """A picture that only this post shows."""
    caption = f"The quay, view {number}–{place}" if (number + place) % 2 else None
    credit = words.PEOPLE[number % len(words.PEOPLE)] if number % 3 else None
    return Picture(name=f"quay-{number:04}-{place}", caption=caption, credit=credit)


def _extras(desk: Desk, number: int) -> list[Block]:
    sentence = desk.prose.sentence
    extras = []
    if number % 3 == 0:
        extras.append(Block("heading", (desk.prose.headline(),)))
    if number % 4 == 1:
        extras.append(Block("list", tuple(sentence() for _ in range(3))))
    if number % 5 == 2:
        extras.append(Block("quote", (sentence(), sentence())))
    if number % 6 == 2:
        extras.append(Block("picture", pictures=(picture(number, 1),)))
    if number % 6 == 3:
        extras.append(callout(desk, number, link=number % 12 != 3))
    if number % 11 == 3:
        extras.append(Block("video", (_video(number),)))
    if number % 17 == 5:
        shown = tuple(picture(number, place) for place in range(2, 5))
        extras.append(Block("gallery", pictures=shown))
    return extras


def _paragraph(desk: Desk, number: int, place: int) -> Block:
    if place == 2 and number % 9 == 4:
        return Block("paragraph", (desk.prose.sentence(), desk.prose.sentence()))
    link = (
        key((number * 7 + 3) % desk.count) if place == 3 and number % 8 == 1 else None
    )
    return Block("paragraph", (desk.prose.paragraph(2 + place % 3),), link)


def _standfirst(line: str, number: int) -> tuple[str | None, str | None]:
    """The line and whom it credits: a fifth have neither, a tenth credit no one."""
    if number % 5 == 3:
        return None, None
    if number % 10 == 4:
        return line, None
    credit = CREDITS[number % len(CREDITS)]
    verb = "writes" if credit == "Zoya Kestrel" else "reports"
    dots = "…." if number % 7 == 0 else "…"
    return f"{line.rstrip('.')}{dots}{verb} {credit}", credit


def _sections(random: Random, number: int) -> tuple[str, ...]:
    own = SECTIONS[number % len(SECTIONS)]
    others = [name for name in SECTIONS if name not in (own, PARENTS.get(own))]
    return (own, *random.sample(others, number % 3))


def _comments(prose: Prose, number: int) -> tuple[str, ...]:
    count = number % 3 + 1 if number % 10 == 6 else 0
    return tuple(prose.paragraph(2) for _ in range(count))


def _video(number: int) -> str:
    if number % 2:
        return f"https://www.youtube.com/watch?v=quay{number:07}"
    return f"https://vimeo.com/{900000000 + number}"
