"""What Celery has to say, in a line each: it is of the broker, and mends itself."""

import logging
import warnings
from typing import Any

from celery.exceptions import CPendingDeprecationWarning
from celery.signals import setup_logging


class _Line(logging.Formatter):
    """A line as the other messages are; where it happened helps nobody."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return f"newscrawl: {' '.join(record.getMessage().split())}"


def keep_brief() -> None:
    """Have the loggers of Celery and of what it uses write lines from warnings on."""
    setup_logging.connect(_set_up, weak=False)
    # Of a default that is to change, which is set here.
    warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)


def _set_up(**_: Any) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Line())
    for name in ("celery", "kombu", "amqp"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    # It repeats what the turn has said.
    logging.getLogger("celery.app.trace").setLevel(logging.ERROR)
