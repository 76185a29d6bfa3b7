"""Which sites are crawled: all that are known, or those that are named."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl import urls
from newscrawl.archive.past import past
from newscrawl.archive.sites import archives, few, names_of
from newscrawl.archiving import archive_path
from newscrawl.arguments import ArgumentError, Arguments
from newscrawl.many.task import Task
from newscrawl.site import Site, site_name
from newscrawl.spiders.loader import SiteLoader
from newscrawl.spiders.news import NAME, AnyNewsSpider
from newscrawl.spiders.telling import origin


class ChoiceError(ValueError):
    """A site is not known, or not to be crawled with these arguments."""


class Choice:
    """The sites of a project, each with what its crawl is given."""

    def __init__(self, settings: BaseSettings, given: Mapping[str, str]) -> None:
        self._settings = settings
        self._given = given
        self._loader = get_spider_loader(settings)
        self._names = sorted(self._loader.list())

    def all(self) -> list[Task]:
        """Return every spider but `news`, and every newspaper that it has begun.

        Raises ChoiceError where one takes no such arguments.
        """
        return self._tasks({name: [""] for name in self._known()})

    def of(self, names: Iterable[str]) -> list[Task]:
        """Return the sites that *names* name: by spider, host or address, each once.

        Raises ChoiceError, which names all that are wrong.
        """
        found: dict[str, list[str]] = {}
        wrong: dict[str, None] = {}
        for words in names:
            try:
                site, start = self._find(words)
            except LookupError:
                wrong[words] = None
            else:
                found.setdefault(site, []).append(start)
        if refused := [words for words in wrong if not _is_of(found, words)]:
            raise ChoiceError(self._refusal(refused))
        return self._tasks(found)

    def _refusal(self, wrong: Iterable[str]) -> str:
        named = ", ".join(words or "''" for words in wrong)
        told = f"not known: {named}; there are {few(self._known()) or 'none yet'}"
        if NAME in self._names:
            told += "; an address such as https://any-paper.example/ begins a newspaper"
            told += " without a spider"
        return told

    @cached_property
    def _archives(self) -> dict[str, str]:
        return archives(self._settings["NEWSCRAWL_CORPUS"])

    def _known(self) -> list[str]:
        """Return each site that can be named, but for the new ones."""
        names = dict.fromkeys([*self._names, *self._archives])
        return [name for name in names if self._is_known(name)]

    def _is_known(self, name: str) -> bool:
        return (name in self._names and name != NAME) or self._is_begun(name)

    def _is_begun(self, name: str) -> bool:
        """Say whether *name* is a newspaper without a spider that has an archive."""
        # A corpus that was imported, or was a demo, is none.
        loader = self._loader
        has_archive = name in self._archives
        return has_archive and isinstance(loader, SiteLoader) and loader.is_begun(name)

    @cached_property
    def _homes(self) -> dict[str, str]:
        """The spiders by the hosts that they begin at, as a newspaper is named."""
        return {
            site_name(url): name
            for name in self._names
            if name != NAME
            for url in getattr(self._loader.load(name), "start_urls", ())
        }

    def _find(self, words: str) -> tuple[str, str]:
        """Return the site that *words* name, and the address where they are one.

        Raises LookupError.
        """
        if self._is_known(words):
            return words, ""
        start = words if _is_address(words) else ""
        with suppress(ValueError):
            name = site_name(start or urls.typed(words))
            if name in self._homes:
                return self._homes[name], start
        for name in names_of(words):
            if self._is_known(name):
                return name, start
        if start and NAME in self._names:
            return site_name(start), start
        raise LookupError(words)

    # -- what each is given ----------------------------------------------------

    def _tasks(self, found: Mapping[str, list[str]]) -> list[Task]:
        tasks: list[Task] = []
        refused: dict[str, list[str]] = {}
        for site, starts in found.items():
            try:
                tasks.append(self._task(site, starts))
            except ArgumentError as error:
                refused.setdefault(str(error), []).append(site)
        if refused:
            told = (f"{', '.join(sites)}: {why}" for why, sites in refused.items())
            raise ChoiceError("\n".join(told))
        return tasks

    def _task(self, site: str, starts: list[str]) -> Task:
        is_begun = self._is_begun(site)
        is_known = is_begun or site in self._names
        given = dict(self._given)
        if start := _together(starts, is_known=is_known):
            given["start"] = start
        path = self._archives.get(site) or archive_path(self._settings, site)
        before = past(path)
        spider: Any
        if is_begun:
            spider = AnyNewsSpider.named(site, self._settings, known=before.facts)
        else:
            spider = self._loader.load(site if is_known else NAME)
        if hasattr(spider, "of"):
            spider = spider.of(given, self._settings)
        if hasattr(spider, "parse_arguments"):
            spider.parse_arguments(given)
        words = [site if is_known else NAME]
        for name, value in given.items():
            words += ["-a", f"{name}={value}"]
        return Task(
            site=site,
            archive=path,
            words=tuple(words),
            hosts=_hosts(spider, start),
            before=before.seconds,
        )


def _is_of(found: Mapping[str, list[str]], words: str) -> bool:
    """Say whether *words* are the host of a new site in *found*, and so its front."""
    for name in names_of(words):
        if name in found:
            found[name].append(f"{origin(found[name][0])}/")
            return True
    return False


def _together(starts: Iterable[str], *, is_known: bool) -> str:
    """Return where a site begins that is named by *starts*; "" is its front page.

    That leads to the others, and a site that is not known yet has no other name for it.
    """
    addresses = list(dict.fromkeys(starts))
    fronts = [start for start in addresses if not start or urls.kind(start) == "front"]
    if fronts:
        return "" if is_known else fronts[0]
    return " ".join(addresses)


def _hosts(spider: Any, start: str) -> frozenset[str]:
    starts = (*getattr(spider, "start_urls", ()), *start.split())
    domains = getattr(spider, "allowed_domains", None) or ()
    return frozenset({*map(urls.host, starts), *domains} - {""})


def _is_address(words: str) -> bool:
    try:
        return len(Arguments.parse({"start": words}, Site()).start) == 1
    except ArgumentError:
        return False
