"""Whether a record that others wrote can be stored, and what is wrong where not."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from math import isfinite
from typing import Any

from newscrawl.archive.records import complete
from newscrawl.archive.values import BITS, page_key, written
from newscrawl.article import Article, Image, Right
from newscrawl.corpus.selection import Record
from newscrawl.corpus.shape import schema
from newscrawl.text import digest

_NAMES = frozenset(each.name for each in fields(Article))
_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "string": (str,),
    "integer": (int,),
    "number": (float, int),  # some write 1.0 as 1
    "array": (list,),
    "object": (dict,),
}
_TIMES = ("published", "modified", "fetched")
_MOST = (1 << 63) - 1
"""No larger number goes into SQLite, nor into Parquet."""
_SITE = re.compile(r"\w[\w-]*", re.ASCII)
"""A site is a folder of the corpus folder, whoever made the corpus."""
_SHOWN = 60


def article_of(record: Record) -> Article:
    """Return the article of *record*. Raises ValueError for what cannot be stored."""
    record = complete(record)
    if missing := sorted(_NAMES - record.keys()):
        raise ValueError(
            f"has no {', '.join(missing)}: a corpus that was exported with --fields or"
            " --urls-only cannot be imported"
        )
    for misfit in _misfits(record, schema(), "it"):
        raise ValueError(f"is not as article.schema.json has it: {misfit}")
    for misfit in _impossible(record):
        raise ValueError(f"cannot be stored: {misfit}")
    images = [Image(**image) for image in record["images"]]
    rights = [Right(**right) for right in record["rights"]]
    return Article(**{**record, "images": images, "rights": rights})


def _misfits(value: Any, asked: dict[str, Any], place: str) -> Iterator[str]:
    """Yield what of *value*, which stands at *place*, is not as it is *asked* for."""
    kinds = asked.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if kinds and not any(type(value) in _TYPES[kind] for kind in kinds):
        yield f"{place} is {_show(value)}, and not of type {' or '.join(kinds)}"
    elif "enum" in asked and value not in asked["enum"]:
        yield f"{place} is {_show(value)}, which is none that is known"
    elif isinstance(value, dict):
        yield from _misfit_parts(value, asked, place)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _misfits(each, asked["items"], f"{place}[{number}]")
    elif isinstance(value, str):
        if not _is_writable(value):
            yield f"{place} has half a character: {_show(value)}"
    elif value is not None and not (isfinite(value) and abs(value) <= _MOST):
        yield f"{place} is {_show(value)}, which is too large"


def _misfit_parts(
    value: dict[str, Any], asked: dict[str, Any], place: str
) -> Iterator[str]:
    """Yield what of the fields of *value* is not as it is *asked* for."""
    parts = asked["properties"]
    for name in asked.get("required", ()):
        if name not in value:
            yield f"{place} has no {name}"
    for name, part in value.items():
        if name in parts:
            yield from _misfits(
                part, parts[name], name if place == "it" else f"{place}.{name}"
            )
        else:
            yield f"{place} has {_show(name)}, which is no field"


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _show(value: object) -> str:
    text = ascii(value) if isinstance(value, str) else f"{value!r}"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _impossible(record: Record) -> Iterator[str]:
    """Yield what of *record*, whose shape is right, no article of an archive has."""
    if not _SITE.fullmatch(record["site"]):
        yield f"it is of no site that can be: {_show(record['site'])}"
    try:
        page_key(record["url"])
    except ValueError as error:
        yield f"its url is {error}"
    if record["revision"] < 1:
        yield f"its revision is {record['revision']}; the first one is 1"
    for name in _TIMES:
        if record[name] is not None and not _is_time(record[name]):
            yield f"{name} is {_show(record[name])}, and no time that can be"
    for road in record["roads"]:
        if road not in BITS:
            yield f"its road {_show(road)} is none of {', '.join(BITS)}"
    if digest(record["title"], record["text"]) != record["content_hash"]:
        yield "its content_hash is not that of its title and text"


def _is_time(text: str) -> bool:
    """Say whether *text* is a time of the calendar, written as archives write it."""
    try:
        return written(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False
