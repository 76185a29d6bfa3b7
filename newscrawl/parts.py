"""Articles that are split over several pages."""

import re

from newscrawl import urls
from newscrawl.document import Document

_MOST_PARTS = 50
_NUMBERED = re.compile(r"(?:page\s*)?\d+$", re.IGNORECASE)


def find(document: Document) -> list[str]:
    """Return the addresses of the article's further pages, in order."""
    own = urls.key(document.url)
    found: dict[int, str] = {}
    for anchor in document.layout.anchors:
        if not urls.ends_in_number(anchor.href):  # nearly all
            continue
        url = document.absolute(anchor.href)
        part = urls.part(url) if url else None
        if part and part[1] <= _MOST_PARTS and urls.key(part[0]) == own:
            found.setdefault(part[1], urls.canonical(url))
    return [found[number] for number in sorted(found)]


def whole(document: Document) -> str | None:
    """Return the address of the article that *document* is a further page of."""
    part = urls.part(document.url)
    if part is None:
        return None
    own = urls.key(part[0])
    for anchor in document.layout.anchors:
        url = document.absolute(anchor.href)
        if url and urls.key(url) == own and _NUMBERED.match(anchor.text):
            return urls.canonical(url)
    return None
