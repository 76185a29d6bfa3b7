"""`scrapy verify`: what is whole is called so, and every kind of fault is found."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.findings import KINDS
from newscrawl.archive.lock import Lock
from newscrawl.newspaper import Newspaper
from tests.crawling import crawl
from tests.terminal.shelf import HOST, Shelf, address, command, story


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a corpus of three stories, one of them with two revisions."""
    made = Shelf(tmp_path)
    made.store(story(1))
    made.store(story(2))
    made.store(story(3))
    made.store(story(1, revision=2))
    made.deliver()
    yield made
    made.close()


def findings(shelf: Shelf) -> tuple[int, dict[str, Any]]:
    """Return the exit code, and what was found by its kind."""
    done = command(shelf.folder, "verify", "asianlite", "--json")
    found = json.loads(done.stdout)
    assert found["is_well"] is (done.code == 0)
    return done.code, {one["kind"]: one for one in found["findings"]}


def test_what_is_whole_is_well(shelf: Shelf) -> None:
    done = command(shelf.folder, "verify", "asianlite")

    assert done.code == 0
    assert done.stdout == ("asianlite: 3 articles, 4 revisions, 1 feed: all is well\n")


def test_after_a_crawl_all_is_well(tmp_path: Path) -> None:
    with Newspaper(articles=40, layout="today") as paper:
        done = crawl(tmp_path, *paper.start_urls, output="own.jsonl")
        limited = crawl(tmp_path, *paper.start_urls, output="few.jsonl", limit="3")

    found = command(tmp_path / "corpus", "verify", "asianlite", "--json")

    assert (done.code, limited.code) == (0, 4)
    record = json.loads(found.stdout)
    assert (found.code, record["findings"]) == (0, [])
    assert (record["articles"], len(record["feeds"])) == (40, 3)


# -- the archive ---------------------------------------------------------------


def set_record(**given: object) -> Callable[[Shelf], None]:
    def change(shelf: Shelf) -> None:
        query = "SELECT record FROM revisions WHERE id = 2"
        (text,) = shelf.archive.connection.execute(query).fetchone()
        record = {**json.loads(text), **given}
        record = {name: value for name, value in record.items() if value is not ...}
        shelf.edit("UPDATE revisions SET record = ? WHERE id = 2", json.dumps(record))

    return change


def edit(statement: str) -> Callable[[Shelf], None]:
    return lambda shelf: shelf.edit(statement)


def keep_out(shelf: Shelf) -> None:
    key = "SELECT key, NULL, 'now' FROM articles WHERE id = 2"
    shelf.edit(f"INSERT INTO forgotten {key}")
    shelf.edit("UPDATE pages SET state = 'forgotten' WHERE id = 2")


def keep_out_number(shelf: Shelf) -> None:
    post = f"{HOST} 2"
    shelf.edit("INSERT INTO forgotten VALUES (x'00', ?, 'now')", post)


def keep_out_page(shelf: Shelf) -> None:
    shelf.page(address(9))
    key = "SELECT key, NULL, 'now' FROM pages WHERE url LIKE '%-9/'"
    shelf.edit(f"INSERT INTO forgotten {key}")


