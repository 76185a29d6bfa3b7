"""When the stories of an edition were published."""

from bisect import bisect_left
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.newspaper.chance import mix

LONDON = ZoneInfo("Europe/London")
"""The paper's home."""


class Calendar:
    """The years of an edition, over which its stories are spread evenly.

    Raises ValueError where there are more stories than seconds.
    """

    def __init__(
        self, first: datetime, last: datetime, articles: int, seed: int
    ) -> None:
        self.first = first
        self.articles = articles
        self.seed = seed
        self._seconds = int((last - first).total_seconds())
        self._step = self._seconds // articles
        if not self._step:
            most = f"{self._seconds:,}"
            raise ValueError(f"{articles:,} articles are too many: at most {most}")

    def time(self, index: int) -> datetime:
        """Return when story *index* was published, in UTC: each later than the last."""
        moment = index * self._seconds // self.articles
        moment += mix(self.seed, index, 5) % self._step
        return self.first + timedelta(seconds=moment)

    def index(self, moment: datetime) -> int:
        """Return how many stories were published before *moment*."""
        return bisect_left(range(self.articles), moment, key=self.time)


def month_start(year: int, month: int = 1) -> datetime:
    """Return when a month begins; the thirteenth is January of the next year."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=LONDON)
