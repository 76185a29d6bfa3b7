"""One RabbitMQ for all tests of the cluster, or the reason why there is none."""

from collections.abc import Iterator

import pytest

from tests.cluster.brokers import RabbitMQ
from tests.cluster.packages import reason


@pytest.fixture(scope="session")
def rabbit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    if why := reason():
        pytest.skip(why)
    with RabbitMQ(tmp_path_factory.mktemp("brokers") / "rabbit") as broker:
        yield broker
