"""WordPress itself: brought up, filled, dressed in a theme, and taken down."""

import errno
import json
import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom
from types import TracebackType
from typing import Self

from tests.wordpress import submission
from tests.wordpress.database import database
from tests.wordpress.expectation import expect
from tests.wordpress.layout import hand_over, lay_out, make_folder
from tests.wordpress.packages import reason
from tests.wordpress.paper import write_paper
from tests.wordpress.places import Places, read_places
from tests.wordpress.service import run
from tests.wordpress.themes import CLASSIC, THEMES
from tests.wordpress.truth import Record
from tests.wordpress.web import HOST, hold_port, web


class WordPress:
    """A filled WordPress on loopback for as long as the `with` block lasts.

    Args:
        posts: how many published posts to write.
        port: where to listen; 0 takes a free one.
        folder: where to keep everything; made, and removed at the end.
        draw: what the class names of our own theme are drawn from.
    """

    def __init__(
        self,
        posts: int = 320,
        *,
        port: int = 0,
        folder: Path | None = None,
        draw: int | None = None,
    ) -> None:
        self.paper = write_paper(posts)
        self.port = port
        self.folder = folder
        self.draw = SystemRandom().randrange(10**6) if draw is None else draw
        self.theme = THEMES[CLASSIC]
        self._folder = Path()
        self._stack = ExitStack()
        self._places: Places | None = None
        self._shut: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Address of the front page."""
        return f"http://{HOST}:{self.port}/"

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._start(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def use_theme(self, name: str) -> None:
        """Dress the site in the theme of that name."""
        self.theme = THEMES[name]
        stylesheet = self.theme.stylesheet or name
        for _ in range(2):
            # WordPress settles menus and sidebars when it is next loaded.
            self._php("theme.php", stylesheet, "full" if self.theme.full else "excerpt")
        self._dress()

    def shut(self, *roads: str) -> None:
        """Shut these roads, as plugins for security do; all others are open."""
        self._php("shut.php", ",".join(roads))
        self._shut = roads
        self._dress()

    def _dress(self) -> None:
        """Say what it looks like now: pages that are kept are those of the same."""
        dress = f"{self.theme.name} {','.join(self._shut)}"
        (self._folder / "dress").write_text(dress)

    def truth(self) -> list[Record]:
        """What a crawler must find under the present theme, and what it must not."""
        if self._places is None:
            raise RuntimeError("no truth yet: enter the site first")
        return expect(self.paper, self._places, self.theme)

    def requests(self) -> list[str]:
        """The paths asked for so far, queries included, in order."""
        log = (self._folder / "access.log").read_text()
        return [line.split()[3] for line in log.splitlines()]

    def _start(self, stack: ExitStack) -> None:
        if why := reason():
            raise RuntimeError(f"WordPress {why}")
        held = stack.enter_context(hold_port(self.port))
        self.port = held.getsockname()[1]
        folder = self._folder = make_folder(self.folder)
        stack.callback(remove, folder)
        lay_out(folder, self.url.rstrip("/"), self.draw)
        submission.write(folder / "paper.json", self.paper)
        server = web(folder, self.port)
        hand_over(folder)
        stack.enter_context(database(folder))
        self._php("install.php")
        self._php("sections.php")
        self._places = read_places(json.loads(self._php("fill.php")))
        self.use_theme(self.theme.name)
        held.close()
        stack.enter_context(server)

    def _php(self, script: str, *arguments: str) -> str:
        path = self._folder / "php" / script
        return run(["/usr/bin/php", str(path), str(self._folder), *arguments])


def remove(folder: Path) -> None:
    """Remove *folder*, into which a process that was just killed may still write."""
    for _ in range(50):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            if error.errno != errno.ENOTEMPTY:
                raise
            time.sleep(0.1)
        else:
            return
    shutil.rmtree(folder)
