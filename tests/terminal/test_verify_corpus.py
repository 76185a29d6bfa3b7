"""`scrapy verify FOLDER`: a corpus is checked against its manifest."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.corpus.manifest import CorpusError
from newscrawl.corpus.reading import open_corpus
from tests.crawling import ROOT
from tests.terminal.corpora import export, run, stocked
from tests.terminal.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a corpus folder with some articles, one of them changed."""
    return stocked(tmp_path / "corpus")


def _cut(target: Path) -> None:
    path = target / "data" / "train.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def _flip(target: Path) -> None:
    path = target / "data" / "train.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_cut, "data/train.parquet has "),
        (_flip, "data/train.parquet was changed: its SHA-256 is another"),
        (lambda t: (t / "data" / "train.parquet").unlink(), "is missing"),
        (lambda t: (t / "data" / "more").touch(), "data/more is not of the corpus"),
    ],
    ids=["cut", "flip", "missing", "more"],
)
def test_verify_finds_what_is_wrong(
    damage: Callable[[Path], Any], words: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    assert "7 records: all is well" in run(shelf, "verify", str(target)).stdout

    damage(target)

    done = run(shelf, "verify", str(target))
    assert done.code == 1
    assert words in done.stdout
    told = json.loads(run(shelf, "verify", str(target), "--json").stdout)
    assert told["is_well"] is False
    assert run(shelf, "import", str(target)).code == 1


def _clone(target: Path) -> None:
    for name in (".git/HEAD", ".gitattributes", ".cache/huggingface/a.lock"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text("of those who fetched it")


def _edit_card(target: Path) -> None:
    with (target / "README.md").open("a", encoding="utf-8") as card:
        card.write("All free to take.\n")


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        (_clone, []),
        (_edit_card, ["README.md, the card, was changed"]),
        (lambda t: (t / "README.md").unlink(), ["README.md, the card, is missing"]),
        (lambda t: (t / "notes.txt").touch(), ["notes.txt is not of the corpus"]),
    ],
    ids=["clone", "card", "no card", "more"],
)
def test_what_is_beside_the_data_is_no_fault(
    change: Callable[[Path], Any], notes: list[str], shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    change(target)

    done = run(shelf, "verify", str(target))
    told = json.loads(run(shelf, "verify", str(target), "--json").stdout)

    assert done.code == 0
    head, *rest = done.stdout.splitlines()
    assert head.endswith("1 file, 7 records: all is well")
    assert rest == [f"   note  {note}" for note in notes]
    assert (told["is_well"], told["faults"], told["notes"]) == (True, [], notes)
    assert run(shelf, "import", str(target)).code == 0


@pytest.mark.parametrize("path", ["../articles.jsonl", "/etc/passwd"])
def test_a_manifest_names_nothing_outside(
    path: str, shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    text = (target / "manifest.json").read_text("utf-8")
    spoilt = text.replace("data/train.parquet", path)
    (target / "manifest.json").write_text(spoilt, "utf-8")

    for name in ("verify", "import"):
        done = run(shelf, name, str(target))
        assert done.code == 2
        assert "names files that are none of a corpus" in done.stderr


def test_a_folder_without_a_manifest_is_no_corpus(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    done = run(shelf, "verify", "tests")

    assert done.code == 2
    assert "tests is no corpus: it has no manifest.json" in done.stderr


@pytest.mark.parametrize("name", ["Makefile", "lite.jsonl"])
def test_a_file_is_nothing_to_verify(
    name: str, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).touch()

    done = run(shelf, "verify", name)

    assert done.code == 2
    assert f"{name} is a file: verify takes the name of a site" in done.stderr


def test_a_name_that_is_too_long_is_of_nothing(shelf: Shelf) -> None:
    for name in ("verify", "import"):
        done = run(shelf, name, "x" * 5000)
        assert done.code == 2
        assert "Traceback" not in done.stderr


# -- a manifest that is damaged -------------------------------------------------------


@pytest.mark.parametrize(
    "manifest",
    [
        "[]", "null", "", '{"format": "newscrawl corpus 1"', "[" * 100_000,
        '{"format": "newscrawl corpus 1"}',
        '{"format": "newscrawl corpus 1", "version": 1, "records": 0, "files": []}',
        '{"format": "newscrawl corpus 1", "version": "", "records": 0, "files": {}}',
        '{"format": "newscrawl corpus 1", "version": "", "records": 0, "files": [7]}',
    ],
)  # fmt: skip
def test_a_damaged_manifest_is_told(
    manifest: str, shelf: Shelf, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_text(manifest)

    for name in ("verify", "import"):
        done = run(shelf, name, str(tmp_path))
        assert done.code == 2
        assert f"{tmp_path}/manifest.json" in done.stderr


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=3,
)


def test_whatever_a_manifest_says_is_read_or_refused(
    shelf: Shelf, tmp_path: Path
) -> None:
    target = tmp_path / "lite"
    export(shelf, target)
    path = target / "manifest.json"
    whole = json.loads(path.read_text("utf-8"))
    names = st.sampled_from([*whole, *whole["files"][0]])

    @settings(max_examples=300, deadline=None)
    @given(st.dictionaries(names, _VALUES, min_size=1, max_size=2))
    def is_read_or_refused(given: dict[str, Any]) -> None:
        file = {**whole["files"][0], **given}
        files = given.get("files", [{name: file[name] for name in whole["files"][0]}])
        path.write_text(json.dumps({**whole, **given, "files": files}), "utf-8")
        with suppress(CorpusError):
            told = [remark.words for remark in open_corpus(target).check()]
            assert all(map(str.isprintable, told))

    is_read_or_refused()
