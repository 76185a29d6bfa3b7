"""A corpus on a disk that nobody can write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl
from tests.disks import close_to_writers, small_disk
from tests.terminal.shelf import Shelf, address, command, story


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a corpus with one article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    with small_disk(folder, 2_000):
        shelf = Shelf(folder)
        shelf.store(story(1))
        shelf.deliver()
        shelf.close()
        close_to_writers(folder)
        yield folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_crawl_says_so_and_leaves_it_as_it_is(corpus: Path) -> None:
    before = files(corpus)

    found = crawl(corpus.parent, "http://127.0.0.1:9/")

    assert found.code == 1
    assert f"cannot write to the archive {corpus}/asianlite" in found.errors
    assert "Read-only file system" in found.errors
    assert "Traceback" not in found.errors
    assert files(corpus) == before


def test_it_can_be_looked_at(corpus: Path) -> None:
    status = command(corpus, "status", "asianlite")
    verified = command(corpus, "verify", "asianlite")

    assert (status.code, verified.code) == (0, 0)
    assert "stored  1 article" in status.stdout
    assert "all is well" in verified.stdout


def test_nothing_can_be_forgotten(corpus: Path) -> None:
    before = files(corpus)

    done = command(corpus, "forget", "asianlite", address(1))

    assert done.code == 1
    assert "cannot write to the archive" in done.stderr
    assert files(corpus) == before
