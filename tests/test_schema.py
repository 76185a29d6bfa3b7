import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newscrawl import schema
from newscrawl.article import Article, Image

LEAST = Article(site="asianlite", url="https://asianlite.com/a/", title="A")
FULL = replace(
    LEAST,
    published="2022-02-01T10:30:00Z",
    published_source="jsonld",
    published_precision="second",
    images=[Image(url="https://asianlite.com/a.jpg", caption="A", credit="B")],
    authors=["Mina Farrow"],
)
VALIDATOR = Draft202012Validator(schema.build())


def test_the_shipped_schema_is_current() -> None:
    assert schema.PATH.read_text("utf-8") == schema.dumps(), "run `make update`"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.build())


@pytest.mark.parametrize("article", [LEAST, FULL], ids=["least", "full"])
def test_records_are_valid(article: Article) -> None:
    VALIDATOR.validate(json.loads(json.dumps(asdict(article))))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "2022-02-01"),
        ("published", ""),
        ("published_source", "guess"),
        ("published_precision", "year"),
        ("images", [{"caption": "without an address"}]),
        ("authors", None),
        ("text", None),
        ("unheard", 1),
    ],
)
def test_other_records_are_not(field: str, value: Any) -> None:
    assert not VALIDATOR.is_valid(asdict(FULL) | {field: value})


def test_a_missing_field_is_missed() -> None:
    record = asdict(FULL)
    del record["modified"]

    assert not VALIDATOR.is_valid(record)


def test_the_readme_shows_the_record() -> None:
    readme = schema.README.read_text("utf-8")

    assert schema.insert(readme) == readme, "run `make update`"
    assert schema.table() in readme


def test_both_are_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    monkeypatch.setattr(schema, "PATH", tmp_path / "schema.json")
    monkeypatch.setattr(schema, "README", readme)

    schema.main()
    assert not readme.exists()  # an installed package has none

    readme.write_text(
        f"a\n{schema.OPENING}\nof another day\n{schema.CLOSING}\nb\n", "utf-8"
    )
    schema.main()

    assert (tmp_path / "schema.json").read_text("utf-8") == schema.dumps()
    assert schema.table() in readme.read_text("utf-8")
    assert "of another day" not in readme.read_text("utf-8")
