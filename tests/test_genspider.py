"""`scrapy genspider -t news`, in a project of one's own as well."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newscrawl.newspaper import Newspaper
from tests.processes import run
from tests.projects import begin

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return begin(tmp_path)


def genspider(project: Path, *words: str) -> CompletedProcess[str]:
    return run("genspider", *words, cwd=project)


def tool(*words: str, cwd: Path) -> None:
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_skeleton_is_clean_and_typed(project: Path) -> None:
    done = genspider(project, "-t", "news", "lanternpost", "www.lanternpost.example")
    assert (done.returncode, done.stderr) == (0, "")
    assert "papers.spiders.lanternpost" in done.stdout
    path = project / "papers" / "spiders" / "lanternpost.py"
    text = path.read_text("utf-8")
    assert 'allowed_domains = ["lanternpost.example"]' in text
    assert 'start_urls = ["https://www.lanternpost.example/"]' in text
    shutil.copy(ROOT / "pyproject.toml", project)
    tool("ruff", "format", "--check", str(path), cwd=project)
    tool("ruff", "check", "--no-cache", str(path), cwd=project)


def test_the_skeleton_crawls(project: Path) -> None:
    with Newspaper(20, layout="today") as paper:
        start = paper.start_urls[0]
        genspider(project, "-t", "news", "lanternpost", start)
        done = run("crawl", "lanternpost", "-a", "limit=3", cwd=project)
    assert done.returncode == 0, done.stderr
    feed = project / "corpus" / "lanternpost" / "articles.jsonl"
    assert len(feed.read_text("utf-8").splitlines()) >= 3


def test_scrapys_own_templates_stay(project: Path) -> None:
    listed = genspider(project, "-l").stdout.split()
    assert {"basic", "crawl", "csvfeed", "xmlfeed", "news"} <= set(listed)
    assert "NewsSpider" in genspider(project, "-d", "news").stdout
    done = genspider(project, "plain", "plain.example")
    assert done.returncode == 0
    assert "scrapy.Spider" in (project / "papers/spiders/plain.py").read_text("utf-8")


def test_a_template_of_the_projects_own_stands_above(project: Path) -> None:
    own = project / "templates" / "spiders"
    own.mkdir(parents=True)
    (own / "news.tmpl").write_text("# $name, our way\n")
    setting = f"TEMPLATES_DIR={own.parent}"
    genspider(project, "-t", "news", "lanternpost", "lantern.example", "-s", setting)
    text = (project / "papers/spiders/lanternpost.py").read_text("utf-8")
    assert text == "# lanternpost, our way\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-t", "news", "Lantern Post", "a.example"], "cannot be the name"),
        (["-t", "news", "", "a.example"], "'' cannot be the name"),
        (["-t", "news", "class", "a.example"], "it is a word of Python's own"),
        (["-t", "news", "papers", "a.example"], "it is that of the project"),
        (["-t", "news", "__init__", "a.example"], "with a letter first"),
        (["-t", "news", "lantern", "https://"], "is no domain"),
        (["-t", "news", "lantern", "not a domain"], "is no domain"),
        (["-t", "news", "lantern", "https://not a.domain/"], "is no domain"),
        (["-t", "news", "lantern", "nowhere"], "is no domain"),
        (["-t", "news", "lantern"], "name the spider and its domain"),
        (["-t", "nwes", "lantern", "a.example"], "Unable to find template: nwes"),
        (["--tmplate", "news", "lantern", "a.example"], "unknown option --tmplate"),
    ],
)
def test_what_is_wrong_is_told(project: Path, words: Sequence[str], said: str) -> None:
    done = genspider(project, *words)
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert not (project / "papers/spiders/lantern.py").exists()


def test_a_spider_is_not_written_over(project: Path) -> None:
    genspider(project, "-t", "news", "lantern", "lantern.example")
    path = project / "papers/spiders/lantern.py"
    path.write_text(path.read_text("utf-8").replace("None", '"en"'))
    before = path.read_bytes()
    done = genspider(project, "-t", "news", "lantern", "lantern.example")
    assert (done.returncode, path.read_bytes()) == (2, before)
    assert "papers.spiders.lantern has a spider of that name already" in done.stderr
    forced = genspider(project, "--force", "-t", "news", "lantern", "lantern.example")
    assert (forced.returncode, path.read_bytes() == before) == (0, False)


def test_a_module_is_not_written_over(project: Path) -> None:
    path = project / "papers/spiders/asides.py"
    path.write_text("ASIDES = ()\n")
    done = genspider(project, "-t", "news", "asides", "lantern.example")
    assert (done.returncode, path.read_text("utf-8")) == (2, "ASIDES = ()\n")
    assert f"{path} exists already; choose another" in done.stderr


def test_an_address_without_its_scheme_is_understood(project: Path) -> None:
    genspider(project, "-t", "news", "lantern", "127.0.0.1:8000")
    text = (project / "papers/spiders/lantern.py").read_text("utf-8")
    assert 'start_urls = ["http://127.0.0.1:8000/"]' in text


def test_nothing_goes_where_the_package_is_installed(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    done = genspider(tmp_path, "-t", "news", "lantern", "lantern.example")
    assert done.returncode == 2
    assert "make install" in done.stderr
    assert not (ROOT / "newscrawl/spiders/lantern.py").exists()
