"""/.well-known/tdmrep.json: which texts of an origin may be mined, by their paths.

https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/#sec-tdm-file
"""

import json
from typing import Any, NamedTuple

from newscrawl import patterns
from newscrawl.article import Right

PATH = "/.well-known/tdmrep.json"


class Rule(NamedTuple):
    """What is said of the pages of some paths."""

    location: str
    reservation: str
    policy: str


class Tdmrep:
    """The rules of one origin; none where the file is not as it is to be."""

    def __init__(self, text: str = "") -> None:
        self._rules = _read(text)

    def of(self, url: str) -> list[Right]:
        """Return what it says of the page at *url*: the first rule of its path."""
        path = patterns.path_of(url)
        fitting = (r for r in self._rules if patterns.matches(r.location, path))
        rule = next(fitting, None)
        return _rights(rule) if rule else []

    def statements(self) -> list[Right]:
        """Return all that it says, whatever the page."""
        return [
            right
            for rule in self._rules
            for right in _rights(rule, f"{rule.location} ")
        ]


def _rights(rule: Rule, prefix: str = "") -> list[Right]:
    given = {"tdm-reservation": rule.reservation, "tdm-policy": rule.policy}
    return [
        Right(signal=signal, value=f"{prefix}{value}", source=PATH)
        for signal, value in given.items()
        if value
    ]


def _read(text: str) -> list[Rule]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return []
    listed = given if isinstance(given, list) else [given]
    return [_rule(each) for each in listed if _is_rule(each)]


def _is_rule(given: Any) -> bool:
    return (
        isinstance(given, dict)
        and isinstance(given.get("location"), str)
        and type(given.get("tdm-reservation")) in (int, str)
    )


def _rule(given: dict[str, Any]) -> Rule:
    policy = given.get("tdm-policy")
    return Rule(
        given["location"],
        str(given["tdm-reservation"]).strip(),
        policy.strip() if isinstance(policy, str) else "",
    )
