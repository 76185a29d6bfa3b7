"""The cards of a list: which day each of its stories bears."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from newscrawl import dates
from newscrawl.boxes import Anchor, Box
from newscrawl.document import Document
from newscrawl.site import Site

_LONGEST = 80


def days(
    document: Document, stories: Iterable[tuple[Anchor, str]], site: Site
) -> dict[str, date]:
    """Return the days of *stories*, links with their addresses, as far as shown.

    The card of a story is the largest box that links no other story. One that shows
    several days shows none for certain.
    """
    linked: dict[Box, set[str]] = defaultdict(set)
    listed = list(stories)
    for anchor, url in listed:
        for box in anchor.box.ancestors():
            linked[box].add(url)
    found = {}
    for anchor, url in listed:
        alone = [box for box in anchor.box.ancestors() if len(linked[box]) == 1]
        if alone and (day := _day(document, alone[-1], site)):
            found[url] = day
    return found


def _day(document: Document, card: Box, site: Site) -> date | None:
    seen = set()
    for block in document.blocks[card.start : card.end]:
        if len(block.text) > _LONGEST:
            continue
        for raw in dates.find(block.text, site.zone, day_first=site.day_first):
            moment = dates.parse(raw, site.zone, day_first=site.day_first)
            seen.add(moment.day(site.zone) if moment else None)
    return seen.pop() if len(seen) == 1 else None
