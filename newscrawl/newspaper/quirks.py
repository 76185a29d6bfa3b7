"""What is odd about some of the stories and addresses, as on real sites."""

from dataclasses import dataclass
from functools import lru_cache

from newscrawl.newspaper.chance import Draw

PERIOD = 60
"""Of so many stories in a row each has another quirk, or none."""


@dataclass(frozen=True, slots=True)
class Quirk:
    """Something odd about a story."""

    name: str
    what: str
    once: bool = False
    """Whether only one story of an edition has it: those that try one's patience."""


STORY_QUIRKS = (
    Quirk("entities", "quotation marks, ampersands and angle brackets in the title"),
    Quirk("hindi", "a title in Hindi and English, and an address in Devanagari"),
    Quirk("urdu", "a title in Urdu and English, which changes direction"),
    Quirk("chinese", "a title in Chinese and English, without spaces"),
    Quirk("split", "an article over three pages: “Pages: 1 2 3”"),
    Quirk("gallery", "pictures that link to pages of their own (attachments)"),
    Quirk("video", "the bare address of a video on a line of its own, twice"),
    Quirk("callout-inside", "“ALSO READ-Title” between two paragraphs, linked"),
    Quirk("callout-end", "“ALSO READ: Title” as the last line, in bold, linked"),
    Quirk("callout-plain", "“ALSO READ-Title” without a link"),
    Quirk("callout-two", "a callout inside, another at the end"),
    Quirk("five", "one article, linked under five addresses"),
    Quirk("renamed", "an old address that redirects to the new one"),
    Quirk("repeated", "its text appears again, under another address and number"),
    Quirk("repeat", "the text of another article, under another title"),
    Quirk("changed", "changed since it was published, and says when"),
    Quirk("slow", "a page that takes a second", once=True),
    Quirk("healing", "a page that answers 500 when first asked", once=True),
    Quirk("charset", "UTF-8, but the header says ISO-8859-1"),
    Quirk("list", "list items, numbered and not"),
    Quirk("headings", "sub-headings"),
    Quirk("quotations", "quotations set apart, of one paragraph and of two"),
    Quirk("long", "a very long article"),
    Quirk("short", "a very short one: two sentences"),
    Quirk("anonymous", "no author"),
    Quirk("two-authors", "two authors"),
    Quirk("undated", "no date"),
    Quirk("impossible", "a date that no calendar has"),
    Quirk("future", "a date in the future"),
    Quirk("lines", "a verse: lines broken by a single <br>"),
    Quirk("notice", "an advertisement inside and a paywall's notice at the end"),
    Quirk("no-standfirst", "nothing between the headline and the body"),
    Quirk("lazy", "a picture whose address is in data-src"),
    Quirk("pictures", "pictures inside the body, with captions and credits"),
)
"""Spread over every PERIOD stories of an edition, in an order drawn from the seed."""

PAPER_QUIRKS = {
    "pinned": "an old story stands first in the lists of its sections",
    "loop": "a section whose older pages go round for ever",
    "forbidden": "a folder that robots.txt forbids, with what looks like an article",
    "blank": "a page of nothing",
    "dead": "links to pages that are not there: 404 and 410",
    "circle": "two addresses that redirect to each other",
    "pdf": "links to files that are not HTML, one of which does not look like it",
    "elsewhere": "a section of the menu that is on another host",
    "pages": "About and Contact: pages that are not articles",
    "machinery": "feeds, search, replies to comments, attachments",
}
"""What is odd about an edition as a whole."""


@lru_cache(maxsize=32)
def _order(seed: int) -> tuple[Quirk | None, ...]:
    quirks: list[Quirk | None] = [*STORY_QUIRKS]
    quirks += [None] * (PERIOD - len(quirks))
    return tuple(Draw(seed, 3).some(quirks, PERIOD))


def quirk(index: int, seed: int) -> str:
    """Return the name of the quirk of story *index*; "" where it has none."""
    found = _order(seed)[index % PERIOD]
    return "" if found is None or (found.once and index >= PERIOD) else found.name


def place(name: str, seed: int) -> int:
    """Return the index of the first story with the quirk *name*."""
    return next(
        index
        for index, found in enumerate(_order(seed))
        if found and found.name == name
    )


def original(index: int, seed: int) -> int:
    """Return the story whose text story *index*, a "repeat", repeats."""
    return index - index % PERIOD + place("repeated", seed)
