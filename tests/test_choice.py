"""Which sites `crawlall` crawls."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from scrapy.settings import Settings

from newscrawl.archive.archive import Archive
from newscrawl.archive.facts import Fact
from newscrawl.archive.past import past
from newscrawl.many.choice import Choice, ChoiceError
from newscrawl.many.task import Task
from tests.archives import NOW

KNOWN = ["asianlite", "gazette", "localhost_8000", "paper.example"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus folder: of two newspapers, a spider, and what no crawl is of."""
    folder = tmp_path_factory.mktemp("corpus")
    for site in ("asianlite", "paper.example", "localhost_8000", "demo"):
        begin(folder, site, 90)
    return folder


@pytest.fixture
def corpus(begun: Path, tmp_path: Path) -> Path:
    """Return such a folder, to add to."""
    return shutil.copytree(begun, tmp_path, dirs_exist_ok=True)


def begin(folder: Path, site: str, seconds: int) -> str:
    moments = [NOW, NOW + timedelta(seconds=seconds)]
    path = str(folder / site / "archive.sqlite")
    with closing(Archive(path, lambda: moments[-1])) as archive:
        archive.clock = lambda: moments[0]
        run = archive.begin_run({}, "{}", timedelta(days=1))
        archive.clock = lambda: moments[1]
        archive.end_run(run, "finished", {})
        archive.commit()
    return path


def choice(
    folder: Path,
    given: Mapping[str, str] | None = None,
    spiders: tuple[str, ...] = ("newscrawl.spiders", "tests.gazette"),
) -> Choice:
    settings = Settings()
    settings.setmodule("newscrawl.settings")
    settings.set("NEWSCRAWL_CORPUS", str(folder))
    settings.set("SPIDER_MODULES", list(spiders))
    return Choice(settings, given or {})


def names(tasks: list[Task]) -> list[str]:
    return [task.site for task in tasks]


def test_all_that_is_known(corpus: Path) -> None:
    tasks = choice(corpus, {"limit": "5"}).all()

    assert names(tasks) == KNOWN
    assert tasks[0].words == ("asianlite", "-a", "limit=5")
    assert tasks[0].hosts == {
        *("asianlite.com", "asianlite.uk", "archive.asianlite.com"),
    }
    assert tasks[3].hosts == {"paper.example"}
    assert tasks[0].archive == str(corpus / "asianlite" / "archive.sqlite")
    assert [task.before for task in tasks] == [90, None, 90, 90]


@pytest.mark.parametrize(
    ("words", "site", "given"),
    [
        ("asianlite", "asianlite", "asianlite"),
        ("asianlite.com", "asianlite", "asianlite"),
        ("https://www.asianlite.uk/", "asianlite", "asianlite"),
        ("gazette.example", "gazette", "gazette"),
        ("paper.example", "paper.example", "paper.example"),
        ("www.Paper.example", "paper.example", "paper.example"),
        ("http://paper.example", "paper.example", "paper.example"),
        (
            "https://paper.example/en/",
            "paper.example",
            "paper.example -a start=https://paper.example/en/",
        ),
        ("localhost:8000", "localhost_8000", "localhost_8000"),
        (
            "https://www.new.example",
            "new.example",
            "news -a start=https://www.new.example",
        ),
    ],
)
def test_a_site_has_many_names(corpus: Path, words: str, site: str, given: str) -> None:
    (task,) = choice(corpus).of([words])

    assert (task.site, task.words) == (site, tuple(given.split()))


def test_a_site_is_crawled_once(corpus: Path) -> None:
    new = ("https://new.example/en/", "https://new.example/fr/")
    tasks = choice(corpus).of(
        [*new, "paper.example", *new, "http://paper.example/en/", "paper.example"]
    )
    (named,) = choice(corpus).of(["www.new.example", new[0]])

    assert named.words == ("news", "-a", "start=https://new.example/")

    assert names(tasks) == ["new.example", "paper.example"]
    assert tasks[0].words == ("news", "-a", f"start={' '.join(new)}")
    assert tasks[1].words == ("paper.example",)


def test_a_new_newspaper_is_begun_at_its_front_page(corpus: Path) -> None:
    (task,) = choice(corpus).of(["https://new.example/en/", "https://new.example/"])

    assert task.words == ("news", "-a", "start=https://new.example/")
    assert task.hosts == {"new.example"}
    assert task.before is None


def test_all_that_are_wrong_are_named(corpus: Path) -> None:
    wrong = [
        "asianlit",
        "news",
        "demo",
        "other.example",
        "https://",
        "../x",
        "ftp://a.b/",
    ]

    with pytest.raises(ChoiceError) as caught:
        choice(corpus).of(["asianlite", *wrong, "https://new.example/"])

    told = str(caught.value)
    assert told.startswith(f"not known: {', '.join(wrong)}; there are asianlite, ")
    assert "https://any-paper.example/ begins" in told


def test_what_there_is_is_told_in_few_words(corpus: Path) -> None:
    for number in range(60):
        path = corpus / f"paper-{number}.example" / "archive.sqlite"
        path.parent.mkdir()
        path.touch()

    with pytest.raises(ChoiceError, match=r"^not known: ''; there are .* and 44 more;"):
        choice(corpus).of([""])


def test_an_archive_is_opened_only_for_a_site_that_is_crawled(corpus: Path) -> None:
    with patch("sqlite3.connect", wraps=sqlite3.connect) as connect:
        choice(corpus).of(["asianlite", "paper.example", "http://paper.example/en/"])

    assert len(connect.mock_calls) == 2


def test_a_project_without_news_begins_no_newspaper(corpus: Path) -> None:
    own = choice(corpus, spiders=("tests.gazette",))

    with pytest.raises(
        ChoiceError, match=r"^not known: https://n.*; there are gazette$"
    ):
        own.of(["https://new.example/"])
    assert names(own.all()) == ["gazette"]


def test_arguments_are_checked_before_anything_is_begun(corpus: Path) -> None:
    with pytest.raises(
        ChoiceError, match=r"^asianlite: sections='Gossip' is no section"
    ):
        choice(corpus, {"sections": "Gossip"}).all()
    with pytest.raises(ChoiceError, match=r"^asianlite, gazette: unknown .* 'zone'"):
        choice(corpus, {"zone": "Asia/Kolkata"}).all()

    assert choice(corpus, {"zone": "Asia/Kolkata"}).of(["paper.example"])


def test_a_name_is_of_the_archive_that_has_it(corpus: Path) -> None:
    begin(corpus, "asianlite.com", 5)

    tasks = choice(corpus).of(["asianlite.com", "https://asianlite.com/"])

    assert names(tasks) == ["asianlite.com", "asianlite"]
    assert tasks[0].clashes(tasks[1])


# -- how long the last run took --------------------------------------------------


def test_what_a_crawl_that_is_under_way_has_written_is_read(tmp_path: Path) -> None:
    path = begin(tmp_path, "paper.example", 7)
    with closing(Archive(path, lambda: NOW)) as archive:
        run = archive.begin_run({}, "{}", timedelta(days=1))
        archive.end_run(run, "finished", {})
        archive.facts.keep({"start": Fact("https://paper.example/", "told")}, "")
        archive.commit()

        assert past(path).seconds == 0
        assert past(path).facts.keys() == {"start"}


def test_of_an_archive_that_cannot_be_read_nothing_is_known(tmp_path: Path) -> None:
    path = begin(tmp_path, "paper.example", 7)
    assert past(path).seconds == 7
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE runs SET ended = 'one day'")
        connection.commit()

    assert past(path).seconds is None
    assert past(str(tmp_path / "none.sqlite")) == ({}, None)
