"""Where a corpus is written: beside its place, and there only when it is whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscrawl.corpus import manifest
from newscrawl.corpus.manifest import ManifestError


class TargetError(Exception):
    """A place that cannot be written to; says why and what may help."""


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
    except BaseException:
        with suppress(OSError):
            remove(part)
        raise
    remove(old)
    if target.is_dir():
        target.rename(old)  # a folder cannot be put in the place of another
    part.replace(target)
    remove(old)


def check(target: Path, *, is_folder: bool, force: bool) -> None:
    """Raise TargetError where *target* may not be written."""
    if not target.exists():
        return
    if not force:
        raise TargetError(f"{target} is there already; --force replaces it")
    if target.is_dir() != is_folder:
        kinds = "a folder", "a file"
        there, wanted = kinds if target.is_dir() else kinds[::-1]
        raise TargetError(f"{target} is {there}, and {wanted} is to be written")
    if is_folder and (stray := _stray(target)):
        raise TargetError(
            f"{target} holds {stray}, which is not of a corpus; name another folder"
        )


def _stray(folder: Path) -> str | None:
    """Return what is in *folder* and is not of a corpus."""
    try:
        own = manifest.names(manifest.load(folder))
    except ManifestError:
        own = set()
    paths = (path for path in folder.rglob("*") if not path.is_dir())
    found = (path.relative_to(folder).as_posix() for path in paths)
    return next((name for name in found if name not in own), None)


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
