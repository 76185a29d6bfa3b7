"""Where WordPress put everything."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Placed:
    """What WordPress made of a post or a picture."""

    number: int
    url: str
    file: str = ""
    old: str | None = None
    """The address before the post was renamed."""


@dataclass(frozen=True)
class Places:
    """Where everything is, by key and by picture name."""

    posts: dict[str, Placed]
    pictures: dict[str, Placed]
    others: dict[str, str]
    """Address of what is no article, and why it is none."""


def read_places(answer: dict[str, Any]) -> Places:
    """Read what the filling script printed."""
    return Places(
        posts={key: Placed(**placed) for key, placed in answer["posts"].items()},
        pictures={key: Placed(**placed) for key, placed in answer["pictures"].items()},
        others=answer["others"],
    )
