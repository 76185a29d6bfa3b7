"""Finds the spider of a site by its name, which may be the host of any newspaper."""

import re
from pathlib import Path

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newscrawl.archive import facts
from newscrawl.archiving import archive_path
from newscrawl.spiders.news import NAME, AnyNewsSpider

_HOST = re.compile(r"\.|_\d+$")


class SiteLoader(SpiderLoader):
    """Scrapy's own; a site without a spider that has an archive is read as any is."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._settings = settings

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of the site *spider_name*; raises KeyError of none."""
        if self.is_begun(spider_name):
            return AnyNewsSpider.named(spider_name, self._settings)
        return super().load(spider_name)

    def is_begun(self, name: str) -> bool:
        """Say whether *name* is a newspaper without a spider that has an archive."""
        is_ours = self._spiders.get(NAME) is AnyNewsSpider
        return is_ours and name not in self._spiders and self._is_host(name)

    def _is_host(self, name: str) -> bool:
        """Say whether an archive is kept of *name*, and that names a newspaper's host.

        A corpus that was imported tells no more than its name.
        """
        path = archive_path(self._settings, name)
        is_kept = "/" not in name and Path(path).is_file()
        return is_kept and (is_host(name) or "start" in facts.read(path))


def is_host(name: str) -> bool:
    """Say whether *name* has the form of a host's, by which a newspaper is called."""
    return bool(_HOST.search(name)) and "/" not in name
