"""What many write by hand: LinkExtractor, a selector for each field, dateparser.

`scrapy runspider plain.py -a start=URL -O FILE.jsonl`; settings are Scrapy's own.
"""

from collections.abc import Iterator
from typing import Any

import dateparser
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

STORIES = r"/\d{4}/[\w-]+/[^/?#]+/$"
# That of notices has no last page: whoever writes by hand has seen it.
LISTS = r"/category/(?!notices/)[\w-]+/(?:page/\d+/)?$"


class PlainSpider(CrawlSpider):
    """Follows lists and stories, and yields what stands on a story."""

    name = "plain"
    rules = (
        Rule(LinkExtractor(allow=STORIES), callback="parse_story", follow=True),
        Rule(LinkExtractor(allow=LISTS), follow=True),
    )

    def __init__(self, start: str) -> None:
        super().__init__()
        self.start_urls = [start]
        self.allowed_domains = [start.split("/")[2].partition(":")[0]]

    def parse_story(self, response: Response) -> Iterator[dict[str, Any]]:
        """Yield the record of a story."""
        one, many = self._one(response), self._many(response)
        printed = one("time.published::text, time.entry-date::text")
        published = dateparser.parse(printed) if printed else None
        yield {
            "url": response.url,
            "title": one("h1.entry-title::text"),
            "standfirst": one(".post-standfirst::text"),
            "authors": many(".byline .author a::text"),
            "sections": many(".cat-links a::text, a[rel~=category]::text"),
            "tags": many("a[rel=tag]::text"),
            "published": published.isoformat() if published else None,
            "text": "\n\n".join(
                "".join(paragraph.css("::text").getall())
                for paragraph in response.css(".entry-content p")
            ),
            "images": many("article img::attr(src)"),
            "previous": one("a[rel=prev]::attr(href)"),
            "next": one("a[rel=next]::attr(href)"),
        }

    @staticmethod
    def _one(response: Response) -> Any:
        return lambda query: response.css(query).get()

    @staticmethod
    def _many(response: Response) -> Any:
        return lambda query: response.css(query).getall()
