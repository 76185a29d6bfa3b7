"""Pages that are too much, broken, or meant to lead astray: the crawl survives them."""

import gzip
import ssl
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.politeness.certificate import certificate
from tests.politeness.crawl import Outcome, crawl
from tests.politeness.server import PAGE, Answer, Server, always, serving, then

LONG = b"<p>" + b"".join(b"%d words " % n for n in range(2000))
MEGABYTES = 1024 * 1024


def packed(body: bytes, encoding: str = "gzip") -> Answer:
    kind = "text/html; charset=utf-8"
    return Answer(body=body, kind=kind, headers={"Content-Encoding": encoding})


def whole(size: int) -> dict[str, object]:
    return {"size": size, "flags": []}


SPARED = {
    name: Answer(kind=kind, body=b"x", size=40 * MEGABYTES)
    for name, kind in {
        "report.pdf": "application/pdf",
        "picture.jpg": "image/jpeg",
        "film": "VIDEO/mp4; codecs=avc1",
        "song.mp3": "audio/mpeg",
        "font.woff2": "font/woff2",
        "archive.zip": "application/zip",
        "sheet.html.xlsx": "application/vnd.ms-excel",
        "unnamed": "application/octet-stream",
    }.items()
}
PASSED = {
    "plain.html": "text/html",
    "xhtml": "application/xhtml+xml",
    "feed": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml",
    "sitemap.xml": "application/xml",
    "old-sitemap": "text/xml",
    "rest": "application/json",
    "linked": "application/ld+json",
    "notes": "text/plain",
    "sitemap.xml.gz": "application/octet-stream",
    "packed": "application/x-gzip",
}
BROKEN = {
    "cut": packed(gzip.compress(LONG)[:-2000]),
    "cut-late": packed(gzip.compress(LONG)[:-6]),
    "cut-early": packed(gzip.compress(LONG)[:5]),
    "no-gzip": packed(LONG),
    "spoiled": packed(gzip.compress(LONG)[:400] + b"\0" * 999),
    "cut-zlib": packed(zlib.compress(LONG)[:-900], "deflate"),
    "no-brotli": packed(LONG, "br"),
    "no-zstd": packed(LONG, "zstd"),
}
READ = {
    "gzip": (packed(gzip.compress(LONG)), len(LONG)),
    "two-members": (packed(gzip.compress(LONG) + gzip.compress(LONG)), 2 * len(LONG)),
    "padded": (packed(gzip.compress(LONG) + b"\0" * 9), len(LONG)),
    "zlib": (packed(zlib.compress(LONG), "deflate"), len(LONG)),
    "raw": (packed(zlib.compress(LONG, wbits=-15), "deflate"), len(LONG)),
    "no-end": (packed(gzip.compress(LONG + PAGE)[:-6]), len(LONG + PAGE)),
    "ten-megabytes": (Answer(size=10_000_000), 10_000_000),
    "bad-utf-8": (Answer(body=b"<p>\xff\xfe \x80 caf\xe9</p>"), 16),
    "empty": (Answer(body=b""), 0),
}
LARGE = {
    "announced": Answer(size=11 * MEGABYTES),
    "bomb": packed(gzip.compress(b" " * 11 * MEGABYTES)),
}


@dataclass
class Run:
    server: Server
    outcome: Outcome

    def page(self, name: str) -> dict[str, object]:
        return self.outcome.pages[self.server.url(f"paper.localhost/{name}")]

    def hits(self, name: str) -> int:
        return len(self.server.of("paper.localhost", f"/{name}"))


@pytest.fixture(scope="module")
def run(server: Server) -> Run:
    answers = {
        **SPARED,
        **{name: Answer(kind=kind) for name, kind in PASSED.items()},
        **BROKEN,
        **LARGE,
        **{name: answer for name, (answer, _) in READ.items()},
        "loop": Answer(302, headers={"Location": "/loop"}),
        "chase": Answer(301, headers={"Location": "/chased"}),
        "chased": Answer(301, headers={"Location": "/chase"}),
        "reload": Answer(body=b"<meta http-equiv=refresh content='60; url=/reload'>"),
        "away": Answer(302, headers={"Location": "file:///etc/hostname"}),
        "cookie": Answer(headers={"Set-Cookie": "seen=1"}),
    }
    for name, answer in answers.items():
        server.scripts[f"paper.localhost/{name}"] = always(answer)
    server.scripts["paper.localhost/mended"] = then(BROKEN["cut"], READ["gzip"][0])
    server.scripts["paper.localhost/chain/2"] = always(answers["cookie"])
    names = [*answers, "mended", "chain/2"]
    urls = [server.url(f"paper.localhost/{name}") for name in names if name != "chased"]
    local = [
        Path(__file__).as_uri(),
        "data:,hello",
        "ftp://paper.localhost/",
        "s3://a/b",
    ]
    follow = {
        server.url("paper.localhost/xhtml"): [
            server.url("paper.localhost/near"),
            server.url("elsewhere.localhost/far"),
        ]
    }
    return Run(server, crawl([*urls, *local], follow=follow))


