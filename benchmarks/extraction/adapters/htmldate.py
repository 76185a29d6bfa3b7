"""htmldate: the date of publication, with its time where it finds one."""

from typing import Any

from htmldate import find_date

# Where it finds a day alone it writes midnight, without a zone.
FORMAT = "%Y-%m-%dT%H:%M:%S%z"


def read(body: bytes, url: str) -> dict[str, Any]:
    html = body.decode(errors="replace")
    return {"date": find_date(html, url=url, original_date=True, outputformat=FORMAT)}
