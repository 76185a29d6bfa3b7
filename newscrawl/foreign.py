"""What its tag and its names say of an element: whether it is the article's own."""

import re
from functools import lru_cache

from newscrawl.boxes import Box

TAGS = frozenset({"nav", "aside", "footer", "figure", "figcaption"})
# Never the article, unless the headline stands within.
_NEVER = frozenset(
    "comment comments disqus respond related recommended recommendations recirc"
    " recirculation relatedposts yarpp outbrain taboola navigation nav breadcrumb"
    " breadcrumbs byline pagination pager pagelinks cookie cookies popup modal footer"
    " trending mostread".split()
)
# Not the article, unless most of the page's text stands within: page builders call
# each part a widget, and themes name the frame of an article by what is beside it.
_SELDOM = frozenset(
    "share sharing sharedaddy social addtoany newsletter newsletters subscribe"
    " subscription caption promo promotion advert advertisement advertising ad ads"
    " banner sidebar widget jp tags tagcloud authorbox signup sponsor sponsored teaser"
    " teasers infobox factbox donate donation donations".split()
)
_MORE = frozenset({"read", "more"})
# Likewise, and besides only as long as it is small: names of what stands beside a
# text are also part of the names of frames and paragraphs.
_SMALL = frozenset(
    "author authors autor autores auteur autore meta metadata info date time"
    " datetime timestamp credit credits copyright media mediaplayer image img picture"
    " photo photos foto fotos bild bilder video player gallery galerie galeria"
    " slideshow slider carousel audio embed summary tag topic topics keyword keywords"
    " description bio profile button buttons toolbar card cards follow".split()
)
_NEVER_PAIRS = (
    frozenset({"page", "links"}),
    frozenset({"author", "box"}),
    frozenset({"author", "bio"}),
    frozenset({"read", "also"}),
    frozenset({"screen", "reader"}),
    frozenset({"entry", "meta"}),
    frozenset({"entry", "footer"}),
    frozenset({"post", "meta"}),
    frozenset({"post", "tags"}),
    frozenset({"post", "share"}),
    frozenset({"reading", "time"}),
    frozenset({"visually", "hidden"}),
    frozenset({"sr", "only"}),
)
FRAMES = frozenset({"body", "main", "article", "html"})
_NAME = re.compile(r"[^\W_]+")
_HASH = re.compile(r"\d[a-zA-Z]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@lru_cache(maxsize=8192)  # classes repeat within a page and within a site
def words(names: str) -> frozenset[str]:
    """Return the words of a class or id: "post-navLinks" → post, nav, links.

    Those that a program made up, such as "n1AuAdJl", have none.
    """
    found: set[str] = set()
    for name in _NAME.findall(names):
        found.add(name.lower())
        if not _HASH.search(name):
            parts = _WORD.findall(name)
            found.update(part.lower() for part in parts if len(part) > 2)
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_named_foreign(names: str) -> bool:
    """Say whether a class or id names what is never the article."""
    found = words(names)
    return bool(found & _NEVER) or any(pair <= found for pair in _NEVER_PAIRS)


@lru_cache(maxsize=8192)
def doubts(names: str) -> frozenset[str]:
    """Return the words of a class or id that mostly name what is not the article."""
    found = words(names)
    return (found & _SELDOM) | (_MORE if found >= _MORE else frozenset())


@lru_cache(maxsize=8192)
def small_doubts(names: str) -> frozenset[str]:
    """Return those that only count where little prose stands within."""
    return words(names) & _SMALL


def is_foreign(inner: Box, container: Box | None) -> bool:
    """Say whether *inner* is something other than prose below *container*."""
    for box in inner.ancestors():
        if box is container:
            return False
        if box.tag in TAGS or box.tag == "form":
            return True
        if box.tag not in FRAMES and (is_named_foreign(box.names) or doubts(box.names)):
            return True
    return False
