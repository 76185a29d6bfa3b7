"""`scrapy export`: writes a corpus that people can hand on."""

import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newscrawl.archive import facts
from newscrawl.archive.opening import ArchiveError
from newscrawl.command import CorpusCommand, progress, refuse_unknown_options
from newscrawl.corpus import exporting, formats, options, selection, target
from newscrawl.corpus.card import Description
from newscrawl.corpus.exporting import Plan, Written
from newscrawl.corpus.formats import FORMATS, Format, FormatError
from newscrawl.corpus.manifest import Contents, File
from newscrawl.corpus.selection import ADDRESS_FIELDS, Record, Row, Selection, Source
from newscrawl.corpus.shape import properties
from newscrawl.corpus.target import TargetError
from newscrawl.product import PRODUCT, own_version
from newscrawl.site import section_key

HELP = """\
PATH is a file (.jsonl, .jsonl.gz, .jsonl.zst, .csv, .parquet) or a folder, which gets a
dataset card (README.md), a manifest with the SHA-256 of each file, and what Hugging
Face's load_dataset looks for. The name of a folder ends like no file's: lite-v1.0 is
one, lite.json and lite.csv.gz are refused. Records are in the order of the sites, then
of the publication of the articles; the same archives give the same bytes.

What is there already is left alone without --force, and as it was until the new corpus
is whole. --force replaces a file, or a folder that is a corpus and nothing else; never
what is in the folder of an archive. Where nothing is of what was asked for, a corpus
without records is written, and that is told.

Examples:
  scrapy export asianlite -o lite.jsonl.zst
  scrapy export asianlite -o lite
  scrapy export asianlite -o lite --split-at 2025-01-01,2025-07-01
  scrapy export asianlite -o lite --format jsonl.zst --shards year
  scrapy export asianlite -o addresses.csv --urls-only
  scrapy export asianlite -o january.jsonl --since 2022-01-01 --until 2022-01-31
  scrapy export asianlite -o lite --respect tdm,noai
  scrapy verify lite               checks a folder; scrapy import lite reads it back

Exit codes:
    0  done, also where there is no record, which is told
    1  an archive cannot be read, or PATH cannot be written
    2  an option, a site or PATH is wrong
"""

_MOST_SECTIONS = 20


class Command(CorpusCommand):
    """Writes articles of the archives to files."""

    lesson = HELP
    _left = 0
    """How many articles were left out since what they reserve is respected."""

    def syntax(self) -> str:
        """Return how the command is called."""
        return "[options] SITE... -o PATH"

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Write a corpus: JSON Lines, CSV, Parquet, or a folder with a card"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        super().add_options(parser)
        add = parser.add_argument
        add("-o", "--output", metavar="PATH", help="the file or folder to write")
        add("--format", choices=FORMATS, help="of a folder's files (parquet)")
        add("--force", action="store_true", help="replace what is there")
        what = parser.add_argument_group("Which articles").add_argument
        what(
            "--since",
            type=options.day,
            metavar="DAY",
            help="published from that day on",
        )
        what("--until", type=options.day, metavar="DAY", help="and until that day")
        what(
            "--sections",
            type=options.names,
            default=(),
            help="names with commas between",
        )
        what("--language", metavar="TAG", help="such as en, which takes en-GB as well")
        what(
            "--revisions",
            choices=("latest", "all"),
            default="latest",
            help="articles as they are now, or all that was stored of them",
        )
        what(
            "--duplicates",
            choices=("mark", "keep", "drop"),
            default="mark",
            help="drop: of articles with one text, the first of this corpus alone;"
            " mark, or keep, which is the same: all, and duplicate_of says what they"
            " repeat",
        )
        what(
            "--respect",
            type=options.reservations,
            default=(),
            metavar="WORDS",
            help="leave out what is reserved: tdm, noai, noarchive, noindex",
        )
        how = parser.add_argument_group("What of them").add_argument
        how(
            "--fields", type=options.names, default=(), help="names with commas between"
        )
        how("--urls-only", action="store_true", help="addresses, dates and hashes")
        files = parser.add_argument_group("Files of a folder").add_argument
        files(
            "--shards",
            type=options.shards,
            default=None,
            metavar="year|SIZE",
            help="by year, or of so many bytes of JSON each, such as 500MB",
        )
        files(
            "--split-at",
            type=options.days,
            default=(),
            metavar="DAY[,DAY]",
            help="train is published before the first day; then test, or validation"
            " and test",
        )

    def work(self, args: list[str], opts: Namespace) -> None:
        """Write the corpus."""
        refuse_unknown_options(args)
        if not args or not opts.output:
            raise UsageError("name at least one site, and where to write with -o PATH")
        place, asked = _place(opts.output), _selection(opts)
        plan = _plan(opts, place)
        sources = [self._source(site) for site in dict.fromkeys(map(self.site, args))]
        try:
            _check_sections(sources, asked)
            found = self._export(sources, asked, plan, place, force=opts.force)
        except (TargetError, FormatError) as error:
            raise UsageError(str(error), print_help=False) from error
        except (ArchiveError, sqlite3.Error) as error:
            self.fail(f"{error}; {place} is as it was")
        except OSError as error:
            why = error.strerror or error
            self.fail(f"cannot write {place}: {why}; it is as it was")
        else:
            sites = ", ".join(source.site for source in sources)
            words = "record" if found.contents.records == 1 else "records"
            told = f"{found.contents.records:,} {words} from {sites} to {place}"
            print(f"{told}{self._left_out()}")
            self._caution(found, place)

    def _leave_out(self, record: Record) -> None:
        self._left += 1

    def _left_out(self) -> str:
        if not self._left:
            return ""
        return f"; {self._left:,} left out, whose publishers reserve them"

    def _caution(self, found: Written, place: Path) -> None:
        """Say what of that which was asked for is empty."""
        if not found.contents.records:
            self.warn(f"nothing is of what was asked for: {place} holds no record")
            return
        for name in found.empty:
            self.warn(f"no article is of the split {name}: it has no file")

    def _source(self, site: str) -> Source:
        path = self.archive_of(site)
        spider = self._spider(site)
        zone = spider.site.zone if hasattr(spider, "site") else UTC
        return Source(site, path, zone)

    def _spider(self, site: str) -> Any:
        """Return the spider of *site*; None where this project has none."""
        assert self.settings is not None
        try:
            return get_spider_loader(self.settings).load(site)
        except KeyError:
            return None

    def _export(
        self,
        sources: list[Source],
        asked: Selection,
        plan: Plan,
        place: Path,
        *,
        force: bool,
    ) -> Written:
        total = sum(selection.count(source, asked) for source in sources)
        guessed = [one.site for one in sources if _is_guessed(one)]
        is_folder = formats.form_of(place) is None
        with target.replacing(place, is_folder=is_folder, force=force) as part:
            rows: Iterable[Row] = selection.rows(sources, asked, self._leave_out)
            rows = progress(rows, "records", total)
            if not is_folder:
                return exporting.write_file(part, rows, plan)

            def describe(contents: Contents, files: list[File]) -> Description:
                return Description(
                    name=place.name,
                    contents=contents,
                    files=files,
                    form=plan.form,
                    fields=plan.fields,
                    asked=exporting.asked(asked, plan),
                    generator=f"{PRODUCT} {own_version()}",
                    homes=dict(self._homes(sources)),
                    guessed=tuple(filter(contents.sites.__contains__, guessed)),
                    left_out=self._left,
                )

            return exporting.write_folder(part, rows, plan, describe)

    def _homes(self, sources: list[Source]) -> Iterator[tuple[str, str]]:
        for source in sources:
            for url in getattr(self._spider(source.site), "start_urls", ())[:1]:
                yield source.site, url


