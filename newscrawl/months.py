"""The words of dates in the languages of the big newspapers, put into English."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

MONTHS = (
    "january february march april may june july august september october november"
    " december".split()
)
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
LANGUAGES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu"
    " hy id is it ka kk kn lt lv mk ml mr ms nb ne nl nn pa pl pt ro ru si sk sl sq sr"
    " sv sw ta te th tr uk ur uz vi".split()
)
# What stands between the parts of a date and says nothing of its own.
_FILLERS = frozenset(
    "a à às al alle als at bei das de del dem den der di dia do d el em em en fecha"
    " godz heure heures hora horas hour hours hrs il kell kl klo la las le lo los o ob"
    " om on op ore os oras ora orele pe pukul saat se the tanggal u uhr um ure uur v"
    " van ve vo vom w à в во від г год года году о об от р року у час часа часов ч"
    " الساعة في من يوم م lúc vào ngày năm วันที่ เวลา น พ ศ ที่ στις ώρα de’ l de’l ב ה את"
    " hodin óra órakor ur val".split()
)
_CJK_DAY = re.compile(
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?"
)
_CJK_TIME = re.compile(
    r"(\d{1,2})\s?[時时點点시]\s?(?:(\d{1,2})\s?[分분](?:\s?(\d{1,2})\s?[秒초])?)?"
)
_CJK_WEEKDAY = re.compile(
    r"[((]\s?[月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?(?:[・·]祝)?\s?[))]"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})\s(?:tháng|thg)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})"
)
_AFTERNOON = "午後|下午|오후|晚上|μ\\.?\\s?μ\\.?|م|ب\\.ظ|অপরাহ্ন|अपराह्न"
_MORNING = "午前|上午|오전|凌晨|早上|π\\.?\\s?μ\\.?|ص|ق\\.ظ|পূর্বাহ্ন|पूर्वाह्न"
_CLOCK = r"(\d{1,2}(?::\d\d){1,2}|\d{1,2}\.\d\d(?!\d|\.))"
_HALVES = tuple(
    (re.compile(pattern), rf"\1 {half}")
    for half, words in (("pm", _AFTERNOON), ("am", _MORNING))
    for pattern in (
        rf"(?<!\w)(?:{words})\s?{_CLOCK}",
        rf"(?<!\d){_CLOCK}\s?(?:{words})(?!\w)",
    )
)
_HOUR = re.compile(
    r"(?<![\d:.])(\d{1,2})\s?(?:uhr|heures?|horas?|hs|h|uur|ч|час(?:ов|а)?)\.?(?![\w:])"
)
_FULL_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})\s?(?:h|uhr)\s?([0-5]\d)(?!\d)")
# English mornings are told from the German "on".
_HALF = re.compile(r"(?<=\d)\s?([ap])\.?\s?m\b\.?")
_ON = re.compile(r"(?<!\d)(?<!\d\s)\bam\b")
_WORD = re.compile(r"[^\s\d.,/|:;()\[\]·•–—+-]+(\.?)")
_ELIDED = re.compile(r"(?:d|l|dell|all|dall)['’]")
_DIGIT = re.compile(r"[^\x00-\x7f]")
# Old and new style: the years of Thailand's newspapers are 543 ahead.
_THAI_YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
# Arabic newspapers leave out the hamza of an alef, and give a month both its names.
_ALEFS = str.maketrans("أإآ", "ااا")
_TWICE = re.compile(rf"\b({'|'.join(MONTHS)})\s?/\s?\1\b")
_ROMAN = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of dates, each folded."""

    months: Mapping[str, int]
    weekdays: frozenset[str]
    phrases: re.Pattern[str]
    """Names of months that are several words."""


