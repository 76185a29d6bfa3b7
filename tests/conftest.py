"""How the tests are shared out among processes (`-n auto`)."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests together, and all that share the one WordPress."""
    for item in items:
        is_wordpress = item.path.parent.name == "wordpress"
        group = item.path.parent if is_wordpress else item.path
        item.add_marker(pytest.mark.xdist_group(str(group)))
