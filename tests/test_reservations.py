"""Each signal of rights, in each of its forms, against the newspaper in the box."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newscrawl.newspaper import Newspaper, NewspaperError, notices
from newscrawl.newspaper.notices import FORMS, SITE, Notice
from newscrawl.newspaper.reserving import MINING
from newscrawl.newspaper.response import Response, redirect
from tests.agency import Agency
from tests.crawling import ROOT, Crawl, crawl
from tests.daily import HOST
from tests.politeness.server import always, serving, text
from tests.processes import run
from tests.terminal.shelf import command

ARTICLES = 160
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a crawl of a paper that says everything found, beside what is true."""

    paper: Newspaper
    folder: Path
    crawl: Crawl
    truth: list[Record]

    def record(self, form: str) -> Record:
        """Return the record of the story that says something in this *form*."""
        press = self.paper.presses[0]
        (index,) = (i for i, n in press.reserving.stories.items() if n is FORMS[form])
        url = press.edition.url(index)
        (record,) = (one for one in self.crawl.records if one["url"] == url)
        return record

    def status(self) -> Any:
        """Return what `scrapy status` knows."""
        done = command(self.folder / "corpus", "status", "--json")
        return json.loads(done.stdout)["sites"][0]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    folder = tmp_path_factory.mktemp("forms")
    with Newspaper(ARTICLES, layout="today") as paper:
        paper.reserve()
        done = crawl(folder, paper.start_urls[0])
        truth = [line for line in paper.truth() if line["expected"]]
        yield Found(paper, folder, done, truth)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_read(form: str, found: Found) -> None:
    record, notice = found.record(form), FORMS[form]

    said = [(one["signal"], one["value"], one["source"]) for one in record["rights"]]
    assert said == sorted(notice.rights, key=said.index)
    assert set(record["reserved"]) == set(notice.reserved)


def test_nothing_is_reserved_of_which_nothing_is_said(found: Found) -> None:
    true = {line["url"]: (line["rights"], line["reserved"]) for line in found.truth}
    records = found.crawl.records

    assert {one["url"]: (one["rights"], one["reserved"]) for one in records} == true
    assert sum(not rights for rights, _ in true.values()) > ARTICLES / 2
    assert found.crawl.errors.count("Traceback") == 0


def test_each_signal_is_tried() -> None:
    signals = {signal for form in FORMS.values() for signal, _, _ in form.rights}
    sources = {source for form in FORMS.values() for _, _, source in form.rights}

    assert signals == {
        "robots", "robots.txt", "tdm-reservation", "tdm-policy", "Content-Usage",
        "Content-Signal", "licence", "usageInfo", "copyrightNotice",
        "isAccessibleForFree",
    }  # fmt: skip
    assert sources == {
        "meta", "link", "jsonld", "header", "/robots.txt", "/.well-known/tdmrep.json",
    }  # fmt: skip


def test_files_are_asked_for_once_and_are_no_pages(found: Found) -> None:
    base = found.paper.presses[0].edition.base
    archive = sqlite3.connect(found.folder / "corpus" / "asianlite" / "archive.sqlite")
    pages = archive.execute("SELECT url FROM pages WHERE url LIKE '%json'").fetchall()
    archive.close()

    for path in ("/robots.txt", MINING):
        assert found.paper.requests[base + path] == 1
    assert pages == []


def test_the_summary_counts_what_is_reserved(found: Found) -> None:
    counts = {
        name: sum(name in line["reserved"] for line in found.truth)
        for name in ("tdm", "noai", "noarchive", "noindex")
    }
    words = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    told = " · ".join(f"{name} {count}" for name, count in words)

    assert f"reserved  {told}" in found.crawl.errors


def test_status_tells_what_the_files_say(found: Found) -> None:
    host = found.paper.start_urls[0].split("/")[2]
    said = found.status()["rights"][host]
    text = command(found.folder / "corpus", "status", "asianlite").stdout

    assert {
        "signal": "robots.txt",
        "value": "GPTBot, CCBot",
        "source": "/robots.txt",
    } in said
    assert f"rights  {host}: robots.txt forbids GPTBot, CCBot; Content-Usage /" in text


# -- a site that says nothing, or all -------------------------------------------------


def answer(paper: Newspaper, path: str, response: Response | None) -> None:
    fixed = paper.presses[0]._fixed
    if response:
        fixed[path] = response


