"""The body of an article: where it stands, and which of its blocks are the article."""

from dataclasses import dataclass, field

from newscrawl import articlebody, asides, captions, container, ending, landmarks
from newscrawl.articlebody import ArticleBody
from newscrawl.boxes import HEADINGS, Anchor, Block, Box
from newscrawl.document import Document
from newscrawl.prose import Prose

_SHORT_HEADING = 15
_PLAIN = frozenset({"p", "div", "section", "article"})


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
        stop = ending.behind(document.blocks, prose, begin)
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


def _read(
    document: Document, body: Body, dropped: frozenset[Box], prose: Prose
) -> Body:
    blocks = document.blocks
    body.end = ending.within(blocks, body.box, body.start, body.end, prose)
    left_out = captions.between(document, body.start, body.end, body.box)
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
            or ending.is_end(block)
            or asides.is_label(block)
            or asides.is_aside(block)
        ):
            awaited = False
            body.blocks.append(block)
    return _trim(body)


def _trim(body: Body) -> Body:
    """Return *body* from its first sentence to its last, each of them once."""
    first, last = asides.opening(body.blocks), asides.closing(body.blocks)
    body.closing = body.blocks[len(body.blocks) - last :]
    body.blocks = body.blocks[first : len(body.blocks) - last]
    repeated = asides.pull_quotes(body.blocks)
    body.blocks = [block for block in body.blocks if id(block) not in repeated]
    return body


def _is_dropped(block: Block, dropped: frozenset[Box]) -> bool:
    return bool(dropped) and any(box in dropped for box in block.box.ancestors())
