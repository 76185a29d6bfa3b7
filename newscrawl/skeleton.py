"""The spider of a newspaper, as far as it can be written before anyone looks closer."""

import json
import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

FOLDER = Path(__file__).with_name("templates")
"""Where Scrapy's TEMPLATES_DIR would be: `spiders/` is below it."""
TEMPLATE = "news"

_FIXED = re.compile(r"UTC([+-])(\d\d):(\d\d)$")
_WIDTH = 88
_INDENT = " " * 4
_MONTH_FIRST = """
        # 3/6/2024 is the sixth of March.
        day_first=False,"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """What is known of a newspaper."""

    domains: tuple[str, ...]
    starts: tuple[str, ...]
    zone: str | None = None
    """By its name, or as "UTC+05:30" where it is never another; None if not known."""
    language: str | None = None
    day_first: bool = True
    """Whether 3/6/2024 is the third of June."""
    sections: tuple[str, ...] = ()

    @property
    def variables(self) -> dict[str, str]:
        """The parts of the template, as Python writes them."""
        return {
            "domain": self.domains[0],
            "url": self.starts[0],
            **_zone(self.zone or "UTC"),
            "zone_mark": "" if self.zone else _mark("such as Asia/Kolkata"),
            "language_mark": "" if self.language else _mark("such as en-IN"),
            "founded_mark": _mark("the day of its first issue"),
            "domains": _listed("allowed_domains = ", self.domains, "[]"),
            "starts": _listed("start_urls = ", self.starts, "[]"),
            "language": "None" if self.language is None else _quoted(self.language),
            "month_first": "" if self.day_first else _MONTH_FIRST,
            "sections": _listed(f"{_INDENT}sections=", self.sections, "()", ","),
        }

    def lines(self) -> str:
        """Return what the class says of the newspaper, without the comments."""
        given = {**self.variables, "name": "", "classname": ""}
        filled = Template(_template()).substitute(given)
        found = re.search(r"^    allowed_domains = .*?^    \)$", filled, re.M | re.S)
        assert found
        return re.sub(r"^ *#.*\n", "", found[0], flags=re.MULTILINE)


def _mark(words: str) -> str:
    """Return what stands behind a value that nobody knows yet."""
    return f"  # to be filled in, {words}"


def _zone(name: str) -> dict[str, str]:
    """Return how Python writes a zone, and what it imports for that."""
    if not (fixed := _FIXED.match(name)):
        imports = "from datetime import date\nfrom zoneinfo import ZoneInfo"
        return {"zone": f"ZoneInfo({_quoted(name)})", "imports": imports}
    hours = int(f"{fixed[1]}1") * (int(fixed[2]) + int(fixed[3]) / 60)
    imports = "from datetime import date, timedelta, timezone"
    return {"zone": f"timezone(timedelta(hours={hours:g}))", "imports": imports}


def wrong_name(name: str) -> str:
    """Return why *name* cannot be that of a spider, its file and its folder; or ""."""
    if keyword.iskeyword(name):
        return "it is a word of Python's own"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        return "it is not of small letters, digits and _, with a letter first"
    return ""


def _template() -> str:
    return (FOLDER / "spiders" / f"{TEMPLATE}.tmpl").read_text("utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(before: str, values: Sequence[str], brackets: str, after: str = "") -> str:
    """Return *values* as a list or a tuple, over several lines where one is too short.

    It stands in a class, behind *before*.
    """
    opening, closing = brackets[0], brackets[1]
    words = [_quoted(value) for value in values]
    comma = "," if opening == "(" and len(words) == 1 else ""
    line = f"{opening}{', '.join(words)}{comma}{closing}"
    if len(f"{_INDENT}{before}{line}{after}") <= _WIDTH:
        return line
    indent = _INDENT + before[: len(before) - len(before.lstrip())]
    rows = "".join(f"{indent}{_INDENT}{word},\n" for word in words)
    return f"{opening}\n{rows}{indent}{closing}"
