"""When the stories of an edition were published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.newspaper.chance import mix

LONDON = ZoneInfo("Europe/London")
"""The paper's home."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years of an edition, over which its stories are spread evenly.

    Raises ValueError where there are more stories than seconds.
    """

    first: datetime
    last: datetime
    articles: int
    seed: int

    def __post_init__(self) -> None:
        if self._seconds < self.articles:
            most = f"{self._seconds:,}"
            raise ValueError(f"{self.articles:,} articles are too many: at most {most}")

    def time(self, index: int) -> datetime:
        """Return when story *index* was published, in UTC: each later than the last."""
        step = self._seconds // self.articles
        moment = (
            index * self._seconds // self.articles + mix(self.seed, index, 5) % step
        )
        return self.first + timedelta(seconds=moment)

    def index(self, moment: datetime) -> int:
        """Return how many stories were published before *moment*."""
        low, high = 0, self.articles
        while low < high:
            middle = (low + high) // 2
            if self.time(middle) < moment:
                low = middle + 1
            else:
                high = middle
        return low

    @property
    def _seconds(self) -> int:
        return int((self.last - self.first).total_seconds())


def month_start(year: int, month: int = 1) -> datetime:
    """Return when a month begins; the thirteenth is January of the next year."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=LONDON)
