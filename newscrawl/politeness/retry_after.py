"""Reading `Retry-After`: how long a server asks to be left alone."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,9}")


def retry_after(value: str, date: str = "") -> float | None:
    """Return the seconds that a `Retry-After` *value* asks for; None if unreadable.

    A time is taken by the server's own clock where its answer bears a *date*.
    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _time(value)
    if until is None:
        return None
    return max(0.0, (until - (_time(date) or datetime.now(UTC))).total_seconds())


def _time(value: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
