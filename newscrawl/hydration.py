"""The text that a page hands to its script, where it shows none.

Pages that are put together in the browser carry their state with them: `__NEXT_DATA__`,
`__NUXT__`, React's flight data, the properties of a component. An article stands there
as HTML within a string.
"""

import json
import re
from html import unescape

_STRING = re.compile(r'"((?:[^"\\]|\\.){200,})"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:\\u003c|<|&lt;)p(?:[\s>]|\\u003e|&gt;)", re.IGNORECASE)


def find(html: str) -> str:
    """Return the longest run of paragraphs among the strings of *html*, as HTML."""
    if not _ESCAPED.search(html):
        return ""
    found = _strings(html) or _strings(unescape(html))
    text = max(found, key=_paragraphs, default="")
    lower = text.lower()
    return text[lower.find("<p") : lower.rfind("</p>")]


def _strings(source: str) -> list[str]:
    decoded = (_decode(string) for string in _STRING.findall(source))
    return [text for text in decoded if _paragraphs(text) > 1]


def _paragraphs(text: str) -> int:
    return len(_PARAGRAPH.findall(text))


def _decode(string: str) -> str:
    """Return *string*, of JSON or of JSON within JSON, as the text it stands for."""
    try:
        text: str = json.loads(f'"{string}"', strict=False)
    except ValueError:
        return string
    return _decode(text) if "\\u003c" in text else text
