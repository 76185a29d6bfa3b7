"""resiliparse: the main text without comments, and the title of the document."""

from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree


def read(body: bytes, url: str) -> dict[str, Any]:
    tree = HTMLTree.parse(body.decode(errors="replace"))
    return {
        "title": tree.title,
        "text": extract_plain_text(
            tree, main_content=True, alt_texts=False, comments=False
        ),
    }
