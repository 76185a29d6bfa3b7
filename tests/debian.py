"""Debian's packages that a server of the tests is made of, and what is missing here."""

from collections.abc import Mapping
from pathlib import Path


def reason(parts: Mapping[str, str]) -> str | None:
    """Why the server cannot run here and what would help; None where it can.

    Each package in *parts* has a file, or a pattern, that shows it is installed.
    """
    root = Path("/")
    missing = [
        name
        for name, pattern in parts.items()
        if not any(root.glob(pattern.removeprefix("/")))
    ]
    if missing:
        command = f"apt-get install -y --no-install-recommends {' '.join(parts)}"
        return f"needs Debian's {', '.join(missing)}: {command}"
    return None
