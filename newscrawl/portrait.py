"""What was read from a page, laid out for a person to judge."""

import textwrap
from collections.abc import Iterator
from datetime import date

from newscrawl import dates
from newscrawl.article import Article
from newscrawl.page import Reading
from newscrawl.site import Site
from newscrawl.text import count_words

LABEL = 14
"""The width of what stands before each value."""
_WIDTH = 72
_WORDS = 9
"""How many of the first and of the last words of a text are shown."""

_FIELDS = {
    "title": 'title=("h1.headline",)',
    "date": 'published=("time::attr(datetime)",)',
    "authors": 'authors=("a.byline",)',
    "section": 'sections=("a.category",)',
    "text": 'body="div.story"',
}
"""What a page should have, and an example of the rule that finds it."""


def line(label: str, value: str) -> str:
    """Return *value* behind its *label*, broken where it is too long for a line."""
    # An address or a path is to be copied whole.
    rows = textwrap.wrap(
        value, _WIDTH, break_long_words=False, break_on_hyphens=False
    ) or [""]
    return f"\n{'':{LABEL}}  ".join([f"{label:>{LABEL}}  {rows[0]}", *rows[1:]])


def portray(reading: Reading, today: date) -> str:
    """Return what *reading* gives, and what it lacks, as of *today*."""
    if reading.kind != "article":
        return "\n".join(_no_article(reading))
    article = reading.article("")
    shown = _lines(article, _date(article, reading.site, today))
    return "\n".join([*shown, *_lacks(article)])


def _no_article(reading: Reading) -> Iterator[str]:
    words = {"list": "a list of articles", "other": "neither an article nor a list"}
    yield line("kind", words[reading.kind])
    if title := reading.document.title:
        yield line("title", title)


def _lines(article: Article, published: str) -> Iterator[str]:
    rows = {
        "title": article.title,
        "standfirst": article.standfirst or "",
        "date": published,
        "authors": ", ".join(article.authors),
        "section": " · ".join(article.sections),
        "tags": " · ".join(article.tags),
        "language": article.language or "",
        "text": _extent(article),
    }
    for label, value in rows.items():
        if value:
            yield line(label, value)
    words = article.text.split()
    if len(words) > 2 * _WORDS:
        yield line("begins", f"{' '.join(words[:_WORDS])} …")
        yield line("ends", f"… {' '.join(words[-_WORDS:])}")
    elif words:
        yield line("whole", article.text)
    if article.flags:
        yield line("flags", f"{', '.join(article.flags)}  (docs/labels.md)")


def _date(article: Article, site: Site, today: date) -> str:
    raw = article.published_raw
    if raw is None:
        return ""
    where = f"written {raw!r}, found in: {article.published_source}"
    moment = dates.parse(raw, site.zone, day_first=site.day_first)
    if moment is None:
        return f"none that is certain · {where}"
    day = moment.day(site.zone)
    shown = str(day) if moment.precision == "day" else str(moment)
    if not site.founded <= day <= today:
        shown += " is refused: in the future, or before the site was founded"
    return f"{shown} · {where}"


def _extent(article: Article) -> str:
    if not article.text:
        return ""
    counts = {
        "word": count_words(article.text),
        "paragraph": article.text.count("\n\n") + 1,
        "picture": len(article.images),
    }
    named = (f"{count:,} {name}{'s' * (count > 1)}" for name, count in counts.items())
    return ", ".join(words for words in named if words[0] != "0")


def _lacks(article: Article) -> Iterator[str]:
    found = {
        "title": article.title,
        "date": article.published_raw,
        "authors": article.authors,
        "section": article.sections,
        "text": article.text,
    }
    for name, example in _FIELDS.items():
        if not found[name]:
            yield line(
                "not found", f"{name}: if the page has it, ArticlePage({example})"
            )
