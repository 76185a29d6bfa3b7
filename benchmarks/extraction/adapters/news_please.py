"""news-please: its record of a page that was fetched before."""

from typing import Any

from newsplease import NewsPlease


def read(body: bytes, url: str) -> dict[str, Any]:
    article = NewsPlease.from_html(
        body.decode(errors="replace"), url, fetch_images=False
    )
    date = article.date_publish
    return {
        "title": article.title,
        "date": date and date.isoformat(),
        "authors": article.authors,
        "text": article.maintext,
    }
