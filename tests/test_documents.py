"""The documents say what is so."""

import json
import re
from dataclasses import fields
from importlib import import_module
from pkgutil import iter_modules

import pytest
from jsonschema import Draft202012Validator

import newscrawl.commands
from newscrawl import schema
from newscrawl.arguments import Arguments
from newscrawl.exitcodes import GRAVITY, ExitCode, table
from tests.crawling import ROOT

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *("docs/politeness.md", "docs/pages.md", "docs/any.md", "docs/many.md"),
]


def test_the_readme_shows_a_record_of_the_schema() -> None:
    (record,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)

    Draft202012Validator(schema.build()).validate(json.loads(record))


def test_the_readme_shows_every_exit_code() -> None:
    assert table() in README


def test_the_codes_of_many_crawls_stand_in_their_order() -> None:
    text = (ROOT / "docs" / "many.md").read_text("utf-8")

    rows = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    well = (ExitCode.DONE, ExitCode.NOTHING_NEW)
    assert rows == [str(int(code)) for code in GRAVITY if code not in well]


@pytest.mark.parametrize("name", [field.name for field in fields(Arguments)])
def test_the_readme_and_the_help_show_every_argument(name: str) -> None:
    crawl = import_module("newscrawl.commands.crawl")

    assert f"`-a {name}=" in README
    assert f"-a {name}=" in crawl.HELP


@pytest.mark.parametrize(
    "name", [module.name for module in iter_modules(newscrawl.commands.__path__)]
)
def test_every_command_is_documented(name: str) -> None:
    command = import_module(f"newscrawl.commands.{name}").Command()

    assert f"scrapy {name}" in README
    assert command.short_desc()


def test_the_readme_opens_with_the_two_commands() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[:2]

    assert "scrapy demo" in first
    assert "pytest" in second


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_link_to_files_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    here = (ROOT / name).parent
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

    assert [target for target in targets if not (here / target).exists()] == []


@pytest.mark.parametrize(
    "module", re.findall(r"`(\w+\.py)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
)
def test_the_contributors_guide_names_modules_that_exist(module: str) -> None:
    assert list((ROOT / "newscrawl").rglob(module))
