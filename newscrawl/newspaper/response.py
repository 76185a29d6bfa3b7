"""What the server answers."""

from dataclasses import dataclass
from datetime import datetime

HTML = "text/html; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    location: str | None = None
    delay: float = 0.0
    """Seconds to wait before it."""
    modified: datetime | None = None
    """When what it shows was last changed, in UTC."""
    headers: tuple[tuple[str, str], ...] = ()
    """Further ones."""


def redirect(url: str) -> Response:
    """Return the answer that sends the reader to *url* for good."""
    return Response(status=301, location=url)
