"""Texts, titles and names in the forms in which they are compared."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them."""

_BETWEEN = re.compile(r"\s*(?:[;,/|&\n]|\b(?:and|und|et|y|och|og)\b)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:written by|by|von|par|por|di|door|av|text|foto)\b[:\s]+", re.IGNORECASE
)
_MARKUP = re.compile(r"<[^>]+>")


def words(text: str) -> list[str]:
    """Return the words of *text*."""
    return _WORD.findall(_visible(text))


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Return how often each run of *size* words is in *text*; a shorter text is one."""
    found = words(text)
    runs = range(max(1, len(found) - size + 1)) if found else ()
    return Counter(tuple(found[start : start + size]) for start in runs)


def collapse(text: str) -> str:
    """Return *text* composed (NFC), each stretch of white space one space."""
    return " ".join(unicodedata.normalize("NFC", _visible(text)).split())


def fold(text: str) -> str:
    """Return letters and digits of *text*, without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", _visible(text)).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()


def names(written: Iterable[str] | None) -> set[str]:
    """Return each name of a byline, folded, without "by" and the like."""
    return {name for one in written or () for name in _names(str(one)) if name}


def _names(written: str) -> Iterator[str]:
    for part in _BETWEEN.split(_MARKUP.sub(" ", written)):
        yield fold(_LEAD.sub("", part.strip()))


def labels(written: Iterable[str] | None) -> set[str]:
    """Return tags, folded."""
    return {label for one in written or () if (label := fold(str(one)))}


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE)
