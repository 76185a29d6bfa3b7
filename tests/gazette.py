"""A second newspaper, as a user would add one."""

from newscrawl.site import Site
from newscrawl.spiders.base import NewsSpider


class GazetteSpider(NewsSpider):
    """A site of its own beside Asian Lite."""

    name = "gazette"
    allowed_domains = ["gazette.example"]
    start_urls = ["https://gazette.example/"]
    site = Site()
