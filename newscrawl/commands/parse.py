"""`scrapy parse`: Scrapy's own, with checked arguments, and for any newspaper."""

from argparse import Namespace
from typing import Any

from scrapy import Spider
from scrapy.commands import parse
from scrapy.exceptions import UsageError

from newscrawl.arguments import ArgumentError
from newscrawl.spiders.news import NAME


class Command(parse.Command):
    """Shows what a spider makes of one page."""

    def set_spidercls(self, url: str, opts: Namespace) -> None:
        """Choose the spider; `news` is that of the newspaper of the page."""
        super().set_spidercls(url, opts)
        assert self.settings is not None
        spider: Any = self.spidercls
        if spider is None:
            assert self.crawler_process is not None
            names = ", ".join(sorted(self.crawler_process.spider_loader.list()))
            message = f"no spider reads {url}; name one of {names}: --spider NAME"
            if opts.spider:
                message = f"no spider is called {opts.spider!r}; there are {names}"
            raise UsageError(message, print_help=False)
        if hasattr(spider, "of"):
            self.spidercls = self._checked(spider, url, opts.spargs)
            # A look at a page is no crawl, and leaves no feed.
            self.settings.set("NEWSCRAWL_CORPUS", "", "cmdline")

    def _checked(self, spider: Any, url: str, given: dict[str, str]) -> type[Spider]:
        """Return the spider of the newspaper of *url*, whose arguments are right."""
        assert self.settings is not None
        if spider.name == NAME:
            given.setdefault("start", url)
        try:
            own: type[Spider] = spider.of(given, self.settings)
            spider.parse_arguments(given)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return own
