"""The folder a WordPress lives in: Debian's files linked, everything else its own."""

import json
import os
import shutil
import stat
import tempfile
from pathlib import Path
from secrets import token_hex

from tests.wordpress import database
from tests.wordpress.service import OWNER, is_root
from tests.wordpress.themes import write_classic
from tests.wordpress.web import PHP

DEBIAN = Path("/usr/share/wordpress")
OWN = frozenset({"wp-config.php", "wp-content", ".htaccess"})
"""What of Debian's WordPress is not linked but ours."""
LONGEST_SOCKET = 100
"""Bytes; the system allows 107, and MariaDB a few fewer."""


def make_folder(wanted: Path | None) -> Path:
    """Make the folder wanted, or one in the system's place for such things."""
    if wanted is None:
        return Path(tempfile.mkdtemp(prefix="wordpress-"))
    folder = wanted.absolute()
    _check_length(folder)
    _check_way(folder)
    folder.mkdir()
    return folder


def lay_out(folder: Path, address: str, draw: int) -> None:
    """Make the site's folder: links to WordPress, settings, themes, plugin."""
    site = folder / "site"
    site.mkdir()
    for path in DEBIAN.iterdir():
        if path.name not in OWN:
            (site / path.name).symlink_to(path)
    _write_content(site / "wp-content", draw)
    shutil.copy(PHP / "wp-config.php", site)
    # Whoever runs them may not be able to read them where they are.
    shutil.copytree(PHP, folder / "php")
    (folder / "kept").mkdir()
    (folder / "abspath.php").write_text(f"<?php define('ABSPATH', '{site}/');\n")
    settings = {
        "address": address,
        "database": database.NAME,
        "socket": str(database.socket_path(folder)),
        "secret": token_hex(),
    }
    (folder / "settings.json").write_text(json.dumps(settings))


def hand_over(folder: Path) -> None:
    """Give the folder to those who run the servers."""
    if not is_root():
        return
    folder.chmod(folder.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            shutil.chown(path, OWNER, OWNER)


def _write_content(content: Path, draw: int) -> None:
    themes = content / "themes"
    themes.mkdir(parents=True)
    for path in (DEBIAN / "wp-content" / "themes").iterdir():
        (themes / path.name).symlink_to(path)
    write_classic(themes, draw)
    plugins = content / "mu-plugins"
    plugins.mkdir()
    for name in ("videos.php", "roads.php"):
        shutil.copy(PHP / name, plugins)
    (content / "uploads").mkdir()
    shutil.copy(PHP / "advanced-cache.php", content)


def _check_way(folder: Path) -> None:
    closed = [p for p in folder.parents if not p.stat().st_mode & stat.S_IXOTH]
    if closed and is_root():
        raise ValueError(f"{closed[0]}: {OWNER} may not enter; give another folder")


def _check_length(folder: Path) -> None:
    if len(os.fsencode(database.socket_path(folder))) > LONGEST_SOCKET:
        raise ValueError(f"{folder}: too long for MariaDB's socket; give a shorter one")
