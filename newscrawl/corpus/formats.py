"""The formats of a corpus, and what the name of a file says of it."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

Format = Literal["jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")

ENDINGS = ", ".join(f".{form}" for form in FORMATS)

_ENDINGS_OF_OTHERS = frozenset(
    "7z arrow avro br bz2 db doc docx duckdb feather gz gzip h5 htm html jl json"
    " jsonlines ldjson log lz4 md msgpack ndjson npy npz ods odt orc parq pdf pickle"
    " pkl pq rar sql sqlite sqlite3 tab tar tgz toml tsv txt warc xls xlsx xml xz yaml"
    " yml zip zst zstd".split()
)
"""What names of files end with, and never those of folders: `lite-v1.0` is one."""


class FormatError(Exception):
    """A format that cannot be written or read here; says which can, or what helps."""


def form_of(path: Path) -> Format | None:
    """Return the format that the name of *path* says, in any case; None of none."""
    name = path.name.lower()
    return next((form for form in FORMATS if name.endswith(f".{form}")), None)


def check_name(name: str) -> None:
    """Raise FormatError where *name*, as it was typed, is neither of a file nor folder.

    What has the ending of another format would be taken for a folder.
    """
    path = Path(name)
    if name == "-":
        raise FormatError("standard output is not written to; name a file or a folder")
    if form_of(path) and name.endswith((os.sep, os.altsep or os.sep)):
        raise FormatError(
            f"{name} is a folder by its slash and a file by its ending; leave one out"
        )
    if path.suffix.lower().removeprefix(".") in _ENDINGS_OF_OTHERS and not form_of(
        path
    ):
        raise FormatError(
            f"{path.name} is the name of a file in a format that is not written; there"
            f" are {ENDINGS}, and folders, which have no such ending"
        )


def parquet() -> Any:
    """Return the module for Parquet. Raises FormatError without pyarrow."""
    try:
        return import_module("newscrawl.corpus.parquet")
    except ImportError as error:
        raise FormatError(
            "Parquet needs pyarrow, which is not installed: pip install"
            " 'newscrawl[parquet]', or choose another format, such as jsonl.gz"
        ) from error