@pytest.mark.parametrize(
    "response",
    [
        None,
        Response(b"no such file", status=503),
        Response(b"[{", "application/json"),
        Response(b"<html>Not found</html>"),
        redirect(MINING),  # round and round
    ],
    ids=["none", "503", "broken", "html", "circle"],
)
def test_a_file_that_cannot_be_had_is_as_none(
    response: Response | None, tmp_path: Path
) -> None:
    with Newspaper(4, layout="bare") as paper:
        answer(paper, MINING, response)
        done = crawl(tmp_path, paper.start_urls[0])

    assert done.code == 0
    assert [one["rights"] for one in done.records] == [[]] * 4
    assert "503" not in done.errors.partition("failed")[2].partition("\n")[0]
    told = command(tmp_path / "corpus", "status").stdout
    assert "rights  127.0.0.1" in told
    assert "nothing is said" in told


def test_a_file_may_have_moved(tmp_path: Path) -> None:
    with Newspaper(4, layout="bare") as paper:
        rules = json.dumps([{"location": "/", "tdm-reservation": 1}]).encode()
        answer(paper, "/rights.json", Response(rules, "application/json"))
        base = paper.presses[0].edition.base
        answer(paper, MINING, redirect(f"{base}/rights.json"))
        done = crawl(tmp_path, paper.start_urls[0])

    assert [one["reserved"] for one in done.records] == [["tdm"]] * 4


def test_a_file_that_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    rules = "Disallow: /.well-known/\n"
    with Newspaper(4, layout="bare") as paper:
        paper.reserve({}, Notice(rules=rules, mining=SITE.mining))
        done = crawl(tmp_path, paper.start_urls[0])
        asked = paper.requests[paper.presses[0].edition.base + MINING]

    assert (done.code, asked) == (0, 0)
    assert [one["reserved"] for one in done.records] == [[]] * 4


def test_a_whole_site_is_reserved_and_each_host_for_itself(tmp_path: Path) -> None:
    with Newspaper(12, layout="bare,edition") as paper:
        paper.reserve({}, SITE)
        done = crawl(tmp_path, *paper.start_urls)
        truth = {line["url"]: line for line in paper.truth() if line["expected"]}

    assert {one["url"] for one in done.records} == truth.keys()
    for record in done.records:
        true = truth[record["url"]]
        assert record["rights"] == true["rights"]
        assert record["reserved"] == true["reserved"]
    counts = [one["reserved"] for one in done.records]
    assert ["tdm", "noai"] in counts
    assert [] in counts
    status = command(tmp_path / "corpus", "status").stdout
    assert "tdm-reservation at / 1" in status
    assert "nothing is said" in status


# -- stories that are told whole ------------------------------------------------------

# As WordPress does, whose API is not to be listed.
OF_API = {"X-Robots-Tag": "noindex", "TDM-Reservation": "1"}


@pytest.fixture
def agency() -> Iterator[Agency]:
    with serving() as server:
        agency = Agency(server, offered={"rest"}, headers=OF_API)
        agency.publish(*range(10))
        robots = text("User-agent: GPTBot\nDisallow: /\n")
        server.scripts[f"{HOST}/robots.txt"] = always(robots)
        yield agency


def read(agency: Agency, folder: Path, **arguments: str) -> list[Record]:
    done = crawl(folder, agency.start, roads="rest", **arguments)
    assert "Traceback" not in done.errors
    return done.records


def stories(agency: Agency) -> int:
    return len({path for path in agency.asked() if "/story-" in path})


def test_of_a_story_told_whole_the_site_and_the_answer_tell(
    agency: Agency, tmp_path: Path
) -> None:
    records = read(agency, tmp_path)
    told = [one for one in records if one["published_source"] == "rest"]

    assert (len(told), stories(agency)) == (7, 3)
    assert [one["reserved"] for one in told] == [["tdm", "noai"]] * 7
    assert {one["reserved"][0] for one in records if one not in told} == {"noai"}


def test_who_reserves_in_pages_has_its_pages_read(
    agency: Agency, tmp_path: Path
) -> None:
    agency.head = '<meta name="robots" content="noarchive">'
    robots = agency.server.scripts[f"{HOST}/robots.txt"]
    agency.print()
    agency.server.scripts[f"{HOST}/robots.txt"] = robots
    records = read(agency, tmp_path)

    assert stories(agency) == 10
    assert [one["reserved"] for one in records] == [["noai", "noarchive"]] * 10


