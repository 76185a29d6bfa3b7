"""What the brokers on loopback are made of, and what of it is missing here."""

from tests import debian

PARTS = {
    "rabbitmq-server": "/usr/lib/rabbitmq/bin/rabbitmq-server",
    "redis-server": "/usr/bin/redis-server",
    # Starts a service that ends when we end, however we end.
    "util-linux": "/usr/bin/setpriv",
}
"""Debian's packages, each with a file that shows it is installed."""


def reason() -> str | None:
    """Why no broker can run here and what would help; None where it can."""
    return debian.reason(PARTS)
