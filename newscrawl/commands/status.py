"""`scrapy status`: what is stored, pending and failed, and how the last runs went."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy.exceptions import UsageError

from newscrawl.archive.brief import Brief, brief
from newscrawl.archive.opening import ArchiveError, describe
from newscrawl.archive.overview import Feed, Overview, Reason, RunFigures, overview
from newscrawl.archive.sites import archives
from newscrawl.archiving import clock
from newscrawl.cluster.command import ClusterCommand
from newscrawl.command import refuse_unknown_options
from newscrawl.exitcodes import ExitCode
from newscrawl.many.brief import HOW, lines, summary
from newscrawl.rundown import duration, known

if TYPE_CHECKING:
    from newscrawl.cluster.standing import Standing

_T = TypeVar("_T")

HELP = """\
Reads the archive and changes nothing; a crawl may be under way on it.

Examples:
  scrapy status                    every site of the corpus folder; of more than ten
                                   totals and a line each, as with --brief
  scrapy status asianlite
  scrapy status https://any-paper.example/    one that `crawl news` knows by its host
  scrapy status asianlite --json   for machines; docs/archive.md lists the keys

`rights` is what the files of a host say of them: robots.txt and tdmrep.json; of single
articles the record tells (docs/rights.md).
Times are in UTC. A page that "rests" has failed, and is asked for again when it is due.
"""

_LABEL = 11
_BARS = " ▁▂▃▄▅▆▇█"
_MONTHS = "J F M A M J J A S O N D"
_MOST_WHOLE = 10
"""Of more sites than that there is a line each."""
_MOST_YEARS = 12
_MOST_REASONS = 5
_MOST_RIGHTS = 3

_SIGNALS = {"robots.txt": "robots.txt forbids", "tdm-reservation": "tdm-reservation at"}

_STATES = {
    "done": "read",
    "refused": "refused by robots.txt",
    "aside": "not of what was asked for",
    "absent": "not offered",
    "forgotten": "to be kept out",
}
_KINDS = {
    "article": "articles",
    "list": "lists",
    "part": "further pages",
    "alias": "other addresses of these",
}


class Command(ClusterCommand):
    """Shows what the archives hold."""

    lesson = HELP

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] [SITE]"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Show what is stored, pending and failed, and how the last runs went"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        add = parser.add_argument
        add("--json", action="store_true", help="for machines")
        add("--brief", action="store_true", help="a line for each site")
        add(
            "--whole", action="store_true", help=f"all, also of more than {_MOST_WHOLE}"
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Show one site, or all."""
        refuse_unknown_options(args)
        if len(args) > 1:
            raise UsageError("name one site, or none for all", print_help=False)
        folder = self.folder
        known = archives(folder)
        sites = [self.site(words) for words in args] or list(known)
        paths = {site: known[site] for site in sites}
        work = None if args else self._work()
        is_many = len(paths) > _MOST_WHOLE and not opts.json
        if opts.brief or (is_many and not opts.whole):
            short = {site: self._look(brief, path) for site, path in paths.items()}
            texts = [summary(short), lines(short)]
            found: Mapping[str, Overview | Brief | str] = short
        else:
            whole = {site: self._look(_overview, path) for site, path in paths.items()}
            texts = list(map(_portray, whole, whole.values())) or [_nothing(folder)]
            found = whole
        if opts.json:
            records = [_record(site, paths[site], one) for site, one in found.items()]
            corpus = str(Path(folder).absolute())
            cluster = {"cluster": work.document()} if work else {}
            document = {"corpus": corpus, "sites": records, **cluster}
            print(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            print("\n\n".join([*_work(work), *texts]))

    def _work(self) -> "Standing | None":
        """Return how far the workers are, where a broker is set."""
        if not self.broker_url:
            return None
        self.check_celery()
        # Only here: see `reached`.
        from newscrawl.cluster.standing import standing

        found = standing(self.broker_url, self.folder)
        if found.error:
            self.exitcode = ExitCode.FAILED
        return found

    def _look(self, how: Callable[[str], _T], path: str) -> _T | str:
        """Return what *how* finds in the archive at *path*, or why it finds nothing."""
        try:
            return how(path)
        except (ArchiveError, sqlite3.Error, OSError, ValueError) as error:
            self.exitcode = ExitCode.FAILED
            return describe(path, error)


def _overview(path: str) -> Overview:
    return overview(path, clock())


def _record(site: str, path: str, found: Overview | Brief | str) -> dict[str, Any]:
    if isinstance(found, str):
        return {"site": site, "archive": path, "error": found}
    return {"site": site, "archive": path, **asdict(found), "error": None}


def _nothing(folder: str) -> str:
    return (
        f"Nothing is stored under {Path(folder).absolute()} yet;"
        " `scrapy crawl SITE` begins, `scrapy list` names the sites;"
        " any other newspaper: `scrapy crawl news -a start=URL`."
    )


# -- as text -------------------------------------------------------------------


def _work(work: "Standing | None") -> Iterator[str]:
    """Yield how far the workers are, where that is known."""
    if work:
        yield _labels(work.rows())


def _portray(site: str, found: Overview | str) -> str:
    if isinstance(found, str):
        return f"{site}\n{'error':>{_LABEL}}  {found}"
    rows = [
        ("archive", _short(found.archive)),
        ("newspaper", " · ".join(_learnt(found))),
        ("now", f"a run is under way: {found.running}" if found.running else ""),
        *_articles(found),
        *_pages(found),
        *_reasons(found.reasons, found.pages.states),
        *_labelled("runs", chain.from_iterable(map(_run, found.runs))),
        *_labelled("feeds", chain.from_iterable(map(_feed, found.feeds))),
        *_labelled("rights", map(_right, found.rights, found.rights.values())),
    ]
    return f"{site}\n{_labels(rows)}"


def _labels(rows: Iterable[tuple[str, str]]) -> str:
    lines = (f"{label:>{_LABEL}}  {text}" for label, text in rows if text)
    return "\n".join(map(str.rstrip, lines))


def _labelled(label: str, texts: Iterator[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        yield label, text
        label = ""


def _short(path: str) -> str:
    """Return *path* as seen from here, where it is below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if here in Path(path).parents else path


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _list(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def _learnt(found: Overview) -> Iterator[str]:
    """Yield what was learnt of a newspaper that no spider describes."""
    yield from known(found.newspaper, found.guessed)
    if start := found.newspaper.get("start"):
        yield start


def _articles(found: Overview) -> Iterator[tuple[str, str]]:
    stored = found.stored
    more = {
        "revisions": stored.revisions,
        "words": stored.words,
        "gone from the site": stored.gone,
        "kept out": stored.forgotten,
    }
    parts = [_count(stored.articles, "article"), _list(more)]
    yield "stored", " · ".join(filter(None, parts))
    if stored.first:
        undated = f" · {stored.undated:,} without a date" if stored.undated else ""
        yield "published", f"{stored.first} to {stored.last}{undated}"
        yield from _labelled("", _years(stored.months))


def _years(months: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each year: a bar for each month, and how many articles."""
    years = sorted({month[:4] for month in months}, reverse=True)
    shown, earlier = years[:_MOST_YEARS], years[_MOST_YEARS:]
    most = max(months.values())
    yield f"{'':6}{_MONTHS}"
    for year in reversed(shown):
        counts = [months.get(f"{year}-{number:02}", 0) for number in range(1, 13)]
        bars = " ".join(_bar(count, most) for count in counts)
        yield f"{year}  {bars}  {sum(counts):>7,}"
    if earlier:
        before = sum(count for month, count in months.items() if month[:4] in earlier)
        yield f"and {before:,} from {earlier[-1]} to {earlier[0]}"


def _bar(count: int, most: int) -> str:
    return _BARS[-(-count * (len(_BARS) - 1) // most)]


def _pages(found: Overview) -> Iterator[tuple[str, str]]:
    pages = found.pages
    names = {name: count for name, count in pages.states.items() if name != "pending"}
    yield "pages", _list({_STATES.get(name, name): n for name, n in names.items()})
    kinds = {_KINDS.get(kind, kind): count for kind, count in pages.kinds.items()}
    yield "", f"read: {_list(kinds)}" if kinds else ""
    resting = f"{pages.resting:,} rest, the first until {_time(pages.due)}"
    parts = [f"{pages.waiting:,} to ask for"] if pages.waiting else []
    parts += [resting] if pages.resting else []
    yield "pending", " · ".join(parts)


def _reasons(
    reasons: list[Reason], states: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    for state in dict.fromkeys(reason.state for reason in reasons):
        own = [reason for reason in reasons if reason.state == state]
        label = "to try again" if state == "pending" else state
        for reason in own[:_MOST_REASONS]:
            yield label, f"{reason.reason or 'no reason known'}: {reason.pages:,}"
            yield from (("", f"  {url}") for url in reason.examples)
            label = ""
        left = own[_MOST_REASONS:]
        if left:
            pages = sum(reason.pages for reason in left)
            yield "", f"{len(left):,} more reasons: {pages:,}"


def _run(run: RunFigures) -> Iterator[str]:
    new = [f"+{_count(run.articles, 'article')}"]
    new += [f"+{_count(run.revisions, 'revision')}"] if run.revisions else []
    new += [_count(run.requests, "request")] if run.requests is not None else []
    took = "" if run.seconds is None else duration(run.seconds)
    how = HOW.get(run.how, run.how)
    yield f"{_time(run.started)} {took:>12}  {how:<15}  {', '.join(new)}"
    yield from _arguments(run.arguments)


def _feed(feed: Feed) -> Iterator[str]:
    if feed.size is None:
        state = "not there; a crawl that writes to it begins it anew"
    elif feed.behind:
        state = f"{feed.size / 1e6:,.1f} MB, {_count(feed.behind, 'revision')} behind"
    else:
        state = f"{feed.size / 1e6:,.1f} MB, up to date"
    yield f"{state}: {_short(feed.path)}"
    yield from _arguments(feed.arguments)


def _right(host: str, said: list[dict[str, str]]) -> str:
    """Return what a host said of rights, as its files have it."""
    words: dict[str, list[str]] = {}
    for one in said:
        words.setdefault(_SIGNALS.get(one["signal"], one["signal"]), []).append(
            one["value"]
        )
    told = (f"{name} {_few(values)}" for name, values in words.items())
    return f"{host}: {'; '.join(told) or 'nothing is said'}"


def _few(values: list[str]) -> str:
    more = len(values) - _MOST_RIGHTS
    shown = ", ".join(values[:_MOST_RIGHTS])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _arguments(arguments: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line with *arguments*, where there are any."""
    if arguments:
        given = (
            f"{name}={','.join(value) if isinstance(value, list) else value}"
            for name, value in arguments.items()
        )
        yield f"  {' '.join(given)}"


def _time(text: str | None) -> str:
    return f"{text[:10]} {text[11:16]}" if text else ""
