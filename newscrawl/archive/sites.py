"""The sites of a corpus folder: each has a folder of its own, and in it its archive."""

from pathlib import Path


class UnknownSite(LookupError):
    """No archive is kept of a site; the message says of which there is one."""


def archives(folder: str) -> dict[str, str]:
    """Return where the archive of each site under *folder* is, by the site's name."""
    found = sorted(Path(folder).absolute().glob("*/archive.sqlite"))
    return {path.parent.name: str(path) for path in found}


def archive_of(folder: str, site: str) -> str:
    """Return where the archive of *site* under *folder* is; raises UnknownSite."""
    known = archives(folder)
    if site in known:
        return known[site]
    there = f"there is {', '.join(known)}" if known else "there is none yet"
    raise UnknownSite(
        f"no archive of {site!r} under {Path(folder).absolute()}; {there}:"
        f" `scrapy crawl SITE` begins one, -s NEWSCRAWL_CORPUS=DIR names another folder"
    )
