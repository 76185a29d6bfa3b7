"""Whether a record that others wrote can be stored, and what is wrong where not."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

from newscrawl.archive.records import complete
from newscrawl.archive.values import BITS, page_key, written
from newscrawl.article import Article, Image, Right
from newscrawl.corpus.selection import Record
from newscrawl.corpus.shape import shape, show
from newscrawl.text import digest

_NAMES = frozenset(each.name for each in fields(Article))
_TIMES = ("published", "modified", "fetched")
_SITE = re.compile(r"\w[\w-]*", re.ASCII)
"""A site is a folder of the corpus folder, whoever made the corpus."""


def checked(record: Record) -> Article:
    """Return the article of *record*, whose text is the one that it was stored with.

    Raises ValueError for what cannot be stored.
    """
    article = article_of(record)
    if digest(article.title, article.text) != article.content_hash:
        raise ValueError("has a content_hash that is not that of its title and text")
    return article


def article_of(record: Record) -> Article:
    """Return the article of *record*. Raises ValueError for what is none."""
    record = complete(record)
    if missing := sorted(_NAMES - record.keys()):
        raise ValueError(
            f"has no {', '.join(missing)}: a corpus that was exported with --fields or"
            " --urls-only cannot be imported"
        )
    if misfit := shape().misfit(record):
        words = misfit.removeprefix(".") if misfit.startswith(".") else f"it{misfit}"
        raise ValueError(f"is not as article.schema.json has it: {words}")
    if misfit := next(_impossible(record), None):
        raise ValueError(f"cannot be stored: {misfit}")
    images = [Image(**image) for image in record["images"]]
    rights = [Right(**right) for right in record["rights"]]
    article = Article(**{**record, "images": images, "rights": rights})
    if article.language_confidence is None:
        return article
    return replace(article, language_confidence=float(article.language_confidence))


def _impossible(record: Record) -> Iterator[str]:
    """Yield what of *record*, whose shape is right, no article of an archive has."""
    if not _SITE.fullmatch(record["site"]):
        yield f"it is of no site that can be: {show(record['site'])}"
    try:
        page_key(record["url"])
    except ValueError as error:
        yield f"its url is {error}"
    if record["revision"] < 1:
        yield f"its revision is {record['revision']}; the first one is 1"
    for name in _TIMES:
        if record[name] is not None and not _is_time(record[name]):
            yield f"{name} is {show(record[name])}, and no time that can be"
    for road in record["roads"]:
        if road not in BITS:
            yield f"its road {show(road)} is none of {', '.join(BITS)}"


def _is_time(text: str) -> bool:
    """Say whether *text* is a time of the calendar, written as archives write it."""
    try:
        return written(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False
