"""The JSON-LD of a story, as plugins write it and as it breaks on the way."""

import json
from typing import Any
from zlib import crc32

from newscrawl.newspaper import stamps
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.stamps import Stamp
from newscrawl.newspaper.story import Story

Thing = dict[str, Any]

FLAVOURS = ("graph", "newline", "comma", "list", "plain", "none")
"""Yoast's graph; with a raw line break in a string; with a comma too many; a list; one
thing, its date without a zone; no JSON-LD at all."""


def flavour(story: Story, seed: int) -> str:
    """Return how the JSON-LD of *story* is written."""
    return FLAVOURS[mix(seed, story.index, 21) % len(FLAVOURS)]


def date(stamp: Stamp, kind: str) -> str:
    """Return *stamp* as JSON-LD of this flavour writes it."""
    return stamp.naive if kind == "plain" else stamp.iso


def changed(story: Story, kind: str) -> Stamp | None:
    """Return the change that JSON-LD states: Yoast states one for every story."""
    published = stamps.published(story)
    if story.modified or kind in ("plain", "none"):
        return stamps.modified(story)
    return None if published is None or published.fault else published


def scripts(story: Story, edition: Edition, name: str) -> str:
    """Return the script elements of *story*; *name* is the paper's."""
    kind = flavour(story, edition.seed)
    if kind == "none":
        return ""
    article = _article(story, edition, kind)
    if kind == "plain":
        return _element(_dump({"@context": "https://schema.org", **article}))
    crumbs = _crumbs(story, edition)
    if kind == "list":
        return _element(_dump([crumbs, {"@context": "https://schema.org", **article}]))
    site = {"@type": "WebSite", "@id": f"{edition.base}/#website", "name": name}
    page = {"@type": "WebPage", "@id": edition.url(story.index), "name": story.title}
    graph = {
        "@context": "https://schema.org",
        "@graph": [article, page, crumbs, site, *_people(story, edition)],
    }
    return _element(_break(_dump(graph), kind))


def _dump(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False).replace("</", "<\\/")


def _break(words: str, kind: str) -> str:
    if kind == "newline":
        return words.replace('"description": "', '"description": "\n', 1)
    return words.replace("}]}", "},]}", 1) if kind == "comma" else words


def _element(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def _article(story: Story, edition: Edition, kind: str) -> Thing:
    url = edition.url(story.index)
    thing: Thing = {
        "@type": "NewsArticle" if kind in ("list", "plain") else "Article",
        "@id": f"{url}#article",
        "headline": story.title,
        "description": story.standfirst or "",
        "mainEntityOfPage": {"@id": url},
        "articleSection": list(story.sections),
        "inLanguage": "en-GB",
    }
    if story.tags:
        thing["keywords"] = list(story.tags)
    if story.authors:
        thing["author"] = _authors(story, edition, kind)
    if story.picture:
        thing["image"] = {
            "@type": "ImageObject",
            "url": edition.base + story.picture.path,
        }
    for field, stamp in (
        ("datePublished", stamps.published(story)),
        ("dateModified", changed(story, kind)),
    ):
        if stamp:
            thing[field] = date(stamp, kind)
    return thing


def _identity(author: str, edition: Edition) -> str:
    return f"{edition.base}/#/schema/person/{crc32(author.encode()):x}"


def _authors(story: Story, edition: Edition, kind: str) -> Any:
    if kind in ("list", "plain"):
        people = [{"@type": "Person", "name": author} for author in story.authors]
    else:
        people = [
            {"name": author, "@id": _identity(author, edition)}
            for author in story.authors
        ]
    return people if len(people) > 1 else people[0]


def _people(story: Story, edition: Edition) -> list[Thing]:
    return [
        {"@type": "Person", "@id": _identity(author, edition), "name": author}
        for author in story.authors
    ]


def _crumbs(story: Story, edition: Edition) -> Thing:
    names = ("Home", story.sections[0].removeprefix("-"), story.title)
    return {
        "@type": "BreadcrumbList",
        "@id": f"{edition.url(story.index)}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name}
            for place, name in enumerate(names, start=1)
        ],
    }
