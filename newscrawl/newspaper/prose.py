"""Headlines, sentences and captions put together from the vocabulary."""

import re
from functools import lru_cache
from math import gcd, prod

from newscrawl.newspaper import words
from newscrawl.newspaper.chance import Draw, mix

_SLOTS: dict[str, tuple[str, ...]] = {
    "person": words.PEOPLE,
    "surname": words.SURNAMES,
    "place": words.PLACES,
    "thing": words.THINGS,
    "noun": words.NOUNS,
    "adjective": words.ADJECTIVES,
    "body": words.BODIES,
    "role": words.ROLES,
    "verb": words.VERBS,
    "verbs": words.PRESENT,
    "reason": words.REASONS,
    "effect": words.EFFECTS,
    "saying": words.SAYINGS,
    "day": words.DAYS,
    "month": words.MONTHS,
    "number": words.NUMBERS,
    "sum": words.SUMS,
}
_SLOT = re.compile(r"\{(\w+)\}")

Template = tuple[str | tuple[str, ...], ...]
"""Words as they stand, and lists of which one stands there."""


def compile_template(text: str) -> Template:
    """Return the template that *text* writes, with its slots in braces."""
    pieces = _SLOT.split(text)
    return tuple(
        _SLOTS[piece] if index % 2 else piece
        for index, piece in enumerate(pieces)
        if piece
    )


def fill(template: Template, draw: Draw) -> str:
    """Return *template* with a word drawn for each slot."""
    one = draw.one
    return "".join([p if p.__class__ is str else one(p) for p in template])


