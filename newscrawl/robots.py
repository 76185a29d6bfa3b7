"""What a robots.txt says beside who may fetch what: uses, licences, AI by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from protego import Protego  # Scrapy brings it

from newscrawl import patterns
from newscrawl.article import Right
from newscrawl.rights import AI_AGENTS
from newscrawl.usage import SIGNALS

PATH = "/robots.txt"
_EVERYONE = "*"
_SIGNALS = {signal.lower(): signal for signal in SIGNALS}


class Preference(NamedTuple):
    """A line that says how the pages of some paths may be used."""

    signal: str
    pattern: str
    """"" where it is of all paths."""
    value: str


@dataclass(slots=True)
class Group:
    """The lines for some agents."""

    agents: set[str] = field(default_factory=set)
    """In lower case."""
    preferences: list[Preference] = field(default_factory=list)
    forbids: bool = False
    """Whether it forbids any path."""
    has_begun: bool = False
    """Whether a rule has come: the next agent begins another group."""


class Robots:
    """The robots.txt of one origin, as *agent* is to read it."""

    def __init__(self, text: str, agent: str = "newscrawl") -> None:
        self._rules = Protego.parse(text)
        self._agent = agent
        self._groups: list[Group] = []
        self._disallowed: dict[str, None] = {}
        self._licences: list[str] = []
        for line in text.splitlines():
            name, _, value = line.partition("#")[0].partition(":")
            self._take_in(name.strip().lower(), value.strip())
        self._named = self._ai_agents()
        self._preferences = self._own(agent.partition("/")[0].strip().lower())

    def _take_in(self, name: str, value: str) -> None:
        if name == "license":
            # https://rslstandard.org/guide/robots-txt: of no group
            self._licences += [value] if value else []
        elif name in ("user-agent", "useragent", "user agent"):
            if not self._groups or self._groups[-1].has_begun:
                self._groups.append(Group())
            self._groups[-1].agents.add(value.lower())
        elif self._groups and name not in ("", "sitemap"):
            group = self._groups[-1]
            group.has_begun = True
            if name == "disallow" and value:
                group.forbids = True
                self._disallowed[value] = None
            if name in _SIGNALS:
                group.preferences.append(_preference(_SIGNALS[name], value))

    def _ai_agents(self) -> list[str]:
        """Return the agents of AI that it names, and forbids anything."""
        named = {
            name for group in self._groups if group.forbids for name in group.agents
        }
        return [agent for agent in AI_AGENTS if agent.lower() in named]

    def _own(self, agent: str) -> list[Preference]:
        """Return the preferences for *agent*, or else those for everyone."""
        groups = [group for group in self._groups if agent in group.agents] or [
            group for group in self._groups if _EVERYONE in group.agents
        ]
        return [each for group in groups for each in group.preferences]

    @property
    def delay(self) -> float | None:
        """The seconds that it asks to be left between two requests."""
        return self._rules.crawl_delay(self._agent)

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that it names."""
        return list(self._rules.sitemaps)

    def forbidden(self, origin: str) -> list[str]:
        """Return the paths below *origin* that the agent is to leave alone."""
        return [
            path
            for path in self._disallowed
            if not self._rules.can_fetch(origin + path.rstrip("*$"), self._agent)
        ]

    def of(self, url: str) -> list[Right]:
        """Return what it says of the page at *url*."""
        can_fetch = self._rules.can_fetch
        agents = [agent for agent in self._named if not can_fetch(url, agent)]
        found = [Right(signal="robots.txt", value=", ".join(agents), source=PATH)]
        path = patterns.path_of(url)
        return [
            *(found if agents else []),
            *(
                Right(signal=each.signal, value=each.value, source=PATH)
                for signal in SIGNALS
                for each in self._nearest(signal, path)
            ),
            *self._licensed(),
        ]

    def _nearest(self, signal: str, path: str) -> list[Preference]:
        """Return the preferences of the longest pattern of *path*."""
        of_path = [
            each
            for each in self._preferences
            if each.signal == signal
            and (not each.pattern or patterns.matches(each.pattern, path))
        ]
        longest = max((len(each.pattern) for each in of_path), default=0)
        return [each for each in of_path if len(each.pattern) == longest]

    def _licensed(self) -> Iterator[Right]:
        for url in self._licences:
            yield Right(signal="licence", value=url, source=PATH)

    def statements(self) -> list[Right]:
        """Return all that it says, whatever the page."""
        named = Right(signal="robots.txt", value=", ".join(self._named), source=PATH)
        preferences = (
            Right(
                signal=each.signal,
                value=f"{each.pattern} {each.value}".strip(),
                source=PATH,
            )
            for each in self._preferences
        )
        return [*([named] if self._named else []), *preferences, *self._licensed()]


def _preference(signal: str, value: str) -> Preference:
    if not value.startswith("/"):
        return Preference(signal, "", value)
    pattern, _, rest = value.replace("\t", " ").partition(" ")
    return Preference(signal, pattern, rest.strip())
