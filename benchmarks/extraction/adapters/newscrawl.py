"""newscrawl, by its generic rules only.

Expected texts begin with the standfirst where a page has one, so it is put before the
text, which leaves it out. The date is as written, in the zone it was written in.
"""

from datetime import datetime
from typing import Any

from newscrawl import dates
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

PAGE, SITE = ArticlePage(), Site()


def read(body: bytes, url: str) -> dict[str, Any]:
    document = Document.from_bytes(body, url, "utf-8")
    article = Reading(document, PAGE, SITE).article("any")
    return {
        "title": article.title,
        "date": _date(article.published_raw),
        "authors": article.authors,
        "text": _text(article),
        "tags": article.tags,
    }


def _text(article: Article) -> str:
    text, standfirst = article.text, article.standfirst or ""
    if standfirst in text[: len(standfirst) + 200]:
        return text
    return f"{standfirst}\n\n{text}"


def _date(raw: str | None) -> str | None:
    if not raw:
        return None
    try:
        return datetime.fromisoformat(raw.strip()).isoformat()
    except ValueError:
        moment = dates.parse(raw, SITE.zone, day_first=SITE.day_first)
    if moment is None:
        return None
    day_only = moment.precision == "day"
    return (moment.time.date() if day_only else moment.time).isoformat()
