"""Crawls at the same time: two of one site never, two of two sites gladly."""

import resource
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.newspaper import Newspaper
from tests import processes
from tests.crawling import crawl
from tests.daily import HOST, Daily
from tests.politeness.server import Answer, serving

COUNT = 30


def publish(stack: ExitStack) -> Daily:
    daily = Daily(stack.enter_context(serving()))
    daily.publish(*range(COUNT))
    return daily


@pytest.fixture
def papers() -> Iterator[tuple[Daily, Daily]]:
    with ExitStack() as stack:
        yield publish(stack), publish(stack)


def test_a_second_crawl_of_a_site_is_refused(
    papers: tuple[Daily, Daily], tmp_path: Path
) -> None:
    paper, _ = papers
    begun, go_on = threading.Event(), threading.Event()
    serve = paper.server.scripts[f"{HOST}/"]

    def hold(nth: int) -> Answer:
        begun.set()
        go_on.wait(60)
        return serve(nth)

    paper.server.scripts[f"{HOST}/"] = hold
    with ThreadPoolExecutor() as pool:
        running = pool.submit(crawl, tmp_path, paper.start, output="first.jsonl")
        assert begun.wait(60)
        second = crawl(tmp_path, paper.start, output="second.jsonl")
        go_on.set()
        first = running.result()

    assert (second.code, first.code) == (5, 0)
    assert "another run is under way on" in second.errors
    assert "Traceback" not in second.errors
    assert not (tmp_path / "second.jsonl").exists()
    assert lines(tmp_path / "first.jsonl") == COUNT


def test_two_sites_are_crawled_at_once(
    papers: tuple[Daily, Daily], tmp_path: Path
) -> None:
    names = ("asianlite", "gazette")
    with ThreadPoolExecutor() as pool:
        running = [
            pool.submit(
                crawl, tmp_path, paper.start, spider=name, output=f"{name}.jsonl"
            )
            for name, paper in zip(names, papers, strict=True)
        ]
        codes = [one.result().code for one in running]

    assert codes == [0, 0]
    for name in names:
        assert lines(tmp_path / "corpus" / name / "articles.jsonl") == COUNT
        assert lines(tmp_path / f"{name}.jsonl") == COUNT


def test_a_crawl_beside_more_sites_than_files_can_be_open(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    with Newspaper(articles=3, layout="today") as paper:
        words = ("crawl", "news", "-a", f"start={paper.start_urls[0]}")
        assert processes.run(*words, cwd=tmp_path).returncode == 0
        (own,) = corpus.glob("*/archive.sqlite")
        for number in range(80):
            beside = corpus / f"paper-{number}.example" / own.name
            beside.parent.mkdir()
            shutil.copyfile(own, beside)
        shutil.rmtree(own.parent)
        done = processes.fork(with_few_files, words, tmp_path)

    assert done.returncode == 0, done.stderr
    assert "stored  3 articles" in done.stderr


def with_few_files(words: tuple[str, ...], folder: Path) -> None:
    """Run a command where no more than 150 files can be open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (150, 150))
    processes.command(words, folder)


@pytest.mark.parametrize("compared", [1, 0])
def test_texts_are_compared_with_those_of_so_many_sites(
    compared: int, papers: tuple[Daily, Daily], tmp_path: Path
) -> None:
    # Both papers print the same stories.
    crawl(tmp_path, papers[0].start)
    settings = (f"NEWSCRAWL_COMPARED={compared}",)
    other = crawl(tmp_path, papers[1].start, spider="gazette", settings=settings)

    originals = {record["duplicate_of"] for record in other.records}
    ports = {url and urlsplit(url).port for url in originals}
    assert len(other.records) == COUNT
    assert (papers[0].server.port in ports) == bool(compared)


def lines(path: Path) -> int:
    """Return how many lines there are in a file."""
    return len(path.read_text("utf-8").splitlines())
