"""What the commands share that talk to a broker."""

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newscrawl.exitcodes import ExitCode
from newscrawl.many.command import ManyCommand, refusal

if TYPE_CHECKING:
    from newscrawl.cluster.broker import Broker

BROKER = "NEWSCRAWL_BROKER"
_SCHEMES = ("amqp://", "amqps://", "redis://", "rediss://")


class ClusterCommand(ManyCommand):
    """A command that sends sites to a broker, or takes them from it."""

    @property
    def broker_url(self) -> str:
        """The broker's address; "" where none is set. Raises UsageError."""
        assert self.settings is not None
        # From the environment as well: everybody can read a command line, and an
        # address may hold a password.
        url = str(self.settings.get(BROKER) or os.environ.get(BROKER, ""))
        if url and not url.startswith(_SCHEMES):
            told = " or ".join(f"{scheme}HOST/" for scheme in _SCHEMES[::2])
            raise refusal(f"{BROKER} is the address of a broker: {told}")
        return url

    def check_celery(self) -> None:
        """Raise UsageError where Celery is missing."""
        if find_spec("celery") is None:
            raise refusal("Celery is not installed: pip install 'newscrawl[cluster]'")

    def reached(self, longest: float = 3600.0) -> "Broker | None":
        """Return the broker, which answers; else say why not, and end with 1.

        Raises UsageError where none is set.
        """
        url = self.broker_url
        if not url:
            raise refusal(
                f"no broker is set: {BROKER}=amqp://HOST/ or redis://HOST/, as a"
                " setting or in the environment; docs/cluster.md"
            )
        self.check_celery()
        # Scrapy imports every command: what only these need would slow down all.
        from newscrawl.cluster.broker import Broker, BrokerError

        broker = Broker(url, longest)
        try:
            broker.check()
        except BrokerError as error:
            self.fail(str(error), ExitCode.FAILED)
            return None
        return broker
