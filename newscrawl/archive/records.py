"""The records that are stored: what is wrong with one, and what an older one lacks."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from newscrawl.article import ADDED
from newscrawl.schema import PATH
from newscrawl.text import digest

_TYPES: dict[str, type] = {
    "null": type(None),
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "array": list,
    "object": dict,
}


class _Rule(NamedTuple):
    """What the schema asks of one field, as far as it is cheap to ask."""

    name: str
    types: frozenset[type]
    values: frozenset[Any]
    pattern: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Rule, ...]:
    schema = json.loads(PATH.read_text("utf-8"))
    return tuple(_rule(name, one) for name, one in schema["properties"].items())


def _rule(name: str, asked: dict[str, Any]) -> _Rule:
    types = asked.get("type", [])
    types = [types] if isinstance(types, str) else types
    values = frozenset(asked.get("enum", ()))
    return _Rule(
        name,
        frozenset(_TYPES[one] for one in types) or frozenset(map(type, values)),
        values,
        re.compile(asked["pattern"]) if "pattern" in asked else None,
    )


def fault(text: str, url: str, revision: int, content_hash: str) -> str | None:
    """Return the kind of what is wrong with the record *text*; None where nothing is.

    *url*, *revision* and *content_hash* are those of its row.
    """
    try:
        record = json.loads(text)
    except (ValueError, TypeError):
        return "unreadable"
    if not isinstance(record, dict) or any(_misses(record)):
        return "misshapen"
    own = (record["url"], record["revision"], record["content_hash"])
    if own != (url, revision, content_hash):
        return "different"
    is_right = digest(record["title"], record["text"]) == content_hash
    return None if is_right else "hash"


def complete(record: dict[str, Any]) -> dict[str, Any]:
    """Return *record* with the fields that came after it was stored, all empty."""
    absent = _absent(record)
    if not absent:
        return record
    rules = [rule for rule in _rules() if rule.name in absent]
    empty = {rule.name: list[Any]() if list in rule.types else None for rule in rules}
    return {**record, **empty}


def _absent(record: dict[str, Any]) -> frozenset[str]:
    """Return the fields that came with versions later than that of *record*."""
    later = (names for names in ADDED.values() if record.keys().isdisjoint(names))
    return frozenset(chain.from_iterable(later))


def _misses(record: dict[str, Any]) -> Iterator[str]:
    """Yield the names of fields that are missing, wrong or unknown."""
    absent = _absent(record)
    rules = [rule for rule in _rules() if rule.name not in absent]
    if len(record) != len(rules):
        yield from record.keys() - {rule.name for rule in rules}
    for rule in rules:
        value = record.get(rule.name, record)  # the record itself is no value of any
        if (
            (rule.types and type(value) not in rule.types)
            or (rule.values and value not in rule.values)
            or (rule.pattern and value is not None and not rule.pattern.search(value))
        ):
            yield rule.name
