"""How the tests are shared out among processes (`-n auto`)."""

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# How quickly examples are drawn says how busy the machine is, and nothing of the code.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

WORDPRESS = "tests/wordpress"
SLOW = (WORDPRESS, "tests/cluster/test_cluster.py", "tests/test_deaths.py")
"""Few tests that take long; begun last, as xdist would, one process ran them alone."""


class Shared(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types for it
    """Keeps a file's tests together, and all that share the one WordPress.

    Marks of groups are not seen: https://github.com/pytest-dev/pytest-xdist/issues/1386
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return WORDPRESS if path.startswith(WORDPRESS) else path

    def _assign_work_unit(self, node: WorkerController) -> None:
        for scope in reversed(SLOW):
            if scope in self.workqueue:
                self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shared:
    """Share the tests out by what they share."""
    return Shared(config, log)