def _is_guessed(source: Source) -> bool:
    """Say whether the zone of *source* is not known, and UTC was taken for it."""
    zone = facts.read(source.path).get("zone")
    return zone is not None and zone.is_guessed


def _place(name: str) -> Path:
    """Return where *name* is; raises UsageError where nothing can be written there."""
    try:
        formats.check_name(name)
        return target.place(name)
    except (TargetError, FormatError) as error:
        raise UsageError(str(error), print_help=False) from error
    except OSError as error:
        message = f"cannot write {name}: {error.strerror or error}"
        raise UsageError(message, print_help=False) from error


def _check_sections(sources: list[Source], asked: Selection) -> None:
    """Raise UsageError where a section is asked for that no article is of."""
    if not asked.sections:
        return
    known: dict[str, str] = {}
    for source in sources:
        known |= selection.sections(source)
    for name in asked.sections:
        key = section_key(name)
        if key not in known:
            close = get_close_matches(key, known) or list(known)[:_MOST_SECTIONS]
            there = ", ".join(map(known.__getitem__, close)) or "none"
            message = f"no article is of the section {name!r}; there is {there}"
            raise UsageError(message, print_help=False)


def _selection(opts: Namespace) -> Selection:
    if opts.since and opts.until and opts.since > opts.until:
        message = f"--since {opts.since} is after --until {opts.until}: no day is"
        raise UsageError(message, print_help=False)
    if opts.fields and opts.urls_only:
        raise UsageError("--fields and --urls-only exclude each other")
    known = properties()
    for name in opts.fields:
        if name not in known:
            message = f"no field {name!r}; there are: {', '.join(known)}"
            raise UsageError(message, print_help=False)
    return Selection(
        since=opts.since,
        until=opts.until,
        sections=opts.sections,
        language=opts.language,
        fields=ADDRESS_FIELDS if opts.urls_only else opts.fields,
        revisions=opts.revisions,
        duplicates="drop" if opts.duplicates == "drop" else "mark",
        respect=opts.respect,
    )


def _plan(opts: Namespace, place: Path) -> Plan:
    own = formats.form_of(place)
    if own and (opts.shards or opts.split_at):
        raise UsageError(
            f"--shards and --split-at are for folders, and {place.name} is a file",
            print_help=False,
        )
    if own and opts.format not in (None, own):
        raise UsageError(
            f"--format {opts.format} is not what the name {place.name} says",
            print_help=False,
        )
    form: Format = own or opts.format or "parquet"
    fields = ADDRESS_FIELDS if opts.urls_only else opts.fields
    return Plan(
        form=form,
        fields=fields or tuple(properties()),
        shards=opts.shards or "",
        splits=opts.split_at,
    )
