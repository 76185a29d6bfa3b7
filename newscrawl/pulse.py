"""How far a crawl is, as figures that one process can tell another."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

Figures = Mapping[str, Any]
"""The stats of a Scrapy crawl."""

_COUNTS = ("articles", "revisions", "pages", "left", "errors")
_ERRORS = (
    "downloader/exception_count",
    "httperror/response_ignored_count",
    "spider_exceptions/count",
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The figures of a crawl at one moment."""

    articles: int = 0
    """New ones that are stored."""
    revisions: int = 0
    """Changes that are stored of articles that were known."""
    pages: int = 0
    """Answers that the site gave."""
    left: int = 0
    """Pages that wait to be asked for."""
    errors: int = 0
    said: str = ""
    """What the crawl said to whoever began it, when it had ended."""
    reason: str = ""
    """Why it ended, in Scrapy's word; "" before."""

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """Return how far the crawl of *figures* is."""
        queued = figures.get("scheduler/enqueued", 0)
        return cls(
            articles=figures.get("newscrawl/articles", 0),
            revisions=figures.get("newscrawl/revisions", 0),
            pages=figures.get("response_received_count", 0),
            left=queued - figures.get("scheduler/dequeued", 0),
            errors=sum(figures.get(name, 0) for name in _ERRORS),
            reason=figures.get("finish_reason", ""),
        )

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """Return what *line* tells; None where it is of somebody else."""
        try:
            told = json.loads(line)
            counts = {name: int(told[name]) for name in _COUNTS}
            return cls(**counts, said=str(told["said"]), reason=str(told["reason"]))
        except (ValueError, LookupError, TypeError):
            return None

    def line(self) -> bytes:
        """Return the figures as a line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"