def test_who_respects_reads_pages(agency: Agency, tmp_path: Path) -> None:
    records = read(agency, tmp_path, respect="noarchive")

    assert (len(records), stories(agency)) == (10, 10)


# -- respected ------------------------------------------------------------------------

SOME = {1: FORMS["meta noai"], 2: FORMS["tdm header"], 3: FORMS["meta noindex"]}


def titles(folder: Path) -> set[str]:
    lines = (folder / "corpus" / "asianlite" / "articles.jsonl").read_text("utf-8")
    return {json.loads(line)["url"] for line in lines.splitlines()}


def test_what_is_reserved_is_left_alone_and_looked_at_again(tmp_path: Path) -> None:
    with Newspaper(8, layout="bare") as paper:
        paper.reserve(SOME)
        edition = paper.presses[0].edition
        noai, tdm, noindex = map(edition.url, SOME)
        words = edition.story(1).text.split("\n")[0]

        first = crawl(tmp_path, paper.start_urls[0], respect="tdm,noai")
        assert len(first.records) == 6
        assert noindex in first.urls
        assert "dropped  reserved by the publisher 2" in first.errors
        kept = b"".join(
            file.read_bytes() for file in (tmp_path / "corpus").rglob("*.*")
        )
        assert words.encode() not in kept
        text = command(tmp_path / "corpus", "status").stdout
        assert "2 not of what was asked for" in text

        again = crawl(tmp_path, paper.start_urls[0], respect="tdm,noai")
        assert again.code == 4

        last = crawl(tmp_path, paper.start_urls[0])
        assert titles(tmp_path) >= {noai, tdm}
        assert len(last.records) == 8

        # A file of a respecting crawl holds nothing of it, whatever is stored.
        third = crawl(tmp_path, paper.start_urls[0], respect="tdm")
        assert len(third.records) == 7
        assert tdm not in third.urls


def test_the_option_is_the_argument(tmp_path: Path) -> None:
    with Newspaper(8, layout="bare") as paper:
        paper.reserve(SOME)
        line = ["-a", f"start={paper.start_urls[0]}", "--respect", "noindex"]
        output = tmp_path / "found.jsonl"
        done = _crawl(tmp_path, *line, "-o", str(output))
        assert (done, len(output.read_text("utf-8").splitlines())) == (0, 7)

    assert _crawl(tmp_path, "--respect", "nofun") == 2


def _crawl(folder: Path, *words: str) -> int:
    corpus = f"NEWSCRAWL_CORPUS={folder / 'corpus'}"
    return run("crawl", "asianlite", *words, "-s", corpus, cwd=ROOT).returncode


def test_what_is_reserved_later_is_another_revision(tmp_path: Path) -> None:
    with Newspaper(4, layout="bare") as paper:
        crawl(tmp_path, paper.start_urls[0])
        paper.reserve({2: FORMS["meta none"]})
        url = paper.presses[0].edition.url(2)
        crawl(tmp_path, paper.start_urls[0], sweep="full")

    feed = tmp_path / "corpus" / "asianlite" / "articles.jsonl"
    records = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    own = [one for one in records if one["url"] == url]
    assert [(one["revision"], one["reserved"]) for one in own] == [
        (1, []),
        (2, ["noindex"]),
    ]
    assert len(records) == 5


# -- the newspaper in the box ---------------------------------------------------------


def test_a_paper_says_what_it_has_stories_for() -> None:
    paper = Newspaper(20, layout="bare")
    with pytest.raises(NewspaperError, match="before the start"):
        paper.reserve()
    with paper, pytest.raises(NewspaperError, match=r"stories are needed .* there are"):
        paper.reserve()


def test_what_is_true_of_a_story_is_in_the_order_of_reading() -> None:
    true = notices.truth([FORMS["tdm file 0, header 1"], SITE, FORMS["meta none"]])

    sources = [one["source"] for one in true["rights"]]
    assert sources == ["meta", "header", "/robots.txt", "/robots.txt", MINING, MINING]
    assert true["reserved"] == ["tdm", "noai", "noindex"]
