"""The command line as a person and as cron meet it, against real servers."""

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.newspaper import Newspaper
from tests import processes
from tests.crawling import crawl
from tests.politeness.server import Answer, Server, always, serving, text

PAGE = b"<!doctype html><html><head><title>Paper</title></head><body>%b</body></html>"
CAPTCHA = PAGE % b"<h1>Are you human?</h1><p>Tick the box to go on reading this.</p>"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return processes.run(*words, cwd=folder)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["crawl", "asianlite", "-a", "secions=UK"], "did you mean sections?"),
        (["crawl", "asianlite", "-a", "sections=Gossip"], "UK News"),
        (["crawl", "asianlite", "-a", "since=yesterday"], "since=2022-01-31"),
        (
            ["crawl", "asianlite", "-a", "since=2023-01-01", "-a", "until=2022-01-01"],
            "after",
        ),
        (["crawl", "asianlite", "-a", "start=asianlite"], "no web address"),
        (["crawl", "asianlite", "-a", "roads=canals"], "neighbours"),
        (["crawl", "asianlite", "-a", "limit=none"], "from 1 up"),
        (["crawl", "asianlit"], "there are asianlite"),
        (["crawl"], "name one spider"),
        (["crawl", "asianlite", "-a", "limit"], "-a NAME=VALUE"),
        (["crawl", "asianlite", "-s", "DOWNLOAD_DELAY=x"], "DOWNLOAD_DELAY=x is no"),
        (["crawl", "asianlite", "-s", "ROBOTSTXT_OBEY=maybe"], "neither True nor"),
        (["crawl", "asianlite", "-s", "NEWSCRAWL_RECHECK=soon"], "'soon' is no age"),
        (["demo", "--articles", "0"], "articles"),
        (["demo", "now"], "'now'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_bad_input(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("front", "robots", "words"),
    [
        pytest.param(Answer(status=403), None, "403: likely blocked", id="403"),
        pytest.param(Answer(status=404), None, "does not exist", id="404"),
        pytest.param(Answer(body=CAPTCHA), None, "redesigned", id="captcha"),
        pytest.param(Answer(body=b""), None, "is empty; look at it", id="empty page"),
        pytest.param(
            Answer(body=b"%PDF-1.7", kind="application/pdf"),
            None,
            "began at is application/pdf",
            id="PDF",
        ),
        pytest.param(
            Answer(),
            text("User-agent: *\nDisallow: /"),
            "robots.txt forbids",
            id="forbidden by robots.txt",
        ),
    ],
)
def test_a_site_that_gives_nothing(
    server: Server, front: Answer, robots: Answer | None, words: str, tmp_path: Path
) -> None:
    server.scripts = {"127.0.0.1/": always(front)}
    if robots:
        server.scripts["127.0.0.1/robots.txt"] = always(robots)

    found = crawl(tmp_path, server.url("127.0.0.1/"))

    assert found.code == 3
    assert words in found.errors
    assert "Traceback" not in found.errors
    assert found.records == []


def test_a_dead_host(tmp_path: Path) -> None:
    found = crawl(tmp_path, "http://127.0.0.1:9/")

    assert found.code == 3
    assert "127.0.0.1:9: it does not answer: its host refuses" in found.errors
    assert "Traceback" not in found.errors
    assert list((tmp_path / "corpus").iterdir()) == []


def test_help_teaches(tmp_path: Path) -> None:
    done = run(tmp_path, "crawl", "--help")

    assert done.returncode == 0
    for words in ("-a since=", "Examples:", "Exit codes:", "130  stopped"):
        assert words in done.stdout


def test_commands_are_listed_anywhere(tmp_path: Path) -> None:
    listed = run(tmp_path).stdout

    for name in ("crawl", "demo", "newspaper"):
        assert re.search(rf"^  {name} ", listed, re.MULTILINE)
    assert run(tmp_path, "list").stdout == "asianlite\nnews\n"


def test_a_folder_with_a_scrapy_cfg_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    with Newspaper(articles=3, layout="today") as paper:
        done = run(tmp_path, "crawl", "asianlite", "-a", f"start={paper.start_urls[0]}")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "corpus" / "asianlite" / "articles.jsonl").stat().st_size > 500


