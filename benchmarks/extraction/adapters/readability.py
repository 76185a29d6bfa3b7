"""readability-lxml: title and text; the text of its HTML is put together by lxml."""

from typing import Any

from lxml import html
from readability import Document


def read(body: bytes, url: str) -> dict[str, Any]:
    document = Document(body.decode(errors="replace"), url=url)
    summary = document.summary(html_partial=True)
    lines = html.fromstring(summary).itertext()
    return {
        "title": document.short_title(),
        "text": "\n".join(lines),
    }
