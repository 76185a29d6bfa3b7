"""The headline of a page: which heading it is, and its words."""

import re
from collections.abc import Iterator

from newscrawl import jsonld
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.text import collapse, fold

# Between the title of a page and the name of its site.
_SITE_NAME = re.compile(r"\s+[|–—·•«»:-]{1,2}\s+(?=\S)")
_CUT = re.compile(r"\s*(?:…|\.{3,}|\[…\]|\[\.\.\.\])$")
_MOST_HEADINGS = 60


def titles(document: Document) -> Iterator[str]:
    """Yield what the page declares to be its title, best first."""
    yield from jsonld.strings(document.article.get("headline"))
    for name in ("og:title", "twitter:title", "dc.title"):
        yield from document.meta.get(name, ())
    if document.title:
        yield document.title


def find(document: Document) -> Block | None:
    """Return the block of the headline: the heading that the page's title begins with.

    A page that declares no title has the first `<h1>` of its own, else the first
    heading that is no link.
    """
    headings = [block for block in document.blocks if block.is_heading]
    headings = sorted(headings[:_MOST_HEADINGS], key=lambda block: block.tag)
    for title in titles(document):
        agreeing = [block for block in headings if agrees(block.text, title)]
        if agreeing:
            return max(agreeing, key=lambda block: _rank(block, document))
    own = (block for block in headings if not leads_away(block, document))
    return next((block for block in own if not _is_site_name(block, document)), None)


def _rank(block: Block, document: Document) -> tuple[int, int, bool]:
    tag = {"h1": 2, "h2": 1}.get(block.tag, 0)
    return len(fold(block.text)), tag, not leads_away(block, document)


def agrees(heading: str, title: str) -> bool:
    """Say whether *title* is *heading*, perhaps cut off or with the site's name."""
    bare = strip_site_name(title)
    words, declared = fold(heading), fold(_CUT.sub("", bare))
    if not words or not declared:
        return words == declared and collapse(heading) == collapse(title)
    if words in (declared, fold(title)):
        return True
    if _CUT.search(bare) and words.startswith(declared):
        return True
    rest = title[len(heading) :] if title.startswith(heading) else ""
    return _SITE_NAME.match(rest) is not None


def strip_site_name(title: str) -> str:
    """Return *title* without what stands behind its last bar or dash."""
    cuts = [found.start() for found in _SITE_NAME.finditer(title)]
    return title[: cuts[-1]].strip() if cuts else title


def leads_away(block: Block, document: Document) -> bool:
    """Say whether *block* is a link to another page, as the title of a card is."""
    if block.linked < 0.8:
        return False
    return any(
        not document.is_own(document.absolute(anchor.href)) for anchor in block.anchors
    )


def _is_site_name(block: Block, document: Document) -> bool:
    names = document.meta.get("og:site_name", [])
    return any(fold(block.text) == fold(name) for name in names) or any(
        box.tag == "header" and box.parent is not None and box.parent.tag == "body"
        for box in block.box.ancestors()
    )
