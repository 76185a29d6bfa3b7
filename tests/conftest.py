"""How the tests are shared out among processes (`-n auto`)."""

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# How quickly examples are drawn says how busy the machine is, and nothing of the code.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

WORDPRESS = "tests/wordpress"


class Shared(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types for it
    """Keeps a file's tests together, and all that share the one WordPress.

    Marks of groups are not seen: https://github.com/pytest-dev/pytest-xdist/issues/1386
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return WORDPRESS if path.startswith(WORDPRESS) else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shared:
    """Share the tests out by what they share."""
    return Shared(config, log)
