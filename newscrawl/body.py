"""The body of an article: where it stands, and which of its blocks are the article."""

import re
from dataclasses import dataclass, field

from newscrawl import articlebody, asides, container, landmarks
from newscrawl.articlebody import ArticleBody
from newscrawl.boxes import HEADINGS, Anchor, Block, Box
from newscrawl.document import Document
from newscrawl.foreign import is_foreign
from newscrawl.landmarks import starts
from newscrawl.prose import Prose, is_sentence

_LEAST_SEEN = 120
_SHORT_HEADING = 15
_PLAIN = frozenset({"p", "div", "section", "article"})
_LONGEST_LINE = 100
_LONGEST_CAPTION = 300
_SENTENCE_END = re.compile(r"[.!?…:;,”\"’'»)]\s*$")


@dataclass(slots=True)
class Body:
    """The blocks of an article's body, and what was told apart from them."""

    start: int
    """Index of the first block of the region that was read."""
    end: int
    """Index after its last block."""
    blocks: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    """Lines behind the last sentence: a date, an agency."""
    callouts: list[Anchor] = field(default_factory=list)
    box: Box | None = None
    declared: tuple[str, ...] = ()
    """Paragraphs the page declares and does not show, where it shows less than half."""


def find(
    document: Document, selector: str | None, drop: str, headline: Block | None
) -> Body:
    """Return the body: in *selector*, else in a known container, else by its density.

    *drop* selects what of it is not the article; *headline* stands before it.
    """
    begin = document.blocks.index(headline) + 1 if headline else 0
    prose = Prose(document.blocks, begin - 1)
    if 3 * prose.between(begin, len(document.blocks)) < prose.between(0, begin):
        begin = 0
    box = _selected(document, prose, selector) if selector else None
    if box is None:
        stop = _stop(document.blocks, prose, begin)
        box = container.find(document, prose, begin, stop)
    declared = articlebody.find(document)
    if box is None:
        return Body(begin, begin, declared=declared.paragraphs if declared else ())
    start = begin if box.start < begin <= box.end else box.start
    dropped = frozenset(document.boxes(drop)) if drop else frozenset()
    body = _read(document, Body(start, box.end, box=box), dropped, prose)
    return _compare(body, declared) if declared and not selector else body


def _compare(body: Body, declared: ArticleBody) -> Body:
    """Return *body* without what is not in the text that the page declares."""
    if declared.is_missing(body.blocks):
        body.declared = declared.paragraphs
    elif declared.is_whole([b for b in body.blocks if b.tag in _PLAIN]):
        # Some publishers declare their subheadings with the text, others do not.
        told = any(declared.holds(b) for b in body.blocks if _is_long_heading(b))
        compared = _PLAIN | HEADINGS if told else _PLAIN
        body.blocks = [
            block
            for block in body.blocks
            if block.tag not in compared or declared.holds(block)
        ]
    return body


def _is_long_heading(block: Block) -> bool:
    # The letters of a short one stand anywhere.
    return block.is_heading and len(block.text) > _SHORT_HEADING


def _selected(document: Document, prose: Prose, selector: str) -> Box | None:
    boxes = [box for box in document.boxes(selector) if box.end > box.start]
    return max(boxes, key=prose.held, default=None)


def _stop(blocks: list[Block], prose: Prose, begin: int) -> int:
    """Return the first landmark after *begin* that closes an article."""
    seen = 0
    for index in range(begin, len(blocks)):
        seen += prose.weights[index]
        block = blocks[index]
        if seen > _LEAST_SEEN and is_end(block) and not prose.foreign(block.box):
            return index
    return len(blocks)


def end(blocks: list[Block], begin: int) -> int:
    """Return the index of the first landmark that closes an article after *begin*."""
    return next(
        (
            index
            for index in range(begin, len(blocks))
            if is_end(blocks[index]) and not is_foreign(blocks[index].box, None)
        ),
        len(blocks),
    )


def is_end(block: Block) -> bool:
    """Say whether *block* is a landmark that closes an article."""
    text = block.text
    return len(text) < 200 and (
        landmarks.NEIGHBOUR.match(text) is not None
        or (block.linked > 0.5 and _is_neighbour(text))
        or starts(landmarks.TOP, text)
        or (len(text) < 60 and starts(landmarks.CARDS, text) and _stands_alone(block))
        or (len(text) < 60 and starts(landmarks.COMMENTS, text))
        or starts(landmarks.END, text)
    )


def _is_neighbour(text: str) -> bool:
    return any(pattern.match(text) for pattern in (landmarks.PREVIOUS, landmarks.NEXT))


def _stands_alone(block: Block) -> bool:
    return block.tag != "p" or block.strong or not _SENTENCE_END.search(block.text)


def _read(
    document: Document, body: Body, dropped: frozenset[Box], prose: Prose
) -> Body:
    blocks = document.blocks
    body.end = _end_within(document, body, prose)
    left_out = captions_between(document, body.start, body.end, body.box)
    left_out |= asides.link_lists(blocks, body.start, body.end)
    left_out |= asides.cards(blocks, body.start, body.end, body.box, prose)
    awaited = False
    for index in range(body.start, body.end):
        block = blocks[index]
        if _is_dropped(block, dropped) or prose.is_foreign(block.box, body.box):
            continue
        if asides.is_callout(block, awaited=awaited):
            body.callouts.extend(block.anchors)
            awaited = bool(landmarks.CALLOUT_ALONE.match(block.text))
        elif not (
            index in left_out
            or is_end(block)
            or asides.is_label(block)
            or asides.is_aside(block)
        ):
            awaited = False
            body.blocks.append(block)
    return _trim(body)


def _trim(body: Body) -> Body:
    """Return *body* from its first sentence to its last."""
    first, last = asides.opening(body.blocks), asides.closing(body.blocks)
    body.closing = body.blocks[len(body.blocks) - last :]
    body.blocks = body.blocks[first : len(body.blocks) - last]
    return body


def _end_within(document: Document, body: Body, prose: Prose) -> int:
    """Return the index of the landmark that closes the text within *body*."""
    for index in range(body.start, body.end):
        block = document.blocks[index]
        closes = is_end(block) or _opens_another(block, body)
        if closes and not prose.is_foreign(block.box, body.box):
            seen = prose.between(body.start, index)
            after = prose.between(index, body.end)
            # What little stands before a landmark, and much behind it, is no article.
            if after <= seen or (seen > _LEAST_SEEN and seen > after / 2):
                return index
    return body.end


def _opens_another(block: Block, body: Body) -> bool:
    """Say whether *block* is the headline of another article, below the first."""
    parent = block.box.parent
    return block.tag == "h1" and body.box not in (block.box, parent)


def captions_between(
    document: Document, start: int, end: int, holder: Box | None = None
) -> set[int]:
    """Return the indexes of blocks that share a box with nothing but a picture."""
    found = set()
    for picture in document.layout.pictures:
        if not start <= picture.position <= end:
            continue
        for box in (picture.box, picture.box.parent):
            if box is None or box is holder or box.end - box.start != 1:
                continue
            block = document.blocks[box.start] if start <= box.start < end else None
            if block is not None and _is_caption(block):
                found.add(box.start)
    return found


def _is_caption(block: Block) -> bool:
    if block.tag == "p" and len(block.text) > _LONGEST_LINE and is_sentence(block):
        return False  # a picture set in a paragraph
    return not block.is_heading and len(block.text) < _LONGEST_CAPTION


def _is_dropped(block: Block, dropped: frozenset[Box]) -> bool:
    return bool(dropped) and any(box in dropped for box in block.box.ancestors())
