"""`python -m benchmarks.extraction FOLDER`: read saved pages, and judge the records."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.extraction import environments, pages, speed, tables, worst
from benchmarks.extraction.environments import BadEnvironment
from benchmarks.extraction.libraries import OWN, Library
from benchmarks.extraction.options import parse
from benchmarks.extraction.pages import BadFolder, Page, Record
from benchmarks.extraction.results import Column, Found, as_json, columns
from benchmarks.extraction.speed import Speed
from benchmarks.extraction.workers import Broken, at_work

Pythons = Mapping[Library, Path]


def main(arguments: Sequence[str]) -> int:
    """Read, judge and print; return the exit code."""
    options = parse(arguments)
    try:
        there = pages.read(options.folder, options.sets)
        homes = options.environments
        pythons = {one: environments.python(one, homes) for one in options.libraries}
        found = {one.name: _records(one, pythons[one], there) for one in pythons}
        speeds = _race(pythons, _spread(there, options.timed), options.rounds)
    except (BadFolder, BadEnvironment, Broken) as error:
        print(f"extraction: {error}", file=sys.stderr)
        return 1
    sets = {
        name: columns(options.libraries, of_set, found)
        for name, of_set in _by_set(there).items()
    }
    print("\n".join(_lines(options.libraries, sets, speeds)))
    if options.worst:
        measure, count = options.worst
        print("\n".join(worst.tell(measure, count, there, found[OWN])))
    _write(options, found, sets, speeds)
    return 0


def _records(
    library: Library, python: Path, there: Sequence[Page]
) -> dict[str, Record]:
    print(f"{library.name} reads {len(there):,} pages", file=sys.stderr)
    with at_work(library, python, there) as worker:
        found = worker.records()
    for id, record in found.items():
        if "failed" in record:
            print(f"{library.name}: {id}: {record['failed']}", file=sys.stderr)
    return found


def _race(pythons: Pythons, there: Sequence[Page], rounds: int) -> Mapping[str, Speed]:
    if not rounds or not there:
        return {}
    print(f"{rounds} rounds on {len(there):,} pages", file=sys.stderr)
    with ExitStack() as stack:
        made = (at_work(one, python, there) for one, python in pythons.items())
        workers = [stack.enter_context(worker) for worker in made]
        return speed.race(workers, len(there), rounds)


def _spread(there: Sequence[Page], count: int | None) -> Sequence[Page]:
    """Return *count* of the pages, evenly spread over all; all without one."""
    if count is None or count >= len(there):
        return there
    return [there[index * len(there) // count] for index in range(count)]


def _by_set(there: Sequence[Page]) -> Mapping[str, Sequence[Page]]:
    sets: dict[str, list[Page]] = {}
    for page in there:
        sets.setdefault(page.set, []).append(page)
    return sets


def _lines(
    libraries: Sequence[Library],
    sets: Mapping[str, Sequence[Column]],
    speeds: Mapping[str, Speed],
) -> Iterator[str]:
    for name, of_set in sets.items():
        yield from (*tables.of_set(name, libraries, of_set), "")
        yield from (*tables.of_differences(of_set), "")
    if speeds:
        yield from tables.of_speed(speeds)


def _write(
    options: argparse.Namespace,
    found: Found,
    sets: Mapping[str, Sequence[Column]],
    speeds: Mapping[str, Speed],
) -> None:
    """Write the files that *options* ask for."""
    if options.json:
        figures = json.dumps(as_json(sets, speeds), indent=1)
        options.json.write_text(f"{figures}\n", "utf-8")
    if options.records:
        options.records.mkdir(parents=True, exist_ok=True)
        for name, records in found.items():
            text = json.dumps(records, ensure_ascii=False, indent=1)
            (options.records / f"{name}.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
