"""The card of a corpus: what it is, how it was made, and what may be done with it.

https://huggingface.co/docs/hub/datasets-cards says what stands above the text, and
where `datasets.load_dataset` looks for the files.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newscrawl.corpus.manifest import Contents, File, version
from newscrawl.corpus.shape import properties

_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
)  # fmt: skip
_MOST_SECTIONS = 30
_MOST_LICENCES = 20
_RESERVATIONS = {
    "tdm": "mining of texts and data (`tdm`)",
    "noai": "use for AI (`noai`)",
    "noarchive": "keeping of copies (`noarchive`)",
    "noindex": "listing by a search (`noindex`)",
}
_DTYPES = {"string": "string", "integer": "int64", "number": "float64"}
_TIME_IN_PARQUET = "timestamp[ms, tz=UTC]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a card tells."""

    name: str
    contents: Contents
    files: list[File]
    form: str
    fields: tuple[str, ...]
    asked: Mapping[str, Any]
    generator: str
    homes: Mapping[str, str]
    """By site: where it is on the web."""
    guessed: tuple[str, ...] = ()
    """The sites whose zone is not known; UTC was taken for it."""
    left_out: int = 0
    """Articles whose reservations were respected."""

    @property
    def has_texts(self) -> bool:
        """Whether the words of the articles are in it."""
        return "text" in self.fields


def render(about: Description) -> str:
    """Return the card, in Markdown under a head of YAML."""
    pieces = (_head(about), *_text(about))
    return "\n".join(pieces) + "\n"


# -- the head ------------------------------------------------------------------


def _head(about: Description) -> str:
    languages = sorted(_languages(about.contents.languages))
    splits = dict.fromkeys(file.split for file in about.files)
    lines = [
        "---",
        f"pretty_name: {json.dumps(about.name, ensure_ascii=False)}",
        "license: other",
        "license_name: publishers",
        *(["language:", *(f"- {code}" for code in languages)] if languages else []),
        "size_categories:",
        f"- {_size(about.contents.records)}",
        "task_categories:",
        "- text-generation",
        "tags:",
        "- news",
    ]
    if splits:
        lines += ["configs:", "- config_name: default", "  data_files:"]
    for split in splits:
        lines += [f"  - split: {split}", "    path:"]
        lines += [f"    - {file.path}" for file in about.files if file.split == split]
    if about.form != "csv":
        lines += ["dataset_info:", "  features:", *_features(about)]
    return "\n".join([*lines, "---", ""])


def _languages(counts: Counter[str]) -> set[str]:
    return {tag.split("-")[0].lower() for tag in counts if tag}


def _size(records: int) -> str:
    return next((name for most, name in _SIZES if records < most), "100M<n<1B")


def _features(about: Description) -> Iterator[str]:
    parts = properties()
    for name in about.fields:
        yield from _feature(name, parts[name], "  ", about.form)


def _feature(name: str, asked: dict[str, Any], indent: str, form: str) -> Iterator[str]:
    yield f"{indent}- name: {name}"
    kinds = asked.get("type", "string")
    (kind,) = {kinds} if isinstance(kinds, str) else set(kinds) - {"null"}
    if kind != "array":
        is_time = asked.get("format") == "date-time" and form == "parquet"
        yield f"{indent}  dtype: {_TIME_IN_PARQUET if is_time else _DTYPES[kind]}"
    elif asked["items"]["type"] == "object":
        yield f"{indent}  list:"
        for part, inner in asked["items"]["properties"].items():
            yield from _feature(part, inner, f"{indent}  ", form)
    else:
        yield f"{indent}  list: string"


# -- the text ------------------------------------------------------------------


def _text(about: Description) -> Iterator[str]:
    contents = about.contents
    yield f"# {about.name}\n"
    yield (
        f"{_count(contents.records, 'news article')}"
        f"{'' if about.has_texts else ', without their texts,'} from"
        f" {_sites(about)}{_days(contents)}. Version `{version(about.files)}`.\n"
    )
    yield _table(("what", "how much"), _figures(about))
    yield "\n## How to read it\n"
    yield from _reading(about)
    yield "\n## Fields\n"
    parts = properties()
    rows = ((f"`{name}`", parts[name]["description"]) for name in about.fields)
    yield _table(("field", "meaning"), rows)
    yield "\n## What is in it\n"
    yield _table(("year", "articles"), sorted(contents.years.items()))
    yield ""
    common = contents.sections.most_common(_MOST_SECTIONS)
    yield _table(("section", "articles"), ((name or "none", n) for name, n in common))
    yield "\n## How it was made\n"
    yield from _making(about)
    yield "\n## Rights\n"
    yield from _rights(about)


def _sites(about: Description) -> str:
    named = (
        f"[{site}]({about.homes[site]})" if site in about.homes else site
        for site in about.contents.sites
    )
    return ", ".join(named) or "no site"


