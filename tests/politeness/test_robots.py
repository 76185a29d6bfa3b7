"""robots.txt as RFC 9309 asks, against a server that has every trouble with it."""

import socket
from dataclasses import dataclass

import pytest

from tests.politeness.crawl import Outcome, crawl
from tests.politeness.server import Answer, Script, Server, always, serving, text, then

FORBID = "User-agent: *\nDisallow: /"
DOWN = Answer(503)

Case = tuple[Script, int]
"""A robots.txt, and how often it is asked for."""

CLOSED: dict[str, Case] = {
    "503": (always(DOWN), 3),
    "500": (always(Answer(500)), 3),
    "429": (always(Answer(429)), 3),
    "dropped": (always(Answer(drop=True)), 3),
    "silent": (always(Answer(wait=1.5)), 3),
    "torn": (always(text(FORBID, promised=999)), 3),
    "away": (always(Answer(503, headers={"Retry-After": "3600"})), 1),
}
FORBIDDEN: dict[str, Case] = {
    "all": (always(text(FORBID)), 1),
    "ours": (always(text("User-agent: newscrawl\nDisallow: /")), 1),
    "healing": (then(DOWN, text(FORBID)), 2),
    "mistyped": (always(Answer(body=FORBID.encode())), 1),
    "unknown-type": (always(Answer(body=FORBID.encode(), kind="binary/x")), 1),
    "late": (always(text(FORBID, wait=0.5)), 1),
}
OPEN: dict[str, Case] = {
    "none": (always(Answer(404, body=FORBID.encode(), kind="text/plain")), 1),
    "refusing": (always(Answer(403)), 1),
    "soft": (always(Answer(body=f"<html><pre>\n{FORBID}\n</pre></html>".encode())), 1),
    "empty": (always(text("")), 1),
    "others": (always(text("User-agent: git\nDisallow: /")), 1),
    "looping": (always(Answer(302, headers={"Location": "/robots.txt"})), 11),
    "healed": (then(Answer(drop=True), text("")), 2),
    "long": (always(text("#" * 600_000 + "\n" + FORBID)), 1),
    "endless": (always(text("Allow: /\n#", size=40_000_000)), 1),
}
PAGES = 4
"""Pages that are asked for at once, while robots.txt is on its way."""


@dataclass
class Run:
    server: Server
    outcome: Outcome


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    cases = {**CLOSED, **FORBIDDEN, **OPEN}
    for name, (script, _) in cases.items():
        server.scripts[f"{name}.localhost/robots.txt"] = script
    elsewhere = server.url("rules.localhost/all")
    moved = Answer(301, headers={"Location": elsewhere})
    server.scripts["moved.localhost/robots.txt"] = always(moved)
    server.scripts["rules.localhost/all"] = always(text(FORBID))
    hosts = [*cases, "moved"]
    urls = [server.url(f"{name}.localhost/{n}") for name in hosts for n in range(PAGES)]
    with socket.create_server(("127.0.0.1", 0)) as held:  # and then refuses
        closed = held.getsockname()[1]
    urls += [f"http://closed.localhost:{closed}/", "http://paper.invalid/"]
    settings = {"DOWNLOAD_TIMEOUT": 1, "CONCURRENT_REQUESTS": 200}
    return Run(server, crawl(urls, settings))


@pytest.mark.parametrize("name", [*CLOSED, *FORBIDDEN, "moved"])
def test_fetches_nothing(run: Run, name: str) -> None:
    assert run.server.pages(f"{name}.localhost") == []
    page = run.outcome.pages[run.server.url(f"{name}.localhost/0")]
    assert page == {"error": "Forbidden", "why": "Forbidden by robots.txt"}


@pytest.mark.parametrize("name", OPEN)
def test_fetches_everything(run: Run, name: str) -> None:
    assert sorted(run.server.pages(f"{name}.localhost")) == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize("name", [*CLOSED, *FORBIDDEN, *OPEN])
def test_asks_for_robots_txt(run: Run, name: str) -> None:
    times = {**CLOSED, **FORBIDDEN, **OPEN}[name][1]
    assert len(run.server.of(f"{name}.localhost", "/robots.txt")) == times


@pytest.mark.parametrize(
    ("name", "reason"),
    {
        "503": "it answered 503",
        "429": "it answered 429",
        "silent": "no answer within DOWNLOAD_TIMEOUT",
        "torn": "its end is missing",
    }.items(),
)
def test_says_what_is_closed(run: Run, name: str, reason: str) -> None:
    origin = run.server.url(f"{name}.localhost").rstrip("/")
    message = f"robots.txt of {origin} could not be had ({reason}"
    assert run.outcome.log.count(message) == 1


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("closed.localhost", "its host refuses connections"),
        ("paper.invalid", "its host's name cannot be resolved"),
    ],
)
def test_says_whose_host_is_dead(run: Run, host: str, reason: str) -> None:
    [line] = [
        line
        for line in run.outcome.log.splitlines()
        if f"robots.txt of http://{host}" in line
    ]
    assert reason in line


def test_counts(run: Run) -> None:
    stats = run.outcome.stats
    closed, shut = len(CLOSED) + 2, len(FORBIDDEN) + 1
    assert stats["newscrawl/robots/unreachable"] == closed
    assert stats["robotstxt/forbidden"] == (len(CLOSED) + shut) * PAGES + 2
    assert stats["robotstxt/request_count"] == closed + shut + len(OPEN)


def test_reads_no_more_than_it_must(run: Run) -> None:
    [hit] = run.server.of("endless.localhost", "/robots.txt")
    assert hit.sent < 20_000_000


def test_logs_no_traceback(run: Run) -> None:
    assert "Traceback" not in run.outcome.log


def test_asks_again_for_rules_that_are_old() -> None:
    with serving() as server:
        tightened, gone = "tightened.localhost", "gone.localhost"
        server.scripts[f"{tightened}/robots.txt"] = then(text(""), text(FORBID))
        server.scripts[f"{gone}/robots.txt"] = then(text(""), Answer(500))
        for host in (tightened, gone):
            server.scripts[f"{host}/chain/1"] = always(Answer(wait=0.6))
        urls = [server.url(f"{host}/chain/1") for host in (tightened, gone)]
        crawl(urls, robots_life=0.5)
    assert server.pages(tightened) == ["/chain/1"]
    # Where the new rules cannot be had, the old ones stay.
    assert server.pages(gone) == ["/chain/1", "/chain/0"]
    assert len(server.of(gone, "/robots.txt")) == 4
