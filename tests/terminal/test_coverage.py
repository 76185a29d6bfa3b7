"""`scrapy coverage`, on archives made by hand."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.coverage import REASONS, Why
from newscrawl.archive.values import road_bits
from tests.crawling import ROOT
from tests.terminal.shelf import HOST, Done, Shelf, address, command, story

TEXT = (ROOT / "docs/completeness.md").read_text("utf-8")


class Mapped(Shelf):
    """A corpus whose pages are known by given roads."""

    def know(self, url: str, *roads: str) -> None:
        """Make *url* known by just these *roads*."""
        self.edit("UPDATE pages SET roads = ? WHERE url = ?", road_bits(roads), url)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Mapped]:
    """Return a corpus of eight stories, some of them known by one road alone."""
    made = Mapped(tmp_path)
    for number in range(1, 9):
        beside: dict[str, Any] = {
            "previous_url": address(number - 1) if number > 1 else None,
            "next_url": address(number + 1),
            "published": f"2022-0{1 + number // 5}-03T10:00:00Z",
        }
        made.store(story(number, **beside))
        made.know(address(number), "sections", "rest", "start")
    made.know(address(3), "sections")
    made.know(address(4), "rest")
    made.know(address(5), "related")
    made.visit(address(9), state="failed", outcome="HTTP 500", kind="article")
    made.visit(address(10), state="refused", outcome="Forbidden by robots.txt")
    made.visit(f"https://{HOST}/about/", kind="other")
    made.visit(f"https://{HOST}/uk-news/", kind="list")
    made.visit(f"https://{HOST}/gone/", state="gone", outcome="HTTP 404")
    made.page(f"https://{HOST}/2022/03/01/later/")
    made.visit(f"https://{HOST}/wp-json/", state="absent", outcome="HTTP 404")
    yield made
    made.close()


def ask(shelf: Shelf, *words: str) -> Done:
    shelf.archive.commit()
    return command(shelf.folder, "coverage", "asianlite", *words)


def figures(shelf: Shelf) -> Any:
    done = ask(shelf, "--json")
    assert done.code == 0, done.stderr
    return json.loads(done.stdout)


def test_what_is_stored_and_what_is_missing(shelf: Mapped) -> None:
    found = figures(shelf)

    assert (found["stored"], found["missing"]) == (8, 3)
    assert [
        (one["reason"], one["what"], one["articles"], one["is_missing"])
        for one in found["unstored"]
    ] == [
        ("failed", "HTTP 500", 1, True),
        ("pending", "", 1, True),
        ("refused", "", 1, True),
        ("gone", "HTTP 404", 1, False),
        ("other", "", 1, False),
    ]
    assert found["unstored"][0]["examples"] == [address(9)]


def test_months_count_what_each_road_knows(shelf: Mapped) -> None:
    months = {month["month"]: month for month in figures(shelf)["months"]}

    assert months["2022-01"]["stored"] == 4
    assert months["2022-01"]["by_road"] == {"sections": 3, "rest": 3, "start": 2}
    assert (months["2022-03"]["stored"], months["2022-03"]["missing"]) == (0, 1)
    assert (months[None]["stored"], months[None]["missing"]) == (0, 2)


def test_what_one_road_alone_knows(shelf: Mapped) -> None:
    roads = figures(shelf)["roads"]

    assert {road: one["alone"]["examples"] for road, one in roads.items()} == {
        "sections": [address(3)],
        "rest": [address(4)],
        "related": [address(5)],
        "start": [],
    }
    assert ask(shelf, "--list", "alone").stdout.splitlines() == [
        f"sections\t{address(3)}",
        f"rest\t{address(4)}",
        f"related\t{address(5)}",
    ]


def test_what_is_missing_is_listed_with_the_reason(shelf: Mapped) -> None:
    assert ask(shelf, "--list", "missing").stdout.splitlines() == [
        f"failed HTTP 500\t{address(9)}",
        f"pending\thttps://{HOST}/2022/03/01/later/",
        f"refused\t{address(10)}",
    ]


def test_an_alias_is_no_article_of_its_own(shelf: Mapped) -> None:
    short = f"https://{HOST}/?p=4"
    shelf.page(short)
    shelf.edit(
        "UPDATE pages SET state = 'done', roads = ?, same_as ="
        " (SELECT id FROM pages WHERE url = ?) WHERE url = ?",
        road_bits(["feeds"]),
        address(4),
        short,
    )
    found = figures(shelf)

    assert (found["stored"], found["missing"]) == (8, 3)
    assert found["roads"]["rest"]["alone"]["articles"] == 0
    assert found["roads"]["feeds"]["articles"] == 1


def test_the_chain_leads_to_what_is_not_stored(shelf: Mapped) -> None:
    shelf.edit("DELETE FROM revisions WHERE article = 5")
    shelf.edit("DELETE FROM sketches WHERE article = 5")
    shelf.edit("DELETE FROM articles WHERE id = 5")
    chain = figures(shelf)["chain"]

    assert chain["linked"] == 7
    assert chain["segments"] == {HOST: 2}
    assert chain["gaps"] == 2
    assert {gap["neighbour"]: gap["state"] for gap in chain["examples"]} == {
        address(5): "done",
        address(9): "failed",
    }


def test_a_neighbour_under_another_address_is_no_gap(shelf: Mapped) -> None:
    shelf.store(story(11, previous_url=f"https://{HOST}/?p=1"))
    shelf.page(f"https://{HOST}/?p=1")
    shelf.edit(
        "UPDATE pages SET same_as = (SELECT id FROM pages WHERE url = ?)"
        f" WHERE url = 'https://{HOST}/?p=1'",
        address(1),
    )

    assert figures(shelf)["chain"]["gaps"] == 1  # that of story 8


def test_the_rest_is_estimated_from_what_roads_share(shelf: Mapped) -> None:
    found = figures(shelf)

    # 9 and 6 of all that is known, 5 of them by both.
    assert found["estimate"]["roads"] == ["rest", "sections"]
    assert found["estimate"]["least"] == 11
    assert found["estimate"]["total"] >= 11
    assert found["share"] == round(8 / found["estimate"]["total"], 6)
    assert found["least_share"] < found["share"]


def test_one_road_estimates_nothing(tmp_path: Path) -> None:
    shelf = Mapped(tmp_path)
    shelf.store(story(1))

    assert figures(shelf)["estimate"] is None
    assert "two roads must know a quarter each" in ask(shelf).stdout
    shelf.close()


def test_it_reads_at_a_glance(shelf: Mapped) -> None:
    text = ask(shelf).stdout

    for words in (
        "8 of 11 articles that are known",
        "as far as rest and sections find articles independently",
        f"rest: 1\n               {address(4)}\n",
        "months            stored  missing    rest  sections\n",
        "2022-01        4        0       3         3\n",
        f"failed, HTTP 500: 1\n               {address(9)}\n",
        "refused by robots.txt: 1",
        "Previous and Next Story of asianlite.com: hangs together",
        f"  {address(9)} (failed)\n                 by {address(8)}\n",
    ):
        assert words in text
    assert max(map(len, text.splitlines())) <= 95


@pytest.mark.parametrize(("share", "code"), [("0.3", 0), ("0.99", 1)])
def test_a_threshold_decides_the_exit_code(
    shelf: Mapped, share: str, code: int
) -> None:
    done = ask(shelf, "--at-least", share)

    assert done.code == code
    assert "stored" in done.stdout
    assert ("which is less than 0.99" in done.stderr) == bool(code)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--at-least", "99"), "'99' is no share between 0 and 1, such as 0.99"),
        (("--at-least", "most"), "'most' is no share"),
        (("--json", "--list", "alone"), "not allowed with"),
        (("--list", "all"), "invalid choice"),
        (("another",), "name one site"),
        (("--jsn",), "unknown option --jsn"),
    ],
)
def test_what_is_refused(shelf: Mapped, words: tuple[str, ...], message: str) -> None:
    done = ask(shelf, *words)

    assert done.code == 2
    assert message in done.stderr


def test_an_archive_that_cannot_be_read(shelf: Mapped) -> None:
    shelf.close()
    shelf.path.write_bytes(b"no archive at all, but long enough to be looked at" * 9)

    done = command(shelf.folder, "coverage", "asianlite")

    assert done.code == 1
    assert "is no archive" in done.stderr
    shelf.path.unlink()
    shelf.archive = Shelf(shelf.folder).archive


def test_every_reason_is_documented_as_it_counts() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| (yes|no) \|$", TEXT, re.MULTILINE)

    assert {reason: said == "yes" for reason, said in rows} == {
        reason: Why(reason).is_missing for reason in REASONS
    }


def keys(value: Any) -> set[str]:
    """Return the keys of the objects in *value*, but those that are data."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    inner = set().union(*map(keys, value.values()))
    data = ("sections", "rest", "related", "start", HOST)
    return {key for key in value if key not in data} | inner


def test_every_key_for_machines_is_documented(shelf: Mapped) -> None:
    documented = set(re.findall(r"`(\w+)`", TEXT.partition("## For machines")[2]))

    assert keys(figures(shelf)) == documented - {"null", "unknown"}
