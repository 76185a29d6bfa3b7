"""Overloaded hosts and failing pages, as the server sees what follows."""

import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.politeness.crawl import Outcome, crawl, start
from tests.politeness.server import Answer, Server, always, serving, then

EXACT = 0.05
OK = Answer()


def after(status: int, seconds: object) -> Answer:
    return Answer(status, headers={"Retry-After": str(seconds)})


def on_date(seconds: float) -> Answer:
    # HTTP dates have no fractions: that of the answer is cut off too.
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    return after(503, format_datetime(until, usegmt=True))


HEALING = {
    "429": (lambda nth: after(429, 1) if not nth else OK, 1.0),
    "503": (lambda nth: after(503, 1) if not nth else OK, 1.0),
    "403": (lambda nth: after(403, 1) if not nth else OK, 1.0),
    "date": (lambda nth: on_date(2) if not nth else OK, 1.0),
    "long-ago": (lambda nth: on_date(-99) if not nth else OK, 0.0),
    "garbled": (lambda nth: after(503, "soon") if not nth else OK, 0.5),
    "twice": (then(Answer(429), Answer(429), OK), 0.5),
    "500": (then(Answer(500), OK), 0.1),
    "502": (then(Answer(502), OK), 0.1),
    "408": (then(Answer(408), OK), 0.1),
    "dropped": (then(Answer(drop=True), OK), 0.1),
    "torn": (then(Answer(promised=999), OK), 0.1),
    "slow": (then(Answer(wait=2), OK), 1.1),
}
"""What goes wrong with a page at first, and the seconds until it is asked again."""

LOST = {
    "500": (Answer(500), 3),
    "429": (Answer(429), 3),
    "dropped": (Answer(drop=True), 3),
    "torn": (Answer(promised=999), 3),
    "slow": (Answer(wait=2), 3),
    "404": (Answer(404), 1),
    "403": (Answer(403), 1),
}
"""What goes wrong for good, and how often it is asked for."""


@dataclass
class Run:
    server: Server
    outcome: Outcome


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    urls = []
    for name, (script, _) in HEALING.items():
        server.scripts[f"{name}.localhost/page"] = script
        urls.append(server.url(f"{name}.localhost/page"))
    # Twisted itself asks again where a kept connection turns out to be closed.
    hung_up = Answer(404, headers={"Connection": "close"})
    server.scripts["dropped.localhost/robots.txt"] = always(hung_up)
    server.scripts["lost-dropped.localhost/robots.txt"] = always(hung_up)
    for name, (answer, _) in LOST.items():
        server.scripts[f"lost-{name}.localhost/page"] = always(answer)
        urls.append(server.url(f"lost-{name}.localhost/page"))
    server.scripts["away.localhost/0"] = always(after(429, 3600))
    urls += [server.url(f"away.localhost/{n}") for n in range(90)]
    server.scripts["away.test/0"] = always(after(429, 3600))
    urls += [server.url(f"away.test/{n}") for n in range(3)]
    server.scripts["wary.localhost/chain/4"] = then(after(429, 0), OK)
    urls.append(server.url("wary.localhost/chain/4"))
    settings = {"DOWNLOAD_TIMEOUT": 1, "CONCURRENT_REQUESTS": 200}
    return Run(server, crawl(urls, settings))


@pytest.mark.parametrize("name", HEALING)
def test_asks_again_after_a_while(run: Run, name: str) -> None:
    first, second = run.server.of(f"{name}.localhost", "/page")[:2]
    wait = HEALING[name][1]
    assert wait - EXACT < second.began - first.began < wait + 3
    page = run.outcome.pages[run.server.url(f"{name}.localhost/page")]
    assert page["size"] == len(OK.body)


def test_backs_off_further_each_time(run: Run) -> None:
    times = [hit.began for hit in run.server.of("twice.localhost", "/page")]
    assert len(times) == 3
    assert times[2] - times[1] > 1.0 - EXACT


@pytest.mark.parametrize("name", LOST)
def test_gives_up(run: Run, name: str) -> None:
    _, times = LOST[name]
    assert len(run.server.of(f"lost-{name}.localhost", "/page")) == times
    page = run.outcome.pages[run.server.url(f"lost-{name}.localhost/page")]
    assert page["error"] in ("HttpError", "Lost")


