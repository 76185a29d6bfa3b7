from collections.abc import Iterator

import pytest

from tests.politeness.server import Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running