@cache
def words() -> Words:
    """Return the words of all languages; those that two take for two months are none.

    They are dateparser's, which has them of Unicode's CLDR. It takes half a second.
    """
    months: dict[str, set[int]] = defaultdict(set)
    weekdays: set[str] = set()
    for language in LANGUAGES:
        for table in _tables(language):
            for number, name in enumerate(MONTHS, start=1):
                for word in map(fold, table.get(name, ())):
                    months[word.removeprefix("de ")].add(number)
            for name in DAYS:
                weekdays.update(map(_bare, table.get(name, ())))
    known = {
        word: numbers.pop()
        for word, numbers in months.items()
        if len(numbers) == 1 and _is_name(word)
    }
    phrases = sorted((word for word in known if " " in word), key=len, reverse=True)
    return Words(
        months=known,
        weekdays=frozenset(word for word in weekdays if len(word) > 1),
        phrases=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)"),
    )


def _tables(language: str) -> Iterator[Mapping[str, list[str]]]:
    module = import_module(f"dateparser.data.date_translation_data.{language}")
    info: dict[str, Any] = module.info
    yield info
    yield from info["locale_specific"].values()


def fold(text: str) -> str:
    """Return *text* as words are looked up: case, forms and digits made one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.replace("i\u0307", "i")  # what becomes of a Turkish capital
    return _DIGIT.sub(_digit, folded).translate(_ALEFS)


def _digit(found: re.Match[str]) -> str:
    digit = unicodedata.decimal(found[0], None)
    return found[0] if digit is None else str(digit)


def _bare(word: str) -> str:
    return fold(word).rstrip(".")


def _is_name(word: str) -> bool:
    # Polish and Hungarian know months by Roman numbers, which are much else as well.
    return len(word) > 1 and not _ROMAN.fullmatch(word) and not word[-1].isdecimal()


def translate(text: str) -> str:
    """Return *text*, a line with a date, with the words of dates in English.

    Weekdays and what only joins the parts of a date are left out; what is no word of
    a date stays.
    """
    text = fold(text)
    text = _CJK_WEEKDAY.sub(" ", text)
    text = _CJK_DAY.sub(r"\1-\2-\3 ", text)
    text = _CJK_TIME.sub(_clock, text)
    text = _VIETNAMESE.sub(r"\3-\2-\1", text)
    for pattern, half in _HALVES:
        text = pattern.sub(half, text)
    text = _ON.sub(" ", _HALF.sub(r" \1m", text))
    text = _HOUR.sub(r"\1:00", _FULL_HOUR.sub(r"\1:\2", text))
    if _THAI.search(text):
        text = _THAI_YEAR.sub(lambda year: str(int(year[1]) - 543), text)
    known = words()
    text = known.phrases.sub(lambda name: MONTHS[known.months[name[0]] - 1], text)
    return _TWICE.sub(r"\1", _translate_words(text, known))


def _clock(found: re.Match[str]) -> str:
    hour, minute, second = found.groups()
    return f"{hour}:{minute or '00'}" + (f":{second}" if second else "")


def _translate_words(text: str, known: Words) -> str:
    tokens = [(found, _stem(found[0])) for found in _WORD.finditer(text)]
    months = [word for _, word in tokens if word in known.months]
    # In "mar. 5 mars 2024" the first is the French Tuesday, not a Spanish March.
    spare = months[0] if len(months) > 1 and months[0] in known.weekdays else None
    pieces, end = [], 0
    for found, word in tokens:
        pieces.append(text[end : found.start()])
        end = found.end()
        if word in known.months and word != spare:
            pieces.append(MONTHS[known.months[word] - 1])
        elif _is_number(text, found) or not (
            word in known.weekdays or word in _FILLERS
        ):
            pieces.append(found[0])
        spare = None if word == spare else spare
    return re.sub(r"\s+", " ", "".join(pieces) + text[end:]).strip(" ,.|-–—")


def _is_number(text: str, found: re.Match[str]) -> bool:
    """Say whether the word is part of a number, as in the week 2022-W05."""
    return found[0].isascii() and text[found.end() : found.end() + 1].isdecimal()


def _stem(token: str) -> str:
    return _ELIDED.sub("", token.rstrip("."))
