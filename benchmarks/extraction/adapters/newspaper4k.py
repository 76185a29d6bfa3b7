"""newspaper4k: its article, parsed; nothing is downloaded."""

from typing import Any

from newspaper import Article


def read(body: bytes, url: str) -> dict[str, Any]:
    article = Article(url, fetch_images=False)
    article.download(input_html=body.decode(errors="replace"))
    article.parse()
    date = article.publish_date
    return {
        "title": article.title,
        "date": date and date.isoformat(),
        "authors": article.authors,
        "text": article.text,
        "tags": sorted(article.tags or ()) or article.meta_keywords,
    }
