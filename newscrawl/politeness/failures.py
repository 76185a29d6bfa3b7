"""What can go wrong with a download, as Scrapy names it."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

Exceptions = tuple[type[Exception], ...]

FINAL: Exceptions = (DownloadCancelledError, NotSupported, UnsupportedURLSchemeError)
"""Would fail again."""

_WORDS: dict[type[Exception], str] = {
    CannotResolveHostError: "its name cannot be resolved",
    DownloadCancelledError: "larger than DOWNLOAD_MAXSIZE",
    DownloadConnectionRefusedError: "connection refused",
    DownloadTimeoutError: "no answer within DOWNLOAD_TIMEOUT",
    ResponseDataLossError: "the answer broke off",
}


def passing(settings: BaseSettings) -> Exceptions:
    """Return what may heal: RETRY_EXCEPTIONS."""
    return tuple(load_object(one) for one in settings.getlist("RETRY_EXCEPTIONS"))


def is_distrust(error: BaseException) -> bool:
    """Say whether *error* is a certificate that could not be verified."""
    return isinstance(error, DownloadFailedError) and "certificate" in str(error)


def describe(error: BaseException) -> str:
    """Return *error* in a few words."""
    if is_distrust(error):
        return "its certificate is not trusted"
    words = next((w for kind, w in _WORDS.items() if isinstance(error, kind)), "")
    return words or str(error) or type(error).__name__
