"""A volume that the hosts share: GlusterFS, one brick, a mount for each host."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cluster.network import on, run

_NAME = "news"
_PATIENCE = 60.0
_OPTIONS = "attribute-timeout=0,entry-timeout=0,direct-io-mode=enable"
"""Else the kernel goes on showing for a second what another host has changed."""


def serve(host: str, address: str, folder: Path) -> None:
    """Serve a volume from *folder* on *host*, which is at *address*."""
    brick, state = folder / "brick", folder / "state"
    for place in (brick, state):
        place.mkdir(parents=True)
    configuration = folder / "glusterd.vol"
    configuration.write_text(
        "volume management\n  type mgmt/glusterd\n"
        f"  option working-directory {state}\n"
        f"  option transport.socket.bind-address {address}\n"
        "  option transport-type socket\nend-volume\n"
    )
    log = folder / "glusterd.log"
    pid = folder / "glusterd.pid"
    run(
        *on(host),
        *("glusterd", "--volfile", str(configuration), "-l", str(log), "-p", str(pid)),
    )
    gluster = (*on(host), "gluster", "--mode=script")
    _await([*gluster, "volume", "list"])
    run(*gluster, "volume", "create", _NAME, f"{address}:{brick}", "force")
    # Without the caches that give one host what another has changed since.
    run(*gluster, "volume", "set", _NAME, "group", "db-workload")
    run(*gluster, "volume", "start", _NAME)


def _await(command: Sequence[str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while subprocess.run(command, capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            raise SystemExit("cluster: glusterd does not answer")
        time.sleep(0.5)


def mount(host: str, server: str, place: Path) -> None:
    """Mount the volume of *server* at *place*, by a process on *host*."""
    place.mkdir(parents=True, exist_ok=True)
    run(
        *on(host),
        "mount",
        "-t",
        "glusterfs",
        "-o",
        _OPTIONS,
        f"{server}:/{_NAME}",
        str(place),
    )


def unmount(place: Path) -> None:
    """Take the volume away from *place*, also where its process is dead."""
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
