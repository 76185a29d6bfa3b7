"""The files of docs/cluster call what there is, and hold no secret."""

import re
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.cluster import command
from newscrawl.commands import submit

FOLDER = Path(__file__).parents[2] / "docs" / "cluster"
_CALL = re.compile(
    r"(?:args|command|entrypoint): \[(?:newscrawl, )?(\w+)(.*)\]"
    r"|ExecStart=\S+/newscrawl (\w+)(.*)"
    r'|CMD \["(\w+)"(.*)\]'
)
FILES = sorted(path.name for path in FOLDER.iterdir())
CALLS = [
    (name, next(filter(None, found[::2])), re.findall(r"[\w-]+", "".join(found[1::2])))
    for name in FILES
    for found in _CALL.findall((FOLDER / name).read_text("utf-8"))
    if not found[0].startswith("rabbitmq")
]


def test_all_that_crawl_or_submit_are_seen() -> None:
    assert [name for name in FILES if name not in {name for name, *_ in CALLS}] == [
        "newscrawl-submit.timer"
    ]


@pytest.mark.parametrize(("name", "word", "options"), CALLS)
def test_they_call_what_there_is(name: str, word: str, options: list[str]) -> None:
    own = import_module(f"newscrawl.commands.{word}").Command()
    own.settings = Settings()
    parser = ArgumentParser()
    own.add_options(parser)
    parser.parse_args(options)  # ends with SystemExit where one is unknown


@pytest.mark.parametrize("name", FILES)
def test_they_hold_no_secret(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    for password in re.findall(r"://\w+:([^@\s]*)@", text):
        assert password.startswith("$")


def test_without_celery_it_is_told_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'newscrawl\[cluster\]'"):
        submit.Command().check_celery()
