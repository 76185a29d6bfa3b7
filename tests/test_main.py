"""`newscrawl …`, the command line from anywhere."""

import pytest

from newscrawl import __main__ as main


@pytest.mark.parametrize(
    ("command", "module"),
    [
        ("crawl", "newscrawl.commands.crawl"),
        ("import", "newscrawl.commands.import"),
        ("shell", "newscrawl.commands"),  # Scrapy's own
        ("", "newscrawl.commands"),
        ("no.such", "newscrawl.commands"),
    ],
)
def test_loads_of_the_projects_commands_the_one_that_is_called(
    command: str, module: str
) -> None:
    assert main.settings_for(command)["COMMANDS_MODULE"] == module


def test_knows_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")

    assert main.settings_for("edit")["EDITOR"] == "ed"
