"""The sites that a file lists, one a line."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_COMMENT = re.compile(r"(?:^|\s)#.*")
"""An address may hold "#" as well, but not behind a space."""


class ListError(ValueError):
    """A list cannot be read; the message says why and what helps."""


def listed(file: str) -> Iterator[str]:
    """Yield the sites that *file* lists, "-" being standard input; raises ListError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ListError(f"--from {file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ListError(
            f"--from {file}: line {line} is not in UTF-8; save the file as UTF-8"
        ) from error
    for line in text.splitlines():
        if words := _COMMENT.sub("", line).strip():
            yield words
