"""Pages that stand in place of others: a captcha, a question for consent, a block."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from newscrawl.document import Document

_MOST_WORDS = 250
"""A wall says little; what says more has something to say."""

# What the challenges of the usual firms load. An article may load one of them too, for
# its comments, but is no page of few words.
_CHALLENGES = (
    "/cdn-cgi/challenge-platform/",  # https://developers.cloudflare.com/cloudflare-challenges/
    "challenges.cloudflare.com",
    "captcha-delivery.com",  # DataDome
    "_Incapsula_Resource",  # Imperva
    "px-captcha",  # HUMAN
    "token.awswaf.com",
    "hcaptcha.com",
    "recaptcha",
    "arkoselabs.com",
    "friendlycaptcha",
    "geetest",
)
_CHALLENGED = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|not a (?:robot|bot)\b|you are human"
    r"|just a moment|checking your browser|unusual (?:traffic|activity)"
    r"|security check|bot (?:detection|protection)",
    re.IGNORECASE,
)
_BLOCKED = re.compile(
    r"access (?:has been |was |is )?(?:denied|blocked)|you have been blocked"
    r"|request (?:was |has been )?blocked|403 forbidden",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|(?:your|privacy|cookie) (?:choices|consent|preferences)"
    r"|consent|datenschutz|cookies",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"\b(?:accept|agree|allow|reject|akzeptieren|zustimmen|accepter|aceptar|accetta)",
    re.IGNORECASE,
)
_OF_ONE_VISIT = re.compile(r"(?<!\S)[^\s\d/]*[\d/]\S*")
"""A word that may be a number, a time, a token or an address."""
_PRESSED = "button, input[type=submit], input[type=button], [role=button], form a"


class Look(NamedTuple):
    """How a page looks that is neither article nor list."""

    name: str | None
    """What stands there in place of a page; None where that is not known."""
    digest: str
    """Its `wording`."""


def look(document: Document) -> Look:
    """Return how *document* looks."""
    return Look(name(document), wording(" ".join(_words(document))))


def wording(text: str) -> str:
    """Return what stands for the words of *text* that are not of one visit alone.

    A wall may print the address that was asked for, the time, or a number of its own.
    """
    words = " ".join(_OF_ONE_VISIT.sub(" ", text).casefold().split())
    return sha256(words.encode()).hexdigest()


def name(document: Document) -> str | None:
    """Return what *document* is in place of a page; None where it is none of these."""
    words = list(_words(document))
    if len(words) > _MOST_WORDS:
        return None
    text = " ".join(words)
    if _CHALLENGED.search(text) or any(map(document.html.__contains__, _CHALLENGES)):
        return "captcha page"
    if _BLOCKED.search(text):
        return "block page"
    if _CONSENT.search(text) and any(map(_AGREE.search, _buttons(document))):
        return "consent page"
    return None


def _words(document: Document) -> Iterator[str]:
    yield from document.title.split()
    for block in document.blocks:
        yield from block.text.split()


def _buttons(document: Document) -> Iterator[str]:
    yield from document.texts(_PRESSED)
    for attribute in ("value", "aria-label"):
        yield from document.values(_PRESSED, attribute)
