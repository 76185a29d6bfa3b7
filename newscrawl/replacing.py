"""Puts a file that was written beside another in its place, for good."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path


def take_place(beside: Path, path: Path) -> None:
    """Let *beside*, which is on the disk, stand in the place of *path*.

    It belongs to whom that belonged to, as far as we may. Raises OSError.
    """
    shutil.copymode(path, beside)
    with suppress(PermissionError, AttributeError):  # Windows has no owners to give to
        os.chown(beside, path.stat().st_uid, path.stat().st_gid)
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names of the files in *folder* on the disk."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
