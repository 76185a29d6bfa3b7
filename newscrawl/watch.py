"""Watches whether a site is as it was, so that what is no article is not stored."""

from collections import defaultdict
from dataclasses import replace
from urllib.parse import urlsplit

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.tallies import Found
from newscrawl.archive.values import Page, Visit
from newscrawl.article import Article
from newscrawl.drift import LEAST, MEASURE, Drift, compare
from newscrawl.sample import EXAMPLES, Sample
from newscrawl.suspects import Suspects, is_story, outcome
from newscrawl.tally import Source, Tally, total

WINDOW = 20
"""Articles that are judged together, before any of them is stored."""


class Watch:
    """Compares what a run reads with what the runs before it read.

    `found` is how it differs. Where that is not empty the crawl is to end, what was not
    yet committed is not to be stored where it `is_spoilt`, and the pages `walled` are
    to be as if they had not been asked for.
    """

    def __init__(
        self,
        archive: Archive,
        run: Run,
        *,
        is_on: bool = True,
        is_typical: bool = True,
    ) -> None:
        self.archive = archive
        self.run = run
        self.is_on = is_on
        self.is_typical = is_typical
        """Whether its articles are like those of other runs."""
        self.begun = archive.clock()
        self.before = archive.tallies.before(run.id)
        self.found: list[Found] = []
        self.walled: list[Page] = []
        self.is_spoilt = False
        self._judged: dict[Source, Sample] = defaultdict(Sample)
        self._unjudged: dict[Source, Sample] = defaultdict(Sample)
        self._hosts: dict[str, Suspects] = defaultdict(Suspects)

    # -- what is read --------------------------------------------------------

    def read(self, article: Article, reader: str) -> None:
        """Take note of an *article* and of how it was read."""
        source = Source(_host(article.url), reader)
        self._unjudged[source].add(article, self.begun)

    def settle(self, visit: Visit) -> None:
        """Take note of what *visit* came to, and judge where enough is together."""
        for each in (visit, *visit.told.values()):
            if each.article and each.article.revision == 1:
                source = Source(_host(each.article.url), each.reader)
                self._unjudged[source].add_new(each.article.url)
        host = _host(visit.page.url)
        suspects = self._hosts[host]
        is_suspect = suspects.take(visit)
        if is_story(visit.page) and (came := outcome(visit)):
            self._unjudged[Source(host, "page")].add_outcome(came, visit.page.url)
        if not self.is_on or self.found:
            return
        if is_suspect and (wall := suspects.wall()):
            self._raise_wall(host, wall[0].what, [one.page.url for one in wall])
        for source, sample in list(self._unjudged.items()):
            if max(sample.tally.articles, sample.tally.outcomes.total()) >= WINDOW:
                self._judge(source, sample)

    # -- walls ---------------------------------------------------------------

    def _raise_wall(self, host: str, what: str, urls: list[str]) -> None:
        """Tell that *what* stands at *urls*, and let go of all that is behind it."""
        words = f"{what} in place of {len(urls):,} pages"
        source = Source(host, "page")
        self.found.append(
            Found(source, Drift("stories", words), tuple(urls[:EXAMPLES]))
        )
        self.walled += self._hosts[host].release()

    def _look_for_walls(self) -> None:
        known = {source.host for source in self.before}
        for host in known & self._hosts.keys():
            if wall := self._hosts[host].wall_at_end():
                self._raise_wall(host, wall[0].what, [one.page.url for one in wall])

    # -- drifts --------------------------------------------------------------

    @property
    def is_holding(self) -> bool:
        """Whether articles were read that are to be judged before they are stored.

        Not in a run that goes on with one of the same day: were it cut short again and
        again, it would never come any further.
        """
        return (
            self.is_on
            and self.is_typical
            and self.run.is_first
            and any(
                sample.tally.articles and self._measure(source) >= MEASURE
                for source, sample in self._unjudged.items()
            )
        )

    def _measure(self, source: Source) -> int:
        return sum(tally.articles for tally in self.before.get(source, ()))

    def judge(self) -> None:
        """Judge what was read and is not yet judged."""
        for source, sample in list(self._unjudged.items()):
            self._judge(source, sample)

    def _judge(self, source: Source, sample: Sample) -> None:
        """Tell whether *sample* is of articles, and count it."""
        sample.count_own_texts()
        if self.is_on and self.is_typical:
            drifts = compare(self.before.get(source, ()), self._now(source, sample))
            essential = [drift for drift in drifts if drift.is_essential]
            if self._tell(source, essential, sample):
                self.is_spoilt = True
                self.walled += self._hosts[source.host].release()
        self._judged[source].merge(sample)
        del self._unjudged[source]

    def _now(self, source: Source, sample: Sample) -> Tally:
        """Return what is compared: the outcomes are those of the whole run.

        What is no article may come last, by its place in the queue.
        """
        outcomes = self._judged[source].tally.outcomes + sample.tally.outcomes
        return replace(sample.tally, outcomes=outcomes)

    def _tell(self, source: Source, drifts: list[Drift], sample: Sample) -> bool:
        """Keep those of *drifts* that *sample* has examples of; say if there are any.

        It has none of a drift that the runs before it show alone.
        """
        shown = [(drift, sample.examples(drift)) for drift in drifts]
        found = [Found(source, drift, tuple(urls)) for drift, urls in shown if urls]
        self.found += found
        return bool(found)

    def finish(self, *, is_whole: bool) -> None:
        """Judge the rest; where the run *is_whole*, all fields of all it read."""
        if self.is_on and not self.found:
            self._look_for_walls()
        self.judge()
        if not (self.is_on and self.is_typical and is_whole) or self.found:
            return
        for source, sample in self._judged.items():
            before, now = _enough(self.before.get(source, []), sample.tally)
            self._tell(source, compare(before, now), sample)

    def keep(self) -> None:
        """Write down what was read so far, for the runs to come."""
        if not self.is_typical:
            return
        for sample in self._unjudged.values():
            sample.count_own_texts()
        self.archive.tallies.keep(
            self.run.id,
            {
                source: total(
                    (self._judged[source].tally, self._unjudged[source].tally)
                )
                for source in {*self._judged, *self._unjudged}
            },
        )


def _enough(before: list[Tally], now: Tally) -> tuple[list[Tally], Tally]:
    """Return *now* with as many of the latest runs as it takes to compare it."""
    count, taken = 0, now.articles
    while taken < LEAST and count < len(before):
        taken += before[count].articles
        count += 1
    return before[count:], total((now, *before[:count]))


def _host(url: str) -> str:
    return urlsplit(url).netloc
