"""The project's settings, and that `scrapy` finds them in a checkout and outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from newscrawl import settings as module

ROOT = Path(__file__).parents[1]


@pytest.fixture
def settings() -> Settings:
    settings = Settings()
    settings.setmodule(module, "project")
    return settings


def test_names_what_there_is(settings: Settings) -> None:
    for path in build_component_list(settings["ADDONS"]):
        load_object(path)
    for package in [*settings["SPIDER_MODULES"], settings["COMMANDS_MODULE"]]:
        __import__(package)


def test_is_quiet(settings: Settings) -> None:
    assert settings["LOG_LEVEL"] == "WARNING"
    assert settings["DEFAULT_DROPITEM_LOG_LEVEL"] == "INFO"


@pytest.mark.parametrize("place", ["checkout", "elsewhere"])
def test_works_from_any_folder_with_a_scrapy_cfg(place: str, tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    folder = ROOT if place == "checkout" else tmp_path
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "asianlite" in done.stdout.split()
    assert done.stderr == ""
