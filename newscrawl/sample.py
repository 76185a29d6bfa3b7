"""The articles that a run has read of one source, with examples of what they lack."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest

from newscrawl.article import Article
from newscrawl.drift import COMPARED, Drift
from newscrawl.tally import OWN_TEXT, Tally, present
from newscrawl.walls import wording

EXAMPLES = 3
_REPEATED = 3
"""Articles of one text that are too many to be one story at several addresses."""


@dataclass(slots=True)
class Sample:
    """What was read, and where."""

    tally: Tally = field(default_factory=Tally)
    lacking: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By field the addresses of some articles that do not have it."""
    shortest: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of words, with the address."""
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By its wording, the addresses where a text stands."""

    def add(self, article: Article, begun: datetime) -> None:
        """Take in *article*, which was read by a run that has *begun* then."""
        self.tally.add(article, begun)
        for name in {*COMPARED} - present(article):
            self._give_example(name, article.url)
        shortest = [*self.shortest, (article.word_count, article.url)]
        self.shortest = nsmallest(EXAMPLES, shortest)
        if article.text:
            self.texts[wording(article.text)].append(article.url)

    def add_outcome(self, outcome: str, url: str) -> None:
        """Take in what came of the page at *url*, which was asked for as a story."""
        self.tally.outcomes[outcome] += 1
        if outcome != "article":
            self._give_example("stories", url)

    def add_new(self, url: str) -> None:
        """Take in that the article at *url* is new."""
        self.tally.new += 1
        self._give_example("newest", url)

    def _give_example(self, name: str, url: str) -> None:
        if len(self.lacking[name]) < EXAMPLES:
            self.lacking[name].append(url)

    def merge(self, other: "Sample") -> None:
        """Take in what *other* has taken in; but for its texts, which were compared."""
        self.tally.merge(other.tally)
        for name, urls in other.lacking.items():
            for url in urls:
                self._give_example(name, url)
        self.shortest = nsmallest(EXAMPLES, [*self.shortest, *other.shortest])

    def examples(self, drift: Drift) -> Sequence[str]:
        """Return addresses that show *drift*, at most three."""
        if drift.field == "text":
            return [url for _, url in self.shortest]
        return self.lacking.get(drift.field, [])

    def count_own_texts(self) -> None:
        """Count the articles whose text is theirs alone, now that all were read."""
        groups = (list(dict.fromkeys(urls)) for urls in self.texts.values())
        repeated = [url for urls in groups if len(urls) >= _REPEATED for url in urls]
        own = max(0, self.tally.articles - len(repeated))
        self.tally.filled[OWN_TEXT] = own
        self.lacking[OWN_TEXT] = repeated[:EXAMPLES]
