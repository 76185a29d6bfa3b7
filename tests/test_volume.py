"""Archives on a volume that machines share, where SQLite has no write-ahead log."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from newscrawl.archive import opening, volume
from newscrawl.archive.archive import Archive
from newscrawl.archive.facts import Fact
from newscrawl.archive.holder import holder
from newscrawl.archive.lock import Lock
from newscrawl.archive.opening import ArchiveError, check, connect, moment
from newscrawl.archive.volume import is_shared, kind_of
from tests.archives import NOW

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
40 22 0:44 / /srv/news rw,relatime shared:20 - fuse.glusterfs queue:/news rw
41 40 0:45 / /srv/news/scratch rw - tmpfs tmpfs rw
42 22 0:46 / /srv/two\\040words rw - nfs4 files:/two rw
43 22 0:47 / /media/stick rw - fuseblk /dev/sdb1 rw
44 42 0:48 / /srv/two\\040words rw - xfs /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/srv/newspapers", "ext4"),
        ("/srv/news", "fuse.glusterfs"),
        ("/srv/news/paper/archive.sqlite", "fuse.glusterfs"),
        ("/srv/news/scratch/x", "tmpfs"),
        ("/srv/two words/x", "xfs"),
        ("/media/stick/x", "fuseblk"),
    ],
)
def test_which_volume_a_file_is_on(path: str, kind: str) -> None:
    assert kind_of(MOUNTS, path) == kind


@pytest.mark.parametrize(
    ("kind", "shared"),
    [
        *((kind, True) for kind in ("nfs", "nfs4", "cifs", "smb3", "ceph", "9p")),
        ("fuse.s3fs", True),
        *((kind, False) for kind in ("ext4", "overlay", "fuseblk", "tmpfs", "")),
    ],
)
def test_which_volumes_are_shared(
    kind: str, shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / {tmp_path} rw - {kind} x rw\n")
    monkeypatch.setattr(volume, "_MOUNTS", mounts)
    (tmp_path / "link").symlink_to(tmp_path / "corpus")
    assert is_shared(str(tmp_path / "link" / "new" / "archive.sqlite")) == shared


def test_where_nothing_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "_MOUNTS", tmp_path / "none")
    assert not is_shared(str(tmp_path))
    monkeypatch.setattr("sys.platform", "win32")
    assert not is_shared("/")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_shared", lambda path: True)


def journal(path: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
        return mode


def learn(archive: Archive, name: str) -> None:
    archive.begin()
    archive.facts.keep({name: Fact("a value", "a source")}, archive.now())


def facts(path: str) -> list[str]:
    with moment(path) as connection:
        rows = connection.execute("SELECT name FROM facts ORDER BY name").fetchall()
        return [name for (name,) in rows]


@pytest.mark.usefixtures("shared")
def test_a_new_archive_has_no_log(tmp_path: Path) -> None:
    path = str(tmp_path / "paper" / "archive.sqlite")
    with closing(Archive(path, lambda: NOW)) as archive:
        learn(archive, "one")
        archive.commit()
        assert facts(path) == ["one"]
    assert journal(path) == "delete"
    assert not Path(f"{path}-wal").exists()


def test_an_archive_that_had_a_log_lets_go_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "archive.sqlite")
    with closing(Archive(path, lambda: NOW)) as archive:
        learn(archive, "one")
        archive.commit()
        # What is in the log when the file is moved goes with it.
        for ending in ("", "-wal"):
            Path(f"{tmp_path}/moved{ending}").write_bytes(
                Path(f"{path}{ending}").read_bytes()
            )
    moved = str(tmp_path / "moved")
    assert journal(path) == "wal"
    monkeypatch.setattr(opening, "is_shared", lambda path: True)
    assert facts(path) == ["one"]  # nobody wrote to it since
    for place in (path, moved):
        with closing(Archive(place, lambda: NOW)) as archive:
            learn(archive, "two")
            archive.commit()
            assert facts(place) == ["one", "two"]
        assert journal(place) == "delete"


@pytest.mark.usefixtures("shared")
def test_who_reads_at_leisure_holds_up_no_crawl(tmp_path: Path) -> None:
    path = str(tmp_path / "archive.sqlite")
    with closing(Archive(path, lambda: NOW)) as archive:
        learn(archive, "one")
        archive.commit()
        with moment(path) as connection:
            began = time.monotonic()
            learn(archive, "two")
            archive.commit()
            took = time.monotonic() - began
            rows = connection.execute("SELECT name FROM facts").fetchall()
    assert rows == [("one",)]
    assert took < 5


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("times", [1, 100])
def test_a_volume_that_shows_for_a_while_what_was(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "archive.sqlite")
    with closing(Archive(path, lambda: NOW)) as archive:
        learn(archive, "one")
        archive.commit()
    monkeypatch.setattr(opening, "_PAUSE", 0.01)
    copy, left = shutil.copyfileobj, [None] * times

    def stale(source: IO[bytes], target: IO[bytes], length: int) -> None:
        copy(source, target, length)
        if left:
            left.pop()
            target.truncate(4096)

    monkeypatch.setattr(shutil, "copyfileobj", stale)
    if times == 1:
        assert facts(path) == ["one"]
    else:
        with pytest.raises(ArchiveError, match="is cut off"):
            facts(path)


WRITER = """
import sys, time
from newscrawl.archive import opening
opening.is_shared = lambda path: True
from tests.test_volume import Archive, NOW, learn
archive = Archive(sys.argv[1], lambda: NOW)
for number in range(10**6):
    learn(archive, f"{number:06}")
    archive.commit()
    if not number:
        print("begun", flush=True)
    time.sleep(0.05)  # a crawl commits once a second
"""


@pytest.mark.usefixtures("shared")
def test_who_reads_in_the_middle_of_a_commit_waits_for_it(tmp_path: Path) -> None:
    path = str(tmp_path / "archive.sqlite")
    # The locks of SQLite are a process's: within one it would not see the other's.
    command = [sys.executable, "-c", WRITER, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        counts: list[int] = []
        while len(set(counts)) < 5:
            counts.append(len(facts(path)))
        assert writer.poll() is None
        writer.terminate()
    assert counts == sorted(counts)


def test_a_file_that_is_cut_off_is_told_from_one_that_grows(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(connect(str(path))):
        pass
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(ArchiveError, match="is cut off"):
        check(str(path))
    Path(f"{path}-journal").touch()
    assert not check(str(path))


def test_the_lock_of_another_machine_is_asked_of_the_system(tmp_path: Path) -> None:
    path = str(tmp_path / "archive.sqlite")
    lock = Lock(path)
    lock.acquire("2026-11-01T12:00:00Z")
    owner = {"pid": 1, "host": "elsewhere", "since": "2026-11-01T12:00:00Z"}
    Path(f"{path}.lock").write_text(json.dumps(owner))

    assert str(holder(path)) == "process 1 on elsewhere, since 2026-11-01T12:00:00Z"
    lock.release()
    Path(f"{path}.lock").write_text(json.dumps(owner))
    assert holder(path) is None
