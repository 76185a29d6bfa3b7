"""The sentences of the invented paper, with slots for its words."""

import re
from dataclasses import dataclass
from math import prod

from newscrawl.newspaper import words

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


@dataclass(frozen=True, slots=True)
class Template:
    """A line with slots, in each of which one of some words stands."""

    form: str
    """The line, with %s for each slot."""
    slots: tuple[tuple[tuple[str, ...], int], ...]
    """The words of each slot, and how many they are."""

    @property
    def size(self) -> int:
        """How many lines it gives."""
        return prod(size for _, size in self.slots)

    def spell(self, number: int) -> str:
        """Return line *number*: another for each number below the size."""
        words = []
        # A page has dozens of lines: divmod and len would take half as long again.
        for slot, size in self.slots:
            words.append(slot[number % size])
            number //= size
        return self.form % tuple(words)


def compile_template(text: str) -> Template:
    """Return the template that *text* writes, with its slots in braces."""
    names = _SLOT.findall(text)
    slots = tuple((_SLOTS[name], len(_SLOTS[name])) for name in names)
    return Template(_SLOT.sub("%s", text), slots)


def compile_templates(*texts: str) -> tuple[Template, ...]:
    """Return the templates that *texts* write."""
    return tuple(map(compile_template, texts))


SENTENCES = compile_templates(
    "The {body} {verb} the {thing} in {place} on {day}, {reason}.",
    "{person}, {role} at the {body}, said the {thing} would cost {sum} by {month}.",
    "“We counted {number} people at {place}, and {saying},” said {person}.",
    "According to the {body}, {effect} rose by {number} points {reason}.",
    "In {place}, where {number} families need the {thing}, few had heard of it.",
    "“If {place} can do it, so can we,” {surname} told the {body}; “{saying}.”",
    "A report of {number} pages, leaked on {day}, links {effect} to the {thing}.",
    "{surname} and {surname} met in {place} on {day} to settle the {thing}.",
    "Neither the {body} nor {person} would say who {verb} the {thing}.",
    "Some {number} volunteers kept the {thing} going {reason}.",
    "The {role} of {place} compared the plan to a {thing} that cost {sum}.",
    "By {month}, {number} of the {number} posts at the {body} had been filled.",
    "Critics in {place} point to the {thing}, which was {verb} {reason}.",
    "Under the plan, {place} and {place} would share a {thing} worth {sum}.",
    "{person} has {verb} the {thing} before, {reason}.",
    "Next {month} the {body} will ask {person} why {effect} were left out.",
    "Share prices in {place} fell {number} points as {person} {verb} the {thing}.",
    "Yesterday’s {thing} drew {number} visitors to {place}, the {body} said.",
    "For {person}, a {role} from {place}, the {thing} is a matter of {effect}.",
    "It isn’t the {effect} that worry {place} but the {thing}, {surname} argued.",
    "The vote – {number} to {number} – means the {thing} stays in {place}.",
    "Asked about {effect}, {person} answered: “{saying}, and {place} knows it.”",
    "Records at the {body} show that {place} {verb} a {thing} in {month}.",
    "Changes to {effect} matter more than any {thing}, wrote {person} to the {body}.",
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
LEADS = compile_templates(
    "The {body} has {verb} the {thing} of {place}, {reason}",
    "{person} says the {thing} will change {effect} across {place}",
    "A {thing} in {place} is to receive {sum} from the {body}",
    "{number} people in {place} await word on the {thing}",
    "The {role} of {place} wants {effect} put before the {thing}",
)
CAPTIONS = compile_templates(
    "The {noun} at {place} on a {month} morning",
    "{person} at the {body} in {place}",
    "Visitors to the {thing}, {place}",
)
SUBHEADINGS = compile_templates(
    "What the {thing} means for {place}",
    "A question of {effect}",
    "{surname} and the {noun}",
    "Why {place} waited",
)
ITEMS = compile_templates(
    "{number} places on the {thing} for {place}",
    "A review of {effect} by the {body}",
    "{sum} for the {noun} at {place}, payable in {month}",
)
REMARKS = compile_templates(
    "I live in {place} and have never seen a {thing} there.",
    "Well said, {surname}! The {body} should read this.",
    "What about {effect} in {place}? Nobody asks.",
)
# No two of these can give the same words: each has its own, and names all its slots.
HEADLINES = compile_templates(
    "{place} {verbs} {adjective} {noun} and looks to {month}",
    "{place} {verbs} its {adjective} {noun} by {month}",
    "Why {place} {verbs} the {adjective} {noun} in {month}",
    "{adjective} {noun}: how {place} {verbs} it, {month} to today",
    "As {month} nears, {place} {verbs} a {adjective} {noun}",
    "{place}’s {adjective} {noun}: {month} vote {verbs} it",
)
