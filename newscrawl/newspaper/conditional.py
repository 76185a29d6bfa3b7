"""Conditional requests: a reader who has a page already is not sent it again.

https://www.rfc-editor.org/rfc/rfc9110.html#name-conditional-requests
"""

import re
from dataclasses import replace
from zlib import crc32

from newscrawl.newspaper.response import Response

_ASKED = re.compile(r"^if-none-match:[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tag(response: Response) -> str | None:
    """Return the strong entity tag of a page of HTML; None for all else."""
    if response.status != 200 or not response.content_type.startswith("text/html"):
        return None
    # A checksum, not a digest: it is taken of every page that is served.
    return f'"{crc32(response.body):08x}-{len(response.body):x}"'


def has_page(fields: str, entity_tag: str) -> bool:
    """Say whether the header *fields* of a request name *entity_tag*, or any by "*"."""
    return any(
        value.strip() == "*" or entity_tag in _TAG.findall(value)
        for value in _ASKED.findall(fields)
    )


def unchanged(response: Response) -> Response:
    """Return the answer that stands for *response* where the reader has it."""
    return replace(response, body=b"", status=304)
