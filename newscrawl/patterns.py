"""Path patterns, as robots.txt and those who learnt from it write them.

https://www.rfc-editor.org/rfc/rfc9309#section-2.2.3: `*` stands for anything, a `$` at
the end for the end; all else is how a path begins, and what is escaped is compared as
if it were not, where that makes no difference.
"""

import re
import string
from functools import lru_cache
from urllib.parse import quote, urlsplit

# https://www.rfc-editor.org/rfc/rfc3986#section-2.3
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_KEPT = "%/?:@!$&'()*+,;=~[]"
_SPECIAL = {"*": "%2A", "$": "%24"}


def path_of(url: str) -> str:
    """Return the path of *url* with its query, spelt as patterns are compared."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[
        return "/"
    query = f"?{parts.query}" if parts.query else ""
    return _escape(_spell(f"{parts.path or '/'}{query}"))


def matches(pattern: str, path: str) -> bool:
    """Say whether *path*, spelt by `path_of`, is of *pattern*."""
    pieces, is_whole = _pieces(pattern)
    place = len(pieces[0])
    if not path.startswith(pieces[0]):
        return False
    for piece in pieces[1:-1]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    last = pieces[-1] if len(pieces) > 1 else ""
    if is_whole:
        return (
            path.endswith(last)
            and len(path) - len(last) >= place
            and (len(pieces) > 1 or len(path) == place)
        )
    return path.find(last, place) >= 0


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[tuple[str, ...], bool]:
    """Return what stands between the stars of *pattern*, and whether it ends there."""
    spelt = _spell(pattern)
    is_whole = spelt.endswith("$")
    pieces = spelt.removesuffix("$").split("*")
    return tuple(map(_escape, pieces)), is_whole


def _spell(text: str) -> str:
    """Return *text* with each character escaped that must be, and no other."""
    return _ESCAPE.sub(_unescape, quote(text, _KEPT, errors="replace"))


def _unescape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _escape(text: str) -> str:
    """Return *text* with what is special in patterns escaped."""
    return "".join(_SPECIAL.get(character, character) for character in text)
