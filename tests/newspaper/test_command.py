import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.processes import run

ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "scrapy", "newspaper", *arguments]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(tmp_path: Path, number: int) -> None:
    truth = tmp_path / "truth.jsonl"
    arguments = ("--articles", "70", "--port", "0", "--truth", str(truth))
    with subprocess.Popen(
        command(*arguments), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        urls = re.findall(r"^http://127\.0\.0\.1:\d+/", "".join(lines), re.MULTILINE)
        assert len(urls) == 3
        assert f"scrapy crawl news -a start={','.join(urls)}\n" in "".join(lines)
        told = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
        assert sum(line["expected"] for line in told) == 70
        for url in urls:
            with urlopen(url) as page:
                assert page.status == 200
        process.send_signal(number)
        assert process.wait(timeout=20) == 0


def test_it_says_how_stories_may_be_used(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    arguments = ("--articles", "140", "--layout", "bare", "--port", "0", "--reserve")
    with subprocess.Popen(
        command(*arguments, "--truth", str(truth)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        url = process.stdout.readline().split()[0]
        with urlopen(f"{url}robots.txt") as page:
            assert "User-agent: gptbot" in page.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    told = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
    assert {name for line in told for name in line.get("reserved", ())} == {
        "tdm", "noai", "noarchive", "noindex",
    }  # fmt: skip


def refused(*arguments: str) -> str:
    result = run("newspaper", *arguments, cwd=ROOT)
    assert result.returncode != 0
    return result.stdout + result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--layout", "daily"], "there are: all, today, edition, archive, bare"),
        (["--articles", "0"], "articles must be 1 or more, not 0"),
        (["--articles", "many"], "invalid int value: 'many'"),
        (["--port", "70000"], "--port must be 0 to 65535, not 70000"),
        (["--artcles", "7"], "unknown argument '--artcles'"),
        (["--port", "0", "--reserve"], "print more articles, or in one layout"),
        (["--port", "0", "--truth", "/none/such/file"], "No such file or directory"),
    ],
)
def test_bad_input_is_refused(arguments: list[str], message: str) -> None:
    assert message in refused(*arguments)


def test_a_busy_port_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} cannot be had" in refused("--port", str(port))
