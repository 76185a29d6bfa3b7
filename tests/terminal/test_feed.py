"""The feed against a real file system: never torn, each record once."""

import errno
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.feed import SafeFile, mend, names
from newscrawl.newspaper import Newspaper
from tests.crawling import crawl

LINE = b'{"url": "https://a.example/", "content_hash": "1"}\n'


@pytest.mark.parametrize(
    ("there", "kept"),
    [
        pytest.param(LINE, LINE, id="whole"),
        pytest.param(b"", b"", id="empty"),
        pytest.param(LINE + LINE[:20], LINE, id="torn"),
        pytest.param(LINE[:20], b"", id="torn in the first line"),
        pytest.param(LINE + LINE[:-1], LINE + LINE, id="whole but not closed"),
        pytest.param(LINE + b"x" * 200_000, LINE, id="long and torn"),
        pytest.param(b"# others wrote this\n", b"# others wrote this\n", id="foreign"),
    ],
)
def test_only_a_torn_last_line_is_cut(
    there: bytes, kept: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(there)

    mend(path)

    assert path.read_bytes() == kept


def test_what_a_file_holds_is_known(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(LINE + b"no JSON\n[1]\n{}\n" + LINE)

    assert len(list(names(path))) == 2
    assert len(set(names(path))) == 1
    assert list(names(tmp_path / "none")) == []


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of 700 kB."""
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("no mount(8) here: cannot make a small disk")
    options = ["-t", "tmpfs", "-o", "size=700k", "tmpfs", str(tmp_path)]
    made = subprocess.run([mount, *options], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("only root may make a small disk: run the tests as root")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_write_that_fails_is_taken_back_and_told_once(full_disk: Path) -> None:
    told: list[OSError] = []
    path = full_disk / "articles.jsonl"
    with SafeFile(str(path), "ab", told.append) as file:
        for _ in range(800):
            file.write(b"x" * 1023 + b"\n")

    assert [error.errno for error in told] == [errno.ENOSPC]
    assert path.stat().st_size % 1024 == 0


def test_a_full_disk_ends_the_run_with_every_line_whole(full_disk: Path) -> None:
    with Newspaper(articles=80, layout="today") as paper:
        found = crawl(full_disk, *paper.start_urls)

    assert found.code == 1
    assert "cannot write to" in found.errors
    assert "make room and run again" in found.errors
    assert "Traceback" not in found.errors
    assert len(found.records) > 3


def test_the_default_feed_grows_by_what_is_new(tmp_path: Path) -> None:
    feed = tmp_path / "corpus" / "asianlite" / "articles.jsonl"
    with Newspaper(articles=60, layout="today") as paper:
        first = crawl(tmp_path, *paper.start_urls, limit="5")
        with feed.open("ab") as file:
            file.write(b'{"url": "torn')
        second = crawl(tmp_path, *paper.start_urls)
        third = crawl(tmp_path, *paper.start_urls)
    urls = [json.loads(line)["url"] for line in feed.read_text("utf-8").splitlines()]

    assert [first.code, second.code, third.code] == [0, 0, 4]
    assert len(second.records) == len(third.records) == 60
    assert len(urls) == len(set(urls)) == 60
    assert "beside 60 that were stored before" in third.errors


def test_a_folder_that_cannot_be_written_is_told_before_any_request(
    tmp_path: Path,
) -> None:
    (tmp_path / "corpus").write_text("a file where a folder should be")
    with Newspaper(articles=60, layout="today") as paper:
        found = crawl(tmp_path, *paper.start_urls)
        asked = sum(paper.requests.values())

    assert (found.code, asked) == (1, 0)
    assert "NEWSCRAWL_CORPUS" in found.errors
    assert "Traceback" not in found.errors
