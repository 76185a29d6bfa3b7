"""The report: one page of HTML that shows a corpus, and needs no network."""

from datetime import datetime
from pathlib import Path

from newscrawl.report.document import Report, read, render

__all__ = ["Report", "read", "render", "write"]


def write(site: str, path: str, target: Path, now: datetime) -> None:
    """Write the report of the archive of *site* at *path* to *target*.

    A reader finds the earlier one until the new one is whole. Raises ArchiveError,
    sqlite3.Error or OSError.
    """
    page = render(read(site, path, now))
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.write_text(page, "utf-8")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