@pytest.mark.parametrize(
    ("spoil", "kind", "example"),
    [
        (edit("UPDATE revisions SET article = 9 WHERE id = 3"), "reference", None),
        (edit("UPDATE revisions SET revision = 4 WHERE id = 4"), "gaps", address(1)),
        (edit("UPDATE revisions SET revision = 2 WHERE id = 2"), "gaps", address(2)),
        (edit("DELETE FROM revisions WHERE id = 2"), "gaps", address(2)),
        (
            edit(f"UPDATE articles SET post = '{HOST} 1' WHERE id = 2"),
            "number",
            f"{address(1)} and {address(2)}",
        ),
        (
            lambda shelf: shelf.visit(address(7), outcome="stored", kind="article"),
            "unstored",
            address(7),
        ),
        (keep_out, "kept", address(2)),
        (keep_out_number, "kept", address(2)),
        (keep_out_page, "kept", address(9)),
        (edit("UPDATE revisions SET record = '{' WHERE id = 2"), "unreadable", None),
        (edit("UPDATE revisions SET record = '[]' WHERE id = 2"), "misshapen", None),
        (set_record(tags=...), "misshapen", f"{address(2)} revision 1"),
        (set_record(mood="fine"), "misshapen", None),
        (set_record(word_count="six"), "misshapen", None),
        (set_record(published="yesterday"), "misshapen", None),
        (set_record(published_source="guess"), "misshapen", None),
        (set_record(url=address(5)), "different", f"{address(2)} revision 1"),
        (set_record(revision=3), "different", None),
        (set_record(content_hash="00"), "different", None),
        (set_record(text="Other words."), "hash", f"{address(2)} revision 1"),
        (set_record(title="Another"), "hash", None),
    ],
)
def test_what_is_wrong_in_the_archive(
    shelf: Shelf, spoil: Callable[[Shelf], None], kind: str, example: str | None
) -> None:
    spoil(shelf)
    shelf.archive.commit()

    code, found = findings(shelf)

    assert code == 1
    assert found[kind]["count"] == 1
    assert found[kind]["is_fault"]
    assert found[kind]["place"] == str(shelf.path)
    if example:
        assert found[kind]["examples"] == [example]


def test_a_damaged_file_is_told(shelf: Shelf) -> None:
    shelf.edit("PRAGMA wal_checkpoint(TRUNCATE)")
    shelf.close()
    with shelf.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 20)
    shelf.archive.connection = type(shelf.archive.connection)(":memory:")

    code, found = findings(shelf)

    assert code == 1
    assert found["damaged"]["count"] >= 1
    assert "bring the archive back from a copy" in found["damaged"]["cure"]


# -- the feed ------------------------------------------------------------------


def rewrite(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Shelf], None]:
    def spoil(shelf: Shelf) -> None:
        there = shelf.feed.read_bytes().splitlines(keepends=True)
        shelf.feed.write_bytes(b"".join(change(there)))

    return spoil


def note(**given: int) -> Callable[[Shelf], None]:
    (name, value), *_ = given.items()
    return edit(f"UPDATE feeds SET {name} = {value}")


def leave_behind(shelf: Shelf) -> None:
    shelf.store(story(4))


def forget_without_cutting(shelf: Shelf) -> None:
    keep_out(shelf)
    shelf.edit("DELETE FROM revisions WHERE article = 2")
    shelf.edit("DELETE FROM sketches WHERE article = 2")
    shelf.edit("DELETE FROM articles WHERE id = 2")


OTHERS = b'{"url": "https://harbour.example/", "content_hash": "1"}\n'


@pytest.mark.parametrize(
    ("spoil", "kinds", "example"),
    [
        (lambda shelf: shelf.feed.unlink(), {"absent"}, None),
        (rewrite(lambda lines: lines[:3]), {"cut", "missing"}, "1/ revision 2"),
        (rewrite(lambda lines: [*lines, lines[1]]), {"twice"}, "2/ revision 1"),
        (rewrite(lambda lines: [*lines, lines[0][:90]]), {"torn end"}, "at byte"),
        (
            rewrite(lambda lines: [lines[0][:90] + b"\n", *lines, OTHERS]),
            {"torn", "others", "cut"},
            "at byte 0",
        ),
        (rewrite(lambda lines: [*lines[1:], OTHERS * 20]), {"missing", "others"}, None),
        (note(size=10**9), {"cut"}, None),
        (note(size=10), {"cut"}, None),
        (note(delivered=99), {"ahead"}, None),
        (leave_behind, {"behind"}, "4/ revision 1"),
        (forget_without_cutting, {"forgotten"}, address(2)),
        (edit("DELETE FROM feeds"), set(), None),
    ],
)
def test_what_is_wrong_in_the_feed(
    shelf: Shelf,
    spoil: Callable[[Shelf], None],
    kinds: set[str],
    example: str | None,
) -> None:
    spoil(shelf)
    shelf.archive.commit()

    code, found = findings(shelf)

    # Some changes also move the end of what the archive has noted.
    assert kinds <= set(found) <= {*kinds, "cut"}
    assert code == (1 if kinds else 0)
    if example:
        examples = [text for one in found.values() for text in one["examples"]]
        assert [text for text in examples if example in text]


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (rewrite(lambda lines: [*lines, b"# errands\n"]), "others"),
        (rewrite(lambda lines: [*lines, OTHERS, OTHERS]), "others"),
        (rewrite(lambda lines: [*lines, b"{}\n"]), "others"),
        (lambda shelf: shelf.deliver(shelf.folder / "gone.jsonl"), "elsewhere"),
    ],
)
def test_what_is_only_told(
    shelf: Shelf, spoil: Callable[[Shelf], None], kind: str
) -> None:
    spoil(shelf)
    (shelf.folder / "gone.jsonl").unlink(missing_ok=True)

    code, found = findings(shelf)

    assert code == 0
    assert set(found) == {kind}
    assert not found[kind]["is_fault"]


