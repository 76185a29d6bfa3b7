"""Turns: a site is crawled for a while, goes on later, and is done once."""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscrawl.cluster.ticket import Ticket, Tickets
from newscrawl.cluster.turn import MOST_ATTEMPTS, following
from newscrawl.cluster.turns import Turns, outcome_path
from newscrawl.exitcodes import ExitCode
from newscrawl.many.hosts import demands, holding
from newscrawl.many.task import Task
from newscrawl.pulse import Pulse

NOW = "2026-11-01T12:00:00+00:00"
PULSE = Pulse(articles=3, revisions=1, pages=9)
SLICE_OVER = replace(PULSE, reason="closespider_timeout")
WHOLE = replace(PULSE, reason="finished")


class Machine:
    """The turns of a worker whose crawls are scripts, and what it told the broker."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.tickets = Tickets(self.folder)
        self.sent: list[Ticket] = []
        self.seen: list[Ticket | None] = []
        """The ticket that stood there when each was sent."""
        self.told: list[Task] = []
        self.lost = False
        """Whether the broker is."""

    def ended(self, task: Task) -> None:
        self.told.append(task)

    def send(self, ticket: Ticket) -> None:
        if self.lost:
            raise ConnectionError
        self.sent.append(ticket)
        self.seen.append(self.tickets.read(ticket.site))

    def submit(self, *hosts: str, **given: Any) -> Ticket:
        task = Task(site="paper", archive="", words=("paper",), hosts=frozenset(hosts))
        ticket = replace(Ticket.of(task, NOW), **given)
        self.tickets.write(ticket)
        return ticket

    def turns(self, script: str = "", pulse: Pulse = WHOLE) -> Turns:
        tell = f"import os, signal, sys, time\nos.write(1, {pulse.line()!r})\n"
        return Turns(
            self.folder,
            lambda site: str(Path(self.folder, site, "archive.sqlite")),
            [sys.executable, "-S", "-E", "-c", tell + script],
            ["-s", "A=1"],
            silence=30,
            send=self.send,
            observer=self,
        )

    def take(self, ticket: Ticket, script: str = "", pulse: Pulse = WHOLE) -> None:
        self.turns(script, pulse).take(ticket.site, ticket.id, ticket.turn)

    @property
    def outcome(self) -> dict[str, Any] | None:
        path = outcome_path(self.folder, "paper")
        return json.loads(path.read_bytes()) if path.exists() else None


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr("newscrawl.cluster.turns.PAUSE", 0.01)
    return Machine(tmp_path)


# -- how a turn ends --------------------------------------------------------------


def test_a_turn_that_is_the_last(machine: Machine) -> None:
    machine.take(machine.submit())

    assert machine.sent == []
    assert machine.tickets.read("paper") is None
    outcome = machine.outcome
    assert outcome
    figures = {name: outcome[name] for name in ("articles", "revisions", "pages")}
    assert figures == {"articles": 3, "revisions": 1, "pages": 9}
    assert (outcome["exit_code"], outcome["turns"], outcome["submitted"]) == (0, 1, NOW)
    assert [task.code for task in machine.told] == [0]


def test_a_turn_that_is_not(machine: Machine) -> None:
    ticket = machine.submit(articles=7, code=int(ExitCode.NOTHING_NEW))
    machine.take(ticket, "sys.exit(130)", SLICE_OVER)

    (after,) = machine.sent
    assert (after.turn, after.attempts, after.articles) == (2, 0, 10)
    assert after.code == ExitCode.NOTHING_NEW
    assert machine.tickets.read("paper") == after
    assert machine.outcome is None
    # Sent before it is written: else a death between the two would lose it.
    assert [seen and (seen.turn, seen.attempts) for seen in machine.seen] == [(1, 1)]


@pytest.mark.parametrize(
    ("script", "pulse", "attempts"),
    [
        ("sys.exit(130)", replace(PULSE, reason="shutdown"), 0),
        ("sys.exit(130)", PULSE, 0),
        ("sys.exit(1)", SLICE_OVER, 0),  # a page could not be read, and others can
        ("sys.exit(1)", replace(PULSE, reason="output_error"), 1),
        ("os.kill(os.getpid(), signal.SIGKILL)", PULSE, 1),
    ],
)
def test_what_is_gone_on_with(
    machine: Machine, script: str, pulse: Pulse, attempts: int
) -> None:
    machine.take(machine.submit(), script, pulse)
    assert [(one.turn, one.attempts) for one in machine.sent] == [(2, attempts)]


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 6])
def test_what_is_an_end(machine: Machine, code: int) -> None:
    machine.take(machine.submit(), f"sys.exit({code})", Pulse(reason="finished"))
    outcome = machine.outcome
    assert outcome
    assert (outcome["exit_code"], machine.sent) == (code, [])


@pytest.mark.parametrize(
    ("before", "articles", "code", "whole"),
    [
        (None, 5, 4, 0),  # nothing new in the last turn, but in those before
        (None, 0, 4, 0),  # PULSE has some
        (1, 5, 0, 1),  # a page could not be read in an earlier turn
        (0, 0, 6, 6),
    ],
)
def test_what_all_turns_end_with(
    machine: Machine, before: int | None, articles: int, code: int, whole: int
) -> None:
    machine.take(machine.submit(code=before, articles=articles), f"sys.exit({code})")
    assert [task.code for task in machine.told] == [whole]


def test_nothing_new_in_any_turn(machine: Machine) -> None:
    machine.take(machine.submit(), "sys.exit(4)", Pulse(reason="finished"))
    assert [task.code for task in machine.told] == [4]


def test_a_site_whose_crawls_die_is_given_up(machine: Machine) -> None:
    ticket = machine.submit()
    for _ in range(MOST_ATTEMPTS):
        machine.take(ticket, "os.kill(os.getpid(), signal.SIGKILL)", PULSE)
        ticket = machine.sent[-1]

    assert len(machine.sent) == MOST_ATTEMPTS - 1
    assert machine.tickets.read("paper") is None
    outcome = machine.outcome
    assert outcome
    assert outcome["exit_code"] == 1
    assert f"given up after {MOST_ATTEMPTS} turns that died" in outcome["meaning"]


# -- messages that come twice, late, or not at all --------------------------------


def test_a_message_of_what_is_done_does_nothing(machine: Machine) -> None:
    ticket = machine.submit()
    machine.take(ticket)
    machine.take(ticket, "raise SystemExit('crawled twice')")
    assert len(machine.told) == 1


@pytest.mark.parametrize("late", [{"turn": 1}, {"id": "another"}])
def test_a_message_that_is_late_does_nothing(
    machine: Machine, late: dict[str, Any]
) -> None:
    ticket = machine.submit(turn=2)
    machine.take(replace(ticket, **late))
    assert (machine.told, machine.sent) == ([], [])
    assert machine.tickets.read("paper") == ticket


def test_a_message_may_be_ahead_of_its_ticket(machine: Machine) -> None:
    ticket = machine.submit(turn=1)
    machine.take(replace(ticket, turn=2), "sys.exit(130)", SLICE_OVER)
    assert [one.turn for one in machine.sent] == [3]


def test_what_cannot_be_sent_stays_as_it_was(machine: Machine) -> None:
    ticket = machine.submit()
    machine.lost = True
    with pytest.raises(ConnectionError):
        machine.take(ticket, "sys.exit(130)", SLICE_OVER)
    machine.lost = False
    machine.take(ticket)
    assert len(machine.told) == 1


def test_two_messages_of_one_turn_are_one_crawl(machine: Machine) -> None:
    ticket = machine.submit()
    first = threading.Thread(target=machine.take, args=(ticket, "time.sleep(0.3)"))
    first.start()
    until(lambda: machine.tickets.read("paper") != ticket)
    machine.take(ticket, "raise SystemExit('crawled twice')")
    first.join()

    # It comes again, and is late by then.
    assert [(one.id, one.turn) for one in machine.sent] == [(ticket.id, 1)]
    machine.take(machine.sent[0])
    assert len(machine.told) == 1


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_host_that_is_taken_is_asked_later(machine: Machine) -> None:
    ticket = machine.submit("blogs.a.example")
    with holding(machine.folder, demands(["a.example"]), "other", NOW):
        machine.take(ticket)
    assert (machine.sent, machine.told) == ([ticket], [])
    machine.take(ticket)
    assert len(machine.told) == 1


def test_a_ticket_that_was_tampered_with_is_none(machine: Machine) -> None:
    ticket = machine.submit(words=("paper", "-s", "EXTENSIONS={}"))
    assert machine.tickets.read("paper") is None
    machine.take(ticket)
    (Path(machine.folder) / ".tickets" / "paper").write_text("{")
    machine.take(ticket)
    assert (machine.sent, machine.told) == ([], [])


# -- how a crawl is called, and stopped -------------------------------------------


def test_a_sweep_is_as_long_as_its_ticket_is_old(machine: Machine) -> None:
    machine.take(machine.submit(), "print(sys.argv, file=sys.stderr)")
    told = (Path(machine.folder) / "paper" / "crawl.log").read_text()
    assert told.startswith("['-c', 'paper', '-s', 'A=1', '-s', 'NEWSCRAWL_LONGEST_SWEE")
    age = int(told.rpartition("=")[2].strip("']\n"))
    assert age > 24 * 3600


def test_a_stop_ends_the_crawls_gently(machine: Machine) -> None:
    ticket = machine.submit()
    ready = "signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))\n"
    ready += "print('ready', file=sys.stderr, flush=True); time.sleep(60)"
    turns = machine.turns(ready)
    thread = threading.Thread(target=turns.take, args=("paper", ticket.id, 1))
    thread.start()
    log = Path(machine.folder) / "paper" / "crawl.log"
    until(lambda: log.exists() and log.read_text() == "ready\n")
    assert turns.taken == 1
    turns.stop()
    thread.join(30)

    assert turns.taken == 0
    assert [(one.turn, one.attempts) for one in machine.sent] == [(2, 0)]


def test_who_does_not_heed_is_killed(machine: Machine) -> None:
    ticket = machine.submit()
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    deaf += "print('ready', file=sys.stderr, flush=True); time.sleep(60)"
    turns = machine.turns(deaf)
    thread = threading.Thread(target=turns.take, args=("paper", ticket.id, 1))
    thread.start()
    log = Path(machine.folder) / "paper" / "crawl.log"
    until(lambda: log.exists() and log.read_text() == "ready\n")
    turns.stop()
    turns.kill()
    thread.join(30)

    assert [(one.turn, one.attempts) for one in machine.sent] == [(2, 0)]


def test_what_is_begun_during_a_stop_ends(machine: Machine) -> None:
    turns = machine.turns("time.sleep(60)", PULSE)
    turns.stop()
    ticket = machine.submit()
    turns.take("paper", ticket.id, 1)
    assert [(one.turn, one.attempts) for one in machine.sent] == [(2, 0)]


def test_a_ticket_goes_on_from_where_it_was() -> None:
    task = Task(site="paper", archive="", words=("paper",))
    ticket = Ticket.of(task, NOW)
    assert len({Ticket.of(task, NOW).id for _ in range(3)}) == 3
    task.end(ExitCode.LOCKED)
    after = following(ticket, task)
    assert after
    assert (after.turn, after.attempts, after.code) == (2, 0, None)


def test_the_sites_that_have_a_ticket(machine: Machine) -> None:
    assert list(machine.tickets.sites()) == []
    machine.submit()
    assert list(machine.tickets.sites()) == ["paper"]
    machine.tickets.remove("paper")
    machine.tickets.remove("paper")
    assert list(machine.tickets.sites()) == []
