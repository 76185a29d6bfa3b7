"""How the tests are shared out among processes (`-n auto`)."""

import pytest
from hypothesis import HealthCheck, settings

# How quickly examples are drawn says how busy the machine is, and nothing of the code.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests together, and all that share the one WordPress."""
    for item in items:
        is_wordpress = item.path.parent.name == "wordpress"
        group = item.path.parent if is_wordpress else item.path
        item.add_marker(pytest.mark.xdist_group(str(group)))
