"""Sentences drawn from a seed, none of them twice."""

from collections.abc import Callable
from random import Random

from tests.wordpress import words

TEMPLATES = (
    "{person}, the {role} of {place}, {verb} the {thing} {reason}.",
    "“The {thing} was worth {number} working days,” said {person} in {place}.",
    "Officials in {place} {verb} {number} reports on the {thing} {reason}.",
    "According to {person}, {place} has {verb} its {thing} {number} times.",
    "{reason_start}, the {role} {verb} the {thing} between {place} and {other}.",
    "The {thing} — some {number} metres of it — was {verb} {reason} in {place}.",
    "{person} told the {role} that {number} families near {place} share one {thing}.",
    "Only {number} of the people asked in {place} knew who had {verb} the {thing}.",
    "Neither {place} nor {other} has said why {person} {verb} the {thing} {reason}.",
    "A report of {number} pages says the {thing} at {place} can’t be {verb} twice.",
)
SCRIPTS = {"hi": (words.HINDI, " ", "।"), "ur": (words.URDU, " ", "۔")}
HEADLINES = (
    "{place} {verb} its {thing}",
    "{person} takes {thing} to {place}",
    "Why {place} still wants a {thing}",
    "{role_start} of {place} looks beyond the {thing}",
    "{number} days that changed the {thing} of {place}",
)


class Prose:
    """A writer who never repeats herself."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.written: set[str] = set()

    def sentence(self) -> str:
        """A sentence that ends in a full stop or a quotation's end."""
        return self._new(lambda: self._fill(self.random.choice(TEMPLATES)))

    def headline(self) -> str:
        """A headline: no full stop."""
        return self._new(lambda: self._fill(self.random.choice(HEADLINES)))

    def paragraph(self, sentences: int = 3) -> str:
        """Some sentences in a row."""
        return " ".join(self.sentence() for _ in range(sentences))

    def foreign(self, script: str) -> str:
        """A line of words in a script that is not ours: `hi`, `ur` or `zh`."""
        vocabulary, space, stop = SCRIPTS.get(script, (words.CHINESE, "", "。"))

        def line() -> str:
            chosen = [self.random.choice(vocabulary) for _ in range(9)]
            return f"{space.join(chosen)} {self._number()}{stop}"

        return self._new(line)

    def _new(self, write: Callable[[], str]) -> str:
        while (line := write()) in self.written:
            pass
        self.written.add(line)
        return line

    def _number(self) -> int:
        return self.random.randint(11, 998)

    def _fill(self, template: str) -> str:
        draw = self.random.choice
        reason, role = draw(words.REASONS), draw(words.ROLES)
        place, other = self.random.sample(words.PLACES, 2)
        return template.format(
            person=draw(words.PEOPLE),
            role=role,
            role_start=_start(role),
            place=place,
            other=other,
            thing=draw(words.THINGS),
            verb=draw(words.VERBS),
            reason=reason,
            reason_start=_start(reason),
            number=self._number(),
        )


def _start(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]
