"""Captions: what stands with a picture and nothing else."""

from newscrawl.boxes import Block, Box
from newscrawl.document import Document
from newscrawl.prose import is_sentence

_LONGEST_LINE = 100
_LONGEST = 300


def between(
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
    return not block.is_heading and len(block.text) < _LONGEST
