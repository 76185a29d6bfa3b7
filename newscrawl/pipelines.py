"""What an article passes through between its page and the corpus, in this order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl import dates, flags
from newscrawl.archive.articles import cluster_of
from newscrawl.archiving import archiving
from newscrawl.arguments import Arguments
from newscrawl.article import Article
from newscrawl.asked import (
    is_left_alone,
    is_of_days,
    is_of_sections,
    published_day,
)
from newscrawl.dates import Moment
from newscrawl.language import identify
from newscrawl.rights import reserved
from newscrawl.site import Site
from newscrawl.text import collapse, count_words, digest

# A page may be dated by a clock or a zone ahead of ours, never by more.
_AHEAD = timedelta(days=1)


class IncompleteArticle(DropItem):
    """The page has no headline, or neither text nor picture."""


class OutsideDates(DropItem):
    """The article was published outside the days that were asked for."""

    state = "aside"


class OutsideSections(DropItem):
    """The article is of no section that was asked for."""

    state = "aside"


class ReservedArticle(DropItem):
    """The publisher reserves the article, and that is to be respected."""

    state = "aside"


class DuplicateArticle(DropItem):
    """The article is stored already: its address or its number is known."""


class UnchangedArticle(DropItem):
    """The article is stored as it is."""

    outcome = "unchanged"


class ForgottenArticle(DropItem):
    """The article is to be kept out of the corpus."""

    state = "forgotten"


class BeyondLimit(DropItem):
    """As many articles are stored as were asked for."""

    state = "pending"


class Pipeline:
    """One step: an article comes out changed, or is dropped; other items pass."""

    is_of_page: ClassVar[bool] = False
    """Whether it needs nothing but the page: `scrapy reread` takes it as well."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Pipeline":
        """Return the step of one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Return *item* as it travels on; raise DropItem where it does not."""
        return self.process(item) if isinstance(item, Article) else item

    def process(self, article: Article) -> Article:
        """Return *article* as it travels on."""
        raise NotImplementedError

    def count(self, name: str) -> None:
        """Add one to the figure *name* of the crawl."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"newscrawl/{name}")

    @property
    def site(self) -> Site:
        """The newspaper that is being crawled."""
        return getattr(self.crawler.spider, "site", None) or Site()

    @property
    def arguments(self) -> Arguments:
        """What the crawl was asked for."""
        return getattr(self.crawler.spider, "arguments", None) or Arguments()


class ValidatePipeline(Pipeline):
    """Drops what cannot be an article."""

    is_of_page = True

    def process(self, article: Article) -> Article:
        """Return *article* where it has a headline, and text or pictures."""
        if not article.title:
            raise IncompleteArticle(f"no headline: {article.url}")
        if not article.text and not article.images:
            raise IncompleteArticle(f"neither text nor picture: {article.url}")
        return article


class DatesPipeline(Pipeline):
    """Turns dates as written into times, or refuses them and says so."""

    is_of_page = True

    def process(self, article: Article) -> Article:
        """Return *article* with its times; null where they are not certain."""
        now = _fetched(article)
        moment = self._read(article.published_raw, "published", now)
        self.count(f"published/source/{article.published_source or 'none'}")
        self.count(f"published/precision/{moment.precision if moment else 'none'}")
        modified = self._read(article.modified_raw, "modified", now)
        return replace(
            article,
            published=str(moment) if moment else None,
            published_precision=moment.precision if moment else None,
            modified=str(modified) if modified else None,
        )

    def _read(self, raw: str | None, name: str, now: datetime) -> Moment | None:
        if raw is None:
            return None
        site = self.site
        moment = dates.parse(raw, site.zone, day_first=site.day_first)
        if moment is None:
            self.count(f"{name}/refused/unreadable")
        elif moment.time > now + _AHEAD:
            self.count(f"{name}/refused/future")
        elif moment.day(site.zone) < site.founded:
            self.count(f"{name}/refused/before_founding")
        else:
            return moment
        return None


def _fetched(article: Article) -> datetime:
    """Return when the page was fetched: read again later, it is dated the same."""
    moment = dates.parse(article.fetched, UTC) if article.fetched else None
    return moment.time if moment else datetime.now(UTC)


class AskedPipeline(Pipeline):
    """Drops what lies outside the days and sections that were asked for."""

    def process(self, article: Article) -> Article:
        """Return *article* where it was asked for, or nothing tells that it was not."""
        asked = self.arguments
        day = published_day(
            article.published, article.published_precision, self.site.zone
        )
        if not is_of_days(day, asked):
            raise OutsideDates(f"published on {day}: {article.url}")
        if not is_of_sections(article.sections, asked):
            raise OutsideSections(f"in {', '.join(article.sections)}: {article.url}")
        return article


class RightsPipeline(Pipeline):
    """Takes down what the publisher reserves, and drops what is to be respected."""

    is_of_page = True

    def process(self, article: Article) -> Article:
        """Return *article* with what follows from its rights."""
        settings = self.crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        names = reserved(article.rights, agent)
        if is_left_alone(names, self.arguments):
            raise ReservedArticle(f"reserved ({', '.join(names)}): {article.url}")
        for name in names:
            self.count(f"reserved/{name}")
        return replace(article, reserved=names)


class TextPipeline(Pipeline):
    """Counts the words, hears the language, and takes the hash of title and text."""

    is_of_page = True

    def process(self, article: Article) -> Article:
        """Return *article* with what follows from its text."""
        language, confidence = identify(article.text, article.language)
        return replace(
            article,
            title=collapse(article.title),
            word_count=count_words(article.text),
            content_hash=digest(article.title, article.text),
            language=language,
            language_confidence=confidence,
        )


class FlagsPipeline(Pipeline):
    """Says what to look out for in an article."""

    is_of_page = True

    def process(self, article: Article) -> Article:
        """Return *article* with the flags that it has by itself."""
        return replace(article, flags=flags.judge(article))


class WatchPipeline(Pipeline):
    """Has the watch take note of how an article was read."""

    def process(self, article: Article) -> Article:
        """Return *article* as it is."""
        archive = archiving(self.crawler)
        archive.watch.read(article, archive.visits.reader(article))
        return article


class DuplicatesPipeline(Pipeline):
    """Stores each revision once, and labels articles that repeat another's text."""

    def process(self, article: Article) -> Article:
        """Return *article* with the number of its revision."""
        visits = archiving(self.crawler).visits
        if visits.archive.articles.is_forgotten(article):
            raise ForgottenArticle(f"to be kept out: {article.url}")
        known = visits.known(article)
        if known and (known.url != article.url or known.sweep == visits.run.sweep):
            raise DuplicateArticle(f"stored already: {article.url}")
        # What it reserves is not in the hash, and is to be known as it is now.
        is_same = known and known.reserved == article.reserved
        if known and is_same and known.content_hash == article.content_hash:
            raise UnchangedArticle(f"stored as it is: {article.url}")
        if not visits.claim(article):
            raise DuplicateArticle(f"stored already: {article.url}")
        original = visits.original(article)
        if original:
            self.count(f"duplicates/{original.kind}")
        return replace(
            article,
            revision=known.revision + 1 if known else 1,
            duplicate_of=original and original.url,
            duplicate_kind=original and original.kind,
            cluster=original.cluster if original else cluster_of(article.url),
        )


class BoilerplatePipeline(Pipeline):
    """Flags what begins or ends as many stored articles do."""

    def process(self, article: Article) -> Article:
        """Return *article*, flagged where that is so."""
        articles = archiving(self.crawler).archive.articles
        if not articles.boilerplate.is_in(article.text):
            return article
        return replace(article, flags=flags.arrange([*article.flags, "boilerplate"]))


class LimitPipeline(Pipeline):
    """Counts what goes into the corpus and ends the crawl at the limit."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._stored = 0

    def process(self, article: Article) -> Article:
        """Return *article* where the limit is not yet reached."""
        limit = self.arguments.limit
        if limit is not None and self._stored >= limit:
            raise BeyondLimit(f"limit={limit} reached: {article.url}")
        self._stored += 1
        self.count("articles" if article.revision == 1 else "revisions")
        self.count(f"section/{article.section or 'none'}")
        language = article.language if article.language_confidence else None
        self.count(f"language/{language or 'uncertain'}")
        for flag in article.flags:
            self.count(f"flags/{flag}")
        return article
