"""What a look at a site shows of its newspaper: how it is reached, and what it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.portrait import line
from newscrawl.robots import Robots
from newscrawl.site import section_key, section_name
from newscrawl.skeleton import Skeleton
from newscrawl.text import collapse
from newscrawl.urls import host, kind

_MOST_PATHS = 6
_MOST_SECTIONS = 24
_LONGEST_SECTION = 30
_THEME = re.compile(r"/wp-content/themes/([\w-]+)/")
# What a system leaves in its pages that names itself in no meta tag.
_MARKS = {
    "WordPress": "/wp-content/",
    "Drupal": "/sites/default/files/",
    "Arc": "/pf/resources/",
    "Ghost": "/ghost/api/",
    "TYPO3": "/typo3temp/",
    "Joomla": "/media/jui/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is known of a newspaper after a look at it."""

    start: str
    """Address of its front page."""
    title: str | None = None
    robots: tuple[str, ...] = ()
    """What robots.txt says, in words."""
    rights: tuple[str, ...] = ()
    """What is said of how its articles may be used."""
    roads: dict[str, str] = field(default_factory=dict)
    """What each road offers; "" where it offers nothing."""
    made_by: str = ""
    zone: str | None = None
    zone_reason: str = ""
    language: str | None = None
    day_first: bool = True
    sections: tuple[str, ...] = ()

    @property
    def skeleton(self) -> Skeleton:
        """The spider that is proposed."""
        return Skeleton(
            domains=(host(self.start),),
            starts=(self.start,),
            zone=self.zone,
            language=self.language,
            day_first=self.day_first,
            sections=self.sections,
        )

    def lines(self) -> str:
        """Return it laid out for a reader."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.title or 'A newspaper without a name'} · {self.start}\n"
        yield line("robots.txt", " · ".join(self.robots))
        yield line("rights", " · ".join(self.rights) or "nothing is said")
        for road, words in self.roads.items():
            yield line(road, words or "–")
        yield line("made by", self.made_by or "it does not say")
        known = self.zone or "not certain: UTC is taken for it"
        yield line("zone", f"{known} · {self.zone_reason}")
        yield line("language", self.language or "not certain")


def robots_words(text: str | None, origin: str, agent: str) -> tuple[str, ...]:
    """Return what *text*, the robots.txt of *origin*, says to *agent*."""
    if text is None:
        return ("none: all is allowed",)
    robots = Robots(text, agent)
    paths = robots.forbidden(origin)
    shown = ", ".join(paths[:_MOST_PATHS])
    more = f" and {len(paths) - _MOST_PATHS} more" if len(paths) > _MOST_PATHS else ""
    delay = robots.delay
    return (
        f"forbids {shown}{more}" if paths else "forbids nothing",
        *([f"asks for {delay:g} s between requests"] if delay else ()),
        f"names {len(robots.sitemaps) or 'no'} sitemaps",
    )


def made_by(document: Document) -> str:
    """Return which system a page says, or shows, that it is made by."""
    named = next(iter(document.meta.get("generator", ())), "")
    marked = (name for name, mark in _MARKS.items() if mark in document.html)
    found = named or next(marked, "")
    theme = _THEME.search(document.html)
    return f"{found}, theme {theme[1]}" if theme else found


def section_names(leads: Iterable[Lead]) -> tuple[str, ...]:
    """Return the names of the sections that a front page links, as it prints them."""
    found: dict[str, str] = {}
    for lead in leads:
        name = collapse(lead.text or "")
        if name and len(name) <= _LONGEST_SECTION and kind(lead.url) != "front":
            found.setdefault(section_key(name), name)
    found.pop("", None)
    return tuple(list(found.values())[:_MOST_SECTIONS])


def sections_words(names: tuple[str, ...]) -> str:
    """Return *names* as the road of sections has them."""
    if not names:
        return ""
    return f"{len(names)} linked: {', '.join(map(section_name, names))}"
