"""What keeps a page from being had, in words: by the name that it is counted by."""

_WORDS = {
    "unresolved": "its host's name cannot be resolved",
    "refused": "its host refuses connections",
    "timeout": "no answer within DOWNLOAD_TIMEOUT",
    "insecure": "its host does not speak https there",
    "certificate": "its host's certificate is not trusted",
    "DownloadFailedError": "its host closed the connection without an answer",
    "broken_off": "its end is missing",
    "too_large": "it is larger than DOWNLOAD_MAXSIZE",
    "scheme": "only http and https are fetched",
}
_NEXT = {
    "unresolved": "see how it is spelt, and whether there is a network",
    "refused": "see whether a server runs there, and whether its port is right",
    "timeout": "see whether it opens in a browser, and try again later",
    "insecure": "write http:// in place of https://",
    "certificate": "see what a browser says of it; only its publisher can mend it",
    "DownloadFailedError": "see whether it opens in a browser, and try again later",
}


def words(name: str) -> str:
    """Return what to say of a fault that is counted by *name*, or by its status."""
    return f"it answered {name}" if name.isdigit() else _WORDS.get(name, name)


def advice(name: str, said: str = "") -> str:
    """Return *said*, or what there is to say of it, and what helps if anything does."""
    return "; ".join(filter(None, (said or words(name), _NEXT.get(name))))
