"""Names as addresses spell them."""

import re
from functools import lru_cache
from urllib.parse import quote

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return *name* as an address spells it: "-Top News" → "top-news"."""
    plain = name.lower().replace("’", "").replace("&", "and")
    return _NOT_PLAIN.sub("-", plain).strip("-")


def foreign_slug(words: str) -> str:
    """Return *words* of another script as an address spells them, percent-encoded."""
    return quote("-".join(words.split()))
