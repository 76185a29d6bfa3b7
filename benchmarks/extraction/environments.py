"""An environment for each library, made when it is first needed and kept."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.extraction.libraries import Library

_MADE = "made"
"""A file in each environment that is whole, with what was asked for."""


class BadEnvironment(Exception):
    """An environment that cannot be made."""


def default() -> Path:
    """Return the folder of environments where the user names none."""
    # https://specifications.freedesktop.org/basedir-spec/latest/
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "newscrawl", "extraction")


def python(library: Library, folder: Path) -> Path:
    """Return the Python that *library* runs in, below *folder*; make it if need be.

    Raises BadEnvironment.
    """
    if not library.requirements:
        return Path(sys.executable)
    home = folder / library.requirements[0].replace("==", "-")
    place = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not _is_made(home, library.requirements):
        print(f"installing {library.requirements[0]} in {home}", file=sys.stderr)
        _make(home, place, library.requirements)
    return place


def _is_made(home: Path, requirements: Iterable[str]) -> bool:
    made = home / _MADE
    return made.is_file() and made.read_text("utf-8").split() == list(requirements)


def _make(home: Path, place: Path, requirements: Iterable[str]) -> None:
    pip = (str(place), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    try:
        venv.create(home, clear=True, with_pip=True)
        subprocess.run((*pip, *requirements), check=True)
        (home / _MADE).write_text("\n".join(requirements), "utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        raise BadEnvironment(
            f"{home} cannot be made: {error}; leave its library out with --libraries"
        ) from error
