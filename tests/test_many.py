"""Many crawls side by side: the processes, in place of which small ones stand here."""

import asyncio
import errno
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from newscrawl.archive.lock import Lock
from newscrawl.exitcodes import GRAVITY, ExitCode, gravest
from newscrawl.many import pool as pools
from newscrawl.many import view as views
from newscrawl.many.hosts import demands, holding
from newscrawl.many.outcome import complaints, document, table, together
from newscrawl.many.pool import Observer, Pool
from newscrawl.many.task import Task, ending, longest_first, unwritable
from newscrawl.pulse import Pulse

PULSE = Pulse(articles=3, revisions=1, pages=9, left=2, errors=1, said="well: ähem")


class Crowd:
    """Sites whose crawls are scripts, and what was told of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts: dict[str, str] = {}
        self.told: list[str] = []
        self.tasks: list[Task] = []

    def add(self, site: str, script: str, *hosts: str) -> Task:
        path = str(self.folder / site / "archive.sqlite")
        task = Task(site=site, archive=path, words=(site,), hosts=frozenset(hosts))
        self.scripts[site] = f"import os, signal, sys, time\n{script}"
        self.tasks.append(task)
        return task

    def add_writer(self, site: str, *hosts: str, beside: int = 1) -> None:
        """Add a site whose crawl writes down when it began and when it ended.

        It does not end before *beside* have begun.
        """
        write = f"os.write(file, b'{site} %f\\n' % time.monotonic())"
        opened = f"file = os.open({str(self.times)!r}, os.O_APPEND | os.O_WRONLY)"
        self.times.touch()
        lines = f"len(open({str(self.times)!r}).readlines())"
        wait = f"while {lines} < {beside}: time.sleep(0.02)"
        script = f"{opened}\n{write}\n{wait}\ntime.sleep(0.1)\n{write}"
        self.add(site, script, *hosts)

    @property
    def times(self) -> Path:
        return self.folder / "times"

    def at_once(self) -> set[frozenset[str]]:
        """Return which sites were crawled at the same time."""
        rows = [line.split() for line in self.times.read_text().splitlines()]
        running: set[str] = set()
        found = set()
        for site, _ in sorted(rows, key=lambda row: float(row[1])):
            running ^= {site}
            found.add(frozenset(running))
        return found

    def are_ready(self, jobs: int) -> bool:
        logs = [task.log for task in self.tasks[:jobs]]
        return all(log.exists() and log.stat().st_size for log in logs)

    def ended(self, task: Task) -> None:
        self.told.append(task.site)

    def stopping(self, count: int) -> None:
        self.told.append(f"stopping {count}")

    def pool(
        self, jobs: int = 2, silence: float = 30, observer: Observer | None = None
    ) -> Pool:
        def command(task: Task) -> list[str]:
            return [sys.executable, "-S", "-E", "-c", self.scripts[task.site]]

        watching = observer or self
        return Pool(self.tasks, jobs, command, silence=silence, observer=watching)

    def crawl(
        self,
        jobs: int = 2,
        silence: float = 30,
        during: Callable[[Pool], None] | None = None,
    ) -> Pool:
        """Crawl them; *during* is called when as many as can be have begun."""
        pool = self.pool(jobs, silence, self)

        async def run() -> None:
            crawling = asyncio.create_task(pool.run())
            while during and not self.are_ready(jobs):
                await asyncio.sleep(0.01)
            if during:
                during(pool)
            await crawling

        asyncio.run(run())
        return pool


@pytest.fixture
def crowd(tmp_path: Path) -> Crowd:
    return Crowd(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_never_more_than_so_many_at_once(crowd: Crowd, jobs: int) -> None:
    for number in range(5):
        crowd.add_writer(f"paper-{number}", beside=jobs)

    crowd.crawl(jobs)

    assert max(map(len, crowd.at_once())) == jobs
    assert [task.code for task in crowd.tasks] == [ExitCode.DONE] * 5
    assert len(crowd.told) == 5


def test_a_host_is_asked_by_one_process_at_a_time(crowd: Crowd) -> None:
    crowd.add_writer("one", "a.example", beside=3)
    crowd.add_writer("two", "b.example", "blogs.a.example")
    crowd.add_writer("three", "ba.example", beside=3)
    crowd.add_writer("four", "b.example", beside=3)

    crowd.crawl(jobs=4)

    together = crowd.at_once()
    assert not [sites for sites in together if {"one", "two"} <= sites]
    assert not [sites for sites in together if {"two", "four"} <= sites]
    assert frozenset({"one", "three", "four"}) in together


def test_this_machine_bears_several(crowd: Crowd) -> None:
    for site in ("one", "two"):
        crowd.add_writer(site, "127.0.0.1", beside=2)

    crowd.crawl()

    assert frozenset({"one", "two"}) in crowd.at_once()


def test_a_host_is_asked_by_one_machine_at_a_time(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_PAUSE", 0.01)
    task = crowd.add("paper", "", "blogs.a.example")
    other = crowd.add("other", "", "b.example")
    corpus, wanted = str(crowd.folder), demands(["a.example"])

    async def run() -> None:
        crawling = asyncio.create_task(crowd.pool(jobs=1).run())
        while other.code is None:
            await asyncio.sleep(0.01)
        assert task.code is None
        held.close()
        await crawling

    with ExitStack() as held:
        held.enter_context(holding(corpus, wanted, "of another machine", ""))
        asyncio.run(run())

    assert [task.code, other.code] == [ExitCode.DONE] * 2
    assert crowd.told == ["other", "paper"]


def test_a_site_that_waits_for_its_host_is_not_begun_after_a_stop(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_PAUSE", 0.01)
    task = crowd.add("paper", "", "a.example")
    pool = crowd.pool(jobs=1)

    async def run() -> None:
        crawling = asyncio.create_task(pool.run())
        while not pool.running:
            await asyncio.sleep(0)
        pool.stop()
        await crawling

    with holding(str(crowd.folder), demands(["a.example"]), "of another machine", ""):
        asyncio.run(run())
    assert task.code is None
    assert pool.waiting == [task]
    assert crowd.told == ["stopping 1"]


def test_a_site_that_another_run_is_at_is_not_waited_for(crowd: Crowd) -> None:
    task = crowd.add("paper", "", "a.example")
    lock = Lock(task.archive)
    lock.acquire("then")

    with holding(str(crowd.folder), demands(task.hosts), task.site, "then"):
        crowd.crawl()
    lock.release()

    assert task.code == ExitCode.LOCKED
    assert "another run is under way" in task.how


ENDS = {
    "": (ExitCode.DONE, "done"),
    **{f"sys.exit({int(code)})": (code, code.meaning) for code in ExitCode},
    "sys.exit(77)": (ExitCode.FAILED, "ended with 77"),
    "raise ValueError": (ExitCode.FAILED, "failed on this side"),
    "os.kill(os.getpid(), signal.SIGKILL)": (ExitCode.FAILED, "killed by SIGKILL"),
    "os.kill(os.getpid(), signal.SIGTERM)": (ExitCode.FAILED, "killed by SIGTERM"),
    "time.sleep(60)": (ExitCode.FAILED, "gave no sign of life for 1 s"),
    "os.close(1); time.sleep(60)": (ExitCode.FAILED, "gave no sign of life"),
    "os.fork(); time.sleep(60)": (ExitCode.FAILED, "gave no sign of life"),
}


def test_how_crawls_end(crowd: Crowd) -> None:
    for number, script in enumerate(ENDS):
        crowd.add(f"paper-{number}", script)

    crowd.crawl(jobs=4, silence=1)

    for task, (code, words) in zip(crowd.tasks, ENDS.values(), strict=True):
        assert task.code == code
        assert words in task.how


def test_what_a_crawl_tells_of_itself(crowd: Crowd) -> None:
    line = PULSE.line().decode()
    script = f"for part in ('Hello', '\\n', {line[:9]!r}, {line[9:]!r}, '[1]\\n{{'):"
    script += "\n sys.stdout.write(part); sys.stdout.flush(); time.sleep(0.02)"
    task = crowd.add("paper", f"{script}\nprint('for the log', file=sys.stderr)")
    for _ in range(2):  # the log is of the last run
        task.pulse = Pulse()
        crowd.crawl()

    assert task.pulse == PULSE
    assert task.log.read_text() == "for the log\n"
    assert task.seconds > 0.1


def test_a_crawl_that_cannot_be_begun(crowd: Crowd) -> None:
    task = crowd.add("paper", "")
    (crowd.folder / "paper").write_text("no folder")
    other = crowd.add("other", "")

    crowd.crawl()

    assert (task.code, other.code) == (ExitCode.FAILED, ExitCode.DONE)
    assert f"cannot be begun: File exists: {crowd.folder / 'paper'}; see" in task.how
    assert (task.has_log, other.has_log) == (False, True)
    none, one = document(crowd.tasks, 1.0)["sites"]
    assert (none["log"], one["log"]) == (None, str(other.log))


def test_a_process_that_cannot_be_made() -> None:
    told = unwritable(OSError(errno.EMFILE, "Too many open files"))

    assert told == "cannot be begun: Too many open files"


# -- how they are stopped -------------------------------------------------------

WAITING = "print('ready', file=sys.stderr, flush=True); time.sleep(60)"
GENTLE = f"signal.signal(signal.SIGTERM, lambda *_: sys.exit(130)); {WAITING}"
DEAF = f"signal.signal(signal.SIGTERM, signal.SIG_IGN); {WAITING}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_passed_on(crowd: Crowd, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    for site, script in (("one", GENTLE), ("two", WAITING), ("three", "")):
        crowd.add(site, script)

    pool = crowd.crawl(during=lambda pool: os.kill(os.getpid(), number))

    assert [task.code for task in crowd.tasks] == [130, 130, None]
    assert "stopped by SIGTERM" in crowd.tasks[1].how
    assert crowd.tasks[2].how == "not begun"
    assert pool.waiting == crowd.tasks[2:]
    assert crowd.told[0] == "stopping 2"
    assert signal.getsignal(number) == before


@pytest.mark.parametrize("times", [2, 3])
def test_who_does_not_heed_is_killed(
    crowd: Crowd, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_GRACE", 0.2 if times == 2 else 60)
    task = crowd.add("paper", DEAF)
    began = time.monotonic()

    def stop(pool: Pool) -> None:
        for _ in range(times):
            pool.stop()

    crowd.crawl(during=stop)

    assert task.code == ExitCode.STOPPED
    assert "stopped by SIGKILL" in task.how
    assert time.monotonic() - began < 30


# -- what is shown of them ------------------------------------------------------


@pytest.mark.parametrize("mode", ["lines", "off"])
def test_lines_tell_how_far_they_are(
    crowd: Crowd,
    mode: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(views, "_LINE_INTERVAL", 0.05)
    tell = f"os.write(1, {PULSE.line()!r})"
    for site, end in (("one", ""), ("two", "sys.exit(3)"), ("three", "sys.exit(4)")):
        crowd.add(site, f"{tell}\ntime.sleep(0.3)\n{end}")
    view = views.View(mode, 2)

    asyncio.run(view.follow(crowd.pool(observer=view)))

    lines = capfd.readouterr().err.splitlines()
    if mode == "off":
        assert lines == []
        return
    whole = "newscrawl: sites: 0 ended, 2 running, 1 waiting · 6 articles · 18 pages · "
    assert any(line.startswith(whole) for line in lines)
    ends = [line for line in lines if "pages in" in line]
    assert sorted(line.split()[1] for line in ends) == ["one:", "three:", "two:"]
    (two,) = (line for line in ends if "two:" in line)
    assert "two: 3 new, 1 changed, 9 pages in " in two
    assert two.endswith(f"exit code 3: {PULSE.said}; see {crowd.tasks[1].log}")
    assert sum("exit code" in line for line in lines) == 1


def test_bars_fit_on_the_screen(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(views, "_BAR_INTERVAL", 0.05)
    monkeypatch.setattr(views, "_USUAL", 5)
    for number in range(4):
        crowd.add(f"paper-{number}", "time.sleep(0.3)")
    view = views.View("bar", 4)

    asyncio.run(view.follow(crowd.pool(4, observer=view)))

    shown = capfd.readouterr().err
    assert "paper-0: 0 articles" in shown
    assert "  and 3 more" in shown
    assert "more hidden" not in shown
    assert shown.endswith("\r")  # the table stands at the left


def test_what_befell_a_crawl_is_told_in_place_of_what_it_said(crowd: Crowd) -> None:
    task = crowd.add("paper", "")
    task.pulse = PULSE

    task.end(ExitCode.SITE)
    assert task.why == PULSE.said
    task.end(*ending(-signal.SIGKILL, is_stopped=True))
    assert task.why == "stopped by SIGKILL; goes on from there"
    task.pulse = Pulse()
    task.end(ExitCode.SITE)
    assert task.why == ExitCode.SITE.meaning


# -- what came of them ----------------------------------------------------------


def test_the_longest_go_first_and_new_ones_before_them(crowd: Crowd) -> None:
    for site, before in {"a": 5.0, "b": None, "c": 60.0, "d": None, "e": 0.0}.items():
        crowd.add(site, "").before = before

    assert [task.site for task in longest_first(crowd.tasks)] == list("bdcae")


def test_every_code_has_its_gravity() -> None:
    assert sorted(GRAVITY) == sorted(ExitCode)
    assert gravest([]) == gravest([ExitCode.NOTHING_NEW, ExitCode.DONE]) == 0
    assert gravest([ExitCode.NOTHING_NEW] * 2) == 4
    assert gravest(list(ExitCode)) == 130
    assert gravest([ExitCode.SITE, ExitCode.DRIFT, ExitCode.LOCKED]) == 6


def test_a_signal_that_has_no_name() -> None:
    assert ending(-99, is_stopped=False)[1].startswith("killed by signal 99")


def test_the_outcome(crowd: Crowd) -> None:
    codes = (ExitCode.NOTHING_NEW, ExitCode.SITE, ExitCode.FAILED, ExitCode.SITE)
    for site, code in zip("abcd", codes, strict=True):
        crowd.add(site, "").end(code)
    crowd.tasks[0].pulse = PULSE
    crowd.tasks[0].seconds = 1234.56
    assert together(crowd.tasks) == 1
    crowd.add("never-begun", "")

    rows = table(crowd.tasks).splitlines()
    assert rows[1].startswith("a              3        1      9   1234.6     4  done: ")
    assert rows[5].endswith("0.0     -  not begun")
    told = document(crowd.tasks, 2.0)
    assert json.dumps(told)
    assert told["exit_code"] == together(crowd.tasks) == 130
    assert told["sites"][0]["message"] == PULSE.said
    assert told["sites"][4]["exit_code"] is told["sites"][4]["log"] is None
    assert [line.partition(",  ")[0][:18] for line in complaints(crowd.tasks)] == [
        "never-begun: exit ", "c: exit code 1, fa", "b, d: exit code 3,",
    ]  # fmt: skip


def test_a_complaint_does_not_grow_with_the_corpus(crowd: Crowd) -> None:
    for number in range(25):
        crowd.add(f"paper-{number}", "").end(ExitCode.SITE)

    (complaint,) = complaints(crowd.tasks)

    assert "paper-19 and 5 more: exit code 3" in complaint
