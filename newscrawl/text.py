"""Strings as people print them, made comparable."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from html import unescape

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""Soft hyphen, zero-width space, direction marks, word joiner and byte order mark."""

STOPS = ".!?…。！？｡।॥؟۔։።။។"
"""The marks that end a sentence, in all scripts that have one."""

_INVISIBLE = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")
_LINE_SPACE = re.compile(r"[^\S\n]+")
_LINE_EDGE = re.compile(r" ?\n ?")
_BREAK = re.compile(r"\n{2,}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[^\W_]+")


def collapse(text: str) -> str:
    """Return *text* on one line, without invisible characters or needless space."""
    if text.isprintable() and "  " not in text:  # where the only space is " "
        return text.strip()
    return " ".join(_seen(text).split())


def _seen(text: str) -> str:
    # Few texts hold an invisible character, and to look is faster than to remove.
    if text.isascii() or not _INVISIBLE.search(text):
        return text
    return text.translate(INVISIBLE)


def split_lines(text: str) -> list[str]:
    """Return the blocks of *text*, which stand apart by two newlines or more."""
    if "\n" not in text:
        return [line] if (line := collapse(text)) else []
    text = _LINE_SPACE.sub(" ", _seen(text))
    text = _LINE_EDGE.sub("\n", text)
    return [block for part in _BREAK.split(text) if (block := part.strip())]


def clean(value: str) -> str:
    """Return a value of a meta tag or of JSON-LD as text: no entities, no tags."""
    return collapse(unescape(strip_tags(unescape(value))))


def strip_tags(text: str) -> str:
    """Return *text* without the tags of HTML in it."""
    return _TAG.sub("", text)


def count_words(text: str) -> int:
    """Return how many of the words of *text* hold a letter or a digit."""
    words = text.split()
    odd = (word for word in words if not word[0].isalnum())  # few are
    return len(words) - sum(not any(map(str.isalnum, word)) for word in odd)


@lru_cache(maxsize=16)  # for what is asked of one text in a row
def fold(text: str) -> str:
    """Return the letters and digits of *text*, case and compatibility forms folded."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def letters(text: str) -> str:
    """Return the letters and digits of *text*, folded, in one word."""
    return fold(text).replace(" ", "")


def digest(*texts: str) -> str:
    """Return the SHA-256 over the folded *texts*, in hexadecimal."""
    return hashlib.sha256("\n".join(map(fold, texts)).encode()).hexdigest()
