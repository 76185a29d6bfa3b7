"""Sites are submitted, and crawled by workers that die, are stopped or are many."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from newscrawl.archive.opening import connect
from newscrawl.newspaper import Newspaper
from tests.anzeiger import Anzeiger
from tests.cluster.brokers import RabbitMQ, Redis, free_ports
from tests.cluster.machines import Cluster, await_that
from tests.cluster.packages import reason
from tests.politeness.server import serving

DEAD = "http://127.0.0.1:9/"
LARGE = 80
LARGER = 320
"""So many that it takes longer to crawl them than to ask for the status meanwhile."""


@pytest.fixture
def cluster(rabbit: RabbitMQ, tmp_path: Path) -> Cluster:
    # What another test has left in the queue is of tickets that do not stand here.
    return Cluster(tmp_path, rabbit.url)


@pytest.fixture(scope="module")
def large() -> Iterator[str]:
    with Newspaper(articles=LARGE, layout="today") as paper:
        yield paper.start_urls[0]


@pytest.fixture
def larger() -> Iterator[str]:
    with Newspaper(articles=LARGER, layout="today") as paper:
        yield paper.start_urls[0]


def reasons(path: Path) -> list[str | None]:
    """Return why each run ended; together they are one sweep."""
    connection = connect(str(path / "archive.sqlite"), read_only=True)
    rows = connection.execute("SELECT reason, sweep FROM runs ORDER BY id").fetchall()
    connection.close()
    assert {sweep for _, sweep in rows} == {1}
    return [reason for reason, _ in rows]


def test_sites_are_crawled_to_their_end(cluster: Cluster) -> None:
    with ExitStack() as stack:
        german = Anzeiger(stack.enter_context(serving()), count=5).start
        told = cluster.submit(german, DEAD)
        assert cluster.submit(german, DEAD) == told  # does no harm
        other = cluster.run("submit", german, "-a", "since=2020-01-01")
        with cluster.worker("--jobs", "2") as worker:
            await_that(lambda: all(map(cluster.outcome, (german, DEAD))))
            worker.send_signal(signal.SIGTERM)
            _, errors = worker.communicate(timeout=60)

    assert other.returncode == 0
    assert "under way with other arguments, which stand" in other.stderr
    assert told.startswith("2 sites sent to amqp://guest:***@127.0.0.1")
    assert worker.returncode == 130
    assert len(set(cluster.stored(german))) == len(cluster.stored(german)) == 5
    codes = {start: cluster.outcome(start) for start in (german, DEAD)}
    assert [one and one["exit_code"] for one in codes.values()] == [0, 3]
    assert [one and one["turns"] for one in codes.values()] == [1, 1]
    assert not any(map(cluster.ticket, codes))
    assert "5 new, 0 changed" in errors
    assert "exit code 3: no article from 127.0.0.1:9: it does not answer" in errors
    assert len(errors.splitlines()) == 3  # and nothing of Celery's
    assert not cluster.site(DEAD).joinpath("archive.sqlite").exists()


def test_what_a_killed_worker_was_at_is_done_by_another(
    cluster: Cluster, larger: str
) -> None:
    cluster.submit(larger)
    with cluster.worker("--jobs", "1") as first:
        await_that(lambda: len(cluster.stored(larger)) > 5)
        ticket = cluster.ticket(larger)
        with cluster.worker("--jobs", "1"):
            status = cluster.run("status")
            first.kill()
            await_that(lambda: cluster.outcome(larger))
    after = json.loads(cluster.run("status", "--json", "--brief").stdout)

    assert ticket
    assert (ticket["turn"], ticket["attempts"]) == (1, 1)
    outcome = cluster.outcome(larger)
    assert outcome
    assert outcome["exit_code"] == 0
    assert len(cluster.stored(larger)) == len(set(cluster.stored(larger))) == LARGER
    assert reasons(cluster.site(larger)) == ["shutdown", "finished"]
    assert "submitted  1 site to be crawled to the end\n" in status.stdout
    assert re.search(rf"worker  \S+-{first.pid}: {outcome['site']} \(", status.stdout)
    assert after["cluster"]["submitted"] == []
    assert after["cluster"]["outcomes"] == [outcome]
    assert after["sites"][0]["articles"] == LARGER


def test_it_goes_on_in_turns_and_after_a_stop(cluster: Cluster, large: str) -> None:
    cluster.submit(large)
    with cluster.worker("-s", "NEWSCRAWL_SLICE=1.5") as worker:
        await_that(lambda: (cluster.ticket(large) or {}).get("turn", 0) > 1)
        await_that(lambda: (cluster.ticket(large) or {}).get("attempts") == 1)
        began = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        _, errors = worker.communicate(timeout=60)
        took = time.monotonic() - began
    stopped = cluster.ticket(large)
    with cluster.worker():
        await_that(lambda: cluster.outcome(large))

    assert took < 15
    assert (worker.returncode, len(errors.splitlines())) == (130, 1)
    assert stopped
    assert stopped["attempts"] == 0
    outcome = cluster.outcome(large)
    assert outcome
    assert outcome["exit_code"] == 0
    assert outcome["turns"] == stopped["turn"] >= 3
    assert outcome["articles"] == LARGE
    assert len(cluster.stored(large)) == len(set(cluster.stored(large))) == LARGE
    ends = reasons(cluster.site(large))
    assert ends[0] == "closespider_timeout"
    assert ends[-1] == "finished"


def test_redis_will_do_and_a_lost_queue_is_mended(tmp_path: Path) -> None:
    if why := reason():
        pytest.skip(why)
    with ExitStack() as stack:
        start = Anzeiger(stack.enter_context(serving()), count=5).start
        with Redis(tmp_path / "redis") as broker:
            cluster = Cluster(tmp_path, broker.url)
            cluster.submit(start)
            ticket = cluster.ticket(start)
        before = cluster.run("status")
        cluster = Cluster(
            tmp_path, stack.enter_context(Redis(tmp_path / "another")).url
        )
        lost = cluster.run("status")
        cluster.submit(start)
        mended = cluster.run("status")
        kept = cluster.ticket(start)
        with cluster.worker() as worker:
            await_that(lambda: cluster.outcome(start))
            worker.send_signal(signal.SIGTERM)
            _, errors = worker.communicate(timeout=60)

    assert worker.returncode == 130
    assert len(errors.splitlines()) == 2
    assert len(cluster.stored(start)) == 5
    assert before.returncode == 1
    assert "does not answer" in before.stdout
    assert "1 site to be crawled to the end" in before.stdout
    assert "0 messages wait" in lost.stdout
    assert "the broker knows nothing of 1: `scrapy submit` them again" in lost.stdout
    assert "none answers; `scrapy worker` begins one" in mended.stdout
    assert "1 messages wait" in mended.stdout
    assert "knows nothing" not in mended.stdout
    assert kept == ticket
    assert "Traceback" not in before.stderr + lost.stderr + mended.stderr


# -- what is wrong with how they are called -------------------------------------


@pytest.mark.parametrize("command", ["submit", "worker"])
@pytest.mark.parametrize("scheme", ["amqp", "redis"])
def test_no_broker(command: str, scheme: str, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    cluster = Cluster(tmp_path, f"{scheme}://me:secret@127.0.0.1:{port}/")
    words = [DEAD] if command == "submit" else []
    began = time.monotonic()

    done = cluster.run(command, *words)

    assert time.monotonic() - began < 30
    assert done.returncode == 1
    assert f"the broker {scheme}://me:***@127.0.0.1:{port}/" in done.stderr
    assert "Connection refused" in done.stderr
    assert "NEWSCRAWL_BROKER is its address" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["submit", DEAD], "no broker is set: NEWSCRAWL_BROKER=amqp://HOST/"),
        (["worker"], "no broker is set"),
        (["worker", DEAD], "sites are named to `scrapy submit`"),
        (["worker", "--jobs", "0"], "from 1 up, not 0"),
        (["worker", "--logfile", "x"], "corpus/SITE/crawl.log"),
        (["worker", "--colour"], "unknown option --colour"),
        (["worker", "-s", "NEWSCRAWL_SLICE=0"], "more than 0"),
        (["worker", "-s", "NEWSCRAWL_SLICE=long"], "NEWSCRAWL_SLICE=long is no number"),
        (["submit", "-a", "limit=3"], "-a limit= is of one run"),
        (["submit", "unheard-of"], "not known: unheard-of"),
        (["submit", "-s", "NEWSCRAWL_CORPUS="], "no folder is set"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else None,
)
def test_bad_input(words: list[str], told: str, tmp_path: Path) -> None:
    done = Cluster(tmp_path, "").run(*words)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_something_else(tmp_path: Path) -> None:
    done = Cluster(tmp_path, "http://127.0.0.1/").run("worker")
    assert done.returncode == 2
    assert "the address of a broker: amqp://HOST/ or redis://HOST/" in done.stderr


def test_the_address_may_stand_in_the_environment(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    url = f"redis://127.0.0.1:{port}/"
    done = subprocess.run(
        [sys.executable, "-m", "newscrawl", "submit", DEAD],
        cwd=tmp_path,
        env={**os.environ, "NEWSCRAWL_BROKER": url},
        capture_output=True,
        text=True,
    )
    assert f"the broker {url}" in done.stderr
