"""Where the fields of an article stand on the pages of a site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from newscrawl import (
    articlebody,
    authors,
    body,
    declarations,
    header,
    heading,
    hydration,
    kind,
    labels,
    masthead,
    neighbours,
    parts,
    pictures,
    published,
    shape,
    standfirst,
    urls,
)
from newscrawl.article import Article
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.landmarks import credit
from newscrawl.masthead import Masthead
from newscrawl.neighbours import Cards, Neighbours
from newscrawl.rules import Rules, first
from newscrawl.site import Site
from newscrawl.text import collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """How the articles of a site are read: only what differs from other newspapers.

    Each field is a tuple of rules that are tried in order, before the defaults.
    """

    until: date | None = None
    """The last day on which pages looked so; None where they do today."""
    body: str | None = None
    """Selector of the element that holds the body."""
    drop: str = ""
    """Selector of what stands in the body and is not the article."""
    title: Rules = ()
    standfirst: Rules = ()
    authors: Rules = ()
    sections: Rules = ()
    tags: Rules = ()
    published: Rules = ()
    modified: Rules = ()
    post_id: Rules = ()
    language: Rules = ()

    def __post_init__(self) -> None:
        for each in fields(self):
            rules = getattr(self, each.name)
            # A string is a tuple of letters to whatever goes through it.
            if each.type == Rules and not isinstance(rules, tuple):
                raise TypeError(
                    f"{each.name}={rules!r} is no tuple of rules: write"
                    f" {each.name}=({rules!r},)"
                )


Versions = ArticlePage | tuple[ArticlePage, ...]
"""How the articles of a site are read, or how they were, from the oldest to today's."""


def check(page: Versions) -> None:
    """Raise ValueError where *page* does not say for each day how it was read."""
    versions = page if isinstance(page, tuple) else (page,)
    ends = [version.until for version in versions]
    if not ends or ends[-1] is not None:
        raise ValueError("page: the last ArticlePage is that of today, without until=")
    ended = [end for end in ends[:-1] if end]
    if len(ended) < len(ends) - 1:
        raise ValueError("page: each ArticlePage before the last needs its until=")
    if ended != sorted(set(ended)):
        days = ", ".join(map(str, ended))
        raise ValueError(f"page: each until= lies after the one before, not {days}")


def version(page: Versions, day: date | None) -> ArticlePage:
    """Return how a page is read that was fetched on *day*; None stands for today."""
    if isinstance(page, ArticlePage):
        return page
    held = (each for each in page if day and each.until and day <= each.until)
    return next(held, page[-1])


class Reading:
    """One page read by the rules of a site; every part when first asked for.

    By the rules of the day on which it was *fetched*, where that is not today.
    """

    def __init__(
        self,
        document: Document,
        page: Versions,
        site: Site,
        hosts: frozenset[str] = frozenset(),
        fetched: date | None = None,
    ) -> None:
        self.document = document
        self.page = version(page, fetched)
        self.site = site
        self.hosts = hosts | {urls.host(document.url)}

    @cached_property
    def kind(self) -> kind.Kind:
        """Whether the page is an article, a list of them, or neither."""
        document = self.document
        return (
            kind.by_address(document)
            or kind.by_declaration(document)
            or kind.by_sight(document, self.headline, self.header, self.neighbours)
        )

    @cached_property
    def whole(self) -> str | None:
        """Address of the article that this page is a further part of."""
        return parts.whole(self.document)

    @cached_property
    def parts(self) -> list[str]:
        """Addresses of the article's further pages."""
        return parts.find(self.document)

    @cached_property
    def masthead(self) -> Masthead:
        """The names of the site."""
        return masthead.find(self.document)

    @cached_property
    def headline(self) -> Block | None:
        """The block of the headline."""
        return heading.find(self.document, self.masthead)

    @cached_property
    def body(self) -> body.Body:
        """The blocks of the body."""
        return body.find(self.document, self.page.body, self.page.drop, self.headline)

    @cached_property
    def header(self) -> header.Header:
        """The blocks around the headline."""
        return header.find(self.document, self.headline, self.body)

    @cached_property
    def neighbours(self) -> Neighbours:
        """Previous and Next Story."""
        return neighbours.find(self.document, frozenset(map(urls.key, self.parts)))

    @cached_property
    def cards(self) -> Cards:
        """Latest from, Don't Miss and the like."""
        return neighbours.find_cards(self.document, self.body.end)

    @cached_property
    def standfirst(self) -> str | None:
        """The line under the headline."""
        return first(self.document, self.page.standfirst) or standfirst.find(
            self.document, self.header, self.headline
        )

    @cached_property
    def url(self) -> str:
        """The canonical address: what the page declares, within its own site."""
        for declared in (
            *self.document.links("canonical"),
            *self.document.meta.get("og:url", ()),
        ):
            url = self.document.absolute(declared)
            if url and urls.kind(url) == "page" and urls.within(url, self.hosts):
                return urls.canonical(url)
        return urls.canonical(self.document.url)

    @cached_property
    def title(self) -> str:
        """The headline's words; "" where the page has none."""
        if found := first(self.document, self.page.title):
            return found
        return heading.words(self.document, self.headline, self.masthead)

    @cached_property
    def text(self) -> str:
        """The body's blocks, joined by a blank line."""
        if unshown := self._unshown:
            return "\n\n".join(unshown)
        furniture = header.furniture(
            self.header, self.site.zone, day_first=self.site.day_first
        )
        skipped = {self.standfirst, self.title}
        return "\n\n".join(
            block.text
            for index, block in enumerate(self.body.blocks)
            if id(block) not in furniture
            and not (index < 3 and collapse(block.text) in skipped)
        )

    @property
    def _unshown(self) -> Sequence[str]:
        """Paragraphs that the page declares or leaves to its script."""
        if self.parts or self.whole:
            return ()  # the text of all parts may be declared on each
        if self.body.declared or self.body.blocks:
            return self.body.declared
        return articlebody.paragraphs(hydration.find(self.document.html))

    def article(self, name: str) -> Article:
        """Return the record of the page; *name* is the site's."""
        document, page, site = self.document, self.page, self.site
        dates = published.find(document, page.published, self.header, site)
        change = published.find_modified(document, page.modified, self.header, site)
        sections = labels.sections(
            self.document, page.sections, self.header, self.cards, site
        )
        images = pictures.find(document, self._first, self.body)
        return Article(
            site=name,
            url=self.url,
            post_id=labels.post_id(document, page.post_id),
            title=self.title,
            standfirst=self.standfirst,
            credit=credit(self.standfirst or ""),
            authors=authors.find(document, page.authors, self.header, self.masthead),
            section=sections[0] if sections else None,
            sections=sections,
            tags=labels.tags(document, page.tags, self.header),
            published_raw=dates.raw,
            published_source=dates.source,
            modified_raw=change,
            text=self.text,
            reading_minutes=header.reading_minutes(self.header),
            language=first(document, page.language)
            or document.language
            or site.language,
            images=images,
            previous_url=self.neighbours.previous,
            next_url=self.neighbours.next,
            also_read=self._addresses(anchor.href for anchor in self.body.callouts),
            related=list(self.cards.links),
            flags=shape.find(document, self.body, len(images)),
            rights=declarations.of_page(document),
        )

    @property
    def _first(self) -> int:
        if self.headline is None:
            return self.body.start
        return self.document.blocks.index(self.headline)

    def _addresses(self, hrefs: Iterable[str]) -> list[str]:
        found = (self.document.absolute(href) for href in hrefs)
        return list(dict.fromkeys(urls.canonical(url) for url in found if url))
