"""Names as bylines print them: told apart from roles, agencies, places and dates."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from newscrawl import offices
from newscrawl.text import collapse, fold, letters

_FLAGS = re.IGNORECASE

_WRITTEN = (
    r"(?:(?:written|posted|reported|published|edited|created|submitted|compiled|words"
    r"|story|text|article|photos?|video)\s+(?:and\s+\w+\s+)?)"
)
_VERFASST = (
    r"(?:(?:eine?\s+)?(?:[^\W\d]+\s+){0,2}?(?:text|geschrieben|verfasst|veröffentlicht"
    r"|gespeichert|erstellt|gepostet|kommentar|kolumne|analyse|gastbeitrag|essay"
    r"|interview|bericht|reportage|beitrag|artikel|rezension|leitartikel|glosse)\s+)"
)
_ECRIT = (
    r"(?:(?:écrit|publié|rédigé|posté|proposé|propos\s+recueillis|escrito|escrita"
    r"|firmado|elaborado"
    r"|publicado|publicada|redactado|texto|scritto|pubblicato|a\s+cura|testo|geschreven"
    r"|geplaatst|tekst|skrevet|skriven|publicerad|publisert|napisane|opublikowane"
    r"|ditulis)\s+)"
)
LABEL = (
    r"(?:authors?|autor(?:in|en|innen|es|as?|i|zy)?|autor(?:in)?\s*/\s*autor(?:in)?|autore"
    r"|autrice|auteure?s?|auteurs?|autoría|verfasser(?:in)?|redactora?|redaktion|redakcja"
    r"|texte?|texto|testo|tekst|reporter|journaliste?|автор(?:ы)?|текст|yazar|penulis"
    r"|oleh|writer|words|foto\s+und\s+text|text\s+und\s+foto|作者|記者|记者|責任編輯|责任编辑"
    r"|责编|撰文|글)"
)
LEAD = re.compile(
    rf"\W*(?:{_WRITTEN}?by[\s:]+"
    rf"|{_VERFASST}?(?:von|vom)[\s:]+"
    rf"|{_ECRIT}?(?:par|por|(?:di|da)(?=\s+\S+\s+\S)|door|av|af|przez|oleh)[\s:]+"
    rf"|{LABEL}\s*[:：]\s*|{LABEL}\s+(?:von|par|por|di|by)\s+"
    r"|autor(?:in)?\s*/\s*autor(?:in)?\s+"
    r"|(?:view|see|read)\s+(?:all|more)\s+(?:of|from|(?:posts|articles|stories)\s+by)\s+"
    r"|(?:posts|articles|stories|more|alle\s+(?:beiträge|artikel))\s+(?:by|from|von)\s+)",
    _FLAGS,
)
_BARE_BY = re.compile(r"\W*By\s*(?=[A-ZÀ-Þ])")
_TAIL = re.compile(r"[’']s?\s+(?:posts|articles|stories)\.?$", _FLAGS)

# "Name, Name; Name / Name | Name": what surely stands between two.
_BETWEEN = re.compile(
    r"\s*(?:[;|/•·●\n、，；／]|\s[-–—]\s|\sBy\s(?=[A-Z])|,(?!\s*(?:Jr|Sr|PhD|MD|II)\b))\s*"
)
_AND = re.compile(
    r"\s+(?:and|und|et|og|och|ja|with|mit|и|та|és|ve|και|&|\+)\s+|\s*&\s*", _FLAGS
)
# What also stands within one name: "José Ortega y Gasset".
_OR_WITHIN = re.compile(r"\s+(?:y|e|i|en|a)\s+(?=[^\W\d_a-z]\S*\s+[^\W\d_a-z])")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+")
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]\s*")
# What leads from a name to a place, a date or a profile.
_BEHIND = re.compile(
    r"\s+(?:in|aus|for|für|from|at|on|im|am|um|is|ist|about|reports?|twitter|facebook"
    r"|posted|published|updated|veröffentlicht|aktualisiert|publié|mis|publicado"
    r"|actualizado|pubblicato|aggiornato|gepubliceerd)(?:\s.*)?$"
    r"|\s*(?:[,:]\s*|\s)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d).*$"
    r"|(?:19|20)\d\d[-./]\d.*$",
    _FLAGS,
)
_DATE = re.compile(
    r"[\s,]+(?:jan|feb|mar|mär|apr|abr|avr|mai|may|maj|jun|juin|jul|juil|aug|ago|août|sep"
    r"|okt|oct|ott|out|nov|dec|dez|dic|déc|gen|ene|mag|giu|lug|set)[a-zäéûç]{0,7}\.?\s*\d.*$",
    _FLAGS,
)
# What a date begins with that a comma would part from it: "A Name Mittwoch, 3. April".
_WEEKDAY = re.compile(
    r"[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"),?(?:\s+(?:den|le))?\s+\d.*$",
    _FLAGS,
)
_PARTICLES = frozenset(
    "al bin bint da das de del della den der des di do dos du e el ibn la las le los of"
    " ten ter van vom von vor y zu zum zur af av na abu ul i d' o' und".split()
)
# Scripts whose names are written in one word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_WORDS = 5
_LONGEST = 45


@dataclass(slots=True)
class Credits:
    """Whom a byline names."""

    people: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    """Names as of users, in one word of small letters, and those of the site."""
    bodies: list[str] = field(default_factory=list)
    """Agencies, newsrooms, companies."""

    def add(self, other: "Credits") -> None:
        """Add what *other* names, each name once."""
        for mine, theirs in (
            (self.people, other.people),
            (self.accounts, other.accounts),
            (self.bodies, other.bodies),
        ):
            known = {fold(name) for name in mine}
            mine.extend(name for name in theirs if fold(name) not in known)


def strip_lead(text: str) -> str:
    """Return *text* without the words that lead to a name, such as "By"."""
    text = _TAIL.sub("", text)
    if lead := _BARE_BY.match(text) or LEAD.match(text):
        return text[lead.end() :].strip()
    return text.strip()


def read(bylines: Iterable[str], is_site: Callable[[str], bool]) -> Credits:
    """Return whom *bylines* name; *is_site* knows the names of the site itself."""
    found = Credits()
    for byline in bylines:
        found.add(_read(byline, is_site))
    return found


def _read(byline: str, is_site: Callable[[str], bool]) -> Credits:
    if offices.HOST.search(byline):
        return Credits(bodies=[strip_lead(offices.BRACKETED.sub("", byline)) or byline])
    found = Credits()
    for name in _pieces(byline):
        key = letters(name)
        if not key or key.isdecimal() or key in offices.NOBODY:
            continue
        if _is_body(name, key) or _is_branch(name, is_site):
            found.add(Credits(bodies=[name]))
        elif is_site(name) or _is_account(name):
            found.add(Credits(accounts=[name]))
        else:
            found.add(Credits(people=[name]))
    return found


def _is_body(name: str, key: str) -> bool:
    return key in offices.AGENCIES or offices.BODY.search(name) is not None


def _is_branch(name: str, is_site: Callable[[str], bool]) -> bool:
    """Say whether *name* is that of the site in capitals, with a place behind it."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.isupper() and is_site(first)


