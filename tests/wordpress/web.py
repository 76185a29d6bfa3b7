"""A private Apache with PHP on 127.0.0.1, serving Debian's WordPress unchanged."""

import socket
from pathlib import Path
from string import Template

from tests.wordpress.service import Service

HOST = "127.0.0.1"
MODULES = Path("/usr/lib/apache2/modules")
PHP = Path(__file__).with_name("php")


def web(folder: Path, port: int) -> Service:
    """Write Apache's configuration into the folder; return the server, not started."""
    configuration = folder / "apache.conf"
    template = Template((PHP / "apache.conf").read_text())
    library = next(MODULES.glob("libphp*.so"))
    configuration.write_text(
        template.substitute(folder=folder, host=HOST, port=port, php=library)
    )
    log = folder / "apache.log"
    log.touch()  # Handed over with the folder, for Apache writes it too.
    command = ["/usr/sbin/apache2", "-f", str(configuration), "-D", "FOREGROUND"]
    return Service("Apache", command, log, lambda: _answers(port))


def hold_port(port: int) -> socket.socket:
    """Keep a port (0: any free one) from others until the socket is closed."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((HOST, port))
    except OSError as error:
        held.close()
        raise OSError(f"port {port} is taken ({error}): choose another, or 0") from None
    return held


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((HOST, port)) == 0
