"""What a check of an archive and its feeds can find, and what helps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

_T = TypeVar("_T")

_EXAMPLES = 3
_COPY = "bring the archive back from a copy, or move it away and crawl anew"
_AGAIN = "run the crawl again: "
_ANEW = "move the file away and run the crawl again (with the same -o): it is written"


class Kind(NamedTuple):
    """One kind of finding."""

    words: str
    cure: str
    """With places for the site and for the first example."""
    is_fault: bool = True


KINDS = {
    "damaged": Kind("SQLite calls the file damaged", _COPY),
    "reference": Kind("rows that name a row that is not there", _COPY),
    "gaps": Kind("articles that lack a revision", _COPY),
    "number": Kind("articles that share the publisher's number", _COPY),
    "unstored": Kind(
        "pages marked as stored whose article is not",
        "ask for all again: scrapy crawl {site} -a sweep=full",
    ),
    "kept": Kind("what is forgotten and still there", "scrapy forget {site} {example}"),
    "unreadable": Kind("records that are no JSON", _COPY),
    "misshapen": Kind("records that are not as article.schema.json has them", _COPY),
    "different": Kind("records that are not of their row", _COPY),
    "hash": Kind("records whose content_hash is not that of their text", _COPY),
    "page absent": Kind(
        "articles whose kept page is not there",
        "bring the file back from a copy, or ask for all again:"
        " scrapy crawl {site} -a sweep=full -s NEWSCRAWL_WARC=1",
    ),
    "page wrong": Kind(
        "articles whose kept page is another's, or torn", "bring it back from a copy"
    ),
    "absent": Kind("the feed is not there", f"{_AGAIN}it is written anew"),
    "cut": Kind(
        "the file is not as it was left: cut off, or another",
        f"{_AGAIN}what it lacks is added",
    ),
    "ahead": Kind("the feed is noted to hold more than was ever stored", _ANEW),
    "torn end": Kind("the last line is torn", f"{_AGAIN}it is written whole"),
    "torn": Kind("torn lines", _ANEW),
    "twice": Kind("lines that are there more than once", _ANEW),
    "missing": Kind("revisions that are not in the feed", _ANEW),
    "behind": Kind(
        "revisions that are not in the feed yet", f"{_AGAIN}the feed is completed"
    ),
    "forgotten": Kind("lines of what is forgotten", "scrapy forget {site} {example}"),
    "elsewhere": Kind(
        "a file that was written once is not there",
        "none is needed; a crawl with the same -o writes it anew",
        is_fault=False,
    ),
    "left behind": Kind(
        "revisions stored since the file was last written",
        "a crawl with the same -o adds them",
        is_fault=False,
    ),
    "format": Kind(
        "not checked: no JSON Lines",
        "none is needed; a crawl with the same -o writes it anew",
        is_fault=False,
    ),
    "others": Kind(
        "lines that are not of this archive",
        "none is needed; they are never changed",
        is_fault=False,
    ),
}
"""Every kind, by its name in JSON."""


@dataclass(slots=True)
class Finding:
    """All that was found of one kind in one place."""

    kind: str
    place: str
    """The archive's file, or the feed's."""
    count: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def is_fault(self) -> bool:
        """Whether something is wrong, and not only worth telling."""
        return KINDS[self.kind].is_fault

    def cure(self, site: str) -> str:
        """Return what helps."""
        example = self.examples[0] if self.examples else "URL"
        return KINDS[self.kind].cure.format(site=site, example=example)


class Findings:
    """What was found, in order."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Finding] = {}

    def add(self, kind: str, place: str, example: str = "", count: int = 1) -> None:
        """Count a finding; keep *example* among the first few."""
        found = self._found.setdefault((kind, place), Finding(kind, place))
        found.count += count
        if example and len(found.examples) < _EXAMPLES:
            found.examples.append(example)

    def has(self, kind: str) -> bool:
        """Say whether something of this *kind* was found."""
        return any(kind == found for found, _ in self._found)

    def all(self) -> list[Finding]:
        """Return what was found."""
        return list(self._found.values())

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not any(found.is_fault for found in self.all())


class Watch(Protocol):
    """Passes rows on as they are, and may show how far they are."""

    def __call__(self, rows: Iterable[_T], words: str, total: int) -> Iterable[_T]:
        """Return *rows*, of which there are *total*; *words* say what is done."""
