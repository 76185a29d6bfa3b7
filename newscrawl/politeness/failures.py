"""What can go wrong with a download, as Scrapy names it."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from newscrawl import faults

Exceptions = tuple[type[Exception], ...]


class Forbidden(IgnoreRequest):
    """robots.txt forbids the page, or could not be had."""


class NotNow(IgnoreRequest):
    """The host asked to be left alone; the page itself has not failed."""


class Lost(IgnoreRequest):
    """A download that failed for good; *name* is what it is counted by."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.name = name


FINAL: Exceptions = (DownloadCancelledError, NotSupported, UnsupportedURLSchemeError)
"""Would fail again."""

_NAMES: dict[type[Exception], str] = {
    CannotResolveHostError: "unresolved",
    DownloadCancelledError: "too_large",
    DownloadConnectionRefusedError: "refused",
    DownloadTimeoutError: "timeout",
    NotSupported: "scheme",
    ResponseDataLossError: "broken_off",
}


def passing(settings: BaseSettings) -> Exceptions:
    """Return what may heal: RETRY_EXCEPTIONS."""
    return tuple(load_object(one) for one in settings.getlist("RETRY_EXCEPTIONS"))


def any_of(settings: BaseSettings) -> Exceptions:
    """Return what a request of our own, outside the queue, may fail with."""
    return (*passing(settings), *FINAL, IgnoreRequest)


def is_distrust(error: BaseException) -> bool:
    """Say whether *error* is a certificate that could not be verified."""
    return isinstance(error, DownloadFailedError) and "certificate" in str(error)


def describe(error: BaseException) -> tuple[str, str]:
    """Return the name that *error* is counted by, and what to say of it."""
    if isinstance(error, Lost):
        return error.name, str(error)
    name = _name(error)
    said = faults.words(name)
    return name, said if said != name else str(error) or name


def _name(error: BaseException) -> str:
    if is_distrust(error):
        return "certificate"
    if isinstance(error, DownloadFailedError) and "SSL.Error" in str(error):
        return "insecure"
    known = (name for kind, name in _NAMES.items() if isinstance(error, kind))
    return next(known, type(error).__name__)
