"""The body of an article: where it stands, and which of its blocks are the article."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from newscrawl import landmarks
from newscrawl.boxes import Anchor, Block, Box
from newscrawl.document import Document
from newscrawl.landmarks import starts

# Standards first (schema.org, hAtom), then what WordPress and its like have used.
CONTAINERS = (
    "[itemprop~=articleBody]",
    "[property~=articleBody]",
    ".entry-content",
    ".wp-block-post-content",
    ".post-content",
    ".article-content",
    ".article-body",
    ".article__body",
    ".story-body",
    ".post-body",
    ".single-content",
    ".td-post-content",
)
FOREIGN_TAGS = frozenset({"nav", "aside", "footer", "form", "figure", "figcaption"})
FOREIGN_WORDS = frozenset(
    "share sharing sharedaddy social addtoany related newsletter subscribe subscription"
    " comment comments respond caption byline breadcrumb breadcrumbs paywall promo"
    " advert advertisement ad ads banner cookie popup sidebar widget navigation nav"
    " pagination pager pagelinks jp relatedposts yarpp outbrain taboola tags tagcloud"
    " authorbox signup recommended trending sponsor sponsored".split()
)
FOREIGN_PAIRS = (
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
)
HOLDERS = frozenset({"div", "td", "section", "article", "main", "body", "center", "th"})
_LEAST_WORDS = 5
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
    callouts: list[Anchor] = field(default_factory=list)
    box: Box | None = None


def find(
    document: Document, selector: str | None, drop: str, headline: Block | None
) -> Body:
    """Return the body: in *selector*, else in a known container, else by its density.

    *drop* selects what of it is not the article; *headline* stands before it.
    """
    box = _container(document, selector)
    begin = document.blocks.index(headline) + 1 if headline else 0
    if box is None:
        box = _densest(document, begin)
    if box is None:
        return Body(begin, begin)
    start = begin if box.start < begin <= box.end else box.start
    dropped = frozenset(document.boxes(drop)) if drop else frozenset()
    return _read(document, Body(start, box.end, box=box), dropped)


def _container(document: Document, selector: str | None) -> Box | None:
    queries = (selector,) if selector else CONTAINERS
    for query in queries:
        boxes = [box for box in document.boxes(query) if box.end > box.start]
        if boxes:
            return max(boxes, key=lambda box: _weight(document.blocks, box))
    return None


def containers(document: Document) -> int:
    """Return how many bodies of articles stand on the page by the known containers."""
    for query in CONTAINERS:
        boxes = [box for box in document.boxes(query) if box.end > box.start]
        if boxes:
            inner = sum(
                any(b is not a and b in a.ancestors() for b in boxes) for a in boxes
            )
            return len(boxes) - inner
    return 0


def _weight(blocks: list[Block], box: Box) -> int:
    return sum(
        len(block.text.split())
        for block in blocks[box.start : box.end]
        if block.linked < 0.5
    )


def _densest(document: Document, begin: int) -> Box | None:
    """Return the box that holds most of the prose between *begin* and the landmarks."""
    stop = end(document.blocks, begin)
    scores: dict[Box, float] = defaultdict(float)
    total = 0.0
    for block in document.blocks[begin:stop]:
        words = len(block.text.split())
        if words < _LEAST_WORDS or block.linked > 0.3 or is_foreign(block.box, None):
            continue
        holder = block.box if block.tag in HOLDERS else block.box.parent
        total += words
        for depth, box in enumerate(holder.ancestors() if holder else ()):
            scores[box] += words / (1 + depth / 4)
            if depth == 3:
                break
    if not scores:
        return None
    return _widen(
        max(scores, key=lambda box: scores[box]), document, begin, stop, total
    )


def _widen(box: Box, document: Document, begin: int, stop: int, total: float) -> Box:
    """Return *box* or the one around it that holds most of the region's prose."""

    def held(outer: Box) -> int:
        return sum(
            len(block.text.split())
            for block in document.blocks[max(begin, outer.start) : min(stop, outer.end)]
            if block.linked <= 0.3
        )

    return next(outer for outer in box.ancestors() if held(outer) >= 0.6 * total)


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


def _read(document: Document, body: Body, dropped: frozenset[Box]) -> Body:
    captions = captions_between(document, body.start, body.end, body.box)
    awaited = False
    for index in range(body.start, body.end):
        block = document.blocks[index]
        if is_end(block) and not is_foreign(block.box, body.box):
            body.end = index
            break
        if (
            index in captions
            or _is_dropped(block, dropped)
            or is_foreign(block.box, body.box)
        ):
            continue
        if _is_callout(block, awaited=awaited):
            body.callouts.extend(block.anchors)
            awaited = bool(landmarks.CALLOUT_ALONE.match(block.text))
        elif not _is_aside(block):
            awaited = False
            body.blocks.append(block)
    return body


def captions_between(
    document: Document, start: int, end: int, container: Box | None = None
) -> set[int]:
    """Return the indexes of blocks that share a box with nothing but a picture."""
    found = set()
    for picture in document.layout.pictures:
        if not start <= picture.position <= end:
            continue
        for box in (picture.box, picture.box.parent):
            if box is None or box is container or box.end - box.start != 1:
                continue
            if start <= box.start < end and _is_caption(document.blocks[box.start]):
                found.add(box.start)
    return found


def _is_caption(block: Block) -> bool:
    return not block.is_heading and len(block.text) < _LONGEST_CAPTION


def _is_dropped(block: Block, dropped: frozenset[Box]) -> bool:
    return bool(dropped) and any(box in dropped for box in block.box.ancestors())


def is_foreign(inner: Box, container: Box | None) -> bool:
    """Say whether *inner* is something other than prose below *container*."""
    for box in inner.ancestors():
        if box is container:
            return False
        if box.tag in FOREIGN_TAGS:
            return True
        if box.tag not in ("body", "main", "article") and box.names != " ":
            words = box.words
            if words & FOREIGN_WORDS or any(pair <= words for pair in FOREIGN_PAIRS):
                return True
    return False


def _is_callout(block: Block, *, awaited: bool) -> bool:
    if awaited and block.linked > 0.8:
        return True
    if starts(landmarks.STRICT_CALLOUT, block.text):
        return True
    return block.linked > 0.3 and starts(landmarks.CALLOUT, block.text)


def _is_aside(block: Block) -> bool:
    """Say whether *block* is a line of the page's machinery, not of the article."""
    text = block.text
    if len(text) > 300:
        return False
    return (
        landmarks.ADDRESS.match(text) is not None
        or _is_share(block)
        or landmarks.PAGES.match(text) is not None
        or landmarks.READING.match(text) is not None
        or landmarks.NOTICE.match(text) is not None
        or _labels(landmarks.TAGS, block)
        or _labels(landmarks.FILED, block)
        or (block.linked > 0.9 and _is_link_line(block))
    )


def _labels(pattern: re.Pattern[str], block: Block) -> bool:
    """Say whether all that follows the words of *pattern* in *block* is links."""
    if not (block.anchors and starts(pattern, block.text)):
        return False
    linked = sum(_letters(anchor.text) for anchor in block.anchors)
    return linked > 0.6 * _letters(landmarks.after(pattern, block.text))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_share(block: Block) -> bool:
    # A word alone, such as "More", is a share button only as a link.
    may_be = bool(block.anchors) or " " in block.text
    return may_be and landmarks.SHARE.match(block.text) is not None


def _is_link_line(block: Block) -> bool:
    return not block.is_heading and len(block.text.split()) < 25
