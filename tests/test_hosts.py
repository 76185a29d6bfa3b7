"""One host, one crawl at a time: locks that die with whoever holds them."""

import os
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from newscrawl.many.hosts import FOLDER, Busy, demands, holding
from newscrawl.many.task import Task

NOW = "2026-11-01T12:00:00+00:00"
HOSTS = [
    (),
    ("a.example",),
    ("b.example", "blogs.a.example"),
    ("www.blogs.a.example", "c.example"),
    ("ba.example",),
    ("example",),
    ("10.77.0.1",),
    ("10.77.0.1", "a.example", "blogs.a.example"),
    ("127.0.0.1", "localhost"),
]


def clash(corpus: Path, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    try:
        with (
            holding(str(corpus), demands(one), "one", NOW),
            holding(str(corpus), demands(other), "other", NOW),
        ):
            return False
    except Busy:
        return True


def test_who_clashes_in_one_process_clashes_everywhere(tmp_path: Path) -> None:
    for one, other in product(HOSTS, HOSTS):
        tasks = [
            Task(site="", archive="", words=(), hosts=frozenset(hosts))
            for hosts in (one, other)
        ]
        assert clash(tmp_path, one, other) == tasks[0].clashes(tasks[1]), (one, other)


def test_all_or_none(tmp_path: Path) -> None:
    corpus = str(tmp_path)
    with holding(corpus, demands(["b.example"]), "paper", NOW):
        with (
            pytest.raises(Busy) as told,
            holding(corpus, demands(["a.example", "b.example"]), "other", NOW),
        ):
            pass
        with holding(corpus, demands(["a.example"]), "other", NOW):
            pass

    words = "host b.example is taken by the crawl of paper, process "
    assert str(told.value).startswith(f"{words}{os.getpid()} on ")
    assert str(told.value).endswith(f", since {NOW}")


def test_who_writes_nothing_is_not_named(tmp_path: Path) -> None:
    with holding(str(tmp_path), {"host a": True}, "paper", NOW):
        (tmp_path / FOLDER / "host a").write_text("{")
        with (
            pytest.raises(Busy, match=r"host a is taken$"),
            holding(str(tmp_path), {"host a": False}, "other", NOW),
        ):
            pass


# The parent holds the lock and begins a child that is given it, as a worker does.
PARENT = """
import subprocess, sys, time
from newscrawl.many.hosts import demands, holding
with holding(sys.argv[1], demands(["a.example"]), "paper", "") as numbers:
    subprocess.Popen(["sleep", "60"], pass_fds=numbers)
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_crawl_holds_what_its_worker_held(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert parent.stdout
    assert parent.stdout.readline() == b"ready\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert clash(tmp_path, ("a.example",), ())  # its child lives on
    os.killpg(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while clash(tmp_path, ("a.example",), ()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
