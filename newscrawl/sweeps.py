"""The beginning of a run: which known pages are to be asked for again."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from newscrawl import urls
from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.values import BITS, Found, page_key, road_bits
from newscrawl.arguments import Arguments

_RECORDED = {
    "neighbours": ("previous_url", "next_url"),
    "related": ("also_read", "related"),
}
"""Where the record of an article keeps what each road leads to."""

_ASKED_ANEW = ("rest", "dates")
"""Roads whose doors are chosen by what is known already."""


class Sweep:
    """Takes up from the archive what a run is to ask for.

    *hosts* are those of the site, with all below them; *priority* is that of a list.
    """

    def __init__(
        self,
        archive: Archive,
        run: Run,
        arguments: Arguments,
        hosts: frozenset[str],
        priority: int,
    ) -> None:
        self.archive = archive
        self.run = run
        self.arguments = arguments
        self.hosts = hosts
        self.priority = priority
        self._asked_hosts = [
            host
            for host in archive.pages.all_hosts()
            if urls.within(f"http://{host}/", hosts)
        ]

    def take_up(self) -> None:
        """Make pending what is to be asked for."""
        self.archive.begin()
        if not self.arguments.job:
            self.archive.pages.adopt(self.run.job, self._asked_hosts)
        self._take_up_aside()
        self._follow_recorded()
        if self.run.is_first:
            self._ask("state = 'refused'")
            if "sections" in self.arguments.roads and not self.arguments.sections:
                self._ask(
                    "state = 'done' AND kind = 'list' AND list IS NULL"
                    " AND NOT roads & ?",
                    road_bits(_ASKED_ANEW),
                )
            self._take_up_due()
        self.archive.commit()

    def _ask(self, where: str, *values: object) -> None:
        marks = ", ".join("?" * len(self._asked_hosts))
        self.archive.pages.ask_again(
            f"{where} AND same_as IS NULL AND host IN ({marks})",
            (*values, *self._asked_hosts),
            self.run.job,
            self.run.sweep,
            self.priority,
        )

    def _take_up_aside(self) -> None:
        """Ask for what an earlier run left aside, and this one may want."""
        asked = self.arguments
        self._ask(
            # Of one that was never read the day is the latest that it can be of.
            "state = 'aside' AND job <> ? AND (day IS NULL OR (day >= ?"
            " AND (day <= ? OR visited IS NULL)))",
            self.run.job,
            str(asked.since or ""),
            str(asked.until or "9999"),
        )

    def _take_up_due(self) -> None:
        """Ask for the articles that are old enough to be looked at again."""
        asked = self.arguments
        now = self.archive.now()
        self._ask(
            "state = 'done' AND kind = 'article' AND (? OR due <= ?)"
            " AND coalesce(day, ?) BETWEEN ? AND ?",
            asked.sweep == "full",
            now,
            str(asked.since or ""),
            str(asked.since or ""),
            str(asked.until or "9999"),
        )
        if "sections" not in asked.roads and "neighbours" in asked.roads:
            # What is new stands behind the last of a chain, and nowhere else.
            self._ask(
                "id IN (SELECT page FROM latest JOIN articles USING (url)"
                " WHERE json_extract(record, '$.next_url') IS NULL)"
            )

    # -- roads that were not followed ----------------------------------------

    def _follow_recorded(self) -> None:
        """Follow, from what is stored, the roads that no run has followed yet."""
        for road in self.arguments.roads & _RECORDED.keys():
            for key, found in self._recorded(road):
                if not self.archive.pages.known([key]):
                    self.archive.pages.add(key, found, self.run.job, self.run.sweep)
            self.archive.pages.mark_followed(BITS[road], self._asked_hosts)

    def _recorded(self, road: str) -> Iterator[tuple[bytes, Found]]:
        fields = _RECORDED[road]
        pages = self.archive.pages
        for values in pages.unfollowed(BITS[road], fields, self._asked_hosts):
            for url in _addresses(json.loads(values)):
                if urls.within(url, self.hosts) and urls.kind(url) == "page":
                    host = urlsplit(url).hostname or ""
                    yield page_key(url), Found(url=url, host=host, road=road)


def _addresses(values: list[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            # SQLite gives a list inside a list as its text.
            yield from json.loads(value) if value.startswith("[") else [value]
        elif value:
            yield from value
