"""`newscrawl …`: Scrapy's command line with this project's settings, from anywhere."""

import os
import sys
from importlib.util import find_spec

from scrapy.cmdline import execute
from scrapy.settings import Settings
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.project import get_project_settings


def main() -> None:
    """Run a command; a scrapy.cfg in or above the folder names the settings."""
    if not closest_scrapy_cfg():
        os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")
    # What messages begin with, also under `python -m newscrawl`.
    sys.argv[0] = "newscrawl"
    name = next((word for word in sys.argv[1:] if word[:1] != "-"), "")
    execute(settings=settings_for(name))


def settings_for(command: str) -> Settings:
    """Return the project's settings, with *command* as the only one of its commands.

    Scrapy loads them all, with what each needs, before it runs one.
    """
    settings = get_project_settings()
    if editor := os.environ.get("EDITOR"):  # as Scrapy does where it has none given
        settings.set("EDITOR", editor)
    module = f"{settings['COMMANDS_MODULE']}.{command}"
    if settings["COMMANDS_MODULE"] and command.isidentifier() and find_spec(module):
        settings.set("COMMANDS_MODULE", module)
    return settings


if __name__ == "__main__":
    main()
