"""The text of the article as the page declares it, held against what it shows.

schema.org's `articleBody` may be the whole text, its first lines, or the text of a page
that shows only its beginning. So it is a witness before it is a source: where most of
what stands on the page is in it, it tells which paragraphs are the article's.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from newscrawl.boxes import Block
from newscrawl.document import Document
from newscrawl.text import collapse, strip_tags

_LEAST = 250
"""Letters below which a declared text is a summary."""
_EDGE = 40
"""Letters at either end of a paragraph that must be found again."""
_WHOLE = 0.75
"""Share of the page's prose that must be declared for the rest to be left out."""
_NOT_LETTER = re.compile(r"[\W_]+")
_BREAK = re.compile(r"(?:\s*\n\s*)+")
_BLOCK_TAG = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote)|br)\b[^<>]*>", re.I
)


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """The declared text."""

    paragraphs: tuple[str, ...]
    letters: str
    """Its letters and digits alone."""

    def holds(self, block: Block) -> bool:
        """Say whether *block* stands in it."""
        found = _letters(block.text)
        return found[:_EDGE] in self.letters or found[-_EDGE:] in self.letters

    def is_whole(self, blocks: list[Block]) -> bool:
        """Say whether most of *blocks*, the prose of the page, stands in it."""
        total = sum(len(block.text) for block in blocks)
        held = sum(len(block.text) for block in blocks if self.holds(block))
        return held > _WHOLE * total

    def is_missing(self, blocks: list[Block]) -> bool:
        """Say whether *blocks* are so little of it that the page does not show it."""
        shown = sum(len(_letters(block.text)) for block in blocks)
        return 2 * shown < len(self.letters)


def find(document: Document) -> ArticleBody | None:
    """Return the text that the page declares, unless it is but a summary."""
    told = tuple(paragraphs(document.article.get("articleBody")))
    letters = _letters("".join(told))
    return ArticleBody(told, letters) if len(letters) >= _LEAST else None


def paragraphs(value: Any) -> list[str]:
    """Return the paragraphs of *value*: text, HTML, or a list of either."""
    if isinstance(value, list):
        return [text for item in value for text in paragraphs(item)]
    if not isinstance(value, str):
        return []
    text = strip_tags(_BLOCK_TAG.sub("\n", unescape(value)))
    return [line for part in _BREAK.split(unescape(text)) if (line := collapse(part))]
