"""Any newspaper: what a spider of its own would say is learnt from its site."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self, cast

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from newscrawl import site, urls
from newscrawl.archive import facts
from newscrawl.archive.facts import Fact
from newscrawl.archiving import archive_path
from newscrawl.arguments import LEARNT, ArgumentError, Arguments
from newscrawl.links import Links
from newscrawl.spiders import asides
from newscrawl.spiders.settling import SettlingSpider, site_of
from newscrawl.spiders.telling import origin

NAME = "news"


class AnyNewsSpider(SettlingSpider):
    """Crawls any newspaper, which is named by its host."""

    name = NAME
    links = Links(deny=asides.ADDRESSES)

    @classmethod
    def named(
        cls,
        name: str,
        settings: BaseSettings,
        start: str = "",
        known: Mapping[str, Fact] | None = None,
    ) -> type[Self]:
        """Return the spider of the newspaper *name*, as its archive knows it.

        *known* are the facts of the archive, where they have been read.
        """
        if known is None:
            known = facts.read(archive_path(settings, name))
        home = known["start"].value if "start" in known else start or site.home(name)
        own = {
            "name": name,
            "start_urls": [home],
            "allowed_domains": [urls.host(home)],
            "site": site_of(known),
            "__module__": cls.__module__,
        }
        return cast(type[Self], type(cls.__name__, (cls,), own))

    @classmethod
    def of(cls, given: Mapping[str, str], settings: BaseSettings) -> type[Self]:
        """Return the spider of the newspaper that *given*, the arguments, name."""
        if cls.name != NAME:
            return cls
        start = cls.parse_arguments(given).start[0]
        home = f"{origin(urls.canonical(start))}/"
        return cls.named(site.site_name(start), settings, home)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider of *crawler*, named as its newspaper is."""
        own = cls.of(kwargs, crawler.settings)
        return super(AnyNewsSpider, own).from_crawler(crawler, *args, **kwargs)

    @classmethod
    def parse_arguments(cls, given: Mapping[str, str]) -> Arguments:
        """Return what the `-a` arguments ask for; raises ArgumentError."""
        asked = cls.read_arguments(given, LEARNT)
        if cls.name != NAME:
            cls._refuse_others(asked)
            # To begin where every crawl does is to ask for nothing of its own.
            is_home = all(urls.same(url, cls.start_urls[0]) for url in asked.start)
            return replace(asked, start=()) if is_home else asked
        if not asked.start:
            raise ArgumentError(
                f"{NAME} crawls any newspaper, and none is named: add"
                " -a start=https://any-paper.example/"
            )
        return asked

    @classmethod
    def _refuse_others(cls, asked: Arguments) -> None:
        for start in asked.start[:1]:
            if site.site_name(start) != cls.name:
                raise ArgumentError(
                    f"start={start} is not of {cls.name}; another newspaper has a name"
                    f" and an archive of its own: scrapy crawl {NAME} -a start={start}"
                )
