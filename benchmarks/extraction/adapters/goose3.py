"""goose3, without pictures; dates as declared, or in UTC where that is another form."""

from datetime import datetime
from typing import Any

from goose3 import Goose
from goose3.article import Article

GOOSE = Goose({"enable_image_fetching": False})


def read(body: bytes, url: str) -> dict[str, Any]:
    article = GOOSE.extract(url=url, raw_html=body.decode(errors="replace"))
    return {
        "title": article.title,
        "date": _date(article),
        "authors": article.authors,
        "text": article.cleaned_text,
        "tags": article.tags,
    }


def _date(article: Article) -> str | None:
    written = article.publish_date
    try:
        return datetime.fromisoformat(written or "").isoformat()
    except (TypeError, ValueError):
        parsed = article.publish_datetime_utc
        return parsed and parsed.isoformat()
