"""`scrapy verify FOLDER`: a corpus is checked against its manifest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
