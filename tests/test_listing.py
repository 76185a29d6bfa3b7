"""The sites that a file lists."""

from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from newscrawl.many.listing import ListError, listed

TEXT = """\
\ufeff# papers
one.example
\r
  https://two.example/#top  # a comment
three.example\t# another\r
#four.example
fünf.example
one.example"""
SITES = [
    "one.example",
    "https://two.example/#top",
    "three.example",
    "fünf.example",
    "one.example",
]


def test_what_a_file_lists(tmp_path: Path) -> None:
    file = tmp_path / "papers.txt"
    file.write_bytes(TEXT.encode())

    assert list(listed(str(file))) == SITES


def test_what_is_listed_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    # Cron's locale is C.
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(TEXT.encode()), "ascii"))

    assert list(listed("-")) == SITES


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            "one.example\nfünf.example\n".encode("latin-1"),
            "line 2 is not in UTF-8; sav",
        ),
        ("one.example\n".encode("utf-16"), "line 1 is not in UTF-8; save the file as"),
    ],
)
def test_what_is_no_utf_8_is_told_with_its_line(
    data: bytes, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "papers.txt"
    file.write_bytes(data)

    with pytest.raises(ListError, match=f"^--from {file}: {told}"):
        list(listed(str(file)))


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=f"^--from {tmp_path}: Is a directory$"):
        list(listed(str(tmp_path)))
