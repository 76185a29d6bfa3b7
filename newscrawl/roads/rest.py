"""The REST API of WordPress: a hundred stories for one request.

https://developer.wordpress.org/rest-api/reference/posts/
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from w3lib.url import add_or_replace_parameters, url_query_cleaner

from newscrawl import learning, urls
from newscrawl.document import Document
from newscrawl.roads.story import Photograph, Story
from newscrawl.site import section_name
from newscrawl.text import clean

PATH = "/wp-json/wp/v2/posts"
"""Where it stands that no page names."""

MOST = 100
"""Stories a request: the API's own bound."""

OVERLAP = 2
"""Stories that two answers in a row share."""

_EMBEDDED = "author,wp:term,wp:featuredmedia"
_FIELDS = "id,date_gmt,modified_gmt,link,title,content,excerpt,_links,_embedded"
_ASKED = (
    "per_page", "_embed", "_fields", "after", "before", "modified_after", "orderby",
    "offset",
)  # fmt: skip


def declared(document: Document) -> str | None:
    """Return the address of the posts of the API that a page declares."""
    root = learning.api(document)
    return f"{root.rstrip('/')}/wp/v2/posts" if root else None


def first(
    url: str,
    since: date | None = None,
    until: date | None = None,
    count: int = MOST,
) -> str:
    """Return the address of the newest stories, those published in these days.

    The days are of the site's own zone, as those of the API are.
    """
    asked = {"per_page": str(count), "_embed": _EMBEDDED, "_fields": _FIELDS}
    if since:
        asked["after"] = f"{since - timedelta(days=1)}T23:59:59"
    if until:
        asked["before"] = f"{until + timedelta(days=1)}T00:00:00"
    return add_or_replace_parameters(url, asked)


def base(url: str) -> str:
    """Return the address of the posts that *url* asks for some of."""
    return url_query_cleaner(url, _ASKED, remove=True)


def is_of_changes(url: str) -> bool:
    """Say whether *url* is one that `changed` returned."""
    return "modified_after=" in url


def changed(url: str, mark: str) -> str:
    """Return the address of what changed after *mark*, the latest change first."""
    return add_or_replace_parameters(
        first(url), {"modified_after": mark, "orderby": "modified"}
    )


@dataclass(frozen=True, slots=True)
class Posts:
    """One answer of the API; its stories stand in the order that was asked for."""

    stories: tuple[Story, ...]
    offset: int
    """How many stand before them."""
    is_last: bool
    """Whether none come after them."""
    is_bounded: bool
    """Whether it was asked for some days only."""

    def older(self, url: str) -> str | None:
        """Return the address of what comes after those that *url* gave.

        The last two are given once more: so each has its neighbours beside it, and one
        that is deleted meanwhile makes no other be passed over.
        """
        if self.is_last:
            return None
        offset = self.offset + len(self.stories) - OVERLAP
        return add_or_replace_parameters(url, {"offset": str(offset)})

    @property
    def edges(self) -> tuple[Story, ...]:
        """Those whose neighbours are not known, and are not in another answer."""
        if not (self.is_bounded and self.stories):
            return ()
        found = [] if self.offset else [self.stories[0]]
        return (*found, *(self.stories[-1:] if self.is_last else ()))

    @property
    def inner(self) -> tuple[Story, ...]:
        """The others, with their neighbours."""
        starts = bool(self.offset or self.is_bounded)
        ends = not self.is_last or self.is_bounded
        return self.stories[int(starts) : len(self.stories) - int(ends)]


def read(body: bytes, url: str) -> Posts | None:
    """Return the stories in *body*, the answer at *url*; None where it is none."""
    try:
        posts = json.loads(body)
    except ValueError:
        return None
    if not isinstance(posts, list):
        return None
    asked = dict(parse_qsl(urlsplit(url).query))
    stories = tuple(filter(None, map(_story, posts)))
    if posts and not stories:
        return None
    if asked.get("orderby", "date") == "date":
        stories = tuple(_beside(stories))
    return Posts(
        stories,
        offset=int(asked.get("offset", 0)),
        is_last=len(posts) < int(asked.get("per_page", MOST)),
        is_bounded="after" in asked or "before" in asked,
    )


def mark(posts: Posts) -> str | None:
    """Return the time of the latest change among *posts*."""
    return max((s.modified for s in posts.stories if s.modified), default=None)


def _beside(stories: Sequence[Story]) -> Iterator[Story]:
    """Yield *stories*, the newest first, with their neighbours."""
    newer = (None, *stories)
    older = (*stories[1:], None)
    for next_, story, previous in zip(newer, stories, older, strict=False):
        yield replace(
            story,
            previous=previous.url if previous else None,
            next=next_.url if next_ else None,
        )


def _story(post: Any) -> Story | None:
    try:
        content = post["content"]
        return Story(
            url=urls.canonical(post["link"]),
            road="rest",
            title=post["title"]["rendered"],
            content=content["rendered"],
            excerpt=post.get("excerpt", {}).get("rendered", ""),
            post_id=str(post["id"]),
            published=_time(post.get("date_gmt")),
            modified=_time(post.get("modified_gmt")),
            authors=tuple(_authors(post)),
            sections=tuple(map(section_name, _terms(post, "category"))),
            tags=tuple(_terms(post, "post_tag")),
            photograph=_photograph(post),
            is_protected=bool(content.get("protected")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # no post as the API gives it


def _time(written: str | None) -> str | None:
    """Return a time of the API with its zone, which it leaves unsaid."""
    return f"{written}Z" if written and not written.startswith("0000") else None


def _embedded(post: Mapping[str, Any], relation: str) -> list[Any]:
    return (post.get("_embedded") or {}).get(relation) or []


def _authors(post: Mapping[str, Any]) -> Iterator[str]:
    for author in _embedded(post, "author"):
        if name := clean(author.get("name", "")):
            yield name


def _terms(post: Mapping[str, Any], taxonomy: str) -> Iterator[str]:
    for terms in _embedded(post, "wp:term"):
        for term in terms:
            if term.get("taxonomy") == taxonomy:
                yield clean(term["name"])


def _photograph(post: Mapping[str, Any]) -> Photograph | None:
    for media in _embedded(post, "wp:featuredmedia"):
        if media.get("media_type") == "image" and (url := media.get("source_url")):
            return Photograph(url=url, caption=media["caption"]["rendered"])
    return None
