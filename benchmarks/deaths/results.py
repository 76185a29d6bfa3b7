"""What a series of deaths came to, and the table of it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.deaths import books
from benchmarks.deaths.books import BOOKS, Tally
from benchmarks.deaths.lives import Crawl
from benchmarks.deaths.papers import Record

ORDER = frozenset({"roads", "duplicate_of"})
"""Fields that tell in which order pages were read; told apart from the others."""


@dataclass(slots=True)
class Model:
    """The crawl that nothing disturbed, with which the others are compared."""

    records: list[Record]
    requests: int
    starting: float
    """Seconds from its start to its first request."""
    closing: float
    """Seconds from its last request to its end."""
    size: int
    """Bytes of all its files."""


@dataclass(slots=True)
class Series:
    """The crawls that died in one way."""

    way: str
    deaths: int = 0
    crawls: int = 0
    requests: int = 0
    """Made beyond those of the undisturbed crawl."""
    slowest: float = 0.0
    """Seconds that a process took to end."""
    tallies: dict[Path, Tally] = field(default_factory=dict)
    differing: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)

    def close(self, crawl: Crawl, model: Model) -> None:
        """Count what *crawl*, which is done, has left behind."""
        self.crawls += 1
        self.requests += crawl.asked - model.requests
        for book in BOOKS:
            tally = books.weigh(crawl.folder, book, crawl.paper.truth)
            self.tallies[book] = self.tallies.get(book, Tally()) + tally
            if tally:
                self.troubles.append(f"{crawl.folder / book}: {tally} ({_COLUMNS})")
        records, _ = books.read(crawl.folder, books.ARCHIVE)
        self.differing += books.differences(records, model.records)

    @property
    def changed(self) -> dict[str, int]:
        """Fields that no death may change, and in how many records they differ."""
        return {k: n for k, n in self.differing.items() if k not in ORDER}

    @property
    def is_well(self) -> bool:
        """Whether nothing is lost, twice, torn, strange, changed or ended wrongly."""
        return not (self.troubles or self.changed or any(self.tallies.values()))


_COLUMNS = "lost / twice / torn / strange"
_ROW = "{:<12}{:>7}{:>8}  {:<19}{:<19}{:<19}{:>9}{:>7}{:>8}{:>12}{:>11}"


def table(series: list[Series]) -> str:
    """Return the figures of *series* for people."""
    head = _ROW.format(
        *("way", "deaths", "crawls", *(book.name for book in BOOKS)),
        *("changed", "roads", "repeats", "requests", "slowest s"),
    )
    lines = [f"each of the three: {_COLUMNS}", head, *map(_row, series)]
    for one in series:
        lines += [
            f"{one.way}: {name} differs in {n}" for name, n in one.changed.items()
        ]
        lines += [f"{one.way}: {trouble}" for trouble in one.troubles]
    return "\n".join(lines)


def _row(one: Series) -> str:
    waste = f"{one.requests / one.deaths:+.1f}/death" if one.deaths else "0"
    return _ROW.format(
        *(one.way, one.deaths, one.crawls),
        *(str(one.tallies.get(book, Tally())) for book in BOOKS),
        *(sum(one.changed.values()), one.differing["roads"]),
        *(one.differing["duplicate_of"], waste, f"{one.slowest:.1f}"),
    )
