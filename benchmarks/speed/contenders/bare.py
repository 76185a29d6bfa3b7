"""The floor of the framework: Scrapy follows the links and keeps nothing.

`scrapy runspider bare.py -a start=URL`; settings are Scrapy's own.
"""

import re
from collections.abc import Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

STORIES = re.compile(r"/\d{4}/[\w-]+/[^/?#]+/$")
# That of notices has no last page: whoever writes by hand has seen it.
LISTS = re.compile(r"/category/(?!notices/)[\w-]+/(?:page/\d+/)?$")


class BareSpider(Spider):
    """Reads the links of each page, and asks for each address once."""

    name = "bare"

    def __init__(self, start: str) -> None:
        super().__init__()
        self.start_urls = [start]
        self.root = start
        self.seen = {start}

    def parse(self, response: Response) -> Iterator[Any]:
        """Yield a request for each story or list that is new."""
        for href in response.xpath("//a/@href").getall():
            url = response.urljoin(href)
            if url in self.seen or not url.startswith(self.root):
                continue
            if STORIES.search(url) or LISTS.search(url):
                self.seen.add(url)
                yield Request(url, dont_filter=True)
