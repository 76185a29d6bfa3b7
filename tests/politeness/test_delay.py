"""What the server sees of the delays: Crawl-delay, the floor, one's own machine."""

import itertools
from dataclasses import dataclass

import pytest

from tests.politeness.crawl import Outcome, crawl
from tests.politeness.server import Answer, Server, always, serving, text

EXACT = 0.05
"""Seconds by which a gap may seem shorter: the way from the one clock to the other."""

ANNOUNCED = {
    "crawl-delay": ("User-agent: *\nCrawl-delay: 1", 1.0),
    "request-rate": ("User-agent: *\nRequest-rate: 2/2", 1.0),
    "per-minute": ("User-agent: *\nRequest-rate: 60/1m", 1.0),
    "slower-of-both": ("User-agent: *\nCrawl-delay: 0.1\nRequest-rate: 1/1", 1.0),
    "ours": (
        "User-agent: *\nCrawl-delay: 9\n\nUser-agent: newscrawl\nCrawl-delay: 1",
        1,
    ),
    "capped": ("User-agent: *\nCrawl-delay: 3600", 1.5),
    "forgotten": ("User-agent: *\nCrawl-delay: 1", 1.0),
}
SETTINGS = {
    "NEWSCRAWL_MAX_CRAWL_DELAY": 1.5,
    "CONCURRENT_REQUESTS": 100,
    # What a user might set who is in a hurry.
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_SLOTS": {"hasty.test": {"delay": 0, "concurrency": 9}},
}
PUBLIC = ["paper.test", "hasty.test", "slow.test"]


@dataclass
class Run:
    server: Server
    outcome: Outcome


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    urls = []
    for name, (rules, _) in ANNOUNCED.items():
        server.scripts[f"{name}.localhost/robots.txt"] = always(text(rules))
        urls += [server.url(f"{name}.localhost/{n}") for n in range(2)]
    for host in PUBLIC:
        urls += [server.url(f"{host}/{n}") for n in range(2)]
    server.scripts["slow.test/0"] = always(Answer(wait=1.5))
    server.scripts["slow.test/1"] = always(Answer(wait=1.5))
    for n in range(2):
        moved = Answer(302, headers={"Location": server.url(f"goal.test/{n}")})
        server.scripts[f"hop.localhost/{n}"] = always(moved)
        urls.append(server.url(f"hop.localhost/{n}"))
    server.scripts["near.localhost/robots.txt"] = always(text(""))
    for n in range(20):
        server.scripts[f"near.localhost/{n}"] = always(Answer(wait=0.2))
        urls.append(server.url(f"near.localhost/{n}"))
    return Run(server, crawl(urls, SETTINGS, forget="forgotten.localhost"))


@pytest.mark.parametrize("name", ANNOUNCED)
def test_keeps_what_robots_txt_announces(run: Run, name: str) -> None:
    gaps = run.server.gaps(f"{name}.localhost")
    assert len(gaps) == 2
    assert min(gaps) > ANNOUNCED[name][1] - EXACT
    assert max(gaps) < ANNOUNCED[name][1] + 3


def test_warns_of_a_cap(run: Run) -> None:
    message = "robots.txt of capped.localhost asks for 3600 s between requests"
    assert run.outcome.log.count(message) == 1
    assert run.outcome.stats["newscrawl/robots/crawl_delay"] == 3600


@pytest.mark.parametrize("host", [*PUBLIC, "goal.test"])
def test_no_setting_quickens_a_public_host(run: Run, host: str) -> None:
    gaps = run.server.gaps(host)
    assert len(gaps) == 2
    assert min(gaps) > 1 - EXACT


def test_asks_a_public_host_one_thing_at_a_time(run: Run) -> None:
    first, second = run.server.of("slow.test")[1:]
    assert second.began > first.ended


def test_warns_of_a_delay_that_is_too_short(run: Run) -> None:
    assert run.outcome.log.count("A delay of 0 s is too short for ") == 1


def test_asks_its_own_machine_eight_things_at_a_time(run: Run) -> None:
    hits = run.server.of("near.localhost")[1:]
    assert len(hits) == 20
    busy = [sum(h.began <= hit.began < h.ended for h in hits) for hit in hits]
    assert 4 <= max(busy) <= 8
    assert max(h.ended for h in hits) - min(h.began for h in hits) < 3


def test_takes_the_ports_of_a_host_for_one() -> None:
    rules = always(text("User-agent: *\nCrawl-delay: 1"))
    with serving() as one, serving() as other:
        host = "twin.localhost"
        one.scripts[f"{host}/robots.txt"] = rules
        crawl([one.url(f"{host}/0"), other.url(f"{host}/0"), other.url(f"{host}/1")])
    # What the server has answered is known to the client a little later.
    known = next(hit.ended for hit in one.of(host, "/robots.txt")) + 0.2
    hits = [*one.of(host), *other.of(host)]
    times = sorted(hit.began for hit in hits if hit.began > known)
    gaps = [later - sooner for sooner, later in itertools.pairwise(times)]
    assert len(hits) == 5
    assert min(gaps) > 1 - EXACT
