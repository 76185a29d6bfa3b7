"""The record as JSON Schema, shipped with the package.

`python -m newscrawl.schema` writes it anew from the record, with the table of the
README; `make update` runs it.
"""

import json
from pathlib import Path
from typing import Any, get_args

from itemadapter import ItemAdapter

from newscrawl.article import (
    SCHEMA_VERSION,
    Article,
    DateSource,
    Likeness,
    Precision,
)

PATH = Path(__file__).with_name("article.schema.json")
README = Path(__file__).parents[1] / "README.md"
OPENING, CLOSING = "<!-- record -->", "<!-- /record -->"

# ItemAdapter does not know literals: https://github.com/scrapy/itemadapter
_ENUMS = {
    "published_source": DateSource,
    "published_precision": Precision,
    "duplicate_kind": Likeness,
}


def build() -> dict[str, Any]:
    """Return the JSON Schema of one line of the corpus."""
    schema = ItemAdapter.get_json_schema(Article)
    for name, literal in _ENUMS.items():
        field = schema["properties"][name]
        del field["anyOf"]
        field["enum"] = [None, *get_args(literal)]
    # Every line holds every field, so that columns are the same for all.
    schema["required"] = list(schema["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": (Article.__doc__ or "").strip(),
        "version": SCHEMA_VERSION,
        **schema,
    }


def dumps() -> str:
    """Return the text of the shipped file."""
    return json.dumps(build(), ensure_ascii=False, indent=2) + "\n"


def table() -> str:
    """Return the fields and their meaning as a Markdown table."""
    rows = ["| field | meaning |", "|---|---|"]
    for name, field in build()["properties"].items():
        values = [f"`{value}`" for value in field.get("enum", []) if value]
        meaning = " · ".join([field["description"], *values])
        rows.append(f"| `{name}` | {meaning} |")
    return "\n".join(rows)


def insert(readme: str) -> str:
    """Return the text of *readme* with the table between its marks."""
    before, _, rest = readme.partition(OPENING)
    _, _, after = rest.partition(CLOSING)
    return f"{before}{OPENING}\n{table()}\n{CLOSING}{after}"


def main() -> None:
    """Write the schema, and the table in a checkout's README."""
    PATH.write_text(dumps(), "utf-8")
    if README.exists():
        README.write_text(insert(README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":  # pragma: no cover
    main()
