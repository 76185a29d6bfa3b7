"""Whether a file lies on a volume that other machines share.

The write-ahead log of SQLite does not work on one: https://www.sqlite.org/wal.html
"""

import os
import re
import sys
from pathlib import Path

_SHARED = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ceph|9p|afs|lustre|gpfs|beegfs|gfs2|ocfs2|virtiofs|vboxsf"
    r"|fuse\..+"
)
"""Kinds of file systems; of those by FUSE any may be of the network."""

_MOUNTS = Path("/proc/self/mountinfo")


def is_shared(path: str) -> bool:
    """Say whether *path*, which need not exist, is on a volume of the network.

    Only Linux tells; elsewhere a file is taken to be this machine's.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return bool(_SHARED.fullmatch(kind_of(mounts, os.path.realpath(path))))


def kind_of(mounts: str, path: str) -> str:
    """Return the kind of the file system that *path* is on, by the table of *mounts*.

    https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
    """
    found, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        place = _plain(before.split(" ")[4])
        is_above = path == place or path.startswith(f"{place.rstrip('/')}/")
        # Of two at one place the later hides the other.
        if is_above and len(place) >= len(found):
            found, kind = place, after.partition(" ")[0]
    return kind


def _plain(place: str) -> str:
    """Return *place* with its spaces, which the table writes in octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place)
