"""The command line: what it needs, and that it leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.wordpress import packages
from tests.wordpress.crawling import ROOT
from tests.wordpress.layout import make_folder
from tests.wordpress.service import Service, ServiceError
from tests.wordpress.web import hold_port

COMMAND = [sys.executable, "-m", "tests.wordpress"]
BAD_INPUT = [
    (["up", "--posts", "3"], "3 posts: give at least 60"),
    (
        ["up", "--port", "0", "--folder", "/" + "x" * 120],
        "too long for MariaDB's socket",
    ),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that whoever runs the servers may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "site"


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    words = [*COMMAND, "up", "--port=0", "--posts=60", f"--folder={folder}", *options]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def listens(pid: int) -> bool:
    """Say whether the process has a handler for SIGTERM."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = re.search(r"^SigCgt:\s*(\w+)$", status, re.MULTILINE)
    assert caught
    return bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


def servers(folder: Path) -> list[str]:
    """Command lines of the processes that live in the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # It ended meanwhile.
            found.append(path.read_bytes().replace(b"\0", b" ").decode())
    return [line for line in found if f"{folder}/" in line]


def test_packages_needs_only_the_standard_library() -> None:
    command = [sys.executable, "-S", *COMMAND[1:], "packages"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == list(packages.PARTS)


def test_reason_names_what_is_missing_and_the_line_that_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = {"wordpress": "/nowhere/wp-load.php", "coreutils": "/usr/bin/tru?"}
    monkeypatch.setattr(packages, "PARTS", parts)
    line = "apt-get install -y --no-install-recommends wordpress coreutils"
    assert packages.reason() == f"needs Debian's wordpress: {line}"


def test_a_server_that_does_not_come_up_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.wordpress.service.demoted", list)
    words = ["sh", "-c", "echo no room at all >&2"]
    service = Service("Inn", words, tmp_path / "inn.log", lambda: False)
    with pytest.raises(ServiceError, match=r"Inn did not come up .*\nno room at all"):
        service.__enter__()


def test_a_port_that_is_taken_is_named() -> None:
    with hold_port(0) as held:
        held.listen()
        port = held.getsockname()[1]
        with pytest.raises(OSError, match=f"port {port} is taken"):
            hold_port(port)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_a_folder_closed_to_the_servers_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(ValueError, match="www-data may not enter"):
        make_folder(tmp_path / "site")


@pytest.mark.wordpress
@pytest.mark.skipif(bool(packages.reason()), reason=str(packages.reason()))
class TestUp:
    @pytest.mark.parametrize(("options", "message"), BAD_INPUT)
    def test_bad_input(self, options: list[str], message: str) -> None:
        done = subprocess.run(
            [*COMMAND, *options], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 1
        assert message in done.stderr

    def test_it_serves_until_stopped(self, folder: Path) -> None:
        truth = folder.with_name("truth.jsonl")
        with start(folder, f"--truth={truth}") as process:
            assert process.stdout
            address = process.stdout.readline().split()[0]
            with urllib.request.urlopen(address) as answer:
                assert answer.status == 200
            assert truth.read_text("utf-8").count("\n") > 60
            assert servers(folder)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        assert servers(folder) == []
        assert not folder.exists()

    @pytest.mark.parametrize("seconds", [0.3, 0.6, 1, 2, 4])
    def test_stopped_while_it_starts(self, folder: Path, seconds: float) -> None:
        with start(folder) as process:
            time.sleep(seconds)
            is_listening = listens(process.pid)
            process.terminate()
            code = process.wait(30)
            # On a slow machine the first come before Python is listening.
            assert code == 0 or (code == -signal.SIGTERM and not is_listening)
        assert servers(folder) == []
        assert not folder.exists()

    def test_killed_outright_it_leaves_no_server(self, folder: Path) -> None:
        with start(folder) as process:
            assert process.stdout
            process.stdout.readline()
            process.kill()
        end = time.monotonic() + 30
        while servers(folder) and time.monotonic() < end:
            time.sleep(0.1)
        assert servers(folder) == []
