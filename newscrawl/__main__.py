"""`newscrawl …`: Scrapy's command line with this project's settings, from anywhere."""

import os

from scrapy.cmdline import execute
from scrapy.utils.conf import closest_scrapy_cfg


def main() -> None:
    """Run a command; a scrapy.cfg in or above the folder names the settings."""
    if not closest_scrapy_cfg():
        os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")
    execute()


if __name__ == "__main__":
    main()
