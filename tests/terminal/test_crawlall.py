"""`scrapy crawlall`: many newspapers at once, as a person and as cron meet it."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.holder import holder
from newscrawl.archive.lock import Lock
from newscrawl.archive.opening import connect
from newscrawl.newspaper import Newspaper
from newscrawl.site import site_name
from tests import processes
from tests.anzeiger import Anzeiger
from tests.politeness.server import Answer, always, serving

DEAD = "http://127.0.0.1:9/"
COMMAND = (sys.executable, "-m", "newscrawl", "crawlall")


def await_that(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def archive(folder: Path, url: str) -> Path:
    return folder / "corpus" / site_name(url) / "archive.sqlite"


def lines(folder: Path, url: str) -> list[dict[str, Any]]:
    """Return the records that a crawl has left, which are whole."""
    feed = archive(folder, url).with_name("articles.jsonl")
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]


def reasons(path: Path) -> list[str | None]:
    """Return why each run of an archive ended; None is that nobody wrote it down."""
    with closing(connect(str(path), read_only=True)) as connection:
        return [reason for (reason,) in connection.execute("SELECT reason FROM runs")]


def sites(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["site"]: one for one in told["sites"]}


# -- what is crawled ------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["asianlit", "b.example", DEAD], "not known: asianlit, b.example; there"),
        (["news"], "not known: news; there are asianlite; an address such as"),
        (["--from", "none.txt"], "--from none.txt: No such file"),
        (["--from", os.devnull], f"{os.devnull} names no site"),
        (["--from", "-"], "- names no site"),
        (["--jobs", "0"], "from 1 up, not 0"),
        (["-a", f"start={DEAD}"], "name the address itself as a SITE"),
        (["-a", "limit"], "use -a NAME=VALUE"),
        (["-a", "limit=none"], "asianlite: limit='none' is no number"),
        (["-a", "zone=UTC"], "asianlite: unknown spider argument 'zone'"),
        (["-o", "all.jsonl"], "cannot write into one file"),
        (["-O", "all.jsonl"], "scrapy export SITE"),
        (["--logfile", "log"], "corpus/SITE/crawl.log"),
        (["--colour"], "unknown option --colour"),
        (["-s", "NEWSCRAWL_CORPUS="], "no folder is set"),
        (["-s", 'FEEDS={"all.jsonl": {}}'], "write to all.jsonl at once; a path with"),
        (["-s", "NEWSCRAWL_SILENCE=long"], "NEWSCRAWL_SILENCE=long is no number"),
        (["-s", "NEWSCRAWL_PROGRESS=loud"], "loud is none of auto, bar, lines, off"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_bad_input(words: list[str], told: str, tmp_path: Path) -> None:
    done = processes.run("crawlall", *words, cwd=tmp_path)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_teaches(tmp_path: Path) -> None:
    done = processes.run("crawlall", "--help", cwd=tmp_path)

    assert done.returncode == 0
    for words in ("--jobs N", "Examples:", "new-paper.example", "130, 1, 2, 6, 3, 5"):
        assert words in done.stdout


# -- several at once ------------------------------------------------------------


class Papers:
    """Newspapers on loopback; one never answers, and its crawl is killed."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self.folder = folder
        self.well = Anzeiger(stack.enter_context(serving()), count=5).start
        server = stack.enter_context(serving())
        server.scripts["127.0.0.1/"] = always(Answer(wait=5))
        self.silent = server.url("127.0.0.1/")
        self.server = server

    def crawl(self, *words: str) -> tuple[int, str, str]:
        """Crawl them, and kill the crawl of the silent one when it has begun."""
        with ThreadPoolExecutor() as pool:
            running = pool.submit(processes.run, "crawlall", *words, cwd=self.folder)
            await_that(lambda: self.server.pages("127.0.0.1"))
            victim = holder(str(archive(self.folder, self.silent)))
            assert victim
            os.kill(victim.pid, signal.SIGKILL)
            done = running.result()
        return done.returncode, done.stdout, done.stderr


