"""What is read of pages now, beside what was read before: field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Record = Mapping[str, Any]

OF_CRAWL = frozenset(
    (
        "site", "roads", "fetched", "revision", "duplicate_of", "duplicate_kind",
        "cluster", "warc_file", "warc_offset",
    )
)  # fmt: skip
"""Fields that a page does not tell."""

_EXAMPLES = 3


class Example(NamedTuple):
    """A field of one article, as it was read and as it is."""

    url: str
    before: Any
    now: Any


@dataclass(slots=True)
class Field:
    """How often a field is read otherwise than before."""

    articles: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class Differences:
    """In what records differ, by field."""

    fields: dict[str, Field] = field(default_factory=dict)

    def add(self, url: str, before: Record, now: Record) -> bool:
        """Compare two records of the article at *url*; say whether they differ."""
        names = [name for name in now if name not in OF_CRAWL]
        found = [name for name in names if before[name] != now[name]]
        for name in found:
            one = self.fields.setdefault(name, Field())
            one.articles += 1
            if len(one.examples) < _EXAMPLES:
                one.examples.append(Example(url, before[name], now[name]))
        return bool(found)
