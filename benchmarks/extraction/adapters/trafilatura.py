"""trafilatura: metadata and text, without comments.

Its fast mode asks no second extractor where the first finds little.
"""

from typing import Any

import trafilatura

# Of htmldate, which finds its dates; with the time, which is left out by default.
DATES = {
    "original_date": True,
    "extensive_search": True,
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}


def read(body: bytes, url: str, *, fast: bool = False) -> dict[str, Any]:
    found = trafilatura.bare_extraction(
        body.decode(errors="replace"),
        url,
        fast=fast,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=DATES,
    )
    if found is None:
        return {}
    return {
        "title": found.title,
        "date": found.date,
        "authors": (found.author or "").split("; "),
        "text": found.text,
        "tags": found.tags,
    }
