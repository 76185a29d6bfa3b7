"""The shape of a record, as the schema that is shipped has it."""

import json
from functools import cache
from typing import Any

from newscrawl.schema import PATH


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a record."""
    shipped: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return shipped


def properties() -> dict[str, dict[str, Any]]:
    """Return what the schema has of each field, in the order of the fields."""
    parts: dict[str, dict[str, Any]] = schema()["properties"]
    return parts
