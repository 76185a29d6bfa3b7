"""Which sites are crawled: all that are known, or those that are named."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl import urls
from newscrawl.archive.duration import last_duration
from newscrawl.archive.sites import archives, names_of
from newscrawl.archiving import archive_path
from newscrawl.arguments import ArgumentError, Arguments
from newscrawl.many.task import Task
from newscrawl.site import Site, site_name
from newscrawl.spiders.news import NAME


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
        return self._tasks({name: [""] for name in self._known})

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
        if wrong:
            raise ChoiceError(self._refusal(wrong))
        return self._tasks(found)

    def _refusal(self, wrong: Iterable[str]) -> str:
        known = ", ".join(self._known) or "none yet"
        told = f"not known: {', '.join(wrong)}; there are {known}"
        if NAME in self._names:
            told += "; an address such as https://any-paper.example/ begins a newspaper"
            told += " without a spider"
        return told

    @cached_property
    def _known(self) -> dict[str, type[Spider]]:
        """The spider of each site that can be named, but for the new ones."""
        begun = archives(self._settings["NEWSCRAWL_CORPUS"])
        found = {}
        for name in dict.fromkeys([*self._names, *begun]):
            with suppress(KeyError):  # a corpus that was imported, or was a demo
                found[name] = self._loader.load(name)
        found.pop(NAME, None)
        return found

    @cached_property
    def _homes(self) -> dict[str, str]:
        """The spiders by the hosts that they begin at, as a newspaper is named."""
        return {
            site_name(url): name
            for name in self._names
            if name != NAME
            for url in getattr(self._known[name], "start_urls", ())
        }

    def _find(self, words: str) -> tuple[str, str]:
        """Return the site that *words* name, and the address where they are one.

        Raises LookupError.
        """
        if words in self._known:
            return words, ""
        start = words if _is_address(words) else ""
        with suppress(ValueError):
            name = site_name(start or urls.typed(words))
            if name in self._homes:
                return self._homes[name], start
        for name in names_of(words):
            if name in self._known:
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
        is_known = site in self._known
        given = dict(self._given)
        if start := _together(starts, is_known=is_known):
            given["start"] = start
        spider: Any = self._known.get(site) or self._loader.load(NAME)
        if hasattr(spider, "of"):
            spider = spider.of(given, self._settings)
        if hasattr(spider, "parse_arguments"):
            spider.parse_arguments(given)
        path = archive_path(self._settings, site)
        words = [site if is_known else NAME]
        for name, value in given.items():
            words += ["-a", f"{name}={value}"]
        return Task(
            site=site,
            archive=path,
            words=tuple(words),
            hosts=_hosts(spider, start),
            before=last_duration(path),
        )


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
