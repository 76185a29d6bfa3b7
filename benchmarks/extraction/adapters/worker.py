"""Reads pages with one library, in that library's own environment.

`worker.py ADAPTER [MODE]…` is given on standard input a page a line, as JSON, then an
empty line, then a command a line, each answered in one line of JSON: "records" with
what is read, "seconds" with the CPU time of reading all pages once. An error of the
library costs it the page, and stands in the record as `failed`.
"""

import json
import logging
import os
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, TextIO

Read = Callable[..., dict[str, Any]]


def main(adapter: str, *modes: str) -> None:
    answers = _keep_answers_apart()
    logging.disable()  # nobody reads it, and writing it would count as reading
    read = partial(_load(adapter), **dict.fromkeys(modes, True))
    pages = list(_pages())
    for line in sys.stdin:
        command = {"records": _records, "seconds": _seconds}[line.strip()]
        json.dump(command(read, pages), answers)
        answers.write("\n")
        answers.flush()


def _keep_answers_apart() -> TextIO:
    """Return where answers go; whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def _load(path: str) -> Read:
    # Not by name: beside each other lie files with the names of what they import.
    spec = spec_from_file_location("adapter", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    read: Read = module.read
    return read


def _pages() -> Iterator[tuple[str, bytes, str]]:
    for line in iter(sys.stdin.readline, "\n"):
        page = json.loads(line)
        yield page["id"], b64decode(page["body"]), page["url"]


def _records(read: Read, pages: list[tuple[str, bytes, str]]) -> dict[str, Any]:
    return {name: _attempt(read, body, url) for name, body, url in pages}


def _seconds(read: Read, pages: list[tuple[str, bytes, str]]) -> float:
    begun = time.process_time()
    for _, body, url in pages:
        _attempt(read, body, url)
    return time.process_time() - begun


def _attempt(read: Read, body: bytes, url: str) -> dict[str, Any]:
    try:
        return read(body, url)
    except Exception as error:  # whatever it is, the other pages are to be read
        return {"failed": repr(error)}


if __name__ == "__main__":
    main(*sys.argv[1:])
