"""What Debian's packages a server of the tests is made of, and what is missing here."""

from collections.abc import Mapping
from pathlib import Path


def missing(parts: Mapping[str, str]) -> list[str]:
    """Names of the packages in *parts* that are not installed.

    Each has a file, or a pattern, that shows it is.
    """
    root = Path("/")
    return [
        name
        for name, pattern in parts.items()
        if not any(root.glob(pattern.removeprefix("/")))
    ]


def command(parts: Mapping[str, str]) -> str:
    """The line that installs them all."""
    return f"apt-get install -y --no-install-recommends {' '.join(parts)}"


def reason(parts: Mapping[str, str]) -> str | None:
    """Why the server cannot run here and what would help; None where it can."""
    if names := missing(parts):
        return f"needs Debian's {', '.join(names)}: {command(parts)}"
    return None
