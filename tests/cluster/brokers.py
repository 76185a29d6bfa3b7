"""Brokers of our own: RabbitMQ and Redis as Debian has them, with fresh folders."""

import os
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.wordpress.service import Service

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Return so many ports that nobody listens at."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind((HOST, 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def listens(host: str, port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((host, port)) == 0


class Broker:
    """A broker, which can be killed and brought up again with what it had."""

    def __init__(
        self, folder: Path, host: str, port: int, before: Sequence[str]
    ) -> None:
        """Prepare it; *before* stands before its command line."""
        folder.mkdir(parents=True)
        self.folder = folder
        self.host = host
        self.port = port
        name = type(self).__name__
        log = folder / "out.log"
        command = [*before, *self.command()]
        self.service = Service(name, command, log, lambda: listens(host, port))
        # They run as who we are: their folder is ours.
        self.service.command = ["/usr/bin/setpriv", "--pdeathsig=TERM", *command]

    def command(self) -> list[str]:
        """Write what configures it, and return its command line."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.service.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.service.stop()

    def kill(self) -> None:
        """Kill it, as if its machine lost its power."""
        assert self.service.process is not None
        os.killpg(self.service.process.pid, signal.SIGKILL)
        self.service.process.wait()


class RabbitMQ(Broker):
    """RabbitMQ, and beside it the name server of Erlang, which it needs."""

    def __init__(
        self, folder: Path, host: str = HOST, before: Sequence[str] = ()
    ) -> None:
        port, self._names, self._nodes = free_ports(3)
        self.before = before
        super().__init__(folder, host, port, before)
        self.url = f"amqp://guest:guest@{host}:{port}/"

    def command(self) -> list[str]:
        folder = self.folder
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = {self.host}:{self.port}\nloopback_users = none\n"
        )
        (folder / "plugins").write_text("[].\n")
        names = {
            "HOME": folder,
            "ERL_EPMD_PORT": self._names,
            "ERL_EPMD_ADDRESS": HOST,
            "RABBITMQ_NODENAME": f"test-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": self._nodes,
            "RABBITMQ_MNESIA_BASE": folder / "data",
            "RABBITMQ_LOG_BASE": folder / "log",
            "RABBITMQ_CONFIG_FILE": folder / "rabbitmq",
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
            "RABBITMQ_ENABLED_PLUGINS_FILE": folder / "plugins",
            # It spins while it waits, which takes the cores from the crawls.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none",
        }
        words = [f"{name}={value}" for name, value in names.items()]
        return ["/usr/bin/env", *words, "/usr/lib/rabbitmq/bin/rabbitmq-server"]

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        command = [*self.before, "epmd", "-port", str(self._names), "-kill"]
        subprocess.run(command, check=False, capture_output=True)


class Redis(Broker):
    """Redis, which writes down what it is told before it answers."""

    def __init__(self, folder: Path) -> None:
        (port,) = free_ports(1)
        super().__init__(folder, HOST, port, ())
        self.url = f"redis://{HOST}:{port}/"

    def command(self) -> list[str]:
        words = f"--bind {HOST} --port {self.port} --dir {self.folder}"
        more = "--appendonly yes --appendfsync always"
        return ["/usr/bin/redis-server", *words.split(), *more.split()]
