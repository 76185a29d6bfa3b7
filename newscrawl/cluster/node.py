"""The worker of one machine: takes sites from the broker, so many at a time."""

import logging
import os
import signal
import socket
import threading
import time
import warnings
from typing import Any

from celery.apps.worker import Worker
from celery.exceptions import Reject, SecurityWarning
from celery.worker import state

from newscrawl.cluster.broker import QUEUE, TASK, Broker, BrokerError
from newscrawl.cluster.notes import keep_brief
from newscrawl.cluster.turns import Turns
from newscrawl.exitcodes import ExitCode

logger = logging.getLogger(__name__)

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LOOK = 0.1
_PAUSE = 5.0
"""Seconds before a turn is taken again that could not be written down or sent."""


class Node(Worker):  # type: ignore[misc] # Celery has no types
    """Celery's worker, which ends gently: its crawls end, and their sites go on later.

    The second signal ends them at once, and the third kills them.
    """

    turns: Turns
    stops = 0

    def on_before_init(self, quiet: bool = False, **given: Any) -> None:
        """Begin; as root as well, which is usual in a container.

        Celery warns of it since who can write to the queue might then do much; here
        that is no more than to name a ticket.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)
            super().on_before_init(quiet=quiet, **given)

    def install_platform_tweaks(self, worker: Any) -> None:
        """Heed the signals; by Celery's handlers a turn would come to its end."""
        for number in _SIGNALS:
            signal.signal(number, self._heed)

    def _heed(self, *_: Any) -> None:
        self.stops += 1
        # A handler must not wait for a lock that who was interrupted may hold.
        threading.Thread(target=self._stop, args=(self.stops,), daemon=True).start()

    def _stop(self, times: int) -> None:
        if times > 2:
            self.turns.kill()
            return
        self.turns.stop()
        if times == 1:
            self.consumer.call_soon(self.consumer.cancel_task_queue, QUEUE)
            while self.turns.taken:
                time.sleep(_LOOK)
            state.should_stop = os.EX_OK


def work(broker: Broker, turns: Turns, jobs: int) -> ExitCode:
    """Take sites from *broker*, *jobs* at a time, until a signal ends it."""

    @broker.app.task(name=TASK, acks_late=True, ignore_result=True)  # type: ignore[untyped-decorator] # Celery has no types
    def crawl(site: str, number: str, turn: int) -> None:
        if turns.stopped.is_set():  # it came just before nothing more is taken
            time.sleep(_LOOK)
            raise Reject(requeue=True)
        try:
            turns.take(site, number, turn)
        except Exception as error:
            is_outside = isinstance(error, OSError | BrokerError)
            trace = None if is_outside else error
            logger.warning(
                "newscrawl: the turn of %s is taken again: %s",
                site,
                error,
                exc_info=trace,
            )
            turns.stopped.wait(_PAUSE)
            raise Reject(error, requeue=True) from error

    keep_brief()
    node = Node(
        app=broker.app,
        hostname=f"{QUEUE}@{socket.gethostname()}-{os.getpid()}",
        pool="threads",
        concurrency=jobs,
        loglevel=logging.WARNING,
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    node.turns = turns
    node.start()
    return ExitCode.STOPPED if node.stops else ExitCode.FAILED