def begin(folder: Path, *words: str, **given: Any) -> "subprocess.Popen[str]":
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*COMMAND, *words], cwd=folder, **{**pipes, **given})


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    with ExitStack() as stack:
        yield Papers(stack, tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def first(papers: Papers) -> tuple[int, dict[str, Any], str]:
    """Return what came of the first crawl of all, and of a site that is dead."""
    starts = [papers.silent, papers.well, papers.well.rstrip("/")]
    text = [f"# {DEAD}", "", *starts, f"{DEAD} # dead"]
    (papers.folder / "papers.txt").write_text("\n".join(text))
    code, out, errors = papers.crawl("--from", "papers.txt", "--jobs", "2", "--json")
    return code, json.loads(out), errors


def test_what_breaks_harms_no_other(
    papers: Papers, first: tuple[int, dict[str, Any], str]
) -> None:
    code, told, errors = first
    by_site = sites(told)

    assert code == told["exit_code"] == 1
    ends = {name: one["exit_code"] for name, one in by_site.items()}
    names = map(site_name, (papers.silent, papers.well, DEAD))
    assert ends == dict(zip(names, [1, 0, 3], strict=True))
    assert len(lines(papers.folder, papers.well)) == 5
    assert by_site[site_name(papers.well)]["articles"] == 5
    assert "Traceback" not in errors


def test_what_broke_is_told_with_its_log(
    papers: Papers, first: tuple[int, dict[str, Any], str]
) -> None:
    _, told, errors = first
    by_site = sites(told)
    silent, dead = site_name(papers.silent), site_name(DEAD)

    assert "killed by SIGKILL" in by_site[silent]["meaning"]
    assert "its host refuses connections" in by_site[dead]["message"]
    assert "refuses connections" in Path(by_site[dead]["log"]).read_text("utf-8")
    assert re.search(
        rf"{dead}: 0 new, 0 changed.* code 3: no article .*crawl\.log", errors
    )
    *_, killed, last = errors.splitlines()
    assert killed.startswith(f"newscrawl: {silent}: exit code 1, failed on this side")
    assert last.startswith(f"newscrawl: {dead}: exit code 3, the site is dead")
    assert not archive(papers.folder, DEAD).exists()


def test_nothing_new_beside_a_run_that_is_under_way(
    papers: Papers, first: object
) -> None:
    silent, well = site_name(papers.silent), site_name(papers.well)
    quiet = ("-s", "NEWSCRAWL_PROGRESS=off", "--jobs", "1")
    lock = Lock(str(archive(papers.folder, papers.silent)))
    lock.acquire("2026-11-01T12:00:00Z")
    named = (silent, well, papers.well)
    done = processes.run("crawlall", *named, *quiet, cwd=papers.folder)
    lock.release()

    head, *rows = done.stdout.splitlines()
    assert head.split() == "site new changed pages seconds exit what it means".split()
    ends = {row.split()[0]: row.split()[5] for row in rows}
    assert ends == {silent: "5", well: "4"}
    assert done.returncode == 5
    assert done.stderr.count("newscrawl:") == 1


# -- how it is stopped ----------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> Iterator[str]:
    with Newspaper(articles=600, layout="today") as paper:
        yield paper.start_urls[0]


def test_ctrl_c_at_a_terminal_ends_all(large: str, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    name = re.escape(site_name(large))
    words = (large, DEAD, "--jobs", "1")
    with begin(tmp_path, *words, stderr=theirs, start_new_session=True) as running:
        os.close(theirs)
        shown = read(ours, rf"  {name}: [1-9]\d* articles · \d+ pages · \d+ left")
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        shown += read(ours)
        os.close(ours)
        out, _ = running.communicate(timeout=60)

    assert running.returncode == 130
    assert re.search(r"sites: 0 ended, 1 running, 1 waiting · \d+ articles", shown)
    assert "1 under way will end, no other begins" in shown
    assert re.search(r"^127\.0\.0\.1_9 .* -  not begun$", out, re.MULTILINE)
    assert re.search(rf"^{name} .* 130  stopped by Ctrl-C", out, re.MULTILINE)
    assert 0 < len(lines(tmp_path, large)) < 600
    assert reasons(archive(tmp_path, large)) == ["shutdown"]  # gently: told once
    assert not archive(tmp_path, DEAD).parent.exists()


def read(terminal: int, until: str = "(?!)") -> str:
    """Return what is shown, to the end, or to where it matches *until*."""
    shown = b""
    while not re.search(until, shown.decode(errors="replace")):
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
    return shown.decode()


def test_ctrl_c_before_anything_is_begun(tmp_path: Path) -> None:
    names = tmp_path / "names"
    os.mkfifo(names)
    with (
        begin(tmp_path, "--from", str(names)) as running,
        names.open("wb"),  # as soon as it is being read, and not at its end
    ):
        # Between opening and reading Python heeds no signal before it has read.
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)

    assert running.returncode == 130
    assert errors == "newscrawl: stopped by Ctrl-C\n"


def test_no_crawl_goes_on_without_it(large: str, tmp_path: Path) -> None:
    path = archive(tmp_path, large)
    # Nothing is held back until the site is known to be as it was.
    with begin(tmp_path, large, "-s", "NEWSCRAWL_DRIFT=False") as running:
        feed = path.with_name("articles.jsonl")
        await_that(lambda: feed.exists() and feed.stat().st_size)
        running.kill()
        running.communicate()
    await_that(lambda: holder(str(path)) is None)

    assert reasons(path) == ["shutdown"]
    assert 0 < len(lines(tmp_path, large)) < 600
