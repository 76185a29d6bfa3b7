"""What the options of an export mean; each raises ArgumentTypeError for other words."""

import re
from argparse import ArgumentTypeError
from datetime import date
from typing import Literal

from newscrawl.rights import RESERVATIONS

_SIZE = re.compile(r"(\d+)\s*([kmg]?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def names(text: str) -> tuple[str, ...]:
    """Return the names in *text*, with commas between."""
    found = tuple(name for part in text.split(",") if (name := part.strip()))
    if not found:
        raise ArgumentTypeError(f"{text!r} names nothing")
    return found


def reservations(text: str) -> tuple[str, ...]:
    """Return the reservations that *text* names, in their order."""
    asked = {part.strip() for part in text.split(",")}
    if not asked <= set(RESERVATIONS):
        known = ", ".join(RESERVATIONS)
        raise ArgumentTypeError(f"{text!r} is not all of reservations: {known}")
    return tuple(name for name in RESERVATIONS if name in asked)


def day(text: str) -> date:
    """Return the day that *text* is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2022-01-31") from None


def days(text: str) -> tuple[date, ...]:
    """Return the one or two days in *text*, in their order."""
    found = tuple(map(day, names(text)))
    if not 0 < len(found) < 3 or list(found) != sorted(set(found)):
        raise ArgumentTypeError(f"{text!r} is not one day, nor two in their order")
    return found


def shards(text: str) -> Literal["year"] | int:
    """Return how *text* asks for a corpus to be parted: by year, or so many bytes."""
    if text == "year":
        return "year"
    found = _SIZE.fullmatch(text.strip())
    size = int(found[1]) * 1000 ** _POWERS[found[2].lower()] if found else 0
    if not size:
        raise ArgumentTypeError(f"{text!r} is neither `year` nor a size such as 500MB")
    return size
