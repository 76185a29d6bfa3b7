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

_NAMES: dict[type[Exception], tuple[str, str]] = {
    CannotResolveHostError: ("unresolved", "its host's name cannot be resolved"),
    DownloadCancelledError: ("too_large", "it is larger than DOWNLOAD_MAXSIZE"),
    DownloadConnectionRefusedError: ("refused", "its host refuses connections"),
    DownloadTimeoutError: ("timeout", "no answer within DOWNLOAD_TIMEOUT"),
    NotSupported: ("scheme", "only http and https are fetched"),
    ResponseDataLossError: ("broken_off", "its end is missing"),
}


def words(name: str) -> str:
    """Return what to say of a failure that is counted by *name*, or by its status."""
    if name.isdigit():
        return f"it answered {name}"
    return dict(_NAMES.values()).get(name, name)


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
    if is_distrust(error):
        return "certificate", "its host's certificate is not trusted"
    for kind, named in _NAMES.items():
        if isinstance(error, kind):
            return named
    return type(error).__name__, str(error) or type(error).__name__
