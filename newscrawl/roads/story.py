"""A story as a road tells it, and the record that it makes."""

import re
from dataclasses import dataclass, replace
from html import escape

from newscrawl import dates
from newscrawl.article import Article, DateSource
from newscrawl.document import Document
from newscrawl.landmarks import credit
from newscrawl.lead import Lead, Road
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site
from newscrawl.text import clean

_BODY = "div.entry-content"
_SPLIT = "<!--nextpage-->"
_CUT_OFF = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)$")
_SOURCES: dict[Road, DateSource] = {"rest": "rest", "feeds": "feed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """The picture that stands before a story."""

    url: str
    caption: str = ""
    """HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a road tells of one story, as written; what it does not tell is empty."""

    url: str
    """Canonical."""
    road: Road
    title: str
    """HTML, as `content` and `excerpt` are."""
    content: str = ""
    excerpt: str = ""
    post_id: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    photograph: Photograph | None = None
    previous: str | None = None
    next: str | None = None
    is_protected: bool = False
    """Whether the text is for those who have the password."""

    def lead(self, site: Site) -> Lead:
        """Return the lead to its page."""
        moment = dates.parse(self.published or "", site.zone)
        changed = dates.parse(self.modified or "", site.zone)
        return Lead(
            url=self.url,
            road=self.road,
            text=clean(self.title),
            day=moment.day(site.zone) if moment else None,
            changed=changed.time if changed else None,
        )

    @property
    def standfirst(self) -> str | None:
        """The excerpt, unless it was cut from the text by a machine."""
        excerpt = clean(self.excerpt)
        if not excerpt or _CUT_OFF.search(excerpt):
            return None
        return None if clean(self.content).startswith(excerpt) else excerpt

    @property
    def is_split(self) -> bool:
        """Whether its page shows only a part of it at a time."""
        return _SPLIT in self.content

    @property
    def is_whole(self) -> bool:
        """Whether nothing shows that the text goes on elsewhere."""
        text = clean(self.content)
        return bool(text) and not (self.is_protected or _CUT_OFF.search(text))


def article(
    story: Story, name: str, page: ArticlePage, site: Site, hosts: frozenset[str]
) -> Article:
    """Return the record of *story*, read as the pages of the site *name* are."""
    own = ArticlePage(body=_BODY, drop=page.drop)
    read = Reading(Document(_html(story), story.url), own, site, hosts).article(name)
    standfirst = read.standfirst or story.standfirst
    return replace(
        read,
        url=story.url,
        post_id=story.post_id,
        standfirst=standfirst,
        credit=credit(standfirst or ""),
        authors=list(story.authors),
        section=next(iter(story.sections), None),
        sections=list(story.sections),
        tags=list(story.tags),
        published_raw=story.published,
        published_source=_SOURCES[story.road] if story.published else None,
        modified_raw=story.modified,
        language=site.language,
        previous_url=story.previous,
        next_url=story.next,
        related=[],
    )


def _html(story: Story) -> str:
    photograph = story.photograph
    figure = (
        f'<figure><img src="{escape(photograph.url)}">'
        f"<figcaption>{photograph.caption}</figcaption></figure>"
        if photograph
        else ""
    )
    return (
        f'<html><body><article><h1 class="entry-title">{story.title}</h1>{figure}'
        f'<div class="entry-content">{story.content}</div></article></body></html>'
    )