def test_files_of_one_crawl_are_not_asked_for_more(shelf: Shelf) -> None:
    own, few, table = (shelf.folder / name for name in ("own.txt", "few.jl", "t.csv"))
    shelf.deliver(own)
    shelf.deliver(few, scope='{"since": "2022-02-01"}')
    shelf.deliver(table)
    few.write_bytes(b"".join(few.read_bytes().splitlines(keepends=True)[:2]))
    shelf.edit("UPDATE feeds SET size = 0 WHERE path = ?", str(few))
    table.write_text("url,title\n")
    shelf.store(story(4))
    shelf.deliver()
    there = shelf.feed.read_bytes().splitlines(keepends=True)
    shelf.feed.write_bytes(b"".join([*there[:4], there[-1]]))
    shelf.edit("UPDATE feeds SET size = 0 WHERE path = ?", str(shelf.feed))

    code, found = findings(shelf)

    assert code == 0
    assert set(found) == {"left behind", "format"}
    assert found["left behind"]["place"] == str(own)
    assert found["format"]["place"] == str(table)


def test_a_file_of_chosen_fields_cannot_be_checked(shelf: Shelf) -> None:
    shelf.feed.write_text('{"title": "Story 1"}\n' * 4)
    shelf.edit("UPDATE feeds SET size = 0")

    code, found = findings(shelf)

    assert (code, set(found)) == (0, {"others"})


def test_it_says_what_helps(shelf: Shelf) -> None:
    forget_without_cutting(shelf)
    shelf.archive.commit()

    done = command(shelf.folder, "verify", "asianlite")

    assert done.code == 1
    assert f"wrong  lines of what is forgotten: 1, in {shelf.feed}" in done.stdout
    assert f"-> scrapy forget asianlite {address(2)}\n" in done.stdout


def test_three_examples_are_enough(shelf: Shelf) -> None:
    for number in range(10, 20):
        shelf.store(story(number))
    shelf.archive.commit()

    _, found = findings(shelf)

    assert (found["behind"]["count"], len(found["behind"]["examples"])) == (10, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_cure_can_be_said(kind: str) -> None:
    cure = KINDS[kind].cure.format(site="asianlite", example=address(1))

    assert cure
    assert "{" not in cure


# -- bad input -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name one site"),
        (["asianlit"], "there is asianlite"),
        (["asianlite", "other"], "name one site"),
        (["asianlite", "--jsn"], "unknown option --jsn"),
    ],
)
def test_bad_input(shelf: Shelf, words: list[str], told: str) -> None:
    done = command(shelf.folder, "verify", *words)

    assert done.code == 2
    assert told in done.stderr


def test_it_does_not_look_at_what_a_crawl_is_changing(shelf: Shelf) -> None:
    lock = Lock(str(shelf.path))
    lock.acquire("2026-11-01T12:00:00Z")
    during = command(shelf.folder, "verify", "asianlite")
    lock.release()

    assert during.code == 5
    assert "another run is under way" in during.stderr
    assert command(shelf.folder, "verify", "asianlite").code == 0


def test_what_is_no_archive_is_told(shelf: Shelf) -> None:
    other = shelf.folder / "harbournews" / "archive.sqlite"
    other.parent.mkdir()
    other.write_text("errands\n" * 99)

    done = command(shelf.folder, "verify", "harbournews")

    assert done.code == 1
    assert "is no archive" in done.stderr
    assert other.read_text() == "errands\n" * 99
