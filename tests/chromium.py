"""A real Chromium without a window, driven over a pipe.

https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--no-first-run", "--remote-debugging-pipe",
)  # fmt: skip


def find() -> str | None:
    """Return where Chromium is on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Tab:
    """A page that is open."""

    _orders: int
    _answers: Any
    session: str = ""
    errors: list[str] = field(default_factory=list)
    """What went to the console as an error or a warning, and what was thrown."""
    requests: list[str] = field(default_factory=list)
    """The addresses that were asked for."""
    events: list[str] = field(default_factory=list)
    _number: int = 0

    def send(self, method: str, **given: Any) -> Any:
        """Give an order; return what it came to."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": given}
        if self.session:
            order["sessionId"] = self.session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _read(self) -> Any:
        letters = bytearray()
        while (letter := self._answers.read(1)) != b"\0":
            assert letter, "Chromium has ended"
            letters += letter
        answer = json.loads(letters)
        self._take(answer.get("method", ""), answer.get("params", {}))
        return answer

    def _take(self, event: str, told: Any) -> None:
        self.events.append(event)
        match event:
            case "Runtime.exceptionThrown":
                self.errors.append(json.dumps(told["exceptionDetails"]))
            case "Log.entryAdded" if told["entry"]["level"] in ("error", "warning"):
                self.errors.append(told["entry"]["text"])
            case "Runtime.consoleAPICalled" if told["type"] in ("error", "warning"):
                self.errors.append(json.dumps(told["args"]))
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])

    def open(self, url: str, width: int = 1400, scheme: str = "light") -> float:
        """Open *url* in a window so wide; return the seconds until it is there."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)
        self.events.clear()
        begun = time.perf_counter()
        self.send("Page.navigate", url=url)
        while "Page.loadEventFired" not in self.events:
            self._read()
        self.ask("new Promise(requestAnimationFrame)")
        return time.perf_counter() - begun

    def ask(self, script: str) -> Any:
        """Return the value of *script*."""
        told = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def picture(self, path: Path) -> None:
        """Write a picture of the whole page to *path*."""
        told = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def pdf(self) -> bytes:
        """Return the page as it is printed."""
        return base64.b64decode(self.send("Page.printToPDF")["data"])


@contextmanager
def tab() -> Iterator[Tab]:
    """Run Chromium and give an empty page of it."""
    orders, to_it = os.pipe()
    from_it, answers = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        number = _spawn(profile, orders, answers)
        os.close(orders)
        os.close(answers)
        with os.fdopen(from_it, "rb") as told:
            page = Tab(to_it, told)
            try:
                page.session = _attach(page)
                for domain in ("Page", "Runtime", "Log", "Network"):
                    page.send(f"{domain}.enable")
                yield page
            finally:
                os.close(to_it)
                os.kill(number, signal.SIGKILL)
                os.waitpid(number, 0)


def _spawn(profile: str, orders: int, answers: int) -> int:
    """Start Chromium, which reads from descriptor 3 and writes to 4."""
    program = find()
    assert program, "Chromium is not installed"
    # Out of the way of 3 and 4, whatever the descriptors are here.
    high = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 10) for one in (orders, answers)]
    actions = [
        *((os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_WRONLY, 0) for one in (1, 2)),
        *((os.POSIX_SPAWN_DUP2, one, place) for place, one in enumerate(high, 3)),
    ]
    words = (program, *_OPTIONS, f"--user-data-dir={profile}", "about:blank")
    number = os.posix_spawn(program, words, os.environ, file_actions=actions)
    for one in high:
        os.close(one)
    return number


def _attach(page: Tab) -> str:
    target = page.send("Target.createTarget", url="about:blank")["targetId"]
    told = page.send("Target.attachToTarget", targetId=target, flatten=True)
    return str(told["sessionId"])
