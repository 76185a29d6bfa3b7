"""The command line of the comparison."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction import environments
from benchmarks.extraction.libraries import LIBRARIES, OWN, Library
from benchmarks.extraction.measures import MEASURES

NAMES = tuple(library.name for library in LIBRARIES)
FIELDS = tuple(measure.name for measure in MEASURES)
ROUNDS, TIMED = 5, 100

HELP = f"""\
FOLDER has the pages as html/ID.html.gz, in UTF-8, and gold.jsonl, a page a line: "id",
"set", "url" and "gold", which is what is known of "title", "date", "authors", "tags"
and "text", or passages that must ("with") and must not ("without") be in the text.
newscrawl reads them by its generic rules alone, each other library in an environment
of its own, installed where it is missing. docs/extraction.md says what is measured.

libraries: {", ".join(NAMES)}
measures:  {", ".join(FIELDS)}

examples:
  python -m benchmarks.extraction pages
  python -m benchmarks.extraction pages --libraries newscrawl --rounds 0 --worst body 20
  python -m benchmarks.extraction pages --libraries "newscrawl,trafilatura fast" \\
      --rounds 9 --timed 400
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; end the process where they are wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description="Read saved pages with newscrawl and others; judge the records.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="of pages")
    _add_choices(parser)
    _add_speed(parser)
    _add_outputs(parser)
    options = parser.parse_args(arguments)
    if options.worst and OWN not in {one.name for one in options.libraries}:
        parser.error(f"--worst tells of {OWN}, which --libraries leaves out")
    if options.json and not options.json.parent.is_dir():
        parser.error(f"--json: there is no folder {options.json.parent}")
    return options


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--libraries",
        type=_libraries,
        default=LIBRARIES,
        metavar="A,B",
        help="only these (all)",
    )
    parser.add_argument(
        "--sets", type=_split, default=(), metavar="A,B", help="only these (all)"
    )
    parser.add_argument(
        "--environments",
        type=Path,
        default=environments.default(),
        metavar="FOLDER",
        help="where the others are installed (%(default)s)",
    )


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rounds",
        type=_count,
        default=ROUNDS,
        metavar="N",
        help="of timing, each library once a round (%(default)s; 0: none)",
    )
    parser.add_argument(
        "--timed",
        type=_count,
        default=TIMED,
        metavar="N",
        help="pages that are read in a round, spread over all (%(default)s)",
    )


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--worst",
        nargs=2,
        action=Worst,
        metavar=("MEASURE", "N"),
        help=f"list the N pages that {OWN} reads worst",
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write all figures there"
    )
    parser.add_argument(
        "--records",
        type=Path,
        metavar="FOLDER",
        help="write what each library reads there, as LIBRARY.json",
    )


class Worst(argparse.Action):
    """The two words of --worst, checked."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Store the measure's name and the number of pages."""
        assert isinstance(values, list)
        name, count = values
        if name not in FIELDS:
            raise argparse.ArgumentError(self, f"{name} is none of {', '.join(FIELDS)}")
        try:
            setattr(namespace, self.dest, (name, _count(count)))
        except argparse.ArgumentTypeError as error:
            raise argparse.ArgumentError(self, str(error)) from error


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no number")
    return int(text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _libraries(text: str) -> tuple[Library, ...]:
    """Return the libraries that *text* names, in the order of the table."""
    named = _split(text)
    for name in named:
        if name not in NAMES:
            raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(NAMES)}")
    return tuple(library for library in LIBRARIES if library.name in named)
