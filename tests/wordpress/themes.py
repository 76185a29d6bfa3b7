"""The themes: what each shows of a post, and our own with its drawn names."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.wordpress.web import PHP

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
CLASSIC = "harbour-lite"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What a reader of one theme can see."""

    name: str
    stylesheet: str = ""
    """WordPress's name for it, where it is not ours."""
    neighbours: bool = False
    """Previous and next, one by one."""
    terms: bool = True
    """All sections, the tags, the author."""
    parts: bool = True
    """Links to the parts of a post split in the classic editor."""
    excerpt: bool = False
    """A standfirst kept apart from the body, reading time, related posts."""
    captions: bool = True
    """The words under the featured picture."""
    full: bool = False
    """Whole posts on its lists."""


THEMES = {
    theme.name: theme
    for theme in (
        Theme(name=CLASSIC, neighbours=True, terms=False, excerpt=True),
        Theme(name="twentytwentyone", neighbours=True),
        Theme(name="twentytwentytwo", parts=False, captions=False),
        Theme(name="twentytwentythree", parts=False, captions=False),
        Theme(
            name="twentytwentyone-full",
            stylesheet="twentytwentyone",
            neighbours=True,
            full=True,
        ),
    )
}


def write_classic(themes: Path, draw: int) -> None:
    """Put our own theme among WordPress's, its class names drawn from `draw`."""
    folder = themes / CLASSIC
    shutil.copytree(PHP / "theme", folder)
    text = "".join(path.read_text() for path in folder.glob("*.php"))
    parts = sorted(set(re.findall(r"drawn\('([a-z-]+)'\)", text)))
    random = Random(draw)
    names = {part: _name(random) for part in parts}
    (folder / "names.json").write_text(json.dumps(names))


def _name(random: Random) -> str:
    return "".join(random.choices(ALPHABET, k=random.randint(3, 9)))
