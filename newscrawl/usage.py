"""What a publisher says of uses: `train-ai=n, search=y`, a dictionary of preferences.

`Content-Usage` is that of the IETF's working group AIPREF:
https://datatracker.ietf.org/doc/draft-ietf-aipref-vocab/ (06: `train-ai`, `search`) and
https://datatracker.ietf.org/doc/draft-ietf-aipref-attach/. `Content-Signal` is what
Cloudflare writes into robots.txt, https://contentsignals.org/, with other words for it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

SIGNALS = ("Content-Usage", "Content-Signal")
"""What such a dictionary stands behind, in a header or in robots.txt."""

_LABELS: Mapping[str, str] = {
    # draft-ietf-aipref-vocab-06
    "train-ai": "noai",
    "search": "noindex",
    # draft-ietf-aipref-vocab-02 to 05, https://contentsignals.org/
    "train-genai": "noai",
    "ai-use": "noai",
    "ai-output": "noai",
    "ai-input": "noai",
    "ai-train": "noai",
    # draft-ietf-aipref-vocab-00
    "ai": "noai",
    "genai": "noai",
    "inference": "noai",
    # All that machines do; what is said of a part of it goes before.
    "bots": "tdm",
    "all": "tdm",
    "tdm": "tdm",
}
"""What follows from each label, where it is refused."""

_ANSWERS = {"n": False, "no": False, "y": True, "yes": True}

# https://www.rfc-editor.org/rfc/rfc9651#section-3.2, as far as labels and answers go.
_KEY = r"[a-z*][a-z0-9_.*-]*"
_BARE = r"""(?:"(?:[^"\\]|\\["\\])*"|:[A-Za-z0-9+/=]*:|[^\s",;()=]+|\([^()]*\))"""
_PARAMETERS = rf"(?:\s*;\s*{_KEY}(?:={_BARE})?)*"
_MEMBER = re.compile(rf"\s*({_KEY})(?:=({_BARE}))?{_PARAMETERS}\s*(,|$)")


def refused(value: str) -> frozenset[str]:
    """Return what follows from the preferences *value*: `noai`, `noindex`, `tdm`.

    What cannot be read as a dictionary expresses no preference.
    """
    answers = _read(value)
    found = {_LABELS[label] for label, is_let in answers.items() if not is_let}
    # Who refuses all to machines refuses it to AI, unless said otherwise.
    is_let = any(answers[label] for label in answers if _LABELS[label] == "noai")
    return frozenset(found | {"noai"} if "tdm" in found and not is_let else found)


@lru_cache(maxsize=256)
def _read(value: str) -> Mapping[str, bool]:
    members: dict[str, str | None] = {}
    place, follows = 0, ","
    while follows:
        found = _MEMBER.match(value, place)
        if found is None:
            return {}
        members[found[1]] = found[2]  # the last counts, where one stands twice
        place, follows = found.end(), found[3]
    return {
        label: _ANSWERS[answer]
        for label, answer in members.items()
        if label in _LABELS and answer in _ANSWERS
    }
