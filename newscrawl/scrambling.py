"""A page in words made up anew, which is read as before: to be handed on."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from html import escape, unescape
from typing import Any

from newscrawl import dates, landmarks
from newscrawl.page import Reading
from newscrawl.saved import Rulebook, Saved

_TOKENS = re.compile(
    r"(?P<open><script\b[^>]*>)(?P<script>.*?)(?=</script)"
    r"|(?P<style><style\b.*?</style\s*>)|(?P<comment><!--.*?-->)"
    r"|(?P<tag><[^>]*>)|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ATTRIBUTE = re.compile(
    r"""(\s(?:alt|title|aria-label|content)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE
)
_NAMED = re.compile(
    r"""\b(?:name|property|itemprop)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE
)
# Of a meta tag, and of a thing in JSON-LD: what is prose, and no address, date or code.
_PROSE = re.compile(
    r"title|headline|description|author|creator|name|keywords|section|tag|caption|text"
    r"|body|abstract|credit",
    re.IGNORECASE,
)
_CODE = re.compile(r"https?:|/|\d{4}-\d\d")
# Of JSON: a string, which is a name before a colon, or what stands outside of strings.
_PIECES = re.compile(
    r'"(?P<string>(?:[^"\\]|\\.)*)"(?P<colon>\s*:)?|(?P<bare>[^\s":,{}\[\]]+)',
    re.DOTALL,
)
_LITERALS = frozenset({"true", "false", "null", "//<![CDATA[", "<![CDATA["})
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvwz"
_CAPTION = "figcaption, [class*=caption]"
_PATTERNS = [each for each in vars(landmarks).values() if isinstance(each, re.Pattern)]
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_TEXTS = ("title", "standfirst", "credit", "section")
_LISTS = ("authors", "sections", "tags", "text")


class CannotScramble(Exception):
    """The page would not be read as before; the message says in what."""


def scramble(saved: Saved, rules: Rulebook) -> Saved:
    """Return *saved* with the words of its article and of all its prose made up.

    The same word always becomes the same word, of the same length and with the same
    capitals. Markup, addresses, numbers, dates, words of two letters, sections and the
    words by which the parts of a page are known stay. Raises CannotScramble where the
    page would not be read by *rules* as it was, but for these words.
    """
    words = _Words(saved.html, _kept(saved.reading(rules)))
    html = _TOKENS.sub(lambda found: _token(found, words.anew), saved.html)
    made_up = Saved(html, saved.url, saved.day)
    expected, read = words.record(saved.read(rules)), made_up.read(rules)
    differing = [name for name in expected if expected[name] != read.get(name)]
    if differing or expected.keys() != read.keys():
        names = ", ".join(differing) or "kind"
        raise CannotScramble(
            f"{saved.url}: with other words it is read otherwise: {names}. Capture it"
            " without --scramble, make its text up by hand, and have it read again:"
            f" scrapy capture --again {rules.name}"
        )
    return made_up


class _Words:
    """What each word becomes."""

    def __init__(self, html: str, kept: frozenset[str]) -> None:
        self._kept = kept
        self._alphabet = sorted({c for c in html.lower() if ord(c) > 127})
        self.word = cache(self._word)
        self.pool = cache(self._pool)

    def anew(self, text: str) -> str:
        """Return *text* in other words."""
        return _WORD.sub(lambda found: self.word(found[0]), text)

    def record(self, read: dict[str, Any]) -> dict[str, Any]:
        """Return what is read of a page, in other words."""
        found = dict(read)
        for name in _TEXTS:
            if found.get(name):
                found[name] = self.anew(found[name])
        for name in _LISTS:
            if name in found:
                found[name] = [self.anew(value) for value in found[name]]
        if "images" in found:
            found["images"] = [self._image(image) for image in found["images"]]
        return found

    def _image(self, image: dict[str, Any]) -> dict[str, Any]:
        words = {name: image[name] for name in ("caption", "credit") if image[name]}
        return {**image, **{name: self.anew(text) for name, text in words.items()}}

    def _word(self, word: str) -> str:
        plain = word.lower()
        if plain in self._kept or len(plain) != len(word):
            return word
        chances = blake2b(plain.encode(), digest_size=min(64, len(plain))).digest()
        pairs = zip(word, plain, chances * (len(plain) // 64 + 1), strict=False)
        return "".join(self._letter(*pair) for pair in pairs)

    def _letter(self, letter: str, plain: str, chance: int) -> str:
        pool = self.pool(plain)
        if not pool:
            return letter
        other = pool[chance % len(pool)]
        return other.upper() if letter != plain else other

    def _pool(self, plain: str) -> str:
        """Return the letters that may stand for *plain*: of its kind and its script."""
        if plain in _VOWELS:
            return _VOWELS
        if plain.isascii():
            return _CONSONANTS
        return "".join(c for c in self._alphabet if _kind(c) == _kind(plain))


def _kind(letter: str) -> tuple[str, str]:
    """Return the script of *letter*; and itself where it is Latin, with its accents."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script, letter if script == "LATIN" else unicodedata.category(letter)


def _kept(reading: Reading) -> frozenset[str]:
    """Return the words that a page is read by."""
    document = reading.document
    kept = {*dates.MONTHS, *_DAYS}
    for text in (*(block.text for block in document.blocks), *document.texts(_CAPTION)):
        for pattern in _PATTERNS:
            kept.update(_marking(pattern, text))
        if dates.looks_written(text):
            kept.update(_lower(text))
    labels = [*reading.site.sections]
    if reading.kind == "article":
        labels += reading.article("").sections
    return frozenset(kept | {word for label in labels for word in _lower(label)})


def _marking(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the words of *text* by which *pattern* knows it; no name is among them."""
    names = [*pattern.groupindex]
    if found := pattern.search(text) if names else pattern.match(text):
        start, end = found.span(names[0]) if names else (found.end(), found.end())
        yield from _lower(text[found.start() : start])
        # What joins names, as "and" and "von" do.
        yield from (word for word in _WORD.findall(text[start:end]) if word.islower())
        yield from _lower(text[end : found.end()])


def _lower(text: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(text))


def _token(found: re.Match[str], anew: Callable[[str], str]) -> str:
    if found["text"] is not None:
        return escape(anew(unescape(found["text"])), quote=False)
    if found["tag"] is not None:
        return _tag(found["tag"], anew)
    if found["open"] is not None:
        is_data = "ld+json" in found["open"].lower()
        return found["open"] + (_data(found["script"], anew) if is_data else "")
    return found["style"] or "<!-- -->"


def _tag(tag: str, anew: Callable[[str], str]) -> str:
    named = _NAMED.search(tag)
    is_prose = named is not None and bool(_PROSE.search(named[1]))

    def attribute(found: re.Match[str]) -> str:
        value = unescape(found[2][1:-1])
        is_content = "content" in found[1].lower()
        if _CODE.match(value) or (is_content and not is_prose):
            return found[0]
        return f'{found[1]}"{escape(anew(value))}"'

    return _ATTRIBUTE.sub(attribute, tag)


def _data(script: str, anew: Callable[[str], str]) -> str:
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return _broken(script, anew)
    # Whatever ends a script may not stand in one.
    return json.dumps(_value(data, "", anew), ensure_ascii=False).replace("</", "<\\/")


def _broken(script: str, anew: Callable[[str], str]) -> str:
    """Return data that no parser takes in other words, and with what is wrong in it.

    A quote too many puts prose where none should be: there, too, its words go.
    """
    name = ""

    def piece(found: re.Match[str]) -> str:
        nonlocal name
        if found["bare"]:
            return found[0] if found[0] in _LITERALS else anew(found[0])
        if found["colon"]:
            name = found["string"]
            return found[0]
        return f'"{_string(found["string"], name, anew)}"'

    return _PIECES.sub(piece, script)


def _string(text: str, name: str, anew: Callable[[str], str]) -> str:
    """Return the *text* between two quotes in other words, if *name* is of prose."""
    try:
        value = json.loads(f'"{text}"', strict=False)
    except ValueError:  # an escape that is none
        return anew(text)
    made_up = _value(value, name, anew)
    if made_up == value:
        return text
    return json.dumps(made_up, ensure_ascii=False)[1:-1].replace("</", "<\\/")


def _value(value: Any, name: str, anew: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _value(each, key, anew) for key, each in value.items()}
    if isinstance(value, list):
        return [_value(each, name, anew) for each in value]
    is_prose = isinstance(value, str) and _PROSE.search(name)
    if not is_prose or _CODE.match(value):
        return value
    plain = unescape(value)
    return anew(value if "<" in plain else plain)
