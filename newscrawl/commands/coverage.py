"""`scrapy coverage`: what each road knows against what is stored."""

import json
import sqlite3
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from math import inf
from textwrap import wrap
from typing import Any

from newscrawl.archive.chain import Chain
from newscrawl.archive.coverage import (
    EXAMPLES,
    LISTING,
    REASONS,
    Coverage,
    Kind,
    Month,
    Why,
    coverage,
)
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.command import CorpusCommand
from newscrawl.estimate import Estimate
from newscrawl.exitcodes import ExitCode

HELP = """\
Tells, month by month, how many articles each road knows and how many are stored; what
is known and not stored, and why; where Previous and Next Story lead to what is not
stored; and how many articles there may be that no road has shown. Reads the archive and
changes nothing; a crawl may be under way on it.

Examples:
  scrapy coverage asianlite
  scrapy coverage asianlite --at-least 0.99   exits with 1 below, for cron
  scrapy coverage asianlite --list missing    a line each: reason, address
  scrapy coverage asianlite --list alone      a line each that one road alone knows
  scrapy coverage asianlite --json            for machines; docs/completeness.md

What no road has shown is estimated by capture and recapture: of what one road knows,
another that is independent of it knows the same share as of all. Roads of one site are
seldom quite independent; what its publisher keeps out of all of them, nobody can count.

Exit codes:
    0  done
    1  less than --at-least is stored, or the archive cannot be read
    2  the site is not known, or an option is wrong
"""

_LABEL = 11
_WIDTH = 80


class Command(CorpusCommand):
    """Says how complete a corpus is, and what is missing."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Show how complete a corpus is, and what is missing"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        parser.add_argument(
            "--at-least",
            type=_share,
            metavar="SHARE",
            help="exit with 1 if less is stored of all there is, such as 0.99",
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--json", action="store_true", help="for machines")
        how.add_argument(
            "--list",
            choices=("missing", "alone"),
            help="addresses only: of what is missing, or of what one road alone knows",
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Show the coverage of one site."""
        site = self.one_site(args)
        path = self.archive_of(site)
        try:
            found = coverage(path, sys.maxsize if opts.list else EXAMPLES)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            self.fail(describe(path, error))
            return
        if opts.list:
            sys.stdout.writelines(f"{line}\n" for line in _list(found, opts.list))
        elif opts.json:
            document = {"site": site, "archive": path, **_record(found)}
            print(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            print("\n".join([site, *_portray(found)]))
        if opts.at_least is not None and found.share < opts.at_least:
            share = f"{found.share:.4f} of what there is is stored"
            self.fail(f"{share}, which is less than {opts.at_least}", ExitCode.FAILED)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{text!r} is no share between 0 and 1, such as 0.99")
    return share


# -- for machines --------------------------------------------------------------


def _list(found: Coverage, which: str) -> Iterator[str]:
    named: Mapping[str, Kind] = (
        found.alone
        if which == "alone"
        else {" ".join(why): one for why, one in _missing(found)}
    )
    for name, kind in named.items():
        for url in kind.examples:
            yield f"{name.strip()}\t{url}"


def _missing(found: Coverage) -> Iterator[tuple[Why, Kind]]:
    return ((why, kind) for why, kind in found.unstored.items() if why.is_missing)


def _record(found: Coverage) -> dict[str, Any]:
    return {
        "stored": found.stored,
        "missing": found.missing,
        "share": round(found.share, 6),
        "least_share": round(found.least_share, 6),
        "estimate": found.estimate and _estimate_record(found.estimate, found.roads),
        "roads": {
            road: {"articles": count, "alone": asdict(found.alone.get(road, Kind()))}
            for road, count in found.by_road.most_common()
        },
        "months": [_month_record(month) for month in found.months.values()],
        "unstored": [
            {**why._asdict(), "is_missing": why.is_missing, **asdict(kind)}
            for why, kind in found.unstored.items()
        ],
        "chain": asdict(found.chain),
    }


def _month_record(month: Month) -> dict[str, Any]:
    return {**asdict(month), "by_road": dict(month.by_road.most_common())}


def _estimate_record(there: Estimate, roads: list[str]) -> dict[str, Any]:
    most = None if there.most == inf else there.most
    return {**asdict(there), "most": most, "roads": roads}


# -- as text -------------------------------------------------------------------


def _portray(found: Coverage) -> Iterator[str]:
    rows = [
        *_labelled("stored", _stored(found)),
        *_labelled("there are", _there(found)),
        *_labelled("only by", _alone(found)),
        *_labelled("months", _months(found)),
        *_labelled("missing", _reasons(found, is_missing=True)),
        *_labelled("beside", _reasons(found, is_missing=False)),
        *_labelled("chain", _chain(found.chain)),
    ]
    for label, text in rows:
        yield f"{label:>{_LABEL}}  {text}".rstrip()


def _labelled(label: str, texts: Iterator[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        yield label, text
        label = ""


def _stored(found: Coverage) -> Iterator[str]:
    yield f"{found.stored:,} of {found.known:,} articles that are known"


def _there(found: Coverage) -> Iterator[str]:
    there = found.estimate
    if there is None:
        yield "at least those: to estimate the rest, two roads must know a quarter each"
        return
    most = "any number" if there.most == inf else f"{there.most:,}"
    yield (
        f"{there.total:,} (95 % interval: {there.least:,} to {most}), so that"
        f" {100 * found.share:.2f} % is stored"
    )
    yield from wrap(
        f"as far as {_and(found.roads)} find articles independently of each other;"
        " what all of them leave out, nobody can count",
        _WIDTH,
    )


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _alone(found: Coverage) -> Iterator[str]:
    for road, kind in found.alone.items():
        yield f"{road}: {kind.articles:,}"
        yield from (f"  {url}" for url in kind.examples)


def _months(found: Coverage) -> Iterator[str]:
    """Yield a table: a row for each month, a column for each road."""
    roads = [road for road in LISTING if found.by_road[road]]
    widths = [max(len(road), 6) + 2 for road in roads]
    names = (f"{road:>{width}}" for road, width in zip(roads, widths, strict=True))
    yield f"{'':7}{'stored':>9}{'missing':>9}{''.join(names)}"
    for month in found.months.values():
        counts = (
            f"{month.by_road[road]:{width},}"
            for road, width in zip(roads, widths, strict=True)
        )
        label = month.month or "undated"
        yield f"{label}{month.stored:9,}{month.missing:9,}{''.join(counts)}"


def _reasons(found: Coverage, *, is_missing: bool) -> Iterator[str]:
    for why, kind in found.unstored.items():
        if why.is_missing == is_missing:
            words = ", ".join(filter(None, [REASONS[why.reason], why.what]))
            yield f"{words}: {kind.articles:,}"
            if is_missing:
                yield from (f"  {url}" for url in kind.examples)


def _chain(chain: Chain) -> Iterator[str]:
    for host, pieces in chain.segments.items():
        lies = "hangs together" if pieces == 1 else f"lies in {pieces:,} pieces"
        yield f"Previous and Next Story of {host}: {lies}"
    if chain.gaps:
        yield f"{chain.gaps:,} are named and not stored"
    for gap in chain.examples:
        yield f"  {gap.neighbour} ({gap.state})"
        yield f"    by {gap.article}"
