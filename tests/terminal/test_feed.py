"""The feed against a real file system: never torn, each record once."""

import errno
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.opening import connect
from newscrawl.feed import SafeFile, mend, names
from newscrawl.newspaper import Newspaper
from tests.crawling import crawl
from tests.disks import small_disk

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
    """Give a folder on a disk of 2 MB, on which some articles have room."""
    with small_disk(tmp_path, 2_000):
        yield tmp_path


def test_a_write_that_fails_is_taken_back_and_told_once(full_disk: Path) -> None:
    told: list[OSError] = []
    path = full_disk / "articles.jsonl"
    with SafeFile(str(path), "ab", told.append) as file:
        for _ in range(2_400):
            file.write(b"x" * 1023 + b"\n")

    assert [error.errno for error in told] == [errno.ENOSPC]
    assert path.stat().st_size % 1024 == 0


def test_a_full_disk_ends_the_run_with_every_line_whole(full_disk: Path) -> None:
    with Newspaper(articles=200, layout="today") as paper:
        # Small commits, however fast the machine is: some must fit.
        settings = ("NEWSCRAWL_COMMIT_INTERVAL=0.1",)
        found = crawl(full_disk, *paper.start_urls, settings=settings)

    assert found.code == 1
    assert "cannot write to" in found.errors
    assert "make room and run again" in found.errors
    assert "Traceback" not in found.errors
    assert len(found.records) > 3
    archive = full_disk / "corpus" / "asianlite" / "archive.sqlite"
    with closing(connect(str(archive), read_only=True)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    assert f"stored  {stored} articles" in found.errors


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


FOREIGN = '{"a line": "of others"}\n'


def cut(feed: Path) -> None:
    feed.write_bytes(feed.read_bytes()[:-500])


def lose(feed: Path) -> None:
    lines = feed.read_text("utf-8").splitlines(keepends=True)
    feed.write_text("".join(lines[:9]), "utf-8")


def add(feed: Path) -> None:
    with feed.open("a") as file:
        file.write(FOREIGN)


@pytest.mark.parametrize(
    "spoil", [cut, lose, Path.unlink, add], ids=["torn", "behind", "gone", "others"]
)
def test_a_feed_follows_the_archive_whatever_became_of_it(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    feed = tmp_path / "corpus" / "asianlite" / "articles.jsonl"
    with Newspaper(articles=30, layout="today") as paper:
        crawl(tmp_path, *paper.start_urls)
        whole = sorted(feed.read_text("utf-8").splitlines(keepends=True))
        spoil(feed)
        again = crawl(tmp_path, *paper.start_urls)
    lines = feed.read_text("utf-8").splitlines(keepends=True)

    assert again.code == 4
    assert sorted(set(lines) - {FOREIGN}) == whole
    assert len(lines) == 30 + lines.count(FOREIGN)
    assert lines.count(FOREIGN) == (spoil is add)


@pytest.mark.parametrize(
    ("arguments", "is_held"),
    [
        ({"since": "2024-01-01"}, lambda one: (one["published"] or "9") >= "2024"),
        ({"sections": "Sports"}, lambda one: "Sports" in (one["sections"] or "Sports")),
    ],
    ids=["since", "sections"],
)
def test_a_file_holds_all_that_is_stored_and_asked_for(
    tmp_path: Path, arguments: dict[str, str], is_held: Callable[[Any], bool]
) -> None:
    with Newspaper(articles=60, layout="today") as paper:
        stored = crawl(tmp_path, *paper.start_urls).records
        found = crawl(tmp_path, *paper.start_urls, **arguments).records
    wanted = {one["url"] for one in stored if is_held(one)}

    assert found
    assert {one["url"] for one in found} == wanted


@pytest.mark.parametrize("name", ["found.csv", "found.json", "found.xml"])
def test_a_file_without_lines_is_written_anew(tmp_path: Path, name: str) -> None:
    with Newspaper(articles=20, layout="today") as paper:
        output = {"output": name}
        crawl(tmp_path, *paper.start_urls, **output)
        first = (tmp_path / name).read_bytes()
        crawl(tmp_path, *paper.start_urls, **output)

    assert len(first) > 10_000
    assert (tmp_path / name).read_bytes() == first


def test_a_pipe_that_breaks_ends_the_crawl(tmp_path: Path) -> None:
    with Newspaper(articles=120, layout="today") as paper:
        command = f"{sys.executable} -m newscrawl crawl asianlite -o -:jsonl"
        command += f" -a start={paper.start_urls[0]} | head -1"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert json.loads(done.stdout)["site"] == "asianlite"
    assert "Broken pipe; what was written before is whole" in done.stderr
    assert "Traceback" not in done.stderr
