"""Commands in processes of their own, forked from one that has imported Scrapy.

To import it takes longer than most crawls of the tests do.
"""

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

from newscrawl.__main__ import main

LIMIT = 300.0
"""Seconds that a process may take."""

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload([__name__, "tests.preloaded"])


def run(*words: str, cwd: Path) -> CompletedProcess[str]:
    """Run `newscrawl` with *words* in the folder *cwd*."""
    return fork(command, words, cwd)


def fork(function: Callable[..., None], *arguments: Any) -> CompletedProcess[str]:
    """Call *function* in a process of its own, warnings as errors."""
    with TemporaryDirectory() as folder:
        files = Path(folder, "out"), Path(folder, "err")
        process = _FORKS.Process(target=_call, args=(files, function, arguments))
        process.start()
        process.join(LIMIT)
        if process.exitcode is None:
            process.kill()
            process.join()
        code = process.exitcode
        assert code is not None
        return CompletedProcess(arguments, code, *(file.read_text() for file in files))


def _call(
    files: Sequence[Path], function: Callable[..., None], arguments: Sequence[Any]
) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    warnings.simplefilter("error")
    function(*arguments)


def command(words: Sequence[str], cwd: Path) -> None:
    """Be `newscrawl` with *words* in the folder *cwd*; it ends the process."""
    os.chdir(cwd)
    sys.path.insert(0, str(cwd))
    sys.argv = ["newscrawl", *words]
    main()
