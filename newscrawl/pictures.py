"""The pictures of an article, with their captions and credits."""

from collections.abc import Iterator
from itertools import islice

from newscrawl import captions, urls
from newscrawl.article import Image
from newscrawl.body import Body
from newscrawl.boxes import Block, Box, Picture
from newscrawl.document import Document
from newscrawl.foreign import is_foreign
from newscrawl.landmarks import split_picture_credit

_FRAMES = frozenset({"figure", "dl"})
_CAPTION_WORDS = frozenset({"caption", "wp"})
_LEAST_WIDTH = 100
_MOST_BEFORE = 8


def find(document: Document, first: int, body: Body) -> list[Image]:
    """Return the pictures from block *first* (the headline) to the end of the body.

    One of them shown in several sizes counts once.
    """
    images: dict[str, Image] = {}
    for picture in document.layout.pictures:
        if not max(0, first - _MOST_BEFORE) <= picture.position <= body.end:
            continue
        url = document.absolute(picture.src)
        if url and not _is_furniture(picture, body):
            images.setdefault(urls.without_size(url), _image(document, picture, url))
    return list(images.values())


def _is_furniture(picture: Picture, body: Body) -> bool:
    """Say whether *picture* is a logo, an avatar or an icon."""
    if picture.width is not None and picture.width < _LEAST_WIDTH:
        return True
    around = _around(_frame(picture.box))
    if around is None or is_foreign(around, body.box):
        return True
    return any(
        outer.tag == "header"
        and outer.parent is not None
        and outer.parent.tag == "body"
        for outer in picture.box.ancestors()
    )


def _frame(box: Box) -> Box:
    """Return the box that holds a picture with its caption."""
    near = islice(box.ancestors(), 4)
    framed = (b for b in near if b.tag in _FRAMES or b.words >= _CAPTION_WORDS)
    return next(framed, box)


def _around(box: Box) -> Box | None:
    """Return what stands around the frames of a picture: a gallery has its own."""
    outer: Box | None = box
    while outer is not None and (outer.tag in _FRAMES or outer.words >= _CAPTION_WORDS):
        outer = outer.parent
    return outer


def _image(document: Document, picture: Picture, url: str) -> Image:
    words = " ".join(block.text for block in _caption(document, picture))
    caption, credit = split_picture_credit(words) if words else (None, None)
    return Image(url=url, caption=caption, credit=credit)


def _caption(document: Document, picture: Picture) -> Iterator[Block]:
    frame = _frame(picture.box)
    for box in (frame, frame.parent):
        if box is None:
            continue
        blocks = document.blocks[box.start : box.end]
        framed = box.tag in _FRAMES or box.words >= _CAPTION_WORDS
        if framed or (len(blocks) == 1 and _holds_one(document, box)):
            yield from (b for b in blocks if len(b.text) < 400)
            return
    if line := captions.credited(document, picture):
        yield line


def _holds_one(document: Document, box: Box) -> bool:
    held = [p for p in document.layout.pictures if box in p.box.ancestors()]
    return len(held) == 1
