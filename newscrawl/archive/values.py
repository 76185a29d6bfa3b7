"""What goes into the archive and comes out of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple

from newscrawl import urls
from newscrawl.article import Article
from newscrawl.lead import ROADS
from newscrawl.walls import Look

State = Literal[
    "pending", "done", "gone", "failed", "refused", "aside", "absent", "forgotten"
]
"""`pending` to be asked for; `done` read; `gone` taken away by the publisher; `failed`
given up; `refused` forbidden by robots.txt; `aside` not of what was asked for;
`absent` the door of a road that the site does not offer; `forgotten` never to be asked
for again."""

BITS: dict[str, int] = {road: 1 << bit for bit, road in enumerate(("start", *ROADS))}
"""What stands for each road in the archive."""

REDIRECTED = "redirected"
"""What came of a page that leads to another one, which is asked for by itself."""

ELSEWHERE = "led to another site"
"""What came of a page that leads away."""

BEGINNING = "0001-01-01"
"""How far a list was walked that was walked to its end."""


def digest(text: str) -> bytes:
    """Return 16 bytes that stand for *text*."""
    return blake2b(text.encode(), digest_size=16).digest()


@lru_cache(maxsize=urls.CACHED)
def page_key(url: str) -> bytes:
    """Return what stands for the page of *url* in all its addresses.

    Raises ValueError for what is no web address.
    """
    return digest(urls.key(url))


def road_bits(roads: Iterable[str]) -> int:
    """Return what stands for *roads*."""
    return sum(BITS[road] for road in roads)


def road_names(bits: int) -> list[str]:
    """Return the roads that *bits* stand for."""
    return [road for road, bit in BITS.items() if bits & bit]


def written(moment: datetime) -> str:
    """Return *moment* as the archive writes it: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that is to be asked for."""

    url: str
    host: str
    """The machine to ask."""
    road: str
    priority: int = 0
    is_list: bool = False
    list: int | None = None
    """The list that it is an older page of."""
    request: str | None = None
    """JSON: what its request has beside the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the door of a road answered; None is what it did not tell."""

    road: str
    stories: int = 0
    total: int | None = None
    agreement: str | None = None
    """JSON: whether its texts are those of the pages."""


class Page(NamedTuple):
    """A page as the archive knows it."""

    id: int
    url: str
    host: str = ""
    kind: str | None = None
    state: str = "pending"
    outcome: str | None = None
    roads: int = 0
    priority: int = 0
    attempts: int = 0
    found: int = 0
    asked: int = 0
    job: int = 0
    visited: str | None = None
    etag: str | None = None
    modified: str | None = None
    list: int | None = None
    reached: str | None = None
    same_as: int | None = None
    day: str | None = None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A story as a list shows it."""

    sweep: int
    """The sweep that last found it there."""
    page: int
    """The page of the list that it stood on."""
    digest: bytes
    """What stands for its words."""
    is_pinned: int = 0
    """Whether it stands on more than one page at once."""


COLUMNS = ", ".join(Page._fields)


@dataclass(slots=True)
class Visit:
    """What one visit to a page brings; it goes into the archive as a whole."""

    page: Page
    kind: str | None = None
    state: State = "done"
    outcome: str = "read"
    day: date | None = None
    etag: str | None = None
    modified: str | None = None
    followed: int = 0
    """The roads that were followed from it."""
    found: dict[bytes, Found] = field(default_factory=dict)
    roads: dict[bytes, int] = field(default_factory=dict)
    """Further roads to pages that are known."""
    cards: dict[bytes, Card] = field(default_factory=dict)
    """The stories of a list that are new to its walk, or changed."""
    reached: str | None = None
    """How far the list of the page has been walked, where it ends here."""
    address: str | None = None
    """Another address of the page: where a redirect led."""
    same_as: int | None = None
    """The known page that this is another address of."""
    redirect: str | None = None
    """Where it was sent to."""
    article: Article | None = None
    delay: float | None = None
    """Seconds after which the page is to be asked for again."""
    aside: dict[bytes, tuple[Found, str]] = field(default_factory=dict)
    """Pages that are not of what was asked for, each with the latest day of it."""
    told: dict[bytes, "Visit"] = field(default_factory=dict)
    """The pages that this one told of so well that they need no visit."""
    answer: Answer | None = None
    """What it answered as the door of a road."""
    mark: str | None = None
    """The latest change that the road has told of, where all before are taken in."""
    reader: str = "page"
    """The road that told its article whole, if one did."""
    look: Look | None = None
    """How it looks, where it is no article, nor a list with any."""
    is_failure: bool = False
    """Whether asking again has an end."""
