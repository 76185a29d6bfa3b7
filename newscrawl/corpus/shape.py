"""The shape of a record, as the schema that is shipped has it; what is not of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any

from newscrawl.schema import PATH

_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "string": (str,),
    "integer": (int,),
    "number": (float, int),  # some write 1.0 as 1
    "array": (list,),
    "object": (dict,),
}
_MOST = (1 << 63) - 1
"""No larger number goes into SQLite, nor into Parquet."""
_SHOWN = 60


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a record."""
    shipped: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return shipped


def properties() -> dict[str, dict[str, Any]]:
    """Return what the schema has of each field, in the order of the fields."""
    parts: dict[str, dict[str, Any]] = schema()["properties"]
    return parts


@cache
def shape() -> "Shape":
    """Return the shape of a record."""
    return _shape(schema())


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is to be."""

    types: frozenset[type]
    words: str
    """What the types are called."""
    values: frozenset[Any]
    """All that it may be; none means any of its types."""
    items: "Shape | None"
    parts: Mapping[str, "Shape"]
    required: frozenset[str]

    def misfit(self, value: Any) -> str | None:
        """Return where and how *value* is not of this shape; None where it is."""
        kind = type(value)
        if kind not in self.types:
            return f" is {show(value)}, and not of type {self.words}"
        if self.values and value not in self.values:
            return f" is {show(value)}, which is none that is known"
        if kind is str:
            is_whole = value.isascii() or _is_writable(value)
            return None if is_whole else f" has half a character: {show(value)}"
        if kind is list and self.items:
            return self._misfit_item(value, self.items)
        if kind is dict:
            return self._misfit_part(value)
        is_small = value is None or (isfinite(value) and abs(value) <= _MOST)
        return None if is_small else f" is {show(value)}, which is too large"

    def _misfit_item(self, value: list[Any], items: "Shape") -> str | None:
        for number, item in enumerate(value):
            if words := items.misfit(item):
                return f"[{number}]{words}"
        return None

    def _misfit_part(self, value: dict[str, Any]) -> str | None:
        if missing := self.required - value.keys():
            return f" has no {', '.join(sorted(missing))}"
        for name, part in value.items():
            if name not in self.parts:
                return f" has {show(name)}, which is no field"
            if words := self.parts[name].misfit(part):
                return f".{name}{words}"
        return None


def _shape(asked: Mapping[str, Any]) -> Shape:
    kinds = asked.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    values = frozenset(asked.get("enum", ()))
    types = frozenset(kind for name in kinds for kind in _TYPES[name])
    parts = asked.get("properties", {})
    return Shape(
        types or frozenset(map(type, values)),
        " or ".join(kinds) or "string",
        values,
        _shape(asked["items"]) if "items" in asked else None,
        {name: _shape(part) for name, part in parts.items()},
        frozenset(asked.get("required", ())),
    )


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def show(value: object) -> str:
    """Return *value* as it can be printed anywhere, cut where it is long."""
    text = ascii(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
