"""`scrapy drift`: whether a site is read as it always was."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from newscrawl.archive.comparison import Compared, Comparison, compare_last
from newscrawl.archive.lock import Locked
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archive.tallies import Found
from newscrawl.archive.tallies import describe as describe_drifts
from newscrawl.command import CorpusCommand, writing
from newscrawl.drift import Row, Share
from newscrawl.exitcodes import ExitCode

HELP = """\
A crawl compares what it reads with the runs before it, and ends with 6 where the site
is not as it was: a field that is found on less than half as many articles as in the
worst run so far, texts half as long, stories that are no articles any more, or a wall
(a captcha, a question for consent, HTTP 403) in place of pages. Where that concerns the
headline, the text or the date, nothing of it is stored, and the same command asks for
the same pages again. This command shows the figures of the last run, host by host.

Examples:
  scrapy drift asianlite
  scrapy drift asianlite --accept    that is how the site is to be: compare with the
                                     last run from now on
  scrapy drift asianlite --json      for machines; docs/drift.md

Exit codes:
    0  the last run was like those before it, or its drift is accepted
    1  the archive cannot be read or written
    2  the site is not known, or an option is wrong
    5  --accept while a crawl is under way
    6  the last run was not like those before it
"""

_LABEL = 24


class Command(CorpusCommand):
    """Compares the last run with those before it."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Show whether a site is read as it always was"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--json", action="store_true", help="for machines")
        how.add_argument(
            "--accept", action="store_true", help="the site is to be as it is now"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Show how the last run compares, or accept it."""
        site = self.one_site(args)
        path = self.archive_of(site)
        try:
            if opts.accept:
                self._accept(site, path)
                return
            found = compare_last(path)
        except Locked as error:
            self.fail(f"{error}; try again when it has ended", ExitCode.LOCKED)
            return
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(path, error))
            return
        if opts.json:
            document = {"site": site, "archive": path, **_record(found)}
            print(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            print("\n".join([site, *_portray(found)]))
        if found and found.drifts and not found.is_accepted:
            self.exitcode = ExitCode.DRIFT

    def _accept(self, site: str, path: str) -> None:
        with writing(path) as archive:
            archive.begin()
            runs = archive.tallies.accept(archive.now())
            archive.commit()
        words = f"the drift of {runs:,} run{'' if runs == 1 else 's'} is accepted"
        print(f"{site}: {words if runs else 'there is no drift to accept'}")


# -- for machines --------------------------------------------------------------


def _record(found: Comparison | None) -> dict[str, Any]:
    if found is None:
        return {"run": None}
    return {
        "run": found.run,
        "started": found.started,
        "compared_with": found.runs,
        "is_accepted": found.is_accepted,
        "drifts": [_drift(each) for each in found.drifts],
        "sources": [_source(each) for each in found.sources],
    }


def _drift(found: Found) -> dict[str, Any]:
    return {
        **found.source._asdict(),
        **asdict(found.drift),
        "examples": list(found.urls),
    }


def _source(compared: Compared) -> dict[str, Any]:
    before, now = compared.before, compared.now
    return {
        **compared.source._asdict(),
        "articles": {"before": before.articles, "now": now.articles},
        "words": {"before": before.words, "now": now.words},
        "lag_hours": {"before": before.lag, "now": now.lag},
        "outcomes": {"before": before.outcomes, "now": now.outcomes},
        "fields": {row.field: _row(row) for row in compared.rows},
    }


def _row(row: Row) -> dict[str, Any]:
    return {"before": row.before.rate, "worst": row.worst, "now": row.now.rate}


# -- as text -------------------------------------------------------------------


def _portray(found: Comparison | None) -> Iterator[str]:
    if found is None:
        yield "  no run has read anything yet"
        return
    runs = f"{found.runs} run{'' if found.runs == 1 else 's'} before it"
    yield f"  the run of {found.started[:16].replace('T', ' ')} beside {runs}"
    for compared in found.sources:
        if compared.now.articles or compared.now.outcomes:
            yield ""
            yield from _table(compared)
    yield ""
    yield from _verdict(found)


def _table(compared: Compared) -> Iterator[str]:
    before, now = compared.before, compared.now
    yield f"  {compared.source!s:{_LABEL}}  {'before':>7} {'worst':>7} {'now':>7}"
    yield f"  {'articles':>{_LABEL}}  {before.articles:7,} {'':7} {now.articles:7,}"
    yield f"  {'words':>{_LABEL}}  {before.words:7,} {'':7} {now.words:7,}"
    for row in compared.rows:
        told = f"{_percent(row.before)} {row.worst:7.0%} {_percent(row.now)}"
        yield f"  {row.field:>{_LABEL}}  {told}"


def _percent(share: Share) -> str:
    return f"{share.rate:7.0%}" if share.of else f"{'–':>7}"


def _verdict(found: Comparison) -> Iterator[str]:
    if not found.drifts:
        yield "  no drift"
        return
    yield f"  drift{', accepted' if found.is_accepted else ''}"
    yield from (f"  {line}" for line in describe_drifts(found.drifts))
