"""Previous and Next Story, and the cards after an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from newscrawl import landmarks, urls
from newscrawl.boxes import Anchor, Block, Box
from newscrawl.document import Document
from newscrawl.landmarks import starts

_NOUNS = (
    "beitrag artikel meldung article entrada artículo noticia nota post artigo"
    " notícia articolo notizia bericht innlegg inlägg indlæg juttu wpis artykuł článek"
    " yazı haber запись статья новость запис стаття новина المقال مقالة berita".split()
)


def _abroad(*words: str) -> re.Pattern[str]:
    """Return what matches *words*, with what they are said of before or behind them."""
    either, noun = "|".join(words), f"(?:{'|'.join(_NOUNS)})"
    ends = r"\s*(?:[:»›→>⟶]|$)"
    return re.compile(
        rf"[\s«‹←<⟵]*(?:(?:{either})(?:\s+{noun})?|{noun}\s+(?:{either})){ends}",
        re.IGNORECASE,
    )


_EARLIER_WORDS = (
    r"vorherige[rs]? vorige[rs]? ältere[rs]? précédente? anterior precedente vorig"
    r" forrige föregående edellinen poprzedni[ae]? předchozí önceki"
    r" предыдущ(?:ая|ий|ее) попередн(?:я|ій) السابقة? पिछला 上一篇 前の記事 이전\s?글"
    r" bài\s+trước sebelumnya".split()
)
_LATER_WORDS = (
    r"nächste[rs]? folgende[rs]? neuere[rs]? suivante? siguiente próxim[ao] seguinte"
    r" successiv[ao] volgende? neste næste nästa seuraava następn[ya] další sonraki"
    r" следующ(?:ая|ий|ее) наступн(?:а|ий) التالية? अगला 下一篇 次の記事 다음\s?글"
    r" bài\s+sau selanjutnya berikutnya".split()
)
"""Previous and Next Story in other languages than English."""
_EARLIER, _LATER = _abroad(*_EARLIER_WORDS), _abroad(*_LATER_WORDS)
_EDGE = " \n«‹←<⟵"
_ENGLISH = ("prev", "older", "next", "newer")
_BEGINNINGS = frozenset(
    word[:2] for word in (*_ENGLISH, *_EARLIER_WORDS, *_LATER_WORDS, *_NOUNS)
)
"""How a line begins that names a neighbour, behind what is in _EDGE."""

_BACK = ("«", "‹", "←", "⟵", "&laquo;")
_ON = ("»", "›", "→", "⟶")
_NEAR = 3
"""How many boxes around a link may name it."""
_MOST_CARDS = 12
_LONGEST = 300
"""Letters that name a story and say which it is."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Addresses of the stories before and after, absolute; None where not shown."""

    previous: str | None = None
    next: str | None = None


def find(document: Document, parts: frozenset[str] = frozenset()) -> Neighbours:
    """Return the neighbours of the article on *document*.

    *parts* are the keys of the article's own other pages, which "next" may mean too.
    The signs are tried from the surest to the weakest, each side on its own.
    """
    previous = following = None
    for read in (_by_rel, _by_words, _by_names):
        if previous and following:
            break
        sides = read(document)
        previous = previous or _first(document, sides[0], parts)
        following = following or _first(document, sides[1], parts)
    return Neighbours(previous, following)


def _first(
    document: Document, hrefs: Iterator[str], parts: frozenset[str]
) -> str | None:
    for href in hrefs:
        url = document.absolute(href)
        if url and urls.kind(url) == "page" and not document.is_own(url):
            address = urls.canonical(url)
            if urls.key(address) not in parts:
                return address
    return None


Sides = tuple[Iterator[str], Iterator[str]]


def _by_rel(document: Document) -> Sides:
    anchors = document.layout.anchors
    return (
        (anchor.href for anchor in anchors if "prev" in anchor.rel),
        (anchor.href for anchor in anchors if "next" in anchor.rel),
    )


def _by_words(document: Document) -> Sides:
    blocks = document.blocks
    lines = [i for i, block in enumerate(blocks) if _may_name(block.text)]
    links = list(_lines_of_links(blocks))
    back = (anchor.href for text, anchor in links if _points_back(text))
    on = (anchor.href for text, anchor in links if _points_on(text))
    return (
        chain(
            _beside(blocks, lines, landmarks.PREVIOUS),
            back,
            _after(blocks, lines, _EARLIER),
        ),
        chain(
            _beside(blocks, lines, landmarks.NEXT),
            on,
            _after(blocks, lines, _LATER),
        ),
    )


