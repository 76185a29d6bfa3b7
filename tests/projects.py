"""A project of somebody's own, which uses the add-on and the commands."""

from pathlib import Path

from tests.processes import run

SETTINGS = """
ADDONS = {"newscrawl.addon.Newscrawl": 500}
COMMANDS_MODULE = "newscrawl.commands"
NEWSCRAWL_CORPUS = "corpus"
"""


def begin(folder: Path) -> Path:
    """Begin the project "papers" in *folder*, as Scrapy does, and return the folder."""
    assert run("startproject", "papers", ".", cwd=folder).returncode == 0
    with (folder / "papers" / "settings.py").open("a") as settings:
        settings.write(SETTINGS)
    return folder
