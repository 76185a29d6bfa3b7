"""Asian Lite: https://asianlite.com (WordPress; London; English)."""

from datetime import date
from zoneinfo import ZoneInfo

from newscrawl.site import Site
from newscrawl.spiders.base import NewsSpider


class AsianLiteSpider(NewsSpider):
    """The newspaper for the British Asian community, over its three hosts."""

    name = "asianlite"
    allowed_domains = ["asianlite.com", "asianlite.uk"]
    start_urls = [
        "https://asianlite.com/",
        "https://asianlite.uk/",
        "https://archive.asianlite.com/",
    ]
    site = Site(
        zone=ZoneInfo("Europe/London"),
        language="en-GB",
        founded=date(2007, 1, 1),
        sections=tuple(
            "-Top News|UK News|World News|India News|Asia News|Arab News|UAE News|USA"
            "|COLUMNS|Features|Lite Blogs|Business|Sports|Events".split("|")
        ),
    )
