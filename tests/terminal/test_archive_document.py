"""docs/archive.md says what is so."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.archive import Archive
from newscrawl.archive.findings import KINDS, Finding
from newscrawl.archive.opening import MEMORY
from newscrawl.archive.overview import Feed, Overview, Pages, Reason, RunFigures, Stored
from tests.archives import NOW
from tests.crawling import ROOT
from tests.terminal.shelf import Shelf, address, command, story

TEXT = (ROOT / "docs/archive.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)


def columns(kind: str) -> dict[str, list[str]]:
    """Return the columns of each table, or view, as they are."""
    archive = Archive(MEMORY, lambda: NOW)
    names = archive.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'",
        (kind,),
    ).fetchall()
    found = {
        name: [
            row[1] for row in archive.connection.execute(f"PRAGMA table_info({name})")
        ]
        for (name,) in names
    }
    archive.close()
    return found


def test_every_table_is_described_with_its_columns() -> None:
    sections = re.findall(r"### `(\w+)`\n(.*?)(?=\n##)", TEXT, re.DOTALL)

    described = {
        name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        for name, text in sections
    }

    assert described == columns("table")


def test_every_view_is_described_with_its_columns() -> None:
    (section,) = re.findall(r"## Views\n(.*?)\n## ", TEXT, re.DOTALL)
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|(.*)\|$", section, re.MULTILINE)

    described = {name: re.findall(r"`(\w+)`", text) for name, text in rows}

    assert described == columns("view")


@pytest.mark.parametrize("text", SQL)
def test_its_sql_can_be_asked(text: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.store(story(1))
    shelf.archive.commit()

    for statement in filter(None, map(str.strip, text.split(";\n"))):
        shelf.archive.connection.execute(statement).fetchall()
    shelf.close()


def test_what_was_forgotten_can_be_wanted_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.store(story(1))
    shelf.close()
    command(tmp_path, "forget", "asianlite", address(1))
    shelf = Shelf(tmp_path)
    before = shelf.archive.pages.at(address(1))

    text = SQL[0].replace("https://asianlite.com/some-story/", address(1))
    shelf.archive.connection.executescript(text)

    after = shelf.archive.pages.at(address(1))
    assert before is not None
    assert after is not None
    assert (before.state, after.state) == ("forgotten", "pending")
    assert not shelf.archive.articles.is_forgotten(story(1, post_id=None))
    assert not shelf.archive.articles.is_forgotten(story(1))
    shelf.close()


def keys(value: Any) -> set[str]:
    """Return the keys of the objects in *value*, but those that are data."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    data = ("months", "states", "kinds", "arguments")
    inner = (keys(one) for name, one in value.items() if name not in data)
    return set(value).union(*inner)


def test_every_key_for_machines_is_documented(tmp_path: Path) -> None:
    (section,) = re.findall(r"## For machines\n(.*)", TEXT, re.DOTALL)
    shelf = Shelf(tmp_path)
    shelf.store(story(1))
    shelf.visit(address(2), state="failed", outcome="HTTP 500")
    shelf.deliver()
    shelf.store(story(3))
    shelf.close()

    status = json.loads(command(tmp_path, "status", "--json").stdout)
    verified = json.loads(command(tmp_path, "verify", "asianlite", "--json").stdout)
    documented = set(re.findall(r"`(\w+)`", section))

    assert keys(status) | keys(verified) <= documented
    types = (Overview, Stored, Pages, Reason, RunFigures, Feed, Finding)
    assert {field.name for one in types for field in fields(one)} <= documented


def test_every_kind_of_finding_is_documented() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in TEXT] == []