def _is_account(name: str) -> bool:
    return " " not in name and (name.islower() or "." in name or "_" in name)


def _pieces(byline: str) -> Iterator[str]:
    """Yield the parts of *byline* that can be names."""
    text = _WEEKDAY.sub("", strip_lead(_ADDRESS.sub("", byline)))
    bare = _BRACKETS.sub(" ", text).strip()
    parts = [part for part in _BETWEEN.split(bare or text.strip("()[]（）")) if part]
    if turned := _turned(parts, text):
        yield turned
        return
    first = True
    for part in parts:
        for piece in _split_and(part):
            name = _tidy(piece, first=first)
            if name and (first or _is_further(name)):
                yield name
                first = False


def _turned(parts: list[str], text: str) -> str | None:
    """Return "Surname, Name" as it is said."""
    if len(parts) != 2 or "," not in text or any(" " in part for part in parts):
        return None
    if not all(part.istitle() and len(part) > 2 for part in parts):
        return None
    return f"{parts[1]} {parts[0]}"


def _split_and(part: str) -> Iterator[str]:
    for piece in _AND.split(part):
        yield from _OR_WITHIN.split(piece)


def _tidy(piece: str, *, first: bool) -> str:
    """Return *piece* without role, place and date; "" where no name is left."""
    name = strip_lead(collapse(piece))
    if role := offices.ROLE_FIRST.match(name):
        name = name[role.end() :]
    elif not first and offices.ROLE_LAST.search(name):
        return ""
    name = offices.ROLE_JOINED.sub("", name)
    name = _BEHIND.sub("", offices.ROLE_LAST.sub("", _DATE.sub("", name))).strip(
        ' ,:;*–—-|"“”„«»'
    )
    if name.endswith(".") and len(name.split()[-1].strip(".")) > 2:
        name = name.rstrip(".")
    if offices.BUTTON.search(name) or not name[:1].isalnum():
        return ""
    return name if len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS else ""


def _is_further(name: str) -> bool:
    """Say whether *name*, behind another, is one as well, and no place or office."""
    return is_full(name) or _is_body(name, letters(name))


def are_names(text: str) -> bool:
    """Say whether *text* is nothing but names: "By A Name and B Name, Place".

    Without such a lead each of them is a whole name.
    """
    line = strip_lead(text)
    named = [name for part in _BETWEEN.split(line) for name in _split_and(part) if name]
    if not named or not all(map(looks_like_name, named)):
        return False
    return is_full(named[0]) if line != text.strip() else all(map(is_full, named))


def is_full(text: str) -> bool:
    """Say whether *text* is written as a whole name is, first and last."""
    return looks_like_name(text) and (" " in text or _UNSPACED.search(text) is not None)


def looks_like_name(text: str) -> bool:
    """Say whether *text* is written as a name is: a few words, each in capitals."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or any(map(str.isdigit, text)):
        return False
    if re.search(r"[!?…:;]", text):
        return False
    return all(_is_name_word(word) for word in words) and not words[0].islower()


def _is_name_word(word: str) -> bool:
    return (
        word.lower() in _PARTICLES or not word[0].islower() or word[:2] in ("d'", "d’")
    )
