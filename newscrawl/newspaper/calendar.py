"""When the stories of an edition were published."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.newspaper.chance import mix

LONDON = ZoneInfo("Europe/London")
"""The paper's home."""
RECENT = 24
"""How many stories the last day of a paper has, whose time is told it."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A time over which some stories in a row are spread evenly."""

    begin: datetime
    end: datetime
    first: int
    """The first of its stories."""
    articles: int

    def __post_init__(self) -> None:
        if self.seconds < self.articles:
            most = f"at most {max(0, self.seconds):,}"
            raise ValueError(f"{self.articles:,} articles are too many: {most}")

    @property
    def seconds(self) -> int:
        """How long it is."""
        return int((self.end - self.begin).total_seconds())

    def time(self, index: int, seed: int) -> datetime:
        """Return when story *index* was published: each later than the last."""
        moment = (index - self.first) * self.seconds // self.articles
        moment += mix(seed, index, 5) % (self.seconds // self.articles)
        return self.begin + timedelta(seconds=moment)


class Calendar:
    """The years of an edition, over which its stories are spread, and its days since.

    With *is_live*, up to RECENT of them are of the last day. Raises ValueError where
    there are more stories than seconds.
    """

    def __init__(
        self,
        first: datetime,
        last: datetime,
        articles: int,
        seed: int,
        *,
        is_live: bool = False,
    ) -> None:
        self.first = first
        self.seed = seed
        self.is_live = is_live
        self._spans: list[Span] = []
        self._counts: list[int] = []
        """How many stories there were at the end of each day; the first is years."""
        recent = min(RECENT, (articles + 1) // 2) if is_live else 0
        if articles > recent:
            self._spread(first, last - DAY if is_live else last, articles - recent)
        if recent:
            self._spread(last - DAY, last, recent)
        self._counts.append(self.articles)

    def _spread(self, begin: datetime, end: datetime, articles: int) -> None:
        self._spans.append(Span(begin, end, self.articles, articles))

    @property
    def articles(self) -> int:
        """How many stories there have ever been."""
        return self._spans[-1].first + self._spans[-1].articles if self._spans else 0

    @property
    def last(self) -> datetime:
        """The end of the last day."""
        return self._spans[-1].end

    @property
    def days(self) -> int:
        """How many days have passed since the first, which is years."""
        return len(self._counts) - 1

    def pass_day(self, articles: int, length: timedelta) -> None:
        """Add a day with so many stories. Raises ValueError: more than seconds."""
        self._spread(self.last, self.last + length, articles)
        self._counts.append(self.articles)

    def _span(self, index: int) -> Span:
        if len(self._spans) == 1:
            return self._spans[0]
        place = bisect_right(self._spans, index, key=lambda span: span.first)
        return self._spans[place - 1]

    def time(self, index: int) -> datetime:
        """Return when story *index* was published, in UTC: each later than the last."""
        return self._span(index).time(index, self.seed)

    def index(self, moment: datetime) -> int:
        """Return how many stories were published before *moment*."""
        return bisect_left(range(self.articles), moment, key=self.time)

    def known(self, index: int) -> int:
        """Return how many stories there were on the day of story *index*.

        What a story draws of the others it draws of these: it stays as it was printed.
        """
        return self._counts[bisect_right(self._counts, index)]

    def latest_change(self, index: int) -> datetime | None:
        """Return before when story *index* was changed, if it was; None: any time.

        That of a paper whose time is known must not be still to come.
        """
        is_of_years = index < self._counts[0]
        return None if is_of_years and not self.is_live else self._span(index).end


def month_start(year: int, month: int = 1) -> datetime:
    """Return when a month begins; the thirteenth is January of the next year."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=LONDON)


def to_second(moment: datetime) -> datetime:
    """Return *moment* in UTC, to the second. Raises ValueError without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} needs a time zone, such as UTC")
    return moment.astimezone(UTC).replace(microsecond=0)
