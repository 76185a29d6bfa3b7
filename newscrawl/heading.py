"""The headline of a page: which heading it is, and its words."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice

from newscrawl import jsonld, titles
from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.masthead import Masthead
from newscrawl.text import collapse, fold, letters

_MOST_HEADINGS = 400
_NAVIGATION = frozenset({"nav", "aside", "footer"})
_CRUMBS = "breadcrumb"
# What leads on from the first words of a headline to the rest of it.
_JOINING = ':,;“”"»?!'
_WORD = re.compile(r"\S+")
_LEAST_SHARED = 10
_MOST_BESIDE = 8
_FEW_WORDS = 3
_LONGEST = 300
_NEAR = 6

Pair = tuple[Block, str]
"""A heading and its words, folded."""
Agrees = Callable[[Block, str], bool]


def find(document: Document, masthead: Masthead) -> Block | None:
    """Return the block of the headline: the heading that the page's title begins with.

    A page that declares no title has the first `<h1>` of its own, else the first
    heading that is no link.
    """
    declared = list(titles.declared(document))
    headings = _headings(document)
    # The last of the breadcrumbs is the title for search engines, not for readers.
    shown = [pair for pair in headings if not _is_crumb(pair[0])]
    for agrees, among in _tries(declared, masthead, shown, headings):
        if agreeing := [block for block, words in among if agrees(block, words)]:
            return max(agreeing, key=lambda block: _rank(block, document))
    own = [block for block, _ in shown if not leads_away(block, document)]
    own = [block for block in own if not _is_masthead(block, masthead)]
    bare = [titles.bare(title, masthead) for title in declared]
    alike = (block for block in own if titles.shares_words(block.text, bare))
    plain = _plain(document, declared, masthead)
    return next(chain(alike, plain, own), None)


def _plain(
    document: Document, declared: list[str], masthead: Masthead
) -> Iterator[Block]:
    """Yield the lines that are a declared title and are not set as headings."""
    texts = chain(*(titles.beginnings(title) for title in declared))
    rests = chain(*(titles.remainders(title) for title in declared))
    folded = _folded(chain(texts, rests), masthead)
    sought = {text for text in folded if len(text.split()) > _FEW_WORDS}
    return (
        block
        for block in document.blocks
        if len(block.text) <= _LONGEST and fold(block.text) in sought
    )


def _headings(document: Document) -> list[Pair]:
    """Return the headings, the highest first."""
    found = [block for block in document.blocks if block.is_heading][:_MOST_HEADINGS]
    return [(block, fold(block.text)) for block in sorted(found, key=lambda b: b.tag)]


def _tries(
    declared: list[str], masthead: Masthead, shown: list[Pair], headings: list[Pair]
) -> Iterator[tuple[Agrees, list[Pair]]]:
    """Yield what to look for, and among which headings, the surest first."""
    highest = [pair for pair in shown if pair[0].tag == "h1"]
    begins = [
        partial(
            _begins, _folded(titles.beginnings(title), masthead), _cut(title), title
        )
        for title in declared
    ]
    bare = [titles.bare(title, masthead) for title in declared]
    holds = [partial(_holds, fold(title)) for title in bare]
    yield from ((agrees, highest) for agrees in (*begins, *holds))
    yield partial(_is_alike, bare), highest
    second = [pair for pair in shown if pair[0].tag == "h2"]
    yield from ((agrees, second) for agrees in (*begins, *holds))
    yield from ((agrees, shown) for agrees in (*begins, *holds))
    for title in declared:
        yield partial(_is_rest, _folded(titles.remainders(title), masthead)), shown
    yield from ((agrees, headings) for agrees in begins)


def _is_alike(declared: list[str], block: Block, words: str) -> bool:
    return any(titles.are_alike(words, title) for title in declared)


def _folded(texts: Iterable[str], masthead: Masthead) -> frozenset[str]:
    return frozenset(fold(text) for text in texts if not masthead.names(text))


def _begins(
    folded: frozenset[str], cut: str, title: str, block: Block, words: str
) -> bool:
    """Say whether *title*, but for a name behind it, is *words* or their beginning."""
    if not words:
        return collapse(block.text) == collapse(title)
    return words in folded or (bool(cut) and words.startswith(cut))


def _cut(title: str) -> str:
    """Return what is left of a title that is cut off, folded; "" where it is whole."""
    cut = next((text for text in titles.beginnings(title) if titles.is_cut(text)), "")
    return fold(titles.uncut(cut))


def _is_rest(folded: frozenset[str], block: Block, words: str) -> bool:
    return bool(words) and words in folded


def _holds(title: str, block: Block, words: str) -> bool:
    return _within(title, words)


def _within(title: str, heading: str) -> bool:
    """Say whether *heading* ends or begins with *title* and has a few words beside."""
    if len(title) < _LEAST_SHARED or title not in heading:
        return False
    before, _, behind = f" {heading} ".partition(f" {title} ")
    beside = len(heading.split()) - len(title.split())
    return not (before.strip() and behind.strip()) and beside <= _MOST_BESIDE


def _rank(block: Block, document: Document) -> tuple[int, int, bool]:
    tag = {"h1": 2, "h2": 1}.get(block.tag, 0)
    return len(fold(block.text)), tag, not leads_away(block, document)


def words(document: Document, headline: Block | None, masthead: Masthead) -> str:
    """Return the title: the words of *headline* without what stands beside them."""
    if headline is None:
        return titles.best(document, masthead)
    text = collapse(headline.text)
    bare = [titles.bare(title, masthead) for title in titles.declared(document)]
    for title in bare:
        if fold(title) == fold(text):
            return text
        if letters(title) == letters(text):  # a kicker may stand there without a space
            return title
        if tail := _tail(text, title):
            return tail
    best = titles.best(document, masthead)
    # What is for search engines and for friends alike is no heading of a section.
    if jsonld.strings(document.article.get("headline")) and _is_repeated(bare):
        return best
    few = len(text.split()) <= _FEW_WORDS and len(text) * 2 <= len(best)
    return best if few and not titles.shares_words(text, bare) else text


def _is_repeated(titles: list[str]) -> bool:
    """Say whether the second of *titles* begins with the first."""
    return len(titles) > 1 and fold(titles[1]).startswith(fold(titles[0]))


def _tail(text: str, title: str) -> str | None:
    """Return how *text* ends, where it reads as *title* and a kicker stands before."""
    folded = fold(title)
    asks = text.endswith("?") == title.endswith("?")
    if not asks or not _within(folded, fold(text)):
        return None
    starts = [found.start() for found in _WORD.finditer(text)]
    start = max((n for n in starts if fold(text[n:]) == folded), default=0)
    return text[start:] if start and text[:start].rstrip()[-1] not in _JOINING else None


def leads_away(block: Block, document: Document) -> bool:
    """Say whether *block* is a link to another page, as the title of a card is."""
    if block.linked < 0.8:
        return False
    return any(
        not document.is_own(document.absolute(anchor.href)) for anchor in block.anchors
    )


def _is_crumb(block: Block) -> bool:
    return any(
        box.tag in _NAVIGATION or (_CRUMBS in box.names.lower() and box.tag != "body")
        for box in islice(block.box.ancestors(), _NEAR)
    )


def _is_masthead(block: Block, masthead: Masthead) -> bool:
    return masthead.names(block.text) or any(
        box.tag == "header" and box.parent is not None and box.parent.tag == "body"
        for box in block.box.ancestors()
    )
