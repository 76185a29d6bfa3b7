"""A site that is to be crawled: its ticket, a file that stands until that is done.

What a broker carries is no more than the ticket's number, and may be lost, come twice
or late: the ticket tells what is still to be done.
"""

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from newscrawl.many.task import Task

FOLDER = ".tickets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a site is crawled for, and how far that is."""

    site: str
    id: str
    since: str
    """When it was submitted: ISO 8601."""
    words: tuple[str, ...]
    """What follows `crawl` on the command line."""
    hosts: tuple[str, ...]
    turn: int = 1
    """The number of the turn that is next or under way."""
    attempts: int = 0
    """How often a turn was begun since one last ended as it should."""
    code: int | None = None
    """The gravest exit code of the turns that ended as they should."""
    articles: int = 0
    revisions: int = 0
    pages: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, task: Task, now: str) -> Self:
        """Return a new one, for *task*."""
        hosts = tuple(sorted(task.hosts))
        number = uuid.uuid4().hex
        return cls(site=task.site, id=number, since=now, words=task.words, hosts=hosts)

    @classmethod
    def read(cls, text: bytes) -> Self | None:
        """Return the ticket that *text* is; None where it is none."""
        try:
            told = json.loads(text)
            told["words"], told["hosts"] = tuple(told["words"]), tuple(told["hosts"])
            ticket = cls(**told)
        except (ValueError, LookupError, TypeError):
            return None
        # It comes from a folder that many may write to.
        return ticket if set(ticket.words[1::2]) <= {"-a"} else None

    def is_due(self, number: str, turn: int) -> bool:
        """Say whether a message of *number* and *turn* is about what is yet to do.

        It may be ahead of the ticket, which is written after it.
        """
        return number == self.id and turn >= self.turn


class Tickets:
    """The tickets in a corpus folder."""

    def __init__(self, corpus: str) -> None:
        self._folder = Path(corpus).absolute() / FOLDER

    def read(self, site: str) -> Ticket | None:
        """Return the ticket of *site*; None where there is none. Raises OSError."""
        try:
            return Ticket.read((self._folder / site).read_bytes())
        except FileNotFoundError:
            return None

    def write(self, ticket: Ticket) -> None:
        """Put *ticket* in the place of what was there; raises OSError."""
        write_whole(self._folder / ticket.site, asdict(ticket))

    def remove(self, site: str) -> None:
        """Take away the ticket of *site*: that is done. Raises OSError."""
        (self._folder / site).unlink(missing_ok=True)

    def sites(self) -> Iterator[str]:
        """Yield the sites that have one, in one listing; raises OSError."""
        if self._folder.is_dir():
            names = (path.name for path in self._folder.iterdir())
            yield from sorted(name for name in names if not name.startswith("."))


def write_whole(path: Path, told: dict[str, Any]) -> None:
    """Write *told* as the file at *path*, which is never seen in part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several machines may be at it; the last one stands.
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with part.open("wb") as file:
        file.write(json.dumps(told, ensure_ascii=False).encode())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
