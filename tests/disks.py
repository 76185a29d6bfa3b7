"""Real disks, as small or as closed to writers as a test needs; they take root."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Put a disk of so many *kilobytes* at *folder*; skip where none can be made."""
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("no mount(8) here: cannot make a small disk")
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    made = subprocess.run([mount, *options], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("only root may make a small disk: run the tests as root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def close_to_writers(folder: Path) -> None:
    """Make the disk at *folder* read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
