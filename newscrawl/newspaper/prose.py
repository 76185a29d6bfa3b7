"""Headlines, sentences and captions put together from the vocabulary."""

from collections.abc import Sequence
from functools import lru_cache
from math import gcd

from newscrawl.newspaper import words
from newscrawl.newspaper.chance import Draw, mix
from newscrawl.newspaper.templates import HEADLINES, SENTENCES, Template

_SIZES = tuple(template.size for template in HEADLINES)
_TITLES = sum(_SIZES)
"""How many titles there are: no paper may have more articles."""


@lru_cache(maxsize=4096)
def title(index: int, seed: int) -> str:
    """Return the title of story *index*: no two stories of one *seed* share theirs."""
    number = (index * _stride(seed) + mix(seed, 2)) % _TITLES
    for template, size in zip(HEADLINES, _SIZES, strict=True):
        if number < size:
            line = template.spell(number)
            return line[0].upper() + line[1:]
        number -= size
    raise AssertionError("a number below the sum of the sizes is in one of them")


@lru_cache(maxsize=16)
def _stride(seed: int) -> int:
    stride = mix(seed, 1) % _TITLES
    while gcd(stride, _TITLES) != 1:
        stride += 1
    return stride


def one(templates: Sequence[Template], draw: Draw) -> str:
    """Return a line of one of *templates*."""
    # Without Draw.one, whose call would weigh: a page has dozens of lines.
    return templates[draw.below(len(templates))].spell(draw.number())


def paragraph(draw: Draw, count: int) -> str:
    """Return a paragraph of *count* sentences."""
    return " ".join([one(SENTENCES, draw) for _ in range(count)])


def foreign(draw: Draw, script: str, count: int) -> str:
    """Return *count* words in the script of another language."""
    space = "" if script == "chinese" else " "
    return space.join(draw.one(words.SCRIPTS[script]) for _ in range(count))
