"""What newscrawl calls itself."""

from importlib.metadata import PackageNotFoundError, version

HOME = "https://github.com/newscrawl/newscrawl"
PRODUCT = "newscrawl"


def own_version() -> str:
    """Return the version of newscrawl; "0" in a checkout that is not installed."""
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"
