"""What is true of a newspaper as a whole."""

from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A newspaper: what its pages leave unsaid since every reader of it knows."""

    zone: tzinfo = UTC
    """Zone of times that are written without one."""
    language: str | None = None
    """BCP 47 tag of the language, for pages that do not tell."""
    founded: date = field(default=date(1990, 1, 1))
    """The day of the first issue: no date before it is believed."""
    day_first: bool = True
    """Whether 3/6/2024 is the third of June."""
    sections: tuple[str, ...] = ()
    """Names of the sections as the menu prints them."""


def section_name(text: str) -> str:
    """Return the name of a section without the leading "-" used for sorting."""
    return text.strip().removeprefix("-").strip()


def section_key(text: str) -> str:
    """Return the name of a section as its address spells it: "UK News" → "uk-news"."""
    words = "".join(c if c.isalnum() else " " for c in section_name(text).casefold())
    return "-".join(words.split())
