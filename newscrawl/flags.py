"""What to look out for in an article: flags, and no reason to leave it out."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from newscrawl import urls
from newscrawl.article import Article

FLAGS = {
    "short": "fewer than 50 words",
    "truncated": "the text breaks off, or the page says that there is more of it",
    "links": "more of the text is link than not: a list of other stories",
    "gallery": "few words, and four pictures or more",
    "video": "few words, and a film",
    "document": "few words, and a PDF: a press release",
    "boilerplate": "a paragraph of it ends or begins at least five other articles",
    "date": "no certain date, or one that the address or the last change denies",
}
"""Each flag and what it means, in the order in which a record has them."""

SHORT = 50
"""Words below which a text is short."""
_SHORT_LETTERS = 300
"""Not every language has spaces between its words."""

_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.{3})\s*\])$"
    r"|\b(?:(?:read|view)\s+(?:more|full\s+\w+)|continue\s+reading)[\s.…»›→]*$",
    re.IGNORECASE,
)
_LONGEST_MARK = 80
_EDGE = timedelta(days=3)
"""By so much an address may differ: by a zone, or since it was given to a draft."""


def arrange(flags: Iterable[str]) -> list[str]:
    """Return *flags* in their order, each once."""
    found = set(flags)
    return [flag for flag in FLAGS if flag in found]


def judge(article: Article) -> list[str]:
    """Return the flags of *article*, those of its page and those of its fields."""
    found = set(article.flags)
    if article.word_count < SHORT and len(article.text) < _SHORT_LETTERS:
        found.add("short")
    if _CUT_OFF.search(article.text[-_LONGEST_MARK:]):
        found.add("truncated")
    if _is_doubtful(article):
        found.add("date")
    return arrange(found)


def _is_doubtful(article: Article) -> bool:
    if article.published is None:
        return True
    published = datetime.fromisoformat(article.published)
    if article.modified:
        # A day is that day at midnight: what was changed on it was changed later.
        modified = datetime.fromisoformat(article.modified)
        if modified < published - timedelta(days=1):
            return True
    written = urls.written_date(article.url)
    days = (published - _EDGE, published, published + _EDGE)
    return written is not None and not any(_is_of(day, written) for day in days)


def _is_of(day: datetime, written: tuple[int, int | None, int | None]) -> bool:
    own = (day.year, day.month, day.day)
    return all(part in (None, of) for part, of in zip(written, own, strict=True))
