"""`newscrawl …`: Scrapy's command line with this project's settings, from anywhere."""

import os
import sys

from scrapy.cmdline import execute
from scrapy.utils.conf import closest_scrapy_cfg


def main() -> None:
    """Run a command; a scrapy.cfg in or above the folder names the settings."""
    if not closest_scrapy_cfg():
        os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")
    # What messages begin with, also under `python -m newscrawl`.
    sys.argv[0] = "newscrawl"
    execute()


if __name__ == "__main__":
    main()