def test_counts_what_is_lost(run: Run) -> None:
    stats = run.outcome.stats
    given_up = "newscrawl/given_up/"
    lost = {k[len(given_up) :]: n for k, n in stats.items() if k.startswith(given_up)}
    assert lost == {
        "DownloadFailedError": 1,
        "broken_off": 1,
        "timeout": 1,
        "429": 1,
        "500": 1,
        "retry_after": 2,
        "paused_host": 2 + 90 - len(run.server.pages("away.localhost")),
    }
    assert stats["retry/max_reached"] == 5


@pytest.mark.parametrize(
    ("name", "reason"),
    {
        "500": "it answered 500",
        "429": "it answered 429",
        "torn": "its end is missing",
        "slow": "no answer within DOWNLOAD_TIMEOUT",
    }.items(),
)
def test_tells_what_is_lost_in_one_line(run: Run, name: str, reason: str) -> None:
    url = run.server.url(f"lost-{name}.localhost/page")
    [line] = [line for line in run.outcome.log.splitlines() if url in line]
    assert line.endswith(f"WARNING: {url} is given up: {reason}")


def test_logs_no_traceback(run: Run) -> None:
    assert "Traceback" not in run.outcome.log


def test_leaves_a_host_alone_that_asks_for_too_long(run: Run) -> None:
    assert run.server.pages("away.test") == ["/0"]
    lost = [run.outcome.pages[run.server.url(f"away.test/{n}")] for n in range(3)]
    errors = ["HttpError", "NotNow", "NotNow"]
    assert [page["error"] for page in lost] == errors
    assert lost[2]["why"] == "the host asked to be left alone for 3600 s"
    assert run.outcome.log.count("NEWSCRAWL_MAX_RETRY_AFTER (300 s)") == 2


def test_leaves_its_own_machine_alone_too(run: Run) -> None:
    # Eight were under way, and others begin while the answer is on its way up.
    assert len(run.server.pages("away.localhost")) < 30


def test_slows_down_after_too_many_requests(run: Run) -> None:
    gaps = run.server.gaps("wary.localhost")[1:]
    assert len(gaps) == 5
    # From half a second down by a twentieth with each good answer.
    floors = [0.5 * 0.95**n for n in range(5)]
    assert all(gap > floor - EXACT for gap, floor in zip(gaps, floors, strict=True))
    assert sum(gaps) < 5


def test_a_pausing_host_holds_up_no_other() -> None:
    with serving() as server:
        server.scripts["busy.localhost/0"] = then(after(503, 2), OK)
        busy = [server.url(f"busy.localhost/{n}") for n in range(40)]
        crawl(
            [*busy, server.url("free.localhost/chain/8")], {"CONCURRENT_REQUESTS": 17}
        )
    paused = next(hit.ended for hit in server.of("busy.localhost", "/0"))
    resumed = [
        hit.began for hit in server.of("busy.localhost") if hit.began > paused + 1
    ]
    assert len(resumed) > 20
    assert min(resumed) > paused + 2 - EXACT
    free = [hit.began for hit in server.of("free.localhost")]
    assert len(free) == 10
    assert max(free) < min(resumed)


def test_slows_down_once_for_what_was_under_way_together() -> None:
    with serving() as server:
        crowd = Answer(429, headers={"Retry-After": "1"}, wait=0.3)
        for n in range(4):
            server.scripts[f"crowd.localhost/{n}"] = then(crowd, OK)
        crawl([server.url(f"crowd.localhost/{n}") for n in range(4)])
    gaps = server.gaps("crowd.localhost")[-3:]
    assert len(server.of("crowd.localhost")) == 9
    assert max(gaps) < 2


def test_a_crawl_can_be_stopped_while_it_waits() -> None:
    with serving() as server:
        server.scripts["busy.localhost/0"] = always(after(503, 60))
        process = start(
            [server.url("busy.localhost/0"), server.url("busy.localhost/1")]
        )
        deadline = time.monotonic() + 20
        while not server.of("busy.localhost", "/0") and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, log = process.communicate(timeout=30)
        assert time.monotonic() - began < 5
    assert "Closing spider (shutdown)" in log
    assert "Traceback" not in log
