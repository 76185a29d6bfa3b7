"""The manifest of a corpus: its files with their digests, and what they hold."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any

from newscrawl.article import SCHEMA_VERSION
from newscrawl.corpus.selection import Record

NAME = "manifest.json"
CARD = "README.md"
DATA = "data"
FORMAT = "newscrawl corpus 1"

_KEYS = {"version": str, "records": int, "files": list, "card": str}
_FILE_KEYS = {"path": str, "split": str, "records": int, "bytes": int, "sha256": str}


class CorpusError(Exception):
    """A corpus that is none or cannot be read; says where and why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus."""

    path: str
    """From the folder of the corpus."""
    split: str
    records: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says that its corpus can be checked by."""

    version: str
    records: int
    files: tuple[File, ...]
    card: str = ""
    """The SHA-256 of the card, which is no part of the version; "" where not told."""

    @property
    def names(self) -> set[str]:
        """The files that a corpus of this manifest has."""
        return {NAME, CARD, *(file.path for file in self.files)}


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found wrong with a corpus, or worth telling."""

    words: str
    is_fault: bool = True


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
    files: list[File],
    contents: Contents,
    beside: Mapping[str, Any],
    generator: str,
    card: str,
) -> str:
    """Return the text of a manifest; *card* is the SHA-256 of the card.

    *beside* is what it tells of how the records came about.
    """
    record = {
        "format": FORMAT,
        "version": version(files),
        "record_version": SCHEMA_VERSION,
        "generator": generator,
        **beside,
        # asdict would take a Counter apart.
        **{each.name: getattr(contents, each.name) for each in fields(contents)},
        "card": card,
        "files": [asdict(file) for file in files],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def version(files: Iterable[File]) -> str:
    """Return what stands for the contents of *files*: another each time they differ."""
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def load(folder: Path) -> Manifest:
    """Return the manifest of the corpus in *folder*; raises CorpusError."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CorpusError(f"{folder} is no corpus: it has no {NAME}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise CorpusError(f"{path} cannot be read: {error}") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise CorpusError(f"{path} is no manifest of a corpus of this newscrawl")
    _check({"card": "", **told}, _KEYS, str(path))
    for number, file in enumerate(told["files"], 1):
        _check(file, _FILE_KEYS, f"{path}, file {number},")
        if not _is_inside(file["path"]):
            raise CorpusError(f"{path} names files that are none of a corpus")
    names = _FILE_KEYS.keys()
    files = tuple(File(*(file[name] for name in names)) for file in told["files"])
    return Manifest(told["version"], told["records"], files, told.get("card", ""))


def _check(told: Any, keys: Mapping[str, type], place: str) -> None:
    """Raise CorpusError where *told* has not a value of its type at each of *keys*."""
    for key, kind in keys.items():
        value = told.get(key) if isinstance(told, dict) else None
        is_odd = isinstance(value, str) and not value.isprintable()
        if type(value) is not kind or is_odd:
            raise CorpusError(
                f"{place} is damaged: its {key!r} is not as it was written"
            )


def _is_inside(name: str) -> bool:
    """Say whether *name* is that of a file of the corpus, and of nothing outside it."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def check(folder: Path, manifest: Manifest) -> Iterator[Remark]:
    """Yield what is to be said of the files in *folder*, beside its *manifest*.

    What only people see, and what others put beside the data, is no fault. Raises
    OSError.
    """
    if manifest.version != version(manifest.files):
        yield Remark(f"{NAME} was changed: its version is not that of its files")
    for file in manifest.files:
        if words := _compare(folder / file.path, file):
            yield Remark(f"{file.path} {words}")
    if manifest.card and not (folder / CARD).is_file():
        yield Remark(f"{CARD}, the card, is missing", is_fault=False)
    elif manifest.card and digest(folder / CARD) != manifest.card:
        yield Remark(f"{CARD}, the card, was changed", is_fault=False)
    for path in _strangers(folder, manifest.names):
        name = path.as_posix() if str(path).isprintable() else ascii(path.as_posix())
        yield Remark(f"{name} is not of the corpus", is_fault=path.parts[0] == DATA)


def _compare(path: Path, file: File) -> str | None:
    """Return what is wrong with the file at *path*, which is to be *file*."""
    if not path.is_file():
        return "is missing"
    if (size := path.stat().st_size) != file.bytes:
        return f"has {size:,} bytes, and not {file.bytes:,}"
    is_same = digest(path) == file.sha256
    return None if is_same else "was changed: its SHA-256 is another"


def _strangers(folder: Path, known: set[str]) -> Iterator[Path]:
    """Yield the files in *folder* that are not *known*, without hidden ones.

    What fetches corpora leaves `.git/`, `.gitattributes` or `.cache/` beside them.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not is_hidden and name.as_posix() not in known:
            yield name
