"""Pairs of texts of which it is known whether the one is a copy of the other.

The texts are in `duplicates/`: articles, each another story (those called NNa and NNb
are of one event, by two hands); reports of one template with other facts; what agencies
put around their copy; articles in other languages. Copies are made of them by edits of
known size.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

FOLDER = Path(__file__).with_name("duplicates")
SHARES = (1, 2, 5, 10, 15, 20, 25, 30)
"""Per cent of the words that are changed."""


class Pair(NamedTuple):
    """Two texts."""

    kind: str
    """What was done to the one, or what the two are."""
    one: str
    other: str
    is_copy: bool


class Set(NamedTuple):
    """What copies are made of, and what copies are told from."""

    articles: list[str]
    templates: list[list[str]]
    """Reports, those of each template together."""
    boilerplates: list[str]


Edit = Callable[[list[str], Random, Set], list[str]]
"""Returns the paragraphs of a copy."""


def read_set(half: int | None = None) -> Set:
    """Return the texts in English; *half* 0 or 1 returns every other of them."""
    paths = sorted((FOLDER / "articles").glob("*.txt"))
    articles = [_body(path.read_text("utf-8")) for path in paths]
    told: list[dict[str, Any]] = _load("templates")["templates"]
    templates = [
        [_body(each["text"].format_map(facts)) for facts in each["facts"]]
        for each in told
    ]
    own = slice(half, None, 2) if half is not None else slice(None)
    return Set(articles[own], templates[own], _load("agency")["boilerplates"][own])


def read_foreign() -> Iterator[tuple[str, Set]]:
    """Yield the code of each other language, and the texts in it."""
    for code, texts in _load("languages").items():
        yield code, Set([_body(text) for text in texts], [], [])


def _load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def _body(text: str) -> str:
    """Return *text* without its headline."""
    return text.strip().partition("\n\n")[2]


# -- edits -----------------------------------------------------------------------------


def change(share: int) -> Edit:
    """Return what changes *share* per cent of the words, wherever they stand."""

    def edit(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
        others = chance.choice(texts.articles).split()
        found = []
        for paragraph in paragraphs:
            words = paragraph.split()
            places = [i for i in range(len(words)) if chance.random() * 100 < share]
            for place in places:
                words[place] = chance.choice(others)
            found.append(" ".join(words))
        return found

    return edit


def add(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
    """Put a paragraph of another article anywhere."""
    others = [p for text in texts.articles for p in text.split("\n\n")]
    new = chance.choice([other for other in others if other not in paragraphs])
    place = chance.randrange(len(paragraphs) + 1)
    return [*paragraphs[:place], new, *paragraphs[place:]]


def cut(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
    """Leave a paragraph out."""
    place = chance.randrange(len(paragraphs))
    return paragraphs[:place] + paragraphs[place + 1 :]


def move(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
    """Put a paragraph elsewhere."""
    rest = list(paragraphs)
    moved = rest.pop(chance.randrange(len(rest)))
    rest.insert(chance.randrange(len(rest) + 1), moved)
    return rest


def wrap(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
    """Put around it what agencies and papers put there."""
    return [
        chance.choice(texts.boilerplates),
        *paragraphs,
        chance.choice(texts.boilerplates),
    ]


def update(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
    """Tell it as it stands later: a new beginning, and a few words changed."""
    return add(change(5)(paragraphs, chance, texts)[1:], chance, texts)


def join(*edits: Edit) -> Edit:
    """Return what makes one edit after the other."""

    def edit(paragraphs: list[str], chance: Random, texts: Set) -> list[str]:
        for each in edits:
            paragraphs = each(paragraphs, chance, texts)
        return paragraphs

    return edit


EDITS: dict[str, Edit] = {
    "another headline": join(),
    **{f"{share} % of the words changed": change(share) for share in SHARES},
    "a paragraph more": add,
    "a paragraph less": cut,
    "a paragraph moved": move,
    "boilerplate around": wrap,
    "an update": update,
    "boilerplate, and 10 % changed": join(change(10), wrap),
    "moved, cut, and 5 % changed": join(move, cut, change(5)),
}


# -- pairs -----------------------------------------------------------------------------


def copies(texts: Set, seed: int = 0) -> Iterator[Pair]:
    """Yield each article with each of its edits."""
    chance = Random(seed)
    for text in texts.articles:
        paragraphs = text.split("\n\n")
        for kind, edit in EDITS.items():
            if texts.boilerplates or "boilerplate" not in kind:
                made = "\n\n".join(edit(paragraphs, chance, texts))
                yield Pair(kind, text, made, is_copy=True)


def others(texts: Set, seed: int = 0) -> Iterator[Pair]:
    """Yield pairs that look like copies, and are none."""
    chance = Random(seed)
    for reports in texts.templates:
        for index, one in enumerate(reports):
            for other in reports[:index]:
                yield Pair("one template", one, other, is_copy=False)
                edited = change(5)(other.split("\n\n"), chance, texts)
                made = "\n\n".join(edited)
                yield Pair("one template, edited", one, made, is_copy=False)
    for index, one in enumerate(texts.articles):
        for other in texts.articles[:index]:
            yield Pair("two stories", one, other, is_copy=False)
    yield from _dressed(texts, chance)


def _dressed(texts: Set, chance: Random) -> Iterator[Pair]:
    """Yield pairs of stories that share what is not of their own."""
    for one, other in zip(texts.articles, texts.articles[1:], strict=False):
        for piece in texts.boilerplates:
            yield Pair(
                "the same boilerplate",
                f"{piece}\n\n{one}",
                f"{piece}\n\n{other}",
                is_copy=False,
            )
        known = [p for p in one.split("\n\n") if len(p) * 4 < len(other)]
        for background in known and [chance.choice(known)]:
            told = f"{other}\n\n{background}"
            yield Pair("the same background", one, told, is_copy=False)
