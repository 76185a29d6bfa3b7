"""`Crawl-delay` and `Request-rate`, kept."""

import logging
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

from newscrawl.politeness.downloader import polite_downloader

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Raises the delay of a host to what its robots.txt asks for.

    Scrapy reads both directives and keeps neither.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.longest = settings.getfloat("NEWSCRAWL_MAX_CRAWL_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        """Return the extension of one crawl."""
        extension = cls(crawler)
        crawler.signals.connect(extension.slow, signals.robots_parsed)
        return extension

    def slow(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the delay that *robotparser* asks for at the host of *request*."""
        delay = robotparser.crawl_delay(self.agent) or 0.0
        asked = max(delay, _seconds_a_request(robotparser, self.agent))
        if not asked:
            return
        downloader = polite_downloader(self.crawler)
        if asked > self.longest:
            logger.warning(
                "robots.txt of %s asks for %g s between requests; "
                "NEWSCRAWL_MAX_CRAWL_DELAY keeps it at %g s.",
                downloader.get_slot_key(request),
                asked,
                self.longest,
            )
        downloader.pace(request).raise_to(min(asked, self.longest))
        self.crawler.stats.max_value("newscrawl/robots/crawl_delay", asked)


def _seconds_a_request(robotparser: RobotParser, agent: str) -> float:
    # Scrapy's parsers hand on Crawl-delay only; those that know more keep it in `rp`.
    parsed: Any = getattr(robotparser, "rp", None)
    if not hasattr(parsed, "request_rate"):
        return 0.0
    rate = parsed.request_rate(agent)
    return float(rate.seconds) / float(rate.requests) if rate else 0.0