def _may_name(text: str) -> bool:
    """Say whether *text* begins as one that names a neighbour, which few lines do."""
    return len(text) <= _LONGEST and text.lstrip(_EDGE)[:2].lower() in _BEGINNINGS


def _after(
    blocks: list[Block], lines: list[int], words: re.Pattern[str]
) -> Iterator[str]:
    """Yield the links that are just *words*, and those below such a line."""
    for index in lines:
        if words.match(blocks[index].text):
            near = (a for each in blocks[index : index + 2] for a in each.anchors)
            yield from (anchor.href for anchor in islice(near, 1))


# Nearly every line has no arrow at its edge; a search would ask all its letters.
def _points_back(text: str) -> bool:
    return text.startswith(_BACK) and landmarks.BACKWARD.match(text) is not None


def _points_on(text: str) -> bool:
    return text.endswith(_ON) and landmarks.FORWARD.search(text) is not None


def _beside(
    blocks: list[Block], lines: list[int], words: re.Pattern[str]
) -> Iterator[str]:
    """Yield the links that *words* open, and those that stand next below them."""
    for block, below in ((blocks[i], blocks[i + 1 : i + 2]) for i in lines):
        if not words.match(block.text):
            continue
        opening = [anchor for anchor in block.anchors if words.match(anchor.text)]
        if opening or block.linked > 0.5:
            yield (opening or list(block.anchors))[0].href
        elif landmarks.NEIGHBOUR.match(block.text):
            yield from (a.href for each in below for a in each.anchors[:1])


def _lines_of_links(blocks: list[Block]) -> Iterator[tuple[str, Anchor]]:
    """Yield the text of each link, and of each line that is one, with the link."""
    for block in blocks:
        anchors = block.anchors
        if len(anchors) == 1 and block.linked > 0.8:
            yield block.text, anchors[0]
        for anchor in anchors:
            if len(anchor.text) > 3:
                yield anchor.text, anchor


def _by_names(document: Document) -> Sides:
    near: dict[Box, str] = {}
    named = []
    for anchor in document.layout.anchors:
        box = anchor.box
        if box not in near:
            around = islice(box.ancestors(), _NEAR)
            near[box] = " ".join([outer.names for outer in around])
        named.append((f"{near[box]} {anchor.names}".lower(), anchor.href))
    return (
        (href for names, href in named if "prev" in names),
        (href for names, href in named if "next" in names),
    )


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards after an article."""

    links: tuple[str, ...] = ()
    """Their addresses, absolute, in page order."""
    section: str | None = None
    """The section that "Latest from …" names."""


def find_cards(document: Document, start: int) -> Cards:
    """Return the cards from *start* on: "Latest from", "Don't Miss" and the like."""
    links: dict[str, None] = {}
    section: str | None = None
    blocks = document.blocks
    for index in range(start, len(blocks)):
        block = blocks[index]
        if len(block.text) > 80 or not _opens_cards(block.text):
            continue
        if found := landmarks.CARDS_OF_SECTION.match(block.text):
            section = section or (found[1] or found[2]).strip()
        for anchor in _until_landmark(blocks, index + 1):
            url = document.absolute(anchor.href)
            if url and urls.kind(url) == "page" and not document.is_own(url):
                links.setdefault(urls.canonical(url))
    return Cards(tuple(links)[:_MOST_CARDS], section)


@lru_cache(maxsize=1024)  # what stands behind an article stands behind the next one
def _opens_cards(text: str) -> bool:
    return starts(landmarks.CARDS, text) and starts(landmarks.RELATED, text)


def _until_landmark(blocks: list[Block], start: int) -> Iterator[Anchor]:
    for block in blocks[start:]:
        text = block.text
        if (
            starts(landmarks.TOP, text)
            or landmarks.NEIGHBOUR.match(text)
            or (len(text) <= 80 and starts(landmarks.CARDS, text))
            or (len(text) < 60 and starts(landmarks.COMMENTS, text))
            or any(box.tag in ("footer", "nav") for box in block.box.ancestors())
        ):
            return
        yield from block.anchors
