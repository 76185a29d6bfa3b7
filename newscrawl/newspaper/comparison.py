"""What a crawl found against what is true."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

BESIDE = frozenset({"expected", "same_text_as", "why"})
"""What the truth tells beside the fields of the record."""


@dataclass(slots=True)
class Comparison:
    """How the records of a crawl differ from the truth."""

    expected: int = 0
    missing: list[str] = field(default_factory=list)
    """Addresses of articles that were not found."""
    strangers: list[str] = field(default_factory=list)
    """Addresses of records that are no article of the truth."""
    twice: list[str] = field(default_factory=list)
    """Addresses that were found more than once."""
    differing: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    """Address, field, expected and found value."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.strangers or self.twice or self.differing)

    def __str__(self) -> str:
        lines = [f"{self.expected - len(self.missing)} of {self.expected} articles"]
        lines += [f"missing: {url}" for url in self.missing]
        lines += [f"no article: {url}" for url in self.strangers]
        lines += [f"twice: {url}" for url in self.twice]
        lines += [
            f"{url}: {name} should be {true!r} and is {found!r}"
            for url, name, true, found in self.differing
        ]
        return "\n".join(lines)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def compare(records: Iterable[Record], truth: Iterable[Record]) -> Comparison:
    """Return how *records* differ from *truth*, field by field."""
    true = {line["url"]: line for line in truth if line.get("expected", True)}
    found: dict[str, Record] = {}
    comparison = Comparison(expected=len(true))
    for record in records:
        url = record["url"]
        if url in found:
            comparison.twice.append(url)
        elif url not in true:
            comparison.strangers.append(url)
        found[url] = record
    comparison.missing = [url for url in true if url not in found]
    for url in true.keys() & found.keys():
        comparison.differing += _differences(url, true[url], found[url])
    comparison.differing += _repeats(true, found)
    comparison.differing.sort(key=lambda row: row[:2])
    return comparison


def _differences(
    url: str, true: Record, found: Record
) -> list[tuple[str, str, Any, Any]]:
    return [
        (url, name, value, found.get(name))
        for name, value in true.items()
        if name not in BESIDE and value != found.get(name)
    ]


def _repeats(
    true: Mapping[str, Record], found: Mapping[str, Record]
) -> list[tuple[str, str, Any, Any]]:
    """Return the repeated texts that are not labelled, whichever was found first."""
    rows = []
    for url, line in true.items():
        twin = line.get("same_text_as")
        if twin is None or url not in found or twin not in found:
            continue
        labels = (found[url]["duplicate_of"], found[twin]["duplicate_of"])
        if labels not in ((twin, None), (None, url)):
            rows.append((url, "duplicate_of", twin, labels))
    return rows
