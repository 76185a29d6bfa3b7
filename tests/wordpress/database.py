"""A private MariaDB: no network, no caution, its data in the given folder."""

import signal
import socket
from pathlib import Path

from tests.wordpress.service import Service, run

NAME = "wordpress"

FAST = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=64M",
    "--skip-log-bin",
    # Containers often forbid io_uring.
    "--innodb-use-native-aio=0",
)
"""The data is thrown away: durability would only cost time."""


def database(folder: Path) -> Service:
    """Lay out MariaDB's own tables in the folder; return the server, not started."""
    data = folder / "database"
    install = ["/usr/bin/mariadb-install-db", "--no-defaults", f"--datadir={data}"]
    quick = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    run([*install, *quick])
    first = folder / "first.sql"
    first.write_text(f"CREATE DATABASE IF NOT EXISTS {NAME} CHARACTER SET utf8mb4;")
    first.chmod(0o644)
    server = [
        "/usr/sbin/mariadbd",
        "--no-defaults",
        f"--datadir={data}",
        f"--socket={socket_path(folder)}",
        f"--pid-file={folder / 'mariadb.pid'}",
        f"--init-file={first}",
        "--skip-networking",
        *FAST,
    ]
    # It is killed: writing out what is about to be removed takes seconds.
    log = folder / "mariadb.log"
    return Service("MariaDB", server, log, lambda: _answers(folder), signal.SIGKILL)


def socket_path(folder: Path) -> Path:
    """Where MariaDB listens."""
    return folder / "mariadb.sock"


def _answers(folder: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(socket_path(folder))) == 0
