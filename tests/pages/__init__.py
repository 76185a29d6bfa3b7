"""Saved pages and what is expected to be read from them: newscrawl/captures.py.

`scrapy capture --again` (`make update`) reads every page again and writes what it
finds, so that a person reviews the diff.
"""

from pathlib import Path

from scrapy.settings import Settings

from newscrawl import settings
from newscrawl.captures import Captures

_SETTINGS = Settings()
_SETTINGS.setmodule(settings, "project")
CAPTURES = Captures(Path(__file__).parent, _SETTINGS)
