"""An address with how it was found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

Road = Literal[
    "start", "neighbours", "sections", "related", "sitemaps", "feeds", "rest", "dates"
]
"""How an address was found: as a start address; by Previous/Next Story; in a section
or one of its older pages; by a callout or card ("ALSO READ", "Latest from"); in a
sitemap; in a feed; by the REST API of WordPress; in the archive of a month."""

ROADS: tuple[str, ...] = tuple(road for road in get_args(Road) if road != "start")
"""The roads that can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address and what the road that led to it said of it."""

    url: str
    """Absolute, as written."""
    road: Road
    text: str = ""
    """The words of the link."""
    day: date | None = None
    """A day written beside the link: of publication or of a later change."""
    changed: datetime | None = None
    """When the road says that the page was last changed."""
