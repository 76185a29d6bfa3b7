"""The queue of sites, at a broker: RabbitMQ or Redis, by Celery."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from amqp.exceptions import AMQPError
from celery import Celery
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from newscrawl.cluster.ticket import Ticket

QUEUE = "newscrawl"
TASK = "newscrawl.crawl"

_PATIENCE = 10.0
"""Seconds to wait for a broker that does not answer."""
_HEARTBEAT = 20.0
_FAILURES = (KombuError, AMQPError, RedisError, OSError)
_RETRIES = {"max_retries": 5, "interval_start": 0.2, "interval_step": 0.5}


class BrokerError(Exception):
    """The broker does not answer; the message names it and says what may help."""


class Broker:
    """Where sites wait. *longest* is the seconds after which Redis hands one out anew.

    RabbitMQ does so when the worker's connection ends.
    """

    def __init__(self, url: str, longest: float = 3600.0) -> None:
        self.app = Celery("newscrawl", broker=url, set_as_current=False)
        self.app.conf.update(_settings(url, longest))
        self.name = _without_password(url)
        """Its address, without the password."""

    def check(self) -> None:
        """Raise BrokerError where it does not answer."""
        try:
            with self.app.connection_for_write() as connection:
                connection.ensure_connection(
                    max_retries=2, interval_start=0.5, timeout=_PATIENCE
                )
                _declare(connection.default_channel)
        except (*_FAILURES, ValueError) as error:
            raise self.refusal(error) from error

    def send(self, tickets: Iterable[Ticket]) -> int:
        """Put *tickets* at the end of the queue; return how many. Raises BrokerError.

        The broker has confirmed each, and has it on its disk.
        """
        count = 0
        try:
            with self.app.producer_pool.acquire(block=True) as producer:
                for ticket in tickets:
                    self._send(ticket, producer)
                    count += 1
        except _FAILURES as error:
            raise self.refusal(error) from error
        return count

    def send_one(self, ticket: Ticket) -> None:
        """Put *ticket* at the end of the queue; raises BrokerError."""
        self.send([ticket])

    def _send(self, ticket: Ticket, producer: Any) -> None:
        self.app.send_task(
            TASK,
            args=(ticket.site, ticket.id, ticket.turn),
            queue=QUEUE,
            producer=producer,
            retry=True,
            retry_policy=_RETRIES,
            ignore_result=True,
        )

    def waiting(self) -> int:
        """Return how many messages wait; raises BrokerError."""
        try:
            with self.app.connection_for_write() as connection:
                connection.ensure_connection(max_retries=1, timeout=_PATIENCE)
                return int(_declare(connection.default_channel).message_count)
        except (*_FAILURES, ValueError) as error:
            raise self.refusal(error) from error

    def active(self, patience: float) -> dict[str, list[dict[str, Any]]]:
        """Return the turns that each worker is at which answers within *patience*.

        Raises BrokerError.
        """
        try:
            with self.app.connection_for_write() as connection:
                asked = self.app.control.inspect(
                    timeout=patience, connection=connection
                )
                return asked.active() or {}
        except _FAILURES as error:
            raise self.refusal(error) from error

    def refusal(self, error: Exception) -> BrokerError:
        """Return what *error* means, in words."""
        why = re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
        return BrokerError(
            f"the broker {self.name} does not answer: {why}; see whether it runs, and"
            " whether NEWSCRAWL_BROKER is its address"
        )


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    where = parts.netloc.rpartition("@")[2]
    user = f"{parts.username or ''}:***@" if "@" in parts.netloc else ""
    return parts._replace(netloc=f"{user}{where}").geturl()


def _declare(channel: Any) -> Any:
    # As Celery declares it: durable, and bound to an exchange of its name.
    return channel.queue_declare(queue=QUEUE, durable=True, auto_delete=False)


def _settings(url: str, longest: float) -> dict[str, Any]:
    is_redis = url.startswith(("redis", "sentinel", "valkey"))
    options = {"visibility_timeout": longest} if is_redis else {"confirm_publish": True}
    return {
        "broker_transport_options": options,
        "broker_connection_timeout": _PATIENCE,
        "broker_heartbeat": _HEARTBEAT,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "accept_content": ["json"],
        "task_serializer": "json",
        "result_backend": None,
        "task_ignore_result": True,
        "task_default_queue": QUEUE,
        "task_acks_late": True,
        "task_default_delivery_mode": "persistent",
        "worker_prefetch_multiplier": 1,
        # What was handed out comes again, and is told by its number.
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "worker_send_task_events": False,
    }
