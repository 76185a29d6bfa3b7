"""The whole truth about a site: its articles, their neighbours, and what is none."""

from collections.abc import Iterator, Sequence

from tests.wordpress.blocks import Post
from tests.wordpress.places import Places
from tests.wordpress.reading import pictures, sections
from tests.wordpress.themes import Theme
from tests.wordpress.truth import Record, record

LATEST, MISSED = 5, 2
"""Cards under "Latest from" and under "Don't Miss"."""


def expect(posts: Sequence[Post], places: Places, theme: Theme) -> list[Record]:
    """Lines of truth under a theme: articles in order of publication, then others."""
    public = sorted(
        (post for post in posts if post.status == "publish"),
        key=lambda post: post.published,
    )
    articles = [
        record(post, places, theme) | _around(post, public, places, theme)
        for post in public
        if not post.password
    ]
    return articles + list(_strangers(posts, places))


def _around(
    post: Post, public: list[Post], places: Places, theme: Theme
) -> dict[str, str | list[str] | None]:
    if not theme.neighbours:
        return {"previous_url": None, "next_url": None, "related": []}
    place = public.index(post)
    before = public[place - 1] if place else None
    after = public[place + 1] if place + 1 < len(public) else None
    related = _related(post, public) if theme.excerpt else []
    return {
        "previous_url": places.posts[before.key].url if before else None,
        "next_url": places.posts[after.key].url if after else None,
        "related": [places.posts[other.key].url for other in related],
    }


def _related(post: Post, public: list[Post]) -> list[Post]:
    """The newest of the first section, newest first, and those after them."""
    first = sections(post)[0]
    same = [other for other in public if other != post and _within(other, first)]
    return same[::-1][: LATEST + MISSED]


def _within(post: Post, section: str) -> bool:
    # WordPress counts a post of a section within to the section around it.
    names = {name.removeprefix("-") for name in post.sections}
    return section in names or (section == "Sports" and "Cricket" in names)


def _strangers(posts: Sequence[Post], places: Places) -> Iterator[Record]:
    for post in posts:
        own = places.posts[post.key]
        if post.password:
            yield _none(own.url, "password")
        elif post.status != "publish":
            yield _none(own.url, post.status)
        if own.old:
            yield _none(own.old, "old slug")
        for part in range(2, [b.kind for b in post.body].count("page") + 2):
            yield _none(f"{own.url}{part}/", "part")
    public = (post for post in posts if post.status == "publish")
    for name in dict.fromkeys(one.name for post in public for one in pictures(post)):
        yield _none(places.pictures[name].url, "attachment")
    for url, why in places.others.items():
        yield _none(url, why)


def _none(url: str, why: str) -> Record:
    return {"url": url, "expected": False, "why": why}