def _days(contents: Contents) -> str:
    if not contents.first:
        return ""
    return f", published from {contents.first} to {contents.last}"


def _figures(about: Description) -> Iterator[tuple[str, object]]:
    contents = about.contents
    yield "articles", f"{contents.records:,}"
    if about.has_texts:
        yield "words", f"{contents.words:,}"
    yield "without a date", f"{contents.undated:,}"
    yield "that repeat another's text", f"{contents.repeats:,}"
    for site, count in contents.sites.items():
        yield f"of {site}", f"{count:,}"
    for language, count in contents.languages.most_common():
        yield f"in {language or 'a language that is not known'}", f"{count:,}"
    splits = Counter[str]()
    for file in about.files:
        splits[file.split] += file.records
    if len(splits) > 1:
        for split, count in splits.items():
            yield f"in the split {split}", f"{count:,}"


def _reading(about: Description) -> Iterator[str]:
    kind = about.form.partition(".")[0]
    pattern = f"data/*.{about.form}"
    reader = {
        "jsonl": f"read_json('{pattern}')",
        "csv": f"read_csv('{pattern}')",
        "parquet": f"'{pattern}'",
    }[kind]
    yield (
        "```python\n"
        "import datasets\n\n"
        'corpus = datasets.load_dataset("path/of/this/folder")\n'
        "```\n\n"
        "```sql\n"
        "-- DuckDB, in this folder\n"
        f"SELECT count(*) FROM {reader};\n"
        "```\n\n"
        "`manifest.json` has the SHA-256 of each file; `newscrawl verify FOLDER` checks"
        f" them, and `newscrawl import FOLDER` makes an archive of it.{_caution(about)}"
    )


def _caution(about: Description) -> str:
    if not about.form.startswith("jsonl"):
        return ""
    return (
        " Of JSON Lines `datasets` takes texts that look like times for times, also in"
        " the fields that hold dates as written; read them with another library, or"
        " from Parquet."
    )


def _making(about: Description) -> Iterator[str]:
    contents = about.contents
    when = (
        f" The last page was fetched on {contents.fetched[:10]}."
        if (contents.fetched)
        else ""
    )
    yield (
        f"By {about.generator}, which follows every road to an article that a site"
        " offers, asks one page at a time, and obeys robots.txt. Dates are in UTC, with"
        " the text as written, where it was read and how precise it is; what could not"
        f" be read for certain is null.{when}"
    )
    if about.guessed:
        yield (
            f"\nThe zone of {', '.join(about.guessed)} is not known. Where"
            " `published_raw` says none, `published` is by UTC, and may be off by as"
            " much as the newspaper's clock is."
        )
    if about.asked:
        given = ", ".join(f"{name} {_told(it)}" for name, it in about.asked.items())
        yield f"\nTaken from the archives with {given}."
    yield (
        "\nOrder: by site, by time of publication as the latest revision of an article"
        " has it (those without one last), by address, by revision. The same archives"
        " give the same bytes."
    )


def _rights(about: Description) -> Iterator[str]:
    if not about.has_texts:
        yield (
            "This corpus names articles and holds no text of them. `content_hash` tells"
            " whether a text that you have is the one that was read.\n"
        )
    yield from _reserved(about)
    yield (
        "The articles remain their publishers'. In the European Union and the United"
        " Kingdom text and data mining for research is lawful under conditions (in the"
        " EU, Articles 3 and 4 of Directive 2019/790; in the UK, section 29A of the"
        " Copyright, Designs and Patents Act 1988); passing texts on is another matter."
        " Names and other data of persons are in them; a person or a publisher may ask"
        " to have an article taken out."
    )


def _reserved(about: Description) -> Iterator[str]:
    contents, respected = about.contents, about.asked.get("respect", [])
    if respected:
        yield (
            "Respected: articles whose publisher reserves"
            f" {_either([_RESERVATIONS[name] for name in respected])} are not in it;"
            f" {_count(about.left_out, 'article')} of the archives"
            f" {'was' if about.left_out == 1 else 'were'} left out.\n"
        )
    else:
        yield "Nothing that publishers reserve was left out.\n"
    asked = [
        (f"no {what}", contents.reserved[name]) for name, what in _RESERVATIONS.items()
    ]
    yield _table(("what is asked", "articles"), asked) + "\n"
    if contents.licences:
        common = contents.licences.most_common(_MOST_LICENCES)
        yield _table(("licence that is named", "articles"), common) + "\n"
    if "rights" in about.fields:
        yield "`rights` tells what was said of each article, and where.\n"


def _either(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _told(value: object) -> str:
    return f"`{','.join(value) if isinstance(value, list) else value}`"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(heads: tuple[str, str], rows: Any) -> str:
    lines = (f"| {_cell(left)} | {_cell(right)} |" for left, right in rows)
    return "\n".join((f"| {heads[0]} | {heads[1]} |", "|---|---|", *lines))


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")
