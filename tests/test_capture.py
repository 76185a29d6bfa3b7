"""`scrapy capture`: a page, and what is read from it, becomes a test."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.crawling import ROOT
from tests.daily import HOST, Daily
from tests.politeness.server import Answer, serving
from tests.processes import run
from tests.projects import begin


@pytest.fixture
def paper() -> Iterator[Daily]:
    with serving() as server:
        daily = Daily(server)
        daily.publish(*range(3))
        yield daily


@pytest.fixture
def project(paper: Daily, tmp_path: Path) -> Path:
    begin(tmp_path)
    run("genspider", "-t", "news", "lantern", paper.start, cwd=tmp_path)
    return tmp_path


def capture(project: Path, *words: str) -> CompletedProcess[str]:
    done = run("capture", *words, cwd=project)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def story(paper: Daily, number: int = 1) -> str:
    return paper.server.url(HOST + paper.path(number))


def saved(project: Path) -> list[str]:
    return sorted(path.name for path in project.glob("tests/pages/lantern/*"))


def test_a_page_is_saved_with_what_is_read(paper: Daily, project: Path) -> None:
    done = capture(project, "lantern", story(paper))

    assert (done.returncode, done.stderr) == (0, "")
    assert "title  Headline 1" in done.stdout
    assert "pytest" in done.stdout
    assert saved(project) == ["story-1.html", "story-1.json"]
    expected = json.loads((project / "tests/pages/lantern/story-1.json").read_text())
    assert expected["text"] == [paper.texts[1]]
    assert not (project / "corpus").exists()


def test_a_page_may_be_saved_in_other_words(paper: Daily, project: Path) -> None:
    done = capture(project, "--scramble", "lantern", story(paper))
    html = (project / "tests/pages/lantern/story-1.html").read_text("utf-8")

    assert done.returncode == 0
    assert "What happened on day" not in html
    assert "its publisher's" not in done.stdout
    assert saved(project) == ["story-1.html", "story-1.json"]


def test_a_page_whose_data_is_broken_is_saved_in_other_words(
    paper: Daily, project: Path
) -> None:
    data = '{"@type": "WebPage", "name": "What happened",}'
    paper.head = f'<script type="application/ld+json">{data}</script>'
    paper.print()
    done = capture(project, "--scramble", "lantern", story(paper, 2))

    assert (done.returncode, done.stderr) == (0, "")
    html = (project / "tests/pages/lantern/story-2.html").read_text("utf-8")
    assert "happened" not in html
    assert '",}</script>' in html


def test_one_page_is_asked_for_beside_robots_and_rights(
    paper: Daily, project: Path
) -> None:
    capture(project, "lantern", story(paper))

    asked = [hit.path for hit in paper.server.hits]
    assert asked == ["/robots.txt", "/.well-known/tdmrep.json", paper.path(1)]


def test_a_saved_page_is_not_saved_over(paper: Daily, project: Path) -> None:
    capture(project, "lantern", story(paper))
    path = project / "tests/pages/lantern/story-1.json"
    path.write_text("{}")
    done = capture(project, "lantern", story(paper))

    assert done.returncode == 1
    assert "--again lantern" in done.stderr
    assert path.read_text() == "{}"


def test_two_pages_of_one_slug_have_two_files(paper: Daily, project: Path) -> None:
    paper.server.scripts[f"{HOST}/other/story-1/"] = lambda nth: Answer(
        body=b"<html><title>Other</title><p>Other."
    )
    capture(project, "lantern", story(paper))
    done = capture(project, "lantern", paper.server.url(f"{HOST}/other/story-1/"))

    assert "neither an article nor a list" in done.stdout
    assert saved(project)[:2] == ["story-1-2.html", "story-1-2.json"]


def test_all_are_read_again_without_a_network(paper: Daily, project: Path) -> None:
    capture(project, "lantern", story(paper))
    path = project / "tests/pages/lantern/story-1.json"
    was = path.read_text()
    path.write_text(was.replace("Headline 1", "Headline one"))
    paper.server.hits.clear()
    done = capture(project, "--again")

    assert done.returncode == 0
    assert "lantern/story-1  title" in done.stdout
    assert "git diff" in done.stdout
    assert (path.read_text(), paper.server.hits) == (was, [])
    assert "0 read otherwise" in capture(project, "--again", "lantern").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["lantren", "{start}"], 2, "no spider is called"),
        (["lantern"], 2, "name a spider and the address"),
        (["lantern", "https://elsewhere.example/a/"], 2, "is not of lantern"),
        (["lantern", "elsewhere.example/a/"], 2, "scrapy capture elsewhere.example"),
        (["elsewhere.example", "{start}"], 2, "whose hosts are elsewhere.example"),
        (["lantern", "nowhere"], 2, "is no web address"),
        (["--again", "lantern"], 2, "no page is saved"),
        (["--agian", "lantern"], 2, "unknown option"),
        (["--again", "--scramble", "lantern"], 2, "scrapy capture --scramble SPIDER"),
        (["lantern", "{start}gone/"], 3, "answered 404"),
        (["lantern", "http://127.0.0.1:1/"], 3, "cannot be reached"),
        (["lantern", "{start}story/", "--into", "scrapy.cfg"], 1, "cannot write"),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str], code: int, said: str, paper: Daily, project: Path
) -> None:
    paper.server.scripts[f"{HOST}/story/"] = lambda nth: Answer(body=b"<html>Story")
    paper.server.scripts[f"{HOST}/gone/"] = lambda nth: Answer(status=404)
    done = capture(project, *(word.format(start=paper.start) for word in words))

    assert (done.returncode, saved(project)) == (code, [])
    assert said in done.stderr


def test_a_newspaper_without_a_spider_is_called_by_its_host(
    paper: Daily, project: Path
) -> None:
    name = f"{HOST}_{paper.server.port}"
    done = capture(project, name, story(paper))
    folder = project / "tests/pages" / name

    assert (done.returncode, done.stderr) == (0, "")
    assert "title  Headline 1" in done.stdout
    assert (folder / "story-1.json").exists()
    assert "1 pages read again, 0 read" in capture(project, "--again", name).stdout


def test_news_itself_has_no_pages(paper: Daily, project: Path) -> None:
    modules = "SPIDER_MODULES=papers.spiders,newscrawl.spiders"
    done = capture(project, "news", story(paper), "-s", modules)
    name = f"{HOST}_{paper.server.port}"

    assert (done.returncode, done.stdout) == (2, "")
    assert f"by its host, scrapy capture {name} {story(paper)}" in done.stderr


def test_robots_is_obeyed(paper: Daily, project: Path) -> None:
    rules = b"User-agent: *\nDisallow: /"
    paper.server.scripts[f"{HOST}/robots.txt"] = lambda nth: Answer(body=rules)
    done = capture(project, "lantern", story(paper))

    assert (done.returncode, saved(project)) == (3, [])
    assert "robots.txt forbids" in done.stderr


def test_a_file_that_is_no_saved_page_is_named(paper: Daily, project: Path) -> None:
    capture(project, "lantern", story(paper))
    path = project / "tests/pages/lantern/story-1.html"
    path.write_text("<p>A page.")
    done = capture(project, "--again")

    assert done.returncode == 1
    assert "story-1.html: its first line" in done.stderr


def test_a_project_of_ones_own_tests_them_as_the_guide_says(
    paper: Daily, project: Path
) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (module,) = re.findall(r"```python\n(from pathlib.*?)```", guide, re.DOTALL)
    capture(project, "lantern", story(paper))
    (project / "tests/test_pages.py").write_text(module)
    path = project / "tests/pages/lantern/story-1.json"
    path.write_text(path.read_text().replace("Headline 1", "Headline one"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": f"{project}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    failed = re.findall(r"^FAILED .*", done.stdout, re.MULTILINE)
    assert len(failed) == 1
    assert "story-1/title" in failed[0], failed
