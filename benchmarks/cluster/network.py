"""A network within this machine: namespaces as hosts, a bridge between them."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

BRIDGE = "news-bridge"
_NETWORK = "10.77.0.{}/16"
_PATIENCE = 10.0

TOOLS = {
    "ip": "iproute2",
    "nsenter": "util-linux",
    "gluster": "glusterfs-server",
    "mount.glusterfs": "glusterfs-client",
}


def reason() -> str | None:
    """Why it cannot be had here; None where it can."""
    if os.geteuid():
        return "namespaces and mounts need root"
    missing = [package for tool, package in TOOLS.items() if not _which(tool)]
    if missing:
        return f"needs Debian's {', '.join(missing)}: apt-get install -y {missing[0]} …"
    return None


def _which(tool: str) -> str | None:
    return shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


class Network:
    """The hosts, by name; all are gone at its end, with what ran on them."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def __enter__(self) -> Self:
        run("ip", "link", "add", BRIDGE, "type", "bridge")
        run("ip", "addr", "add", _NETWORK.format(1), "dev", BRIDGE)
        run("ip", "link", "set", BRIDGE, "up")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in self.hosts:
            kill_all(name)
            run("ip", "netns", "del", name)
        run("ip", "link", "del", BRIDGE)

    def add(self, name: str, number: int, *more: str) -> str:
        """Add the host *name* with an address of that *number*, and *more*."""
        run("ip", "netns", "add", name)
        self.hosts.append(name)
        link = f"news-{number}"
        peer = ("peer", "name", "eth0", "netns", name)
        run("ip", "link", "add", link, "type", "veth", *peer)
        run("ip", "link", "set", link, "master", BRIDGE, "up")
        for address in (_NETWORK.format(number), *more):
            run("ip", "-n", name, "addr", "add", address, "dev", "eth0")
        for device in ("eth0", "lo"):
            run("ip", "-n", name, "link", "set", device, "up")
        return f"10.77.0.{number}"


def on(host: str) -> list[str]:
    """Return what stands before a command that runs on *host*.

    With the mounts of all: `ip netns exec` would have its own.
    """
    return ["nsenter", f"--net=/run/netns/{host}"]


def run(*command: str) -> str:
    """Return what a command printed; raises CalledProcessError."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def processes(host: str) -> list[int]:
    """Return what runs on *host*."""
    return [int(word) for word in run("ip", "netns", "pids", host).split()]


def kill_all(host: str) -> None:
    """Kill everything on *host*, as if it lost its power."""
    deadline = time.monotonic() + _PATIENCE
    while (numbers := processes(host)) and time.monotonic() < deadline:
        kill(numbers)
        time.sleep(0.05)


def kill(numbers: Sequence[int]) -> None:
    """Kill the processes of these *numbers*."""
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
