"""How fast one host may be asked: what it announced, and what its answers ask for."""

from dataclasses import dataclass
from time import monotonic

from newscrawl.politeness.loopback import is_loopback

PUBLIC_DELAY = 1.0
"""Seconds that a public host is left alone between two requests, at the least."""

_MOST_SLOWED = 60.0
_FIRST_SLOWED = 0.25
_EASED = 0.95


@dataclass(slots=True)
class Pace:
    """The pace of one host; times in seconds."""

    least: float = 0.0
    """The shortest delay between two requests; only ever raised."""
    slowed: float = 0.0
    """The delay that a host got by answering "too many requests"."""
    resume: float = 0.0
    """When it may be asked again, on the monotonic clock."""

    @classmethod
    def of(cls, host: str) -> "Pace":
        """Return the pace that *host* starts with."""
        return cls(0.0 if is_loopback(host) else PUBLIC_DELAY)

    def delay(self, last: float) -> float:
        """Return how long to wait after a request made at *last*."""
        return max(self.least, self.slowed, self.resume - last)

    def rest(self) -> float:
        """Return how much is left of the pause that the host asked for."""
        return max(0.0, self.resume - monotonic())

    def raise_to(self, seconds: float) -> None:
        """Leave at least *seconds* between two requests from now on."""
        self.least = max(self.least, seconds)

    def pause(self, seconds: float) -> None:
        """Ask nothing for *seconds*; a longer pause that was asked for stays."""
        self.resume = max(self.resume, monotonic() + seconds)

    def slow_down(self) -> None:
        """Double the delay."""
        slowest = max(self.least, self.slowed, _FIRST_SLOWED)
        self.slowed = min(2 * slowest, max(_MOST_SLOWED, self.least))

    def ease(self) -> None:
        """Come a little nearer the announced pace: by half in fourteen answers."""
        self.slowed *= _EASED
