"""All articles of a corpus as data for the table that a reader searches."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newscrawl.archive.inventory import Entry

_UP_TO = {"day": 10, "minute": 16, "second": 16}
"""How much is shown of a time of which so much is known."""


def dumps(entries: Iterable[Entry]) -> str:
    """Return JSON that may stand in a page: `bases`, `sections` and `rows`.

    A row is title, place of the base, rest of the address, date, place of the section,
    words, and notes.
    """
    bases: dict[str, int] = {}
    sections: dict[str, int] = {}
    rows = list(_rows(entries, bases, sections))
    data = {"bases": list(bases), "sections": list(sections), "rows": rows}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    return text.replace("<", "\\u003c")


def _rows(
    entries: Iterable[Entry], bases: dict[str, int], sections: dict[str, int]
) -> Iterator[list[Any]]:
    for entry in entries:
        base, rest = _cut(entry.url)
        yield [
            entry.title,
            bases.setdefault(base, len(bases)),
            rest,
            date(entry),
            sections.setdefault(entry.section or "", len(sections)),
            entry.words,
            notes(entry),
        ]


def _cut(url: str) -> tuple[str, str]:
    """Return the host of *url*, and what comes after it."""
    place = url.find("/", len("https://")) + 1
    return url[:place], url[place:]


def date(entry: Entry) -> str:
    """Return when an article was published, as precisely as is known."""
    text = (entry.published or "")[: _UP_TO.get(entry.precision or "", 10)]
    return text.replace("T", " ")


def notes(entry: Entry) -> str:
    """Return what is to be said of an article beside the rest."""
    said = {
        f"revision {entry.revision}": entry.revision > 1,
        "repeats another": bool(entry.original),
        "gone": entry.is_gone,
    }
    return ", ".join(words for words, is_so in said.items() if is_so)
