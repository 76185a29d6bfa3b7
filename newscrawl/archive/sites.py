"""The sites of a corpus folder: each has a folder of its own, and in it its archive."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from heapq import nlargest
from itertools import islice
from pathlib import Path

from newscrawl.site import site_name

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+(?:\.[\w-]+)+(?:[:_]\d+)?|localhost[:_]\d+)/?")

_MOST_TOLD = 20


class UnknownSite(LookupError):
    """No archive is kept of a site; the message says of which there is one."""


def archives(folder: str) -> dict[str, str]:
    """Return where the archive of each site under *folder* is, by the site's name."""
    found = sorted(Path(folder).absolute().glob("*/archive.sqlite"))
    return {path.parent.name: str(path) for path in found}


def beside(archive: str, most: int) -> dict[str, str]:
    """Return the archives of other sites beside *archive*, those written last.

    They are *most* at most: each costs files that are held open, and time a text.
    """
    path = Path(archive)
    others = archives(str(path.parents[1]))
    others.pop(path.parent.name, None)
    return dict(nlargest(most, others.items(), key=lambda one: _written(one[1])))


def _written(archive: str) -> float:
    with suppress(OSError):  # it may go at any moment
        return Path(archive).stat().st_mtime
    return 0.0


def log_of(archive: str) -> Path:
    """Return where `crawlall` keeps the log of the last run beside *archive*."""
    return Path(archive).with_name("crawl.log")


def discard(archive: str) -> None:
    """Remove the folder of *archive*, which a run has made and put nothing into.

    A log stays there: it says why.
    """
    folder = Path(archive).parent
    feed = folder / "articles.jsonl"
    own = {Path(f"{archive}{ending}") for ending in ("", "-wal", "-shm", ".lock")}
    files = set(folder.iterdir()) - {log_of(archive)}
    if not files <= own | {feed} or (feed.exists() and feed.stat().st_size):
        return
    for file in files:
        file.unlink(missing_ok=True)
    if not log_of(archive).exists():
        folder.rmdir()


def named(folder: str, words: str) -> str:
    """Return the site under *folder* that *words* name: its name, host or an address.

    Raises UnknownSite.
    """
    known = archives(folder)
    for name in names_of(words):
        if name in known:
            return name
    there = f"there is {few(known) or 'none yet'}"
    raise UnknownSite(
        f"no archive of {words!r} under {Path(folder).absolute()}; {there}:"
        f" `scrapy crawl {_beginning(words)}` begins one, -s NEWSCRAWL_CORPUS=DIR names"
        " another folder"
    )


def few(names: Collection[str], most: int = _MOST_TOLD) -> str:
    """Return *names* as a message tells them, which does not grow with the corpus."""
    told = ", ".join(islice(names, most))
    more = len(names) - most
    return f"{told} and {more:,} more" if more > 0 else told


def names_of(words: str) -> Iterator[str]:
    """Yield the names that a site may have which is called *words*."""
    yield words
    # Which port is the usual one hangs on the scheme, which is left out of a host.
    is_address = _ADDRESS.match(words)
    for start in ("",) if is_address else ("https://", "http://"):
        with suppress(ValueError):
            yield site_name(f"{start}{words}")


def _beginning(words: str) -> str:
    """Return what follows `scrapy crawl` to begin with the site called *words*."""
    if _ADDRESS.match(words):
        return f"news -a start={words}"
    if not _HOST.fullmatch(words):
        return "SITE"
    host, mark, port = words.rstrip("/").replace("_", ":").partition(":")
    # A port of its own is that of a paper on this machine more often than not.
    return f"news -a start={'http' if mark else 'https'}://{host}{mark}{port}/"
