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


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Tell whether something listens on the port already."""
    return _answers(port)


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((HOST, port)) == 0
