"""A newspaper without a spider is named to a command by name, by host or by address."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.archive.archive import Archive
from newscrawl.archive.sites import UnknownSite, beside, named
from tests.archives import NOW
from tests.terminal.shelf import command

PORT = "127.0.0.1_8091"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus folder with two archives, in which a run has stored nothing."""
    for site in (PORT, "paper.example"):
        path = str(tmp_path / site / "archive.sqlite")
        with closing(Archive(path, lambda: NOW)) as archive:
            run = archive.begin_run({}, "{}", timedelta(days=1))
            archive.end_run(run, "finished", {})
            archive.commit()
    return tmp_path


def test_the_archives_beside_are_those_written_last(corpus: Path) -> None:
    own = str(corpus / "own.example" / "archive.sqlite")
    others = {site: corpus / site / "archive.sqlite" for site in ("a", "b")}
    for number, path in enumerate(others.values()):
        path.parent.mkdir()
        path.touch()
        os.utime(path, times=(0, number))

    found = beside(own, 3)

    assert list(found) in ([PORT, "paper.example", "b"], ["paper.example", PORT, "b"])
    assert found["b"] == str(others["b"])
    assert list(beside(str(others["b"]), 4))[-1] == "a"


@pytest.mark.parametrize(
    ("words", "site"),
    [
        (PORT, PORT),
        ("127.0.0.1:8091", PORT),
        ("http://127.0.0.1:8091/", PORT),
        ("HTTP://127.0.0.1:8091", PORT),
        ("paper.example", "paper.example"),
        ("www.Paper.example", "paper.example"),
        ("paper.example:80", "paper.example"),
        ("https://www.paper.example/news/?utm_source=x", "paper.example"),
    ],
)
def test_a_site_is_named_by_its_host_or_an_address(
    corpus: Path, words: str, site: str
) -> None:
    assert named(str(corpus), words) == site


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("http://127.0.0.1:8092/", "crawl news -a start=http://127.0.0.1:8092/` b"),
        ("127.0.0.1:8092", "crawl news -a start=http://127.0.0.1:8092/` begins"),
        ("other.example", "crawl news -a start=https://other.example/` begins"),
        ("localhost_80", "crawl news -a start=http://localhost:80/` begins"),
        ("asianlite", "`scrapy crawl SITE` begins"),
        ("../paper.example", "`scrapy crawl SITE` begins"),
    ],
)
def test_what_is_not_there_is_begun_by_the_command_that_is_told(
    corpus: Path, words: str, advice: str
) -> None:
    with pytest.raises(UnknownSite, match="there is 127") as caught:
        named(str(corpus), words)

    assert advice in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["verify"],
        ["coverage"],
        ["drift"],
        ["report"],
        ["reread"],
        ["export", "-o", "lines.jsonl"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_takes_an_address(
    corpus: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    name, *others = words

    by_name = command(corpus, name, PORT, *others)
    Path("lines.jsonl").unlink(missing_ok=True)
    by_address = command(corpus, name, "http://127.0.0.1:8091/", *others)

    assert by_address == by_name
    assert by_address.code == 0


def test_an_article_is_forgotten_by_the_address_of_its_site(corpus: Path) -> None:
    front, page = "http://127.0.0.1:8091/", "http://127.0.0.1:8091/a/"

    done = command(corpus, "forget", front, page, "--unknown")

    assert (done.code, f"kept out from now on: {page}" in done.stdout) == (0, True)


def test_a_folder_named_as_a_host_is_a_corpus_to_verify(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    Path("www.paper.example").mkdir()

    done = command(corpus, "verify", "www.paper.example")

    assert (done.code, "it has no manifest.json" in done.stderr) == (2, True)
