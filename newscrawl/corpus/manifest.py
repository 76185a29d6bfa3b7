"""The manifest of a corpus: its files with their digests, and what they hold."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any

from newscrawl.article import SCHEMA_VERSION
from newscrawl.corpus.selection import Record

NAME = "manifest.json"
CARD = "README.md"
FORMAT = "newscrawl corpus 1"


class ManifestError(Exception):
    """A folder that is no corpus, or whose manifest cannot be read; says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus."""

    path: str
    """From the folder of the corpus."""
    split: str
    records: int
    bytes: int
    sha256: str


@dataclass(slots=True)
class Contents:
    """What the records are."""

    records: int = 0
    words: int = 0
    first: str | None = None
    """The first day of publication, and below the last; in UTC."""
    last: str | None = None
    undated: int = 0
    fetched: str | None = None
    """When the last of them was fetched."""
    repeats: int = 0
    """How many repeat another's text."""
    sites: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    reserved: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record) -> None:
        """Count *record*."""
        self.records += 1
        self.words += record["word_count"]
        day = (record["published"] or "")[:10]
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)
            self.years[day[:4]] += 1
        else:
            self.undated += 1
        self.fetched = max(self.fetched or "", record["fetched"] or "") or None
        self.repeats += bool(record["duplicate_of"])
        self.sites[record["site"]] += 1
        self.sections[record["section"] or ""] += 1
        self.languages[record["language"] or ""] += 1
        self.reserved.update(record["reserved"])
        self.licences.update(
            {one["value"] for one in record["rights"] if one["signal"] == "licence"}
        )


def digest(path: Path) -> str:
    """Return the SHA-256 of the file at *path*, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def dumps(
    files: list[File], contents: Contents, asked: Mapping[str, Any], generator: str
) -> str:
    """Return the text of a manifest."""
    record = {
        "format": FORMAT,
        "version": version(files),
        "record_version": SCHEMA_VERSION,
        "generator": generator,
        "asked": dict(asked),
        # asdict would take a Counter apart.
        **{each.name: getattr(contents, each.name) for each in fields(contents)},
        "files": [asdict(file) for file in files],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def version(files: list[File]) -> str:
    """Return what stands for the contents of *files*: another each time they differ."""
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def load(folder: Path) -> dict[str, Any]:
    """Return the manifest of the corpus in *folder*; raises ManifestError."""
    path = folder / NAME
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ManifestError(f"{folder} is no corpus: it has no {NAME}") from None
    except (OSError, ValueError) as error:
        raise ManifestError(f"{path} cannot be read: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ManifestError(f"{path} is no manifest of a corpus of this newscrawl")
    if not all(map(_is_file, manifest.get("files", ()))):
        raise ManifestError(f"{path} names files that are none of a corpus")
    return manifest


def _is_file(given: Any) -> bool:
    """Say whether *given* is a file of the corpus, and of nothing outside it."""
    if not isinstance(given, dict) or set(given) != {
        each.name for each in fields(File)
    }:
        return False
    path = PurePosixPath(str(given["path"]))
    return not path.is_absolute() and ".." not in path.parts


def names(manifest: Mapping[str, Any]) -> set[str]:
    """Return the files that a corpus of this *manifest* has."""
    return {NAME, CARD, *(file["path"] for file in manifest["files"])}


def faults(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the files in *folder*, beside its *manifest*."""
    listed = [File(**each) for each in manifest["files"]]
    for file in listed:
        path = folder / file.path
        if not path.is_file():
            yield f"{file.path} is missing"
        elif path.stat().st_size != file.bytes:
            there = path.stat().st_size
            yield f"{file.path} has {there:,} bytes, and not {file.bytes:,}"
        elif digest(path) != file.sha256:
            yield f"{file.path} was changed: its SHA-256 is another"
    known = names(manifest)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known:
            yield f"{name} is not of the corpus"
    if manifest["version"] != version(listed):
        yield f"{NAME} was changed: its version is not that of its files"
