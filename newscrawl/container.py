"""The element that holds the body of an article."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import log

from newscrawl.boxes import Block, Box
from newscrawl.document import Document
from newscrawl.prose import Prose

# Standards first (schema.org, hAtom), then what WordPress and its like have used.
_PROPERTY = "articleBody"
_CLASSES = (
    "entry-content wp-block-post-content post-content article-content article-body"
    " article__body story-body post-body single-content td-post-content".split()
)
_STATED = (f"[itemprop~={_PROPERTY}]", f"[property~={_PROPERTY}]")
_NAMES = frozenset(_CLASSES)
CONTAINERS = (*_STATED, *(f".{name}" for name in _CLASSES))
_ARTICLE = (
    r"(?:article|artikel|art[ií]c?ulo|artigo|articolo|story|post|entry|news|noticia"
    r"|notizia|nota|beitrag|artykul|single|page|blog|detail)s?"
)
_BODY = (
    r"(?:body|content|contents|text|copy|texte|texto|testo|tekst|cuerpo|corpo|corps"
    r"|contenido|conteudo|contenuto|contenu|inhalt|innhold|brodtext|tresc|main)"
)
_NAMED = re.compile(
    rf"(?<![a-z]){_ARTICLE}[-_]*(?:\w+[-_]+)?{_BODY}(?![a-z])|articleBody|storyBody"
    rf"|(?<![a-z]){_BODY}[-_]*(?:\w+[-_]+)?{_ARTICLE}(?![a-z])",
    re.IGNORECASE,
)
_HOLDERS = frozenset(
    {"div", "td", "section", "article", "main", "body", "center", "th"}
)
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Of a paragraph's weight, for the box it is in and those around."""
_OPENING = 1000
"""Letters of an article that say most of where it is."""
_ELSEWHERE = 0.2
"""Of the weight of prose before the headline or behind the article's end."""
_KNOWN = 2.0
_NAME = 1.3
_MORE = 1.25
"""How much more must be around a box for it to be but a part."""
_MORE_THAN_KNOWN = 1.6


@lru_cache(maxsize=8192)
def is_named(names: str) -> bool:
    """Say whether a class or id tells of the body of an article."""
    return _NAMED.search(names) is not None


def find(document: Document, prose: Prose, begin: int, stop: int) -> Box | None:
    """Return the box that holds the prose between two blocks, as a reader finds it."""
    scores = _scores(document.blocks, prose, begin, stop)
    if not scores:
        boxes = document.boxes(", ".join(CONTAINERS))
        return max(boxes, key=lambda box: box.end - box.start, default=None)
    known = _known(document, scores)

    def score(box: Box) -> float:
        factor = _KNOWN if box in known else _NAME if is_named(box.names) else 1.0
        return scores[box] * factor

    best = max(scores, key=score)
    is_one = best in known and not _has_twin(best, scores, prose, begin, stop)
    return _widen(best, prose, begin, stop, _MORE_THAN_KNOWN if is_one else _MORE)


def _known(document: Document, boxes: Iterable[Box]) -> frozenset[Box]:
    """Return those of *boxes* that are known containers."""
    stated: list[Box] = []
    if _PROPERTY in document.html:
        stated = document.boxes(", ".join(_STATED))
    return frozenset(
        box
        for box in boxes
        if box in stated or not _NAMES.isdisjoint(box.names.split())
    )


def _scores(
    blocks: list[Block], prose: Prose, begin: int, stop: int
) -> dict[Box, float]:
    """Return how much of the prose each box holds, near and early prose counting most.

    What follows a headline is its article; a hundred comments may be longer.
    """
    scores: dict[Box, float] = defaultdict(float)
    seen = _OPENING
    for index, held in enumerate(prose.weights):
        if not held:
            continue
        weight = log((seen + held) / seen)
        if begin <= index < stop:
            seen += held
        else:
            weight *= _ELSEWHERE
        block = blocks[index]
        holder = block.box if block.tag in _HOLDERS else block.box.parent
        around = holder.ancestors() if holder is not None else ()
        for share, box in zip(_SHARES, around, strict=False):
            scores[box] += weight * share
    return scores


def _has_twin(
    box: Box, scores: Iterable[Box], prose: Prose, begin: int, stop: int
) -> bool:
    """Say whether another box of the same names holds a good part of the text."""
    least = prose.held(box, begin, stop) * (_MORE - 1)
    return any(
        other is not box
        and other.names == box.names
        and prose.held(other, begin, stop) >= least
        for other in scores
    )


def _widen(box: Box, prose: Prose, begin: int, stop: int, ratio: float) -> Box:
    """Return *box*, or the one around it that holds *ratio* times its prose."""
    best, held = box, prose.held(box, begin, stop)
    for outer in box.ancestors():
        more = prose.held(outer, begin, stop)
        if more > ratio * held:
            best, held = outer, more
    return best


def count(document: Document) -> int:
    """Return how many bodies of articles stand on the page by the known containers."""
    for query in CONTAINERS:
        boxes = [box for box in document.boxes(query) if box.end > box.start]
        if boxes:
            inner = sum(
                any(b is not a and b in a.ancestors() for b in boxes) for a in boxes
            )
            return len(boxes) - inner
    return 0