@pytest.mark.parametrize("name", SPARED)
def test_leaves_what_is_no_text(run: Run, name: str) -> None:
    [hit] = run.server.of("paper.localhost", f"/{name}")
    assert hit.sent < 20 * MEGABYTES
    assert run.page(name) == {"size": 0, "flags": ["download_stopped"]}


@pytest.mark.parametrize("name", PASSED)
def test_takes_what_is_text(run: Run, name: str) -> None:
    assert run.page(name) == whole(len(PAGE))


@pytest.mark.parametrize("name", READ)
def test_reads(run: Run, name: str) -> None:
    assert run.page(name) == whole(READ[name][1])
    assert run.hits(name) == 1


@pytest.mark.parametrize("name", BROKEN)
def test_gives_up_what_stays_broken(run: Run, name: str) -> None:
    assert run.page(name) == {"error": "Lost", "why": "its end is missing"}
    assert run.hits(name) == 3


def test_asks_again_for_what_is_broken(run: Run) -> None:
    assert run.page("mended") == whole(len(LONG))
    assert run.hits("mended") == 2


@pytest.mark.parametrize("name", LARGE)
def test_refuses_what_is_too_large(run: Run, name: str) -> None:
    assert run.page(name)["error"] in ("Lost", "IgnoreRequest")
    assert run.hits(name) == 1


@pytest.mark.parametrize("name", ["loop", "chase"])
def test_ends_a_redirect_loop(run: Run, name: str) -> None:
    assert run.page(name)["error"] == "TooManyRedirects"
    first = run.server.url(f"paper.localhost/{name}")
    assert run.outcome.log.count(f"{first} is given up: it redirects for ever") == 1


def test_takes_a_page_that_reloads_itself(run: Run) -> None:
    assert run.hits("reload") == 1
    assert run.page("reload")["flags"] == []


def test_opens_no_file(run: Run) -> None:
    local = {url: page for url, page in run.outcome.pages.items() if url[:4] != "http"}
    assert len(local) == 4
    assert {page["error"] for page in local.values()} == {"Lost", "Forbidden"}
    assert run.page("away") == {
        "error": "HttpError",
        "why": "Ignoring non-200 response",
    }


def test_counts(run: Run) -> None:
    given_up = "newscrawl/given_up/"
    stats = run.outcome.stats
    assert {
        k[len(given_up) :]: n for k, n in stats.items() if k.startswith(given_up)
    } == {
        "broken_off": len(BROKEN),
        "too_large": 2,
        "redirects": 2,
        "scheme": 4,
    }
    assert stats["newscrawl/downloads_spared"] == len(SPARED)


def test_logs_no_traceback(run: Run) -> None:
    assert "Traceback" not in run.outcome.log


def test_sends_no_cookie_back(run: Run) -> None:
    later = run.server.of("paper.localhost", "/chain/0")
    assert [hit.headers["Cookie"] for hit in later] == [None]


def test_tells_no_host_of_another(run: Run) -> None:
    [near] = run.server.of("paper.localhost", "/near")
    [far] = run.server.of("elsewhere.localhost", "/far")
    assert near.headers["Referer"] == run.server.url("paper.localhost/xhtml")
    assert far.headers["Referer"] is None


def test_says_who_it_is(run: Run) -> None:
    agents = {hit.headers["User-Agent"] for hit in run.server.hits}
    assert len(agents) == 1
    assert agents.pop().startswith("newscrawl/")


def test_listens_on_no_port(run: Run) -> None:
    assert Path("/proc/net/tcp").exists() or pytest.skip("reads Linux's /proc")
    assert run.outcome.listening == 0


def test_would_see_a_port() -> None:
    assert Path("/proc/net/tcp").exists() or pytest.skip("reads Linux's /proc")
    doors = {"TELNETCONSOLE_ENABLED": True, "REMOTE_CONTROL_ENABLED": True}
    with serving() as server:
        assert crawl([server.url("paper.localhost/page")], doors).listening == 2


def test_refuses_a_certificate_that_nobody_signed(tmp_path: Path) -> None:
    with serving() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate(tmp_path))
        server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
        server.scripts["paper.localhost/robots.txt"] = always(Answer(404))
        url = server.url("paper.localhost/page", "https")
        refused = crawl([url])
        assert refused.stats["newscrawl/given_up/certificate"] == 1
        assert server.hits == []
        trusted = crawl([url], {"DOWNLOAD_VERIFY_CERTIFICATES": False})
        assert trusted.pages[url] == whole(len(PAGE))
    assert "its host's certificate is not trusted" in refused.log
    assert "Traceback" not in refused.log