BROKEN = """
from newscrawl.spiders.base import NewsSpider

class BrokenSpider(NewsSpider):
    name = "broken"

    def parse(self, response, walk=None):
        raise KeyError("headline")
        yield
"""


def test_a_callback_that_fails_is_no_success(server: Server, tmp_path: Path) -> None:
    server.scripts = {"127.0.0.1/": always(Answer())}
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = mine\n")
    settings = 'from newscrawl.settings import *\nSPIDER_MODULES = ["broken"]\n'
    (tmp_path / "mine.py").write_text(settings)
    (tmp_path / "broken.py").write_text(BROKEN)

    done = run(tmp_path, "crawl", "broken", "-a", f"start={server.url('127.0.0.1/')}")

    assert done.returncode == 1
    assert "newscrawl: reading a page failed" in done.stderr


def test_the_demo_finds_everything(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--articles", "120")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "120 of 120 articles, every field equal to the truth" in done.stdout
    assert (tmp_path / "corpus" / "demo" / "articles.jsonl").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    with Newspaper(articles=2000, layout="today") as paper:
        command = [sys.executable, "-m", "newscrawl", "crawl", "asianlite"]
        with subprocess.Popen(
            [*command, "-a", f"start={paper.start_urls[0]}"],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            feed = tmp_path / "corpus" / "asianlite" / "articles.jsonl"
            deadline = time.monotonic() + 30
            while not (feed.exists() and feed.stat().st_size):
                assert time.monotonic() < deadline
                time.sleep(0.05)
            running.send_signal(number)
            _, errors = running.communicate(timeout=30)

    assert running.returncode == 130
    assert "stopped; the same command goes on" in errors
    assert feed.read_bytes().endswith(b"}\n")


def at_terminal(folder: Path, *words: str) -> tuple[int, str]:
    """Return exit code and output of a command whose errors go to a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    command = [sys.executable, "-m", "newscrawl", *words]
    with subprocess.Popen(command, cwd=folder, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += (chunk := os.read(ours, 4096))
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
    os.close(ours)
    return running.returncode, shown.decode()


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    with Newspaper(articles=60, layout="today") as paper:
        start = f"start={paper.start_urls[0]}"
        code, shown = at_terminal(tmp_path, "crawl", "asianlite", "-a", start)

    assert code == 0
    assert re.search(r"\d\d:\d\d \d+ articles · \d+ pages · .* left", shown)
    assert "\r" in shown
    assert "stored  60 articles" in shown


def test_cron_sees_lines(tmp_path: Path) -> None:
    with Newspaper(articles=60, layout="today") as paper:
        start = f"start={paper.start_urls[0]}"
        done = run(tmp_path, "crawl", "asianlite", "-a", start)

    assert "\r" not in done.stderr
    assert done.stdout == ""
    assert done.stderr.strip().startswith("stored")


def test_silence_can_be_asked_for(tmp_path: Path) -> None:
    with Newspaper(articles=3, layout="today") as paper:
        words = ["crawl", "asianlite", "-a", f"start={paper.start_urls[0]}"]
        words += ["-s", "NEWSCRAWL_PROGRESS=off", "-s", "NEWSCRAWL_SUMMARY=0"]
        done = run(tmp_path, *words)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [("parse", "--spider", "asianlite"), ("shell", "-c", "response"), ("fetch",)],
    ids=lambda words: words[0],
)
def test_a_look_at_a_page_is_no_crawl(tmp_path: Path, words: tuple[str, ...]) -> None:
    with Newspaper(articles=3, layout="today") as paper:
        url = paper.start_urls[0]
        run(tmp_path, "crawl", "asianlite", "-a", f"start={url}", "-a", "limit=1")
        archive = tmp_path / "corpus" / "asianlite" / "archive.sqlite"
        before, asked = archive.read_bytes(), sum(paper.requests.values())
        options = ["-a", f"start={url}"] if words[0] == "parse" else []
        done = run(tmp_path, *words, *options, url)

        assert done.returncode == 0
        assert 1 <= sum(paper.requests.values()) - asked <= 3
        assert archive.read_bytes() == before
