"""Captions: what stands with a picture and nothing else."""

from newscrawl import landmarks
from newscrawl.boxes import Block, Box, Picture
from newscrawl.document import Document
from newscrawl.prose import is_sentence

_LONGEST_LINE = 100
_LONGEST = 300


def between(
    document: Document, start: int, end: int, holder: Box | None = None
) -> set[int]:
    """Return the indexes of blocks that share a box with nothing but a picture.

    Those behind a picture that say whose it is belong to it as well.
    """
    found = set()
    for picture in document.layout.pictures:
        if not start <= picture.position <= end:
            continue
        if picture.position < end and credited(document, picture):
            found.add(picture.position)
        for box in (picture.box, picture.box.parent):
            if box is None or box is holder or box.end - box.start != 1:
                continue
            block = document.blocks[box.start] if start <= box.start < end else None
            if block is not None and _is_caption(block):
                found.add(box.start)
    return found


def credited(document: Document, picture: Picture) -> Block | None:
    """Return the line behind *picture* that says whose it is: "Foto: A Name"."""
    for block in document.blocks[picture.position : picture.position + 1]:
        if len(block.text) < _LONGEST and not block.is_heading:
            return block if landmarks.PICTURE_LINE.search(block.text) else None
    return None


def _is_caption(block: Block) -> bool:
    if block.tag == "p" and len(block.text) > _LONGEST_LINE and is_sentence(block):
        return False  # a picture set in a paragraph
    return not block.is_heading and len(block.text) < _LONGEST