SENTENCES = tuple(
    compile_template(line)
    for line in (
        "The {body} {verb} the {thing} in {place} on {day}, {reason}.",
        "{person}, {role} at the {body}, said the {thing} would cost {sum} by {month}.",
        "“We counted {number} people at {place}, and {saying},” said {person}.",
        "According to the {body}, {effect} rose by {number} points {reason}.",
        "In {place}, where {number} families depend on the {thing}, few had heard of it.",
        "“If {place} can do it, so can we,” {surname} told the {body}; “{saying}.”",
        "A report of {number} pages, seen by this newspaper, links {effect} to the {thing}.",
        "{surname} and {surname} met in {place} on {day} to settle the {thing}.",
        "Neither the {body} nor {person} would say who {verb} the {thing}.",
        "Some {number} volunteers kept the {thing} going {reason}.",
        "The {role} of {place} compared the plan to a {thing} that cost {sum}.",
        "By {month}, {number} of the {number} posts at the {body} had been filled.",
        "Critics in {place} point to the {thing}, which was {verb} {reason}.",
        "Under the plan, {place} and {place} would share a {thing} worth {sum}.",
        "{person} has {verb} the {thing} before, {reason}.",
        "Next {month} the {body} will ask {person} why {effect} were left out.",
        "Share prices in {place} fell {number} points when {person} {verb} the {thing}.",
        "Yesterday’s {thing} drew {number} visitors to {place}, the {body} said.",
        "For {person}, a {role} from {place}, the {thing} is a matter of {effect}.",
        "It isn’t the {effect} that worry {place} but the {thing}, {surname} argued.",
        "The vote – {number} to {number} – means the {thing} stays in {place}.",
        "Asked about {effect}, {person} answered: “{saying}, and {place} knows it.”",
        "Records at the {body} show that {place} {verb} a {thing} in {month}.",
        "{effect_start} matter more than any {thing}, wrote {person} to the {body}.",
        "More than {sum} has gone into the {thing} at {place} since {month}.",
        "A crowd of {number} waited for {person} outside the {body} in {place}.",
        "The {body}, which {verb} a {thing} last {month}, declined to comment.",
        "There is talk in {place} of a second {noun}, led by {person} of the {body}.",
        "“My {noun} opened with {number} rupees,” {person} recalled in {place}.",
        "Engineers from {place} need {number} more days to test the {thing}.",
        "What {surname} calls a {thing}, the {body} calls a burden on {effect}.",
        "Until {month}, {effect} in {place} had been steady at {number} a week.",
        "On {day} {person} {verb} both the {thing} and the {body} behind it.",
        "Its {thing}, {verb} by {person}, now serves {number} villages near {place}.",
        "Traders from {place} to {place} expect {effect} to follow the {thing}.",
        "{person}’s {thing} was {verb} {reason}, the {body} confirmed.",
    )
    for line in (line.replace("{effect_start}", "Changes to {effect}"),)
)
LEADS = tuple(
    compile_template(line)
    for line in (
        "The {body} has {verb} the {thing} of {place}, {reason}",
        "{person} says the {thing} will change {effect} across {place}",
        "A {thing} in {place} is to receive {sum} from the {body}",
        "{number} people in {place} await word on the {thing}",
        "The {role} of {place} wants {effect} put before the {thing}",
    )
)
CAPTIONS = tuple(
    compile_template(line)
    for line in (
        "The {noun} at {place} on a {month} morning",
        "{person} at the {body} in {place}",
        "Visitors to the {thing}, {place}",
    )
)
SUBHEADINGS = tuple(
    compile_template(line)
    for line in (
        "What the {thing} means for {place}",
        "A question of {effect}",
        "{surname} and the {noun}",
        "Why {place} waited",
    )
)
ITEMS = tuple(
    compile_template(line)
    for line in (
        "{number} places on the {thing} for {place}",
        "A review of {effect} by the {body}",
        "{sum} for the {noun} at {place}, payable in {month}",
    )
)
REMARKS = tuple(
    compile_template(line)
    for line in (
        "I live in {place} and have never seen a {thing} there.",
        "Well said, {surname}! The {body} should read this.",
        "What about {effect} in {place}? Nobody asks.",
    )
)
# No two of these can give the same words: each has its own, and names all its slots.
HEADLINES = tuple(
    compile_template(line)
    for line in (
        "{place} {verbs} {adjective} {noun} and looks to {month}",
        "{place} {verbs} its {adjective} {noun} by {month}",
        "Why {place} {verbs} the {adjective} {noun} in {month}",
        "{adjective} {noun}: how {place} {verbs} it, {month} to today",
        "As {month} nears, {place} {verbs} a {adjective} {noun}",
        "{place}’s {adjective} {noun}: {month} vote {verbs} it",
    )
)
_SIZES = tuple(
    prod(len(piece) for piece in template if not isinstance(piece, str))
    for template in HEADLINES
)
_TITLES = sum(_SIZES)
"""How many titles there are: no paper may have more articles."""


def title(index: int, seed: int) -> str:
    """Return the title of story *index*: no two stories of one *seed* share theirs."""
    number = (index * _stride(seed) + mix(seed, 2)) % _TITLES
    for template, size in zip(HEADLINES, _SIZES, strict=True):
        if number < size:
            return _spell(template, number)
        number -= size
    raise AssertionError("a number below the sum of the sizes is in one of them")


@lru_cache(maxsize=16)
def _stride(seed: int) -> int:
    stride = mix(seed, 1) % _TITLES
    while gcd(stride, _TITLES) != 1:
        stride += 1
    return stride


def _spell(template: Template, number: int) -> str:
    pieces = []
    for piece in template:
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            number, digit = divmod(number, len(piece))
            pieces.append(piece[digit])
    line = "".join(pieces)
    return line[0].upper() + line[1:]


def sentence(draw: Draw) -> str:
    """Return a sentence."""
    return fill(draw.one(SENTENCES), draw)


def paragraph(draw: Draw, count: int) -> str:
    """Return a paragraph of *count* sentences."""
    return " ".join([fill(draw.one(SENTENCES), draw) for _ in range(count)])


def foreign(draw: Draw, script: str, count: int) -> str:
    """Return *count* words in the script of another language."""
    space = "" if script == "chinese" else " "
    return space.join(draw.one(words.SCRIPTS[script]) for _ in range(count))
