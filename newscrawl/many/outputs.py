"""Where many crawls would write at once."""

from scrapy.settings import BaseSettings


def shared(settings: BaseSettings) -> list[str]:
    """Return the feeds of *settings* whose place is the same for every site.

    A crawl mends what it finds torn at the end of its file, which is no more than a
    line that another is just writing.
    """
    places = map(str, settings.getdict("FEEDS"))
    return [place for place in places if "%(name)s" not in place]
