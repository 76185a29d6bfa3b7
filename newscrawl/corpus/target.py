"""Where a corpus is written: beside its place, and there only when it is whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscrawl.corpus import manifest
from newscrawl.corpus.manifest import CorpusError

ARCHIVE = "archive.sqlite"


class TargetError(Exception):
    """A place that cannot be written to; says why and what may help."""


def place(name: str) -> Path:
    """Return the place that *name* is of: a link stays, and its aim is written.

    Raises TargetError where a corpus can never be written there.
    """
    if Path(name).exists() and not (Path(name).is_file() or Path(name).is_dir()):
        raise TargetError(f"{name} is a device, a pipe or a socket; name a file")
    target = Path(os.path.realpath(name))
    if target.is_symlink():
        raise TargetError(
            f"{name} is a link that leads in a circle; name another place"
        )
    if Path.cwd().is_relative_to(target):
        raise TargetError(
            f"{target} is the folder that you are in, or holds it; name a new one in it"
        )
    for folder in (target, *target.parents):
        if (folder / ARCHIVE).exists():
            raise TargetError(
                f"{target} is in the folder of an archive, {folder}; name a place"
                " elsewhere"
            )
    return target


@contextmanager
def replacing(target: Path, *, is_folder: bool, force: bool) -> Iterator[Path]:
    """Give a place beside *target*, which takes its place when all went well.

    Whatever happens before leaves *target* as it was. Raises TargetError where it is
    there already and that is not to be replaced by *force*.
    """
    # Its ending says how it is packed.
    part = target.with_name(f".part.{target.name}")
    old = target.with_name(f".old.{target.name}")
    if not target.exists() and old.exists():
        old.rename(target)  # killed between the two steps below
    check(target, is_folder=is_folder, force=force)
    target.parent.mkdir(parents=True, exist_ok=True)
    remove(part)
    if is_folder:
        part.mkdir()
    try:
        yield part
        _sync(part)
        _swap(part, target, old)
    except BaseException:
        with suppress(OSError):
            remove(part)
        raise


def _swap(part: Path, target: Path, old: Path) -> None:
    """Put *part* in the place of *target*, which is *old* for a moment."""
    remove(old)
    if not target.is_dir():
        part.replace(target)
        return
    target.rename(old)  # a folder cannot be put in the place of another
    try:
        part.replace(target)
    except OSError:
        old.rename(target)
        raise
    remove(old)


def check(target: Path, *, is_folder: bool, force: bool) -> None:
    """Raise TargetError where *target* is there and may not be replaced."""
    if not target.exists():
        return
    if target.is_dir() != is_folder:
        kinds = "a folder", "a file"
        there, wanted = kinds if target.is_dir() else kinds[::-1]
        raise TargetError(f"{target} is {there}, and {wanted} is to be written")
    if is_folder:
        _check_folder(target)
    if not force:
        raise TargetError(f"{target} is there already; --force replaces it")


def _check_folder(folder: Path) -> None:
    """Raise TargetError where *folder* is anything but a corpus."""
    try:
        own = manifest.load(folder).names
    except CorpusError as error:
        raise TargetError(
            f"{error}; what is no corpus is not replaced: name another folder"
        ) from error
    paths = (path for path in folder.rglob("*") if not path.is_dir())
    found = (path.relative_to(folder).as_posix() for path in paths)
    stray = next((name for name in found if name not in own), None)
    if stray:
        raise TargetError(
            f"{folder} holds {stray}, which is not of a corpus; name another folder"
        )


def remove(path: Path) -> None:
    """Remove what is at *path*, if anything is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have all below *path* on the disk."""
    for each in (path, *path.rglob("*")):
        number = os.open(each, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
