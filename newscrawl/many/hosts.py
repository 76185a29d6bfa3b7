"""One host, one crawl at a time, whichever machines share the corpus folder.

The locks are files in the folder, held by the system: who cannot reach them cannot
write an archive either. They are let go of when the last process has died that holds
them open, which is why a crawl is given them by whoever begins it.
"""

import json
import os
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path

from newscrawl.politeness.loopback import is_loopback

if sys.platform == "win32":

    def _hold(number: int, *, alone: bool) -> None:
        """Windows has no lock that several share; a machine there is by itself."""

else:
    import fcntl

    def _hold(number: int, *, alone: bool) -> None:
        mode = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        fcntl.flock(number, mode | fcntl.LOCK_NB)


FOLDER = ".locks"


class Busy(Exception):
    """Another crawl asks one of the hosts; the message says which, and who."""


def demands(hosts: Iterable[str]) -> dict[str, bool]:
    """Return the locks of a crawl that asks *hosts*, and whether it holds each alone.

    Its hosts it holds alone, and each domain above them beside others that ask another
    host below it: so none asks a host above another's (`Task.clashes`).
    """
    own = {host for host in hosts if not is_loopback(host)}
    top = {host for host in own if own.isdisjoint(_above(host))}
    above = {domain for host in top for domain in _above(host)}
    return {f"host {name}": name in top for name in sorted(top | above)}


def _above(host: str) -> set[str]:
    """Return the domains that *host* lies below; an address lies below none."""
    with suppress(ValueError):
        ip_address(host)
        return set()
    labels = host.split(".")
    return {".".join(labels[place:]) for place in range(1, len(labels))}


@contextmanager
def holding(
    corpus: str, wanted: Mapping[str, bool], site: str, now: str
) -> Iterator[list[int]]:
    """Hold the locks that are *wanted*, all or none, and give their file numbers.

    Raises Busy, or OSError where the folder cannot be written to.
    """
    folder = Path(corpus, FOLDER)
    if wanted:
        folder.mkdir(parents=True, exist_ok=True)
    owner = {"site": site, "pid": os.getpid(), "host": socket.gethostname()}
    words = json.dumps({**owner, "since": now}).encode()
    with ExitStack() as stack:
        numbers = []
        for name, alone in wanted.items():
            path = folder / name.replace(":", "-")
            file = stack.enter_context(path.open("a+b", buffering=0))
            try:
                _hold(file.fileno(), alone=alone)
            except BlockingIOError as error:
                raise Busy(f"{name} is taken{_by(path)}") from error
            if alone:
                file.truncate(0)
                file.write(words)
            numbers.append(file.fileno())
        yield numbers


def _by(path: Path) -> str:
    try:
        owner = json.loads(path.read_bytes())
        return (
            f" by the crawl of {owner['site']}, process {owner['pid']} on"
            f" {owner['host']}, since {owner['since']}"
        )
    except (OSError, ValueError, LookupError, TypeError):
        return ""
