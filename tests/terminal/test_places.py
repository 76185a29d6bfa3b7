"""`scrapy export -o PATH`: where a corpus may be written, and what stays there."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crawling import ROOT
from tests.terminal.corpora import export, read, run, stocked, urls
from tests.terminal.shelf import Done, Shelf, story


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    return stocked(tmp_path / "corpus")


def export_to(shelf: Shelf, name: str, *options: str) -> Done:
    """Export *shelf* to *name*, as it is typed."""
    return run(shelf, "export", "asianlite", "-o", name, *options)


def names(folder: Path) -> list[str]:
    """Return the names of what is in *folder*."""
    return sorted(path.name for path in folder.iterdir())


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below *folder*, without what SQLite puts beside its own."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path): path.read_bytes()
        for path in files
        if not path.name.endswith(("-shm", "-wal"))
    }


def test_what_is_there_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.jsonl", tmp_path / "lite"
    for target in (file, folder):
        export(shelf, target)
    before = file.read_bytes()

    for target in (file, folder):
        done = run(
            shelf, "export", "asianlite", "-o", str(target), "--until", "2022-02-01"
        )
        assert done.code == 2
        assert "is there already; --force replaces it" in done.stderr
    assert file.read_bytes() == before

    assert urls(export(shelf, file, "--force", "--since", "2024-01-01")) == ["22"]
    assert urls(export(shelf, folder, "--force", "--since", "2024-01-01")) == ["22"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.jsonl", "corpus", "lite",
    ]  # fmt: skip


def test_force_replaces_no_folder_of_other_things(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "cat.jpg").touch()

    done = run(shelf, "export", "asianlite", "-o", str(target), "--force")

    assert done.code == 2
    assert "is no corpus: it has no manifest.json" in done.stderr
    assert (target / "cat.jpg").exists()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "lite"])
def test_a_kill_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "corpus")
    for number in range(3000):
        shelf.store(story(number, text="Lanterns over the harbour. " * 200))
    shelf.close()
    target = tmp_path / name
    export(shelf, target, "--until", "2022-01-31", "--language", "hi")
    assert read(target) == []
    words = ["export", "asianlite", "-o", str(target), "--force"]
    line = [sys.executable, "-m", "newscrawl", *words]
    line += ["-s", f"NEWSCRAWL_CORPUS={shelf.folder}"]
    part = tmp_path / f".part.{name}"

    with subprocess.Popen(line, cwd=ROOT) as running:
        while not part.exists():
            time.sleep(0.005)
        time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL

    assert part.exists()
    assert read(target) == []
    assert len(export(shelf, target, "--force")) == 3000
    assert not part.exists()


def test_force_keeps_what_was_added_to_a_corpus(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    (target / "notes.txt").write_text("mine")

    done = run(shelf, "export", "asianlite", "-o", str(target), "--force")

    assert done.code == 2
    assert (target / "notes.txt").read_text() == "mine"


# -- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "a.json", "a.txt", "a.csv.gz", "a.JSON", "a.parquet.zip", "a.tsv",
        "a.jsonl.bz2", "lite.d/a.ndjson",
    ],
)  # fmt: skip
def test_a_name_of_another_format_is_refused(
    name: str, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = export_to(shelf, name)

    assert done.code == 2
    assert "in a format that is not written; there are .jsonl, .jsonl.gz" in done.stderr
    assert names(tmp_path) == ["corpus"]


@pytest.mark.parametrize("name", ["lite-v1.0", "asianlite.com", "2024.01", "v1.d/"])
def test_a_folder_may_have_a_dot(name: str, shelf: Shelf, tmp_path: Path) -> None:
    assert export_to(shelf, f"{tmp_path}/{name}").code == 0
    assert len(read(tmp_path / name)) == 7
    assert (tmp_path / name / "manifest.json").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("-", "standard output is not written to"),
        ("new.jsonl/", "new.jsonl/ is a folder by its slash and a file by its ending"),
        ("/dev/null", "/dev/null is a device, a pipe or a socket; name a file"),
        ("/", "/ is the folder that you are in, or holds it"),
        (".", "is the folder that you are in, or holds it"),
        ("..", "is the folder that you are in, or holds it"),
        ("circle", "circle is a link that leads in a circle"),
        ("socket.csv", "socket.csv is a device, a pipe or a socket"),
        ("x" * 5000, "cannot write xxx"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--force",)])
def test_what_is_no_place_is_refused(
    name: str,
    words: str,
    options: tuple[str, ...],
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("circle").symlink_to("circle")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.csv")

    done = export_to(shelf, name, *options)

    assert done.code == 2
    assert words in done.stderr
    assert names(Path()) == ["circle", "socket.csv"]


# -- what is never replaced -----------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "corpus/asianlite/articles.jsonl", "corpus/asianlite/new.csv", "corpus",
        "corpus/asianlite", "corpus/asianlite/archive.sqlite",
        "corpus/asianlite/lite", "link/articles.jsonl",
    ],
)  # fmt: skip
def test_an_archive_is_never_written_over(
    name: str, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.feed.write_text("{}\n")
    (tmp_path / "link").symlink_to(shelf.path.parent)
    before = tree(tmp_path)

    done = export_to(shelf, f"{tmp_path}/{name}", "--force")

    assert done.code == 2, done.stdout
    assert tree(tmp_path) == before


@pytest.mark.parametrize("made", ["empty", "folder", "other", "damaged"])
def test_force_replaces_no_folder_that_is_no_corpus(
    made: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    target.mkdir()
    if made == "folder":
        (target / "data").mkdir()
    elif made in ("other", "damaged"):
        text = '{"version": 1}' if made == "other" else '{"format'
        (target / "manifest.json").write_text(text)

    done = export_to(shelf, str(target), "--force")

    assert done.code == 2
    assert "what is no corpus is not replaced: name another folder" in done.stderr
    assert target.exists()


# -- links ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lite.jsonl", "lite"])
def test_a_link_stays_and_its_aim_is_written(
    name: str, shelf: Shelf, tmp_path: Path
) -> None:
    aim, link = tmp_path / "far" / name, tmp_path / name
    link.symlink_to(aim)

    for options in ((), ("--force",)):
        assert len(export(shelf, link, *options)) == 7
        assert link.is_symlink()
        assert not aim.is_symlink()
        assert names(aim.parent) == [name]


def test_what_cannot_be_put_in_its_place_leaves_nothing(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    before = tree(target)
    replace = Path.replace

    def refuse(path: Path, aim: Path) -> Path:
        if aim == target:
            raise OSError(16, "Device or resource busy")
        return replace(path, aim)

    monkeypatch.setattr(Path, "replace", refuse)
    done = export_to(shelf, str(target), "--force")

    assert done.code == 1
    assert f"cannot write {target}: Device or resource busy; it is as it" in done.stderr
    assert tree(target) == before
    assert names(tmp_path) == ["corpus", "lite"]


def test_a_kill_between_two_steps_is_mended(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    target.rename(tmp_path / ".old.lite")

    assert export_to(shelf, str(target)).code == 2
    assert len(read(target)) == 7
    assert len(export(shelf, target, "--force", "--since", "2024-01-01")) == 1
    assert names(tmp_path) == ["corpus", "lite"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.csv", "is a folder, and a file is"),
        ("a", "is a file, and a folder is"),
    ],
)
def test_a_file_is_not_put_in_the_place_of_a_folder(
    name: str, words: str, shelf: Shelf, tmp_path: Path
) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a.csv").mkdir()

    done = export_to(shelf, f"{tmp_path}/{name}", "--force")

    assert done.code == 2
    assert words in done.stderr
