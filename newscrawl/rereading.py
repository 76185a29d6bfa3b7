"""Reads kept pages once more, by the rules of today and as a crawl would."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl import flags, urls
from newscrawl.archive.archive import Archive
from newscrawl.archive.renewal import Stored, starts
from newscrawl.article import Article, Right
from newscrawl.keeping import place
from newscrawl.pipelines import Pipeline
from newscrawl.politeness.compression import WholeCompressionMiddleware
from newscrawl.reservations import declared
from newscrawl.roads import feeds, rest
from newscrawl.roads.agreement import Agreement
from newscrawl.roads.story import Story
from newscrawl.spiders.base import NewsSpider, is_html, join
from newscrawl.warc.kept import FOLDER, Kept
from newscrawl.warc.reading import Answer, read


class NotKept(Exception):
    """No page of the article is kept."""


class NoArticle(Exception):
    """What is kept is no article by the rules of today; the message says why."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a page is kept, and when it was fetched."""

    kept: Kept
    fetched: str


def make_crawler(settings: BaseSettings, site: str) -> Crawler:
    """Return a crawler of *site* that is not to run; raises LookupError of none."""
    spider = get_spider_loader(settings).load(site)
    crawler = Crawler(spider, settings.copy())  # type: ignore[arg-type] # Scrapy's own
    crawler.addons.load_settings(crawler.settings)
    crawler.stats = load_object(crawler.settings["STATS_CLASS"])(crawler)
    crawler.spider = spider.from_crawler(crawler)
    return crawler


class Rereader:
    """Reads the kept pages of one site."""

    def __init__(self, crawler: Crawler, archive: Archive) -> None:
        assert isinstance(crawler.spider, NewsSpider)
        self.spider = crawler.spider
        self.archive = archive
        self.spider.hosts |= set(map(urls.host, starts(archive.connection)))
        self._folder = Path(archive.path).parent
        self._compression = WholeCompressionMiddleware.from_crawler(crawler)
        self._steps = list(_steps(crawler))
        self._answer: tuple[Kept | None, Response | None] = None, None

    def read(self, stored: Stored) -> Article:
        """Return the article of *stored*, as its page is read today.

        Raises NotKept or NoArticle.
        """
        source = self._source(stored)
        response = self._response(source.kept)
        if response is None:
            raise NotKept
        if is_html(response):
            article = self._read_page(response)
        else:
            article = self._read_told(response, stored.record)
        article = replace(article, fetched=source.fetched, roads=stored.record["roads"])
        article = _with_rights(article, stored.record)
        try:
            for step in self._steps:
                article = step.process(article)
        except DropItem as error:
            raise NoArticle(str(error)) from error
        return _with_flags(article, stored.record)

    # -- pages ---------------------------------------------------------------

    def _read_page(self, response: Response) -> Article:
        reading = self.spider.read(response)
        if reading.whole or reading.kind != "article":
            kind = "part" if reading.whole else reading.kind
            raise NoArticle(f"its page is of the kind {kind!r}")
        article = self.spider.article(response, reading)
        for url in reading.parts:
            kept = self.archive.kept.at(Request(url).url)
            part = self._response(kept) if kept else None
            if part is None:  # nor had the crawl what comes after it
                break
            if is_html(part):
                article = join(
                    article, self.spider.read(part).article(self.spider.name)
                )
        return article

    def _read_told(self, response: Response, record: dict[str, Any]) -> Article:
        """Return the article that a road has told, with the neighbours it had."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        told = _stories(response.body, response.url, kind).get(record["url"])
        if told is None:
            raise NoArticle("the answer that told it does not")
        host = urlsplit(response.url).hostname or ""
        agreement = self.archive.pages.agreement(host, told.road)
        if agreement is None:
            raise NotKept
        previous, next_ = record["previous_url"], record["next_url"]
        told = replace(told, previous=previous, next=next_)
        as_then = partial(self.spider.record, fetched=response.meta["fetched_on"])
        article = Agreement.loads(agreement).apply(told, as_then)
        article = replace(article, **place(response.meta))
        return declared(self.spider.crawler, article, response, is_page=False)

    # -- answers -------------------------------------------------------------

    def _source(self, stored: Stored) -> _Source:
        """Return where the page of *stored* is.

        One that was stored before pages were kept may be kept since.
        """
        record = stored.record
        if record["warc_file"] is not None:
            name = Path(record["warc_file"]).name
            kept = Kept(name, record["warc_offset"], "", "")
            return _Source(kept, record["fetched"])
        for url in filter(None, (stored.page, stored.url)):
            if later := self.archive.kept.at(url):
                return _Source(later, f"{later.date[:19]}Z")
        raise NotKept

    def _response(self, kept: Kept) -> Response | None:
        """Return the answer that is *kept*; the last one is at hand."""
        last, response = self._answer
        if kept != last:
            answer = read(self._folder / FOLDER / kept.file, kept.offset)
            response = self._open(answer, kept) if answer else None
            self._answer = kept, response
        return response

    def _open(self, answer: Answer, kept: Kept) -> Response:
        """Return *answer* as the spider gets it: unpacked."""
        headers = Headers()
        for name, value in answer.header:
            headers.appendlist(name, value)
        made = responsetypes.from_args(
            headers=headers, url=answer.url, body=answer.body
        )
        day = datetime.fromisoformat(answer.date).astimezone(self.spider.site.zone)
        meta = {"warc": kept, "fetched_on": day.date()}
        request = Request(answer.url, meta=meta)
        response = made(
            answer.url,
            status=answer.status,
            headers=headers,
            body=answer.body,
            request=request,
        )
        opened = self._compression.process_response(request, response)
        assert isinstance(opened, Response)
        return opened


def _with_rights(article: Article, record: dict[str, Any]) -> Article:
    """Return *article* with what the files of its site said when it was stored."""
    told = (Right(**right) for right in record["rights"])
    of_site = (right for right in told if right.source.startswith("/"))
    return replace(article, rights=list(dict.fromkeys((*article.rights, *of_site))))


def _with_flags(article: Article, record: dict[str, Any]) -> Article:
    """Return *article* with the flags that other articles gave it."""
    given = [flag for flag in record["flags"] if flag == "boilerplate"]
    return replace(article, flags=flags.arrange([*article.flags, *given]))


def _steps(crawler: Crawler) -> Iterator[Pipeline]:
    """Yield the steps of the project that need nothing but the page."""
    wanted = crawler.settings.get_component_priority_dict_with_base("ITEM_PIPELINES")
    for path in build_component_list(wanted):
        step = load_object(path)
        if getattr(step, "is_of_page", False):
            yield build_from_crawler(step, crawler)


@lru_cache(maxsize=1)  # an answer tells a hundred of them
def _stories(body: bytes, url: str, kind: str) -> dict[str, Story]:
    found = rest.read(body, url) or feeds.read(body, url, kind)
    return {story.url: story for story in found.stories} if found else {}
