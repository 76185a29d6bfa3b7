"""Headlines, sentences and captions put together from the vocabulary."""

from functools import lru_cache
from math import gcd, prod

from newscrawl.newspaper import words
from newscrawl.newspaper.chance import Draw, mix
from newscrawl.newspaper.templates import HEADLINES, SENTENCES, Template

_SIZES = tuple(
    prod(len(piece) for piece in template if not isinstance(piece, str))
    for template in HEADLINES
)
_TITLES = sum(_SIZES)
"""How many titles there are: no paper may have more articles."""


@lru_cache(maxsize=4096)
def title(index: int, seed: int) -> str:
    """Return the title of story *index*: no two stories of one *seed* share theirs."""
    number = (index * _stride(seed) + mix(seed, 2)) % _TITLES
    for template, size in zip(HEADLINES, _SIZES, strict=True):
        if number < size:
            return _spell(template, number)
        number -= size
    raise AssertionError("a number below the sum of the sizes is in one of them")


@lru_cache(maxsize=16)
def _stride(seed: int) -> int:
    stride = mix(seed, 1) % _TITLES
    while gcd(stride, _TITLES) != 1:
        stride += 1
    return stride


def _spell(template: Template, number: int) -> str:
    pieces = []
    for piece in template:
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            number, digit = divmod(number, len(piece))
            pieces.append(piece[digit])
    line = "".join(pieces)
    return line[0].upper() + line[1:]


def paragraph(draw: Draw, count: int) -> str:
    """Return a paragraph of *count* sentences."""
    return " ".join([draw.fill(draw.one(SENTENCES)) for _ in range(count)])


def foreign(draw: Draw, script: str, count: int) -> str:
    """Return *count* words in the script of another language."""
    space = "" if script == "chinese" else " "
    return space.join(draw.one(words.SCRIPTS[script]) for _ in range(count))
